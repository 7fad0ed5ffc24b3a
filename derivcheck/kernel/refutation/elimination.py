"""Elimination: whether there is a direction in which affine comparisons stay true.

Source: Fourier-Motzkin elimination (Schrijver, Theory of Linear and Integer Programming, 12.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.unbounded import affine
from derivcheck.kernel.language.terms import App, Term, free_names

MAX_ROWS = 200
"""How many inequalities elimination may make; with more, nothing is said."""


class Row(NamedTuple):
    """slopes * d < 0, or <= 0 if it is not strict."""

    slopes: dict[str, Fraction]
    strict: bool


def rows_of(s: Term, field: Field) -> Iterator[Row]:
    """A comparison as a row, an equation as two; nothing if it is not affine."""
    match s:
        case App("<" | "<=" | ">" | ">=" | "=" as rel, (a, b)):
            gaps = {"<": (a - b,), ">": (b - a,), "=": (a - b, b - a)}[rel[0]]
            for gap in gaps:
                if (slopes := affine(gap, sorted(free_names(s)), field)) is not None:
                    yield Row(slopes, rel != "=")


def solvable(rows: list[Row]) -> bool:
    """Whether there is a direction d with all rows, by elimination of one name after the other.

    Where that would take too many rows, there may be one.
    """
    while names := {name for row in rows for name, q in row.slopes.items() if q}:
        name = min(names)
        above = [r for r in rows if r.slopes.get(name, 0) > 0]
        below = [r for r in rows if r.slopes.get(name, 0) < 0]
        rows = [r for r in rows if not r.slopes.get(name, 0)]
        rows += [_sum(r, s, name) for r in above for s in below]
        if len(rows) > MAX_ROWS:
            return True
    return not any(row.strict for row in rows)


def _sum(above: Row, below: Row, name: str) -> Row:
    """The positive combination of two rows without a name."""
    p, q = -below.slopes[name], above.slopes[name]
    names = above.slopes.keys() | below.slopes.keys()
    slopes = {n: p * above.slopes.get(n, 0) + q * below.slopes.get(n, 0) for n in names}
    return Row({n: Fraction(c) for n, c in slopes.items()}, above.strict or below.strict)
