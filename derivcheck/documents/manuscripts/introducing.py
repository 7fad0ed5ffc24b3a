r"""Equations that bring a name in, `\Delta = b^2 - 4ac` behind `a x^2 + b x + c = 0`.

Nothing above speaks of the name, so that what is said of it follows from nothing, and cannot be
wrong: it says what the name stands for.  A name of which something is assumed or defined, or that
stands on both sides, is none of these; nor is `n = -1` where n is declared to be positive.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.manuscripts.chains import Chain
from derivcheck.documents.manuscripts.inline import Defined, definition, letters
from derivcheck.notation.tex.commands import UPRIGHT
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.tokens import Token, behind, tokenize

ANY = re.compile(r"(?:real|complex)\s*(?:\[[^\]]*\])?")
"""Sorts of which a name may have any value."""
_MOST_ALONE = 2  # sides of a formula by itself, `x = 5`, that claims what it says


def brought_in(
    chains: Sequence[tuple[Chain, list[str], bool]],
    known: Sequence[str],
    declared: Mapping[str, str],
) -> set[int]:
    """Where the chains of a list begin that say what a name stands for of which nothing is said.

    Arguments:
        chains: with their sides in LaTeX, and whether they are claimed; one alone is no list, and
            opens with what a name stands for only if it goes on from there.
        known: what is stated, assumed and defined before, in LaTeX or in plain notation.
        declared: the names that are declared, with their sorts: beside a declared `x_1`, x is
            another name.
    """
    found, above = set[int](), [*known]
    for chain, texts, claimed in chains:
        if len(chains) == 1 and not _goes_on_from(texts, declared):
            continue
        first, equal = chain.sides[0], all(side.joint == "=" for side in chain.sides[1:])
        if equal and not (claimed or chain.link or first.joint or first.connected):
            found |= {first.span.start} if _brings_in(texts, above, declared) else set()
        above += texts
    return found


def _goes_on_from(sides: Sequence[str], declared: Container[str]) -> bool:
    """Whether a calculation opens with what a name stands for, in other names, and goes on.

    That two declared names are equal, `x = y`, says of neither what it stands for.
    """
    if len(sides) <= _MOST_ALONE:
        return False
    return bool(letters(sides[1])) and sides[1].strip(" \t\r\n&.,;") not in declared


def _brings_in(sides: Sequence[str], above: Iterable[str], declared: Mapping[str, str]) -> bool:
    """Whether the sides of a chain say what a name stands for of which nothing is said above."""
    found = definition(sides[0], sides[1], 0, 0) if len(sides) > 1 else None
    if found is None or found.parameters:
        return False
    whole, sort = found.name in declared, declared.get(found.name, "").strip()
    if not found.names and sort and not ANY.fullmatch(sort):
        return False
    return not any(speaks(text, found, whole) for text in (*sides[1:], *above))


def speaks(text: str, of: Defined, whole: bool) -> bool:
    """Whether a name stands in a text; `x_2` is another one than `x_1`.

    Arguments:
        whole: whether the name is no entry of an array.
    """
    if re.search(rf"(?<![A-Za-z]){re.escape(of.name)}(?![A-Za-z0-9])", text):
        return True
    index = of.name.partition("_")[2]
    try:
        tokens = tokenize(text)
    except Diagnosis:
        return True
    own = [n for n, token in enumerate(tokens) if of.letters & {*candidates(token)}]
    found = {_subscript(tokens, n + 1) for n in own}
    if index and whole:
        return index in found
    return any(not (index.isdigit() and one.isdigit()) or one == index for one in found)


def _subscript(tokens: Sequence[Token], n: int) -> str:
    """What stands in the subscript at an index, without commands; "" if none stands there."""
    if n + 1 >= len(tokens) or tokens[n].text != "_":
        return ""
    inside = tokens[n + 1 : behind(tokens, n + 1)]
    return "".join(
        t.text.lstrip("\\") for t in inside if t.kind not in "{}" and t.text not in UPRIGHT
    )
