"""Arrays that satisfy equations: their entries by exact linear algebra, or from a table.

What equations say of the entries is probed, not read: values of the two sides at an array and with
one entry after the other changed give a linear system, and whether its solution solves the
equations is seen at the solution.  Squares of matrices are not linear; matrices for equations with
those stand in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from flint import fmpq, fmpq_mat

from derivcheck.kernel.language.terms import App, Term, number, numeral
from derivcheck.provers.foundations.square_roots import rational_root

MAX_ENTRIES = 16
"""Larger arrays are not solved for."""

Gaps = Callable[[Term], "list[fmpq] | None"]
"""By how much an array misses each of some equations; None where that is no rational number."""

_BLOCKS: tuple[tuple[tuple[str, str, str, str], str], ...] = (
    (("1", "1", "0", "0"), "0"),           # idempotent
    (("3/5", "-4/5", "4/5", "3/5"), "1"),  # orthogonal
    (("0", "1", "0", "0"), "0"),           # nilpotent
    (("1", "1", "0", "-1"), "1"),          # an involution
    (("1/2", "1/2", "1/2", "1/2"), "1"),   # idempotent and symmetric
    (("3/5", "4/5", "4/5", "-3/5"), "-1"), # orthogonal and symmetric
    (("2", "-2", "1", "-1"), "1"),         # idempotent, no entry of the block is 0
    (("0", "-1", "1", "0"), "-1"),         # orthogonal and antisymmetric
    (("1", "0", "0", "0"), "0"),           # a projection on an axis
    (("0", "0", "0", "0"), "0"),
)  # fmt: skip
"""The upper left corner of a matrix, row by row, and what stands on the rest of its diagonal."""


def special(size: int, symmetric: bool = False) -> tuple[Term, ...]:
    """Square matrices that satisfy equations in which they are multiplied by themselves.

    Arguments:
        symmetric: whether they must be.
    """
    blocks = [row for row in _BLOCKS if not symmetric or row[0][1] == row[0][2]]
    return tuple(_around(block, rest, size) for block, rest in blocks)


def _around(block: Sequence[str], rest: str, size: int) -> Term:
    corner = {(k // 2, k % 2): Fraction(c) for k, c in enumerate(block)} if size > 1 else {}
    diagonal = {(k, k): Fraction(rest) for k in range(size)}
    cells = {**diagonal, **corner}
    return _vector(
        _vector(number(cells.get((i, j), Fraction(0))) for j in range(size)) for i in range(size)
    )


def of_length(array: Term, gaps: Gaps) -> Iterator[Term]:
    """Vectors with the direction of a rational unit vector and a length that an equation may ask
    for: 1, and what it misses by that, as it is and as a square.

    The unit vector is the first axis reflected at the plane that the array is orthogonal to
    (Householder; Golub and Van Loan, Matrix Computations, 5.1).
    """
    entries = list(_numerals(array))
    square = sum(w * w for w in entries)
    if not square:
        return
    turned = [Fraction(k == 0) - 2 * entries[0] * w / square for k, w in enumerate(entries)]
    unit = _with(array, turned)
    yield unit
    for gap in gaps(unit) or ():
        length = 1 - Fraction(int(gap.p), int(gap.q))
        for size in (length, rational_root(length)):
            if size is not None and size > 0 and size != 1:
                yield _with(array, [size * w for w in turned])
    yield _with(array, [w / 2 for w in turned])


def fitted(array: Term, gaps: Gaps, turn: int = 0) -> Term | None:
    """An array with some entries changed so that equations hold; None if they are not linear.

    Arguments:
        array: of numerals.
        gaps: of the equations.
        turn: which entries are changed rather than others.
    """
    entries, start = list(_numerals(array)), gaps(array)
    if start is None or not any(start) or len(entries) > MAX_ENTRIES:
        return None
    size = len(entries)
    order = [(k - turn - 1) % size for k in range(size)][::-1]
    columns = []
    for k in order:
        there = gaps(_with(array, [*entries[:k], entries[k] + 1, *entries[k + 1 :]]))
        if there is None:
            return None
        columns.append([b - a for a, b in zip(start, there, strict=True)])
    changes = _solution(columns, [-g for g in start])
    if changes is None:
        return None
    for k, change in zip(order, changes, strict=True):
        entries[k] += change
    found = _with(array, entries)
    left = gaps(found)
    return None if left is None or any(left) else found


def _solution(columns: Sequence[Sequence[fmpq]], right: Sequence[fmpq]) -> list[Fraction] | None:
    """A solution of a linear system, what it does not determine being 0; None if there is none."""
    rows = [[column[r] for column in columns] + [right[r]] for r in range(len(right))]
    reduced, rank = fmpq_mat(rows).rref()
    found = [Fraction(0)] * len(columns)
    for r in range(rank):
        pivot = next(c for c in range(len(columns) + 1) if reduced[r, c] != 0)
        if pivot == len(columns):
            return None
        value = reduced[r, len(columns)]
        found[pivot] = Fraction(int(value.p), int(value.q))
    return found


def _numerals(t: Term) -> Iterator[Fraction]:
    match t:
        case App("vector", parts):
            for part in parts:
                yield from _numerals(part)
        case _ if (value := numeral(t)) is not None:
            yield Fraction(value)


def _with(array: Term, entries: Sequence[Fraction]) -> Term:
    """The array with other entries."""
    left = iter(entries)

    def filled(t: Term) -> Term:
        if isinstance(t, App) and t.head == "vector":
            return _vector(map(filled, t.args))
        return number(next(left))

    return filled(array)


def _vector(parts: Iterator[Term] | map[Term]) -> Term:
    return App("vector", tuple(parts))
