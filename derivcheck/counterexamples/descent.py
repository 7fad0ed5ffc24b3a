"""Counterexamples to inequalities by descent: from points that agree to where they fail, if at all.

How far an inequality holds is a number at every point; it is made smaller, one name and one step at
a time, the steps halved where none helps, until it is negative.  Names that equations are solved
for follow.  Source: pattern search (Kolda, Lewis and Torczon, Optimization by direct search,
SIAM Review 45, 2003, section 3); what it finds is looked at as any other point is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from derivcheck.counterexamples.search import Search, candidates, looked_at, looked_through
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.terms import App, Term, conjuncts, number, numeral
from derivcheck.provers.sampling.points import Drawing

STARTS, DRAWN = 3, 24
"""From how many points the descent starts, the lowest of how many."""
STEPS = tuple(Fraction(1, 2**k) for k in range(1, 8))
"""The steps that are tried, in parts of the size of a number."""
TRIALS = 150
"""How many points are evaluated on one descent."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A point and how far the inequality holds there."""

    height: float
    drawing: Drawing


def descended(claim: Claim, seed: int) -> Search:
    """A point at which an inequality fails, or an implication to one; without a point if none is.

    Arguments:
        claim: any claim.
        seed: fixes the points at which the descent starts.
    """
    claim = looked_through(claim)
    for gap in _gaps(claim):
        drawn = candidates(claim, DRAWN, seed)
        places = (_place(claim, gap, drawing) for drawing in drawn)
        starts = sorted((p for p in places if p), key=lambda place: place.height)
        for start in starts[:STARTS]:
            lowest = _lowest(claim, gap, start)
            if lowest.height < 0:
                found = looked_at(claim, [lowest.drawing])
                if found.point is not None:
                    return found
    return Search()


def _gaps(claim: Claim) -> Iterator[Term]:
    """What must not be negative."""
    after = App(claim.relation, (claim.before, claim.after))
    stated = conjuncts((claim.after,)) if claim.relation == "implies" else (after,)
    for p in stated:
        match p:
            case App(rel, (u, v)) if rel in ORDERS:
                yield v - u if rel in ("<", "<=") else u - v


def _place(claim: Claim, gap: Term, drawing: Drawing) -> _Place | None:
    """A point, if nothing is seen to forbid it and the gap has a value there."""
    if not all(map(drawing.at.possible, drawing.at.statements)):
        return None
    height = evaluate(gap, drawing.chosen, claim.context)
    return _Place(float(height), drawing) if isinstance(height, fmpq | arb) else None


def _lowest(claim: Claim, gap: Term, place: _Place) -> _Place:
    """The lowest point that is reached, or the first one below zero."""
    left = TRIALS
    for step in STEPS:
        moved = True
        while moved:
            moved = False
            for drawing in _beside(claim, place.drawing, step):
                found, left = _place(claim, gap, drawing), left - 1
                if found and found.height < place.height:
                    place, moved = found, True
                    if place.height < 0:
                        return place
                    break
                if not left:
                    return place
    return place


def _beside(claim: Claim, drawing: Drawing, step: Fraction) -> Iterator[Drawing]:
    """The points beside one, in the direction of each name that is free to move."""
    for name in drawing.names:
        sort, x = claim.context.sorts[name], numeral(drawing.chosen[name])
        if x is None or drawing.is_solved_for(name) or not sort.is_number:
            continue
        sizes = (1,) if sort.base == "integer" else (step * size for size in _sizes(x))
        yield from (drawing.varied(name, number(x + d)) for h in sizes for d in (h, -h))


def _sizes(x: int | Fraction) -> tuple[Fraction, ...]:
    """What steps are parts of: the power of two near a number; of small ones, which may have to
    change their sign, also 1.
    """
    near = Fraction(2) ** (x.numerator.bit_length() - x.denominator.bit_length())
    return (near,) if near >= 1 else (Fraction(1), near) if x else (Fraction(1),)
