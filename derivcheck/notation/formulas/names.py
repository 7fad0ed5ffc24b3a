"""How names look: `x1` as x with a subscript, `alpha` as its letter, others as `print:` says."""

from __future__ import annotations

import re
from collections.abc import Mapping

from derivcheck.kernel.language.terms import Sym, Term
from derivcheck.notation.formulas.author import read
from derivcheck.notation.formulas.boxes import (
    COMMA,
    Box,
    Digits,
    Letters,
    Primed,
    Row,
    Scripts,
    listed,
    row,
)
from derivcheck.notation.formulas.signs import LETTERS
from derivcheck.notation.latex_names import GREEK

Spellings = Mapping[str, Box]
"""Name -> how it looks."""

_NAME = re.compile(r"(?P<stem>.*?)(?:_(?P<sub>.+?)|(?P<digits>\d+))?(?P<primes>'*)", re.DOTALL)


def spelled(printed: Mapping[str, str]) -> dict[str, Box]:
    """The spellings of `print:` as boxes; what cannot be read is passed over."""
    found = {name: read(latex) for name, latex in printed.items()}
    return {name: box for name, box in found.items() if box is not None}


def name_box(name: str, spellings: Spellings) -> Box:
    """A name in a formula.

    Arguments:
        name: a declared or bound name.
        spellings: what `print:` says.
    """
    if name in spellings:
        return spellings[name]
    found = _NAME.fullmatch(name)
    if found is None or not found["stem"]:
        return Letters(name, "upright")
    below = found["sub"] or found["digits"]
    box: Box = _stem(found["stem"])
    if below:
        box = Scripts(box, _stem(below))
    return Primed(box, len(found["primes"])) if found["primes"] else box


def distinct(
    names: frozenset[str], spellings: Spellings, indexed: frozenset[str] = frozenset()
) -> dict[str, Box]:
    """`spellings`, and an upright verbatim one for each name that would look like another.

    Arguments:
        names: all names of a document.
        spellings: what `print:` says.
        indexed: those that may have an index; `x1` beside them looks like `x[1]`.
    """
    seen: dict[Box, str] = {}
    made = dict(spellings)
    for name in sorted(names - made.keys(), key=lambda n: (len(n), n)):
        found = _NAME.fullmatch(name)
        subscripted = found is not None and bool(found["digits"] or found["sub"])
        looks = name_box(name, spellings)
        if looks in seen or (subscripted and found is not None and found["stem"] in indexed):
            made[name] = Letters(name, "upright")
        seen[looks] = name
    return made


def with_index(box: Box, indices: tuple[Box, ...], terms: tuple[Term, ...]) -> Box:
    """A name with indices, which go inside a subscript that it has: `a_{L}` as `a_{Li}`."""
    inside = _indices(indices)
    primes, made = 0, box
    if isinstance(box, Primed):
        primes, box = box.count, box.base
    if isinstance(box, Scripts) and box.below is not None:
        near = isinstance(box.below, Letters) and all(isinstance(t, Sym) for t in terms)
        parts = (box.below, *indices) if near else (box.below, COMMA, inside)
        made = Scripts(box.base, Row(parts, close=True) if near else row(*parts), box.above)
    elif isinstance(box, Scripts):
        made = Scripts(box.base, inside, box.above)
    else:
        made = Scripts(box, inside)
    return Primed(made, primes) if primes else made


def _indices(indices: tuple[Box, ...]) -> Box:
    if all(isinstance(i, Letters) and len(i.text) == 1 for i in indices):
        return indices[0] if len(indices) == 1 else Row(indices, close=True)
    return listed(indices)


def _stem(stem: str) -> Box:
    if stem in GREEK:
        return Letters(stem)
    if stem in LETTERS:
        return Letters(LETTERS[stem])
    if stem == "lamda":  # SymPy's spelling, since Python keeps `lambda` for itself
        return Letters("λ")
    if stem.isascii() and stem.isdigit():
        return Digits(stem)
    return Letters(stem) if stem.isascii() and len(stem) == 1 else Letters(stem, "upright")
