"""Bounds: values of a name between, at and beside what statements compare it with.

The statements and the values of the other names go in; values for the name come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from flint import fmpq

from derivcheck.kernel.language.terms import App, Sym, Term, free_names, number
from derivcheck.provers.sampling.assignment import Assignment, Wanted
from derivcheck.provers.sampling.ladders import HALVES, Turn

GRAIN = 997
"""Random values in an interval are multiples of this part of its length."""

PARTS = tuple(Fraction(i, 12) for i in (6, 4, 8, 3, 9, 2, 10, 5, 7, 1, 11))
WHOLE_STEPS = (0, 1, -1, 2, -2)
REACH, FINE = 9, 16
"""How far from a bound whole numbers are drawn; the part of one that other numbers keep off."""
STEPS: Sequence[int | Fraction] = (*WHOLE_STEPS, *HALVES)
BOUNDS = frozenset(("<", "<=", ">", ">=", "in"))


def between(at: Assignment, turn: Turn, wanted: Wanted) -> Iterator[Term]:
    """Values between, at and beside the bounds that the tests set.

    Arguments:
        at: the values of all other names.
        turn: for random parts of intervals.
        wanted: the name of a number, and its tests.
    """
    whole = wanted.sort.base == "integer"
    parts: Sequence[Fraction] = () if whole else PARTS
    steps: Sequence[int | Fraction] = WHOLE_STEPS if whole else STEPS
    if turn.random is not None and whole:
        steps = (*turn.random.sample(range(-REACH, REACH + 1), len(WHOLE_STEPS)), *steps)
    elif turn.random is not None:
        parts = (Fraction(turn.random.randrange(1, GRAIN), GRAIN), *PARTS)
        step = Fraction(turn.random.randrange(1, FINE), FINE)
        steps = (step, -step, *steps)
    ends = sorted({v for p in wanted.tests for v in _ends(at, wanted.name, p)})
    for low, high in pairwise(ends):
        yield from (number(low + (high - low) * part) for part in parts)
    for end in ends:
        yield from (number(end + d) for d in steps)


def attained(name: str, tests: Sequence[Term]) -> list[Term]:
    """The closed bounds that a name may be equal to.

    Arguments:
        name: of a number.
        tests: statements about it.
    """
    weak = (p for p in tests if isinstance(p, App) and p.head in ("<=", ">="))
    return [b for p in weak for b in _bounds(name, p) if not free_names(b)]


def _ends(at: Assignment, name: str, p: Term) -> Iterator[Fraction]:
    for bound in _bounds(name, p):
        v = at.value(bound)
        if type(v) is fmpq:
            yield Fraction(int(v.p), int(v.q))


def _bounds(name: str, p: Term) -> Sequence[Term]:
    """What a name, or anything else, is compared with."""
    match p:
        case App(head, (u, *bounds)) if head in BOUNDS:
            return bounds if u == Sym(name) else [u]
    return []
