"""Linear equations whose coefficients are polynomials in parameters, solved without fractions.

Each row stays a polynomial row, divided by what its entries have in common (Bareiss, "Sylvester's
identity and multistep integer-preserving Gaussian elimination", Math. Comp. 22, 1968).
"""

from __future__ import annotations

from collections.abc import Iterable

from derivcheck.kernel.algebra.atoms import Poly, TooLarge
from derivcheck.kernel.work import tick

MAX_ENTRY = 200
"""How many terms an entry may have."""
RIGHT = -1
"""The column of what the equations amount to."""

Row = dict[int, Poly]


class System:
    """Equations between polynomials, one for each monomial in some places.

    Arguments:
        places: of the variables in which both sides are the same; the others are parameters.
    """

    def __init__(self, places: Iterable[int]) -> None:
        self.places, self.rows = frozenset(places), dict[tuple[int, ...], Row]()

    def add(self, column: int, p: Poly) -> None:
        """What stands beside an unknown, or on the right."""
        parts: dict[tuple[int, ...], dict[tuple[int, ...], int]] = {}
        for monomial, c in p.terms():
            inner = tuple(int(d) if n in self.places else 0 for n, d in enumerate(monomial))
            outer = tuple(0 if n in self.places else int(d) for n, d in enumerate(monomial))
            parts.setdefault(inner, {})[outer] = int(c)
        for inner, rest in parts.items():
            self.rows.setdefault(inner, {})[column] = p.context().from_dict(rest)

    def solution(self, columns: Iterable[int]) -> dict[int, tuple[Poly, Poly]] | None:
        """The unknowns as fractions, those left out zero; None if there is no solution.

        Raises: TooLarge.
        """
        rows, solved = list(self.rows.values()), list[tuple[int, Row]]()
        for column in columns:
            mine = [row for row in rows if column in row]
            if not mine:
                continue
            pivot = min(mine, key=lambda row: (len(row[column]), len(row)))
            rows = [_without(row, pivot, column) for row in rows if row is not pivot]
            rows = [row for row in rows if row]
            solved = [(k, _without(row, pivot, column)) for k, row in solved]
            solved.append((column, pivot))
            if any(row.keys() == {RIGHT} for row in rows):
                return None
        if rows:
            return None
        return {k: (row[RIGHT], row[k]) for k, row in solved if RIGHT in row}


def _without(row: Row, pivot: Row, column: int) -> Row:
    """A row with a multiple of another taken off, so that a column of it is zero."""
    if column not in row:
        return row
    one, other = pivot[column], row[column]
    common = one.gcd(other)
    one, other = one / common, other / common
    found = {k: c * one for k, c in row.items()}
    for k, c in pivot.items():
        found[k] = found[k] - c * other if k in found else -c * other
    found = {k: c for k, c in found.items() if c != 0}
    tick(1 + len(found))
    if any(len(c) > MAX_ENTRY for c in found.values()):
        raise TooLarge("a linear equation with too many terms")
    content = None
    for c in found.values():
        content = c if content is None else content.gcd(c)
        if content.is_one():
            return found
    return found if content is None else {k: c / content for k, c in found.items()}
