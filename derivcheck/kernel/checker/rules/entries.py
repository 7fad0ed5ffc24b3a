"""Arrays, by their entries."""

from __future__ import annotations

from itertools import product
from math import prod

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import require_fresh, require_sides
from derivcheck.kernel.checker.suppositions import knowing_defined
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.evidence import Entries
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import INTEGER, Shape
from derivcheck.kernel.language.terms import App, Sym, Term, between_weakly, number, numeral

MAX_ENTRIES = 64
"""How many entries of an array may be shown one by one."""


def entries(e: Entries, facts: Facts, by: Deduction) -> Term:
    """Two arrays of one shape."""
    sides = (e.left, e.right)
    shape = shape_of(e.left, facts.context)
    if not shape or not facts.field.fits(equal(*sides)):
        raise Rejected("entries are of two arrays of one shape")
    known = knowing_defined(facts, *sides)
    places = _places(shape)
    if e.names:
        places = [tuple(map(Sym, e.names))]
        for name, bounds in zip(e.names, shape, strict=False):
            require_fresh(name, known, *sides)
            known = known.entering(name, INTEGER, *between_weakly(Sym(name), bounds))
    whole = places and all(len(at) == len(shape) for at in places)
    if not whole or len(places) != len(e.of):
        raise Rejected("not every entry is shown")
    for at, of in zip(places, e.of, strict=True):
        left, right = (App("index", (t, *at)) for t in sides)
        require_sides(by.agreement(of, known), left, right)
    return equal(*sides)


def _places(shape: Shape) -> list[tuple[Term, ...]]:
    """The indices of all entries of an array of a small numeral shape, row by row; else none, or
    too short ones.
    """
    ends = [numeral(u) for axis in shape for u in axis]
    whole = [int(q) for q in ends if q is not None and q.denominator == 1]
    runs = [range(low, high + 1) for low, high in zip(whole[::2], whole[1::2], strict=False)]
    few = prod(map(len, runs)) <= MAX_ENTRIES
    return [tuple(map(number, at)) for at in product(*runs)] if few else []
