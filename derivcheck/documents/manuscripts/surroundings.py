r"""What holds for a displayed formula by what stands around it: definitions, in sentences or above.

A name that nothing declares is defined where it stands alone on the left, `W = \int F\,dx`, or as a
function of names, `f(x) = x^2`: the last place before the formula counts, or the first one in it.
A function that is declared without more is so defined as well, where a sentence says it, or where
the formula goes on with its derivative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.manuscripts.blocks import Block
from derivcheck.documents.manuscripts.chains import Chain
from derivcheck.documents.manuscripts.inline import (
    Defined,
    Supposition,
    definition,
    letters,
    names_spelled,
)
from derivcheck.documents.manuscripts.introducing import speaks
from derivcheck.documents.manuscripts.marks import Said, names_in
from derivcheck.documents.manuscripts.nodes import scalar
from derivcheck.documents.manuscripts.prose import Told
from derivcheck.documents.positions import Source
from derivcheck.notation.tex.commands import GREEK_COMMANDS

SPELLED = "[_]"
"""What the sort of a name ends with that is spelled with an index."""
_CONJUGATE = re.compile(r"\s*\\(?:bar|overline)(?![A-Za-z])")
_FUNCTION = re.compile(r"(?P<name>\w+)\((?P<arguments>\w+(?:\s*,\s*\w+)+)\)")


def opened_by(chains: Sequence[Chain], text: str) -> list[Defined]:
    """What the chains of a displayed formula define that begin with a name, each name once."""
    made, above = dict[str, Defined](), list[str]()
    for chain in chains:
        sides = [text[side.span.start : side.span.stop] for side in chain.sides]
        found = _opening(chain, sides)
        if found is None or (chain.sides[1].joint == "=" and _solves(found, above)):
            above += sides
        else:
            made.setdefault(found.name, replace(found, shown=True))
    return list(made.values())


def _opening(chain: Chain, sides: Sequence[str]) -> Defined | None:
    """What a chain defines, if it begins with a name."""
    if chain.link or len(chain.sides) == 1 or chain.sides[0].joint:
        return None
    first, second = chain.sides[:2]
    if second.joint not in ("=", ":=") or first.connected or second.connected:
        return None
    return definition(sides[0], sides[1], first.span.start, second.span.start)


def _solves(one: Defined, above: Sequence[str]) -> bool:
    """Whether a name and all it would stand for occur in equations above, `2x = 4` and `x = 2`."""
    known = frozenset[str]().union(*map(letters, above))
    return one.names <= known and any(speaks(text, one, True) for text in above)


def candidates_for(
    block: Block, found: Iterable[Defined], told: Told, declared: Mapping[str, str], text: str
) -> dict[str, Defined]:
    """The definition of each name that counts for a displayed formula.

    Arguments:
        found: those of the document, as far as it was read.
        declared: name -> its sort, "" for what is defined.
        text: of the document.
    """
    made = dict[str, Defined]()
    behind = {s.start for s in told.supposed}
    inside = range(block.start, block.stop)
    for one in sorted(found, key=lambda d: d.start):
        before = one.start < block.stop <= one.until
        if not (before or one.start in inside or one.start in behind):
            continue
        if one.start in inside and _is_claimed(made.get(one.name), told):
            continue
        known = declared.get(one.name)
        free = known is None or (known == "function" and _is_of_function(one, inside, text))
        if free and not _means_another(one, declared, inside, text):
            made[one.name] = one
    return made


def known_in(said: Said) -> dict[str, str]:
    """Name -> its sort, "" for what is defined or spelled: what no formula defines anew."""
    known = names_in(said)
    for key, _ in said.tables.get("names", []):
        whole, *stem = names_spelled(str(key.value)) or ("",)
        known.setdefault(whole, "")
        known |= {name: f"{known.get(name, '')}{SPELLED}" for name in stem}
    return known


def assumed_in(said: Said) -> list[str]:
    """What marks assume of names, and those that they define or spell."""
    keys = [key for table in ("define", "names") for key, _ in said.tables.get(table, [])]
    meanings = [meaning for _, meaning in said.tables.get("names", [])]
    return [str(node.value) for node in (*said.assumed, *keys, *meanings)]


def without_older(
    supposed: Iterable[Supposition], candidates: Mapping[str, Defined]
) -> list[Supposition]:
    """What is supposed, but for what a name was said to be before it was defined anew."""
    return [
        s
        for s in supposed
        if not s.equation
        or s.subject not in candidates
        or candidates[s.subject].start in range(s.start, s.start + len(s.text))
    ]


def _is_claimed(before: Defined | None, told: Told) -> bool:
    """Whether what a displayed formula says of a name is no new definition.

    Arguments:
        before: the one that counts before it.
    """
    if before is None:
        return False
    same = not before.shown and before.start >= told.since and not told.renames
    return told.derived or same


def _means_another(one: Defined, declared: Mapping[str, str], inside: range, text: str) -> bool:
    """Whether a name is an entry of an array, or bound, or means another thing in each place."""
    stem = declared.get(one.name.partition("_")[0])
    # an array, or what is spelled with an index
    indexed = "_" in one.name and stem is not None and (not stem or "[" in stem)
    derived = "'" in one.name and declared.get(one.name.rstrip("'"), "function") == "function"
    same = _is_alone(one, inside, text) or _is_the_only_one(one, inside, text)
    varies = one.varies and not same
    conjugate = _CONJUGATE.match(text, one.start) is not None and any(
        "complex" in declared.get(name, "") for name in one.letters
    )
    return indexed or derived or varies or conjugate or _is_bound(one, inside, text)


def _is_bound(one: Defined, inside: range, text: str) -> bool:
    """Whether a name is the variable of a sum, a limit or an integral of a displayed formula."""
    name = rf"\\?{one.name}(?![A-Za-z])"
    signs = rf"_\s*\{{?\s*{name}\s*(?:[=<}}]|\\(?:to|in|leq?|neq?|rightarrow)(?![A-Za-z]))"
    held = text[inside.start : inside.stop]
    by = rf"(?<![A-Za-z\\])d\s*{name}(?!\s*\}}\s*\{{\s*d)"  # not the numerator of dT/dl
    return re.search(rf"{signs}|{by}", held) is not None


def _is_alone(one: Defined, inside: range, text: str) -> bool:
    """Whether a name stands in a displayed formula nowhere but before its meaning."""
    head = re.split(r"[&=:]|\\coloneqq", text[one.start : one.middle])[0].strip()
    return one.start in inside and text.count(head, inside.start, inside.stop) == 1


def _is_the_only_one(one: Defined, inside: range, text: str) -> bool:
    """Whether a name that was defined before stands in a displayed formula with no other index."""
    head = re.split(r"[&=:]|\\coloneqq", text[one.start : one.middle])[0].strip()
    stem = re.escape(head.partition("_")[0].strip())
    held = text[inside.start : inside.stop]
    with_any = re.findall(rf"(?<![A-Za-z\\]){stem}\s*_", held)
    return one.start not in inside and len(with_any) == len(re.findall(re.escape(head), held))


def _is_of_function(one: Defined, inside: range, text: str) -> bool:
    """Whether a function that is declared is defined for all its arguments."""
    if one.start not in inside:
        return one.parameters <= one.names
    stem = re.escape(text[one.start : one.middle].split("(")[0].strip())
    rest = text[one.stop : inside.stop]
    derived = re.search(rf"{stem}\s*(?:'|\^\s*\{{?\\prime)|\\d?dot\s*\{{?\s*{stem}", rest)
    return one.parameters <= one.names and derived is not None


def over(said: Said, defined: Iterable[Defined], text: str) -> Said:
    """What marks say, and what is defined beside."""
    # the blank at the end says that it is LaTeX
    rows = [
        (
            scalar(d.head, d.start, d.middle),
            scalar(text[d.middle : d.stop] + r"\,", d.middle, d.stop),
        )
        for d in defined
    ]
    return Said(tables={"define": list(rows)}).over(said) if rows else said


def bare(said: Said, text: str) -> list[tuple[str, str]]:
    r"""Spellings for functions of several names that a formula has without them, `\partial \ell`.

    Arguments:
        said: what is declared and defined.
        text: of the formula.
    """
    known, made = names_in(said), list[tuple[str, str]]()
    fresh = [c for c in "uvwstpqrabc" if c not in known]
    for key, _ in said.tables.get("define", []):
        head = _FUNCTION.fullmatch(str(key.value))
        if not head or not known.keys() >= set(re.split(r"\s*,\s*", head["arguments"])):
            continue
        name, count = head["name"], head["arguments"].count(",") + 1
        latex = next((c for c, n in GREEK_COMMANDS.items() if n == name), name)
        styled = rf"\\mathcal\s*\{{?\s*{re.escape(latex)}(?:\s*\}})?"
        plain = rf"(?:(?P<style>{styled})|{re.escape(latex)})(?![A-Za-z'_^])"
        found = re.search(
            rf"\\partial\s*(?:\^\s*\{{?\d\}}?\s*)?{plain}(?!\s*(?:\\left\s*)?\()", text
        )
        if count <= len(fresh) and found:
            shown = rf"\mathcal{{{latex}}}" if found["style"] else latex
            some = ", ".join(fresh[:count])
            made += [(shown, head[0]), (f"{shown}({some})", f"{name}({some})")]
    return made


def unread(
    defined: Iterable[Defined], problems: Iterable[Diagnostic], source: Source
) -> list[Defined]:
    """Those definitions that cannot be read."""
    places = [(p.place.line, p.place.column) for p in problems if p.place]
    made = []
    for one in defined:
        first, last = source.place(one.start), source.place(one.stop)
        span = (first.line, first.column), (last.line, last.column)
        if any(span[0] <= place <= span[1] for place in places):
            made.append(one)
    return made
