"""Linear equations in unknowns that are not negative, and polynomials as positive combinations.

The simplex method in two phases (V. Chvatal, Linear Programming, 1983, chapters 2 and 8) over the
rational numbers.  The unknown that gains most enters first; as that may cycle, steps are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from flint import fmpq

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.work import tick

Row = list[fmpq]
"""A row of rational numbers."""

PER_UNIT = 50
"""How many products of rational numbers count as a unit of work, about."""


def combination(
    p: Poly, parts: Sequence[Poly], wanted: Iterable[int], pivots: int
) -> list[tuple[int, Fraction]] | None:
    """A polynomial as a sum of others with positive factors: (place, factor) of each; or None.

    Arguments:
        parts: of the same ring.
        wanted: places of which one must be used; any will do if there are none.
        pivots: how many steps may be taken.
    """
    numbered = {m: n for n, m in enumerate(dict.fromkeys(m for q in parts for m in q.monoms()))}
    if not numbered.keys() >= set(p.monoms()):
        return None
    rows = [[fmpq(0)] * (len(parts) + 1) for _ in numbered]
    for place, q in enumerate((*parts, p)):
        for m, c in q.terms():
            rows[numbered[m]][place] = fmpq(c)
    found = nonnegative(rows, wanted, pivots)
    if found is None:
        return None
    return [(n, Fraction(int(c.p), int(c.q))) for n, c in enumerate(found) if c]


def nonnegative(rows: Sequence[Row], wanted: Iterable[int], pivots: int) -> Row | None:
    """A solution of linear equations without negative entries, or None.

    Arguments:
        rows: one an equation: the coefficients, and what they amount to.
        wanted: unknowns of which one must be positive; any solution will do if there are none.
        pivots: how many steps may be taken.
    """
    tableau = _Tableau(rows, pivots)
    if not tableau.feasible():
        return None
    aims = set(wanted)
    return tableau.solution() if not aims or tableau.some_positive(aims) else None


class _Tableau:
    """Equations solved for a basis of unknowns; one artificial unknown an equation to begin with.

    Arguments:
        rows, pivots: see above.
    """

    def __init__(self, rows: Sequence[Row], pivots: int) -> None:
        self.size, self.pivots = len(rows[0]) - 1, pivots
        self.rows = [row[:] if row[-1] >= 0 else [-c for c in row] for row in rows]
        self.basis = [self.size + k for k in range(len(rows))]

    def solution(self) -> Row:
        """The unknowns, those outside the basis zero."""
        found = [fmpq(0)] * self.size
        for row, k in zip(self.rows, self.basis, strict=True):
            found[k] = row[-1]
        return found

    def feasible(self) -> bool:
        """Whether all artificial unknowns become zero; they are left out then."""
        gains = [sum(column, fmpq(0)) for column in zip(*self.rows, strict=True)]
        while gains[-1] and self._step(gains):
            pass
        if gains[-1]:
            return False
        for i in range(len(self.rows) - 1, -1, -1):
            if self.basis[i] >= self.size:
                self._leave(i)
        return True

    def _leave(self, i: int) -> None:
        """Takes an artificial unknown that is zero out of the basis, or an equation 0 = 0."""
        column = next((c for c in range(self.size) if self.rows[i][c]), None)
        if column is None:
            del self.rows[i], self.basis[i]
        else:
            self._pivot(i, column, [])

    def some_positive(self, aims: set[int]) -> bool:
        """Whether one of some unknowns becomes positive, their sum being raised."""
        among = [row for row, k in zip(self.rows, self.basis, strict=True) if k in aims]
        gains = [fmpq(int(c in aims)) for c in range(self.size)] + [fmpq(0)]
        for row in among:
            gains = [g - c for g, c in zip(gains, row, strict=True)]
        while not gains[-1] and self._step(gains):
            pass
        return bool(gains[-1])

    def _step(self, gains: Row) -> bool:
        """Brings the unknown into the basis that gains most; False if none does, or is bounded.

        Arguments:
            gains: what an unknown is worth, and what is left to gain; it is kept up to date.
        """
        column = max(range(self.size), key=gains.__getitem__)
        if gains[column] <= 0 or not self.pivots:
            return False
        rows = [i for i, row in enumerate(self.rows) if row[column] > 0]
        if not rows:
            return False
        i = min(rows, key=lambda i: (self.rows[i][-1] / self.rows[i][column], self.basis[i]))
        self._pivot(i, column, gains)
        return True

    def _pivot(self, i: int, column: int, gains: Row) -> None:
        """Solves an equation for an unknown and puts it into the others."""
        self.pivots -= 1
        lead = self.rows[i][column]
        self.rows[i] = pivot = [c / lead for c in self.rows[i]]
        used = [k for k, c in enumerate(pivot) if c]
        tick(1 + len(used) * len(self.rows) // PER_UNIT)
        for row in (*self.rows, gains):
            factor = row[column] if row and row is not pivot else 0
            if factor:
                for k in used:
                    row[k] -= factor * pivot[k]
        self.basis[i] = column
