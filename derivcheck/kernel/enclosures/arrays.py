"""Arrays of values: sums, products, transposes, determinants and inverses of small matrices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flint import fmpq

from derivcheck.kernel.algebra.values import (
    NOWHERE,
    Number,
    Stop,
    Unknown,
    Value,
    divide,
    is_zero,
    tidy,
)  # fmt: skip

MAX_SIZE = 4
"""The greatest number of rows of a matrix whose determinant is expanded."""

Matrix = list[list[Number]]
MISMATCH = Unknown("the shapes do not match")


@dataclass(frozen=True, slots=True)
class Array:
    """A vector of values, or of rows; `first` is the index of its first entry."""

    entries: tuple[Value, ...]
    first: int = 1


def number_of(x: Value) -> Number:
    """The value itself if it is a number.  Raises: Stop."""
    if type(x) is Array:
        raise Stop(Unknown("an array where a number was expected"))
    return x


def add(a: Value, b: Value) -> Value:
    """a + b, entry by entry.  Raises: Stop."""
    if not isinstance(a, Array) and not isinstance(b, Array):
        return a + b
    if not isinstance(a, Array) or not isinstance(b, Array) or len(a.entries) != len(b.entries):
        raise Stop(MISMATCH)
    return Array(tuple(map(add, a.entries, b.entries)), a.first)


def each(f: Callable[[Number], Number], a: Value) -> Value:
    """f of every entry."""
    if isinstance(a, Array):
        return Array(tuple(each(f, x) for x in a.entries), a.first)
    return f(a)


def multiply(a: Value, b: Value) -> Value:
    """a * b: of numbers, of a number and an array, of two matrices.  Raises: Stop."""
    if isinstance(a, Array) and isinstance(b, Array):
        return matmul(a, b)
    if isinstance(a, Array):
        return each(lambda x: x * b, a)
    if isinstance(b, Array):
        return each(lambda x: a * x, b)
    return a * b


def rank(a: Value) -> int:
    """How many axes a value has."""
    return 1 + rank(a.entries[0]) if isinstance(a, Array) else 0


def matmul(a: Value, b: Value) -> Value:
    """The matrix product; of two vectors the inner product.  Raises: Stop."""
    if not isinstance(a, Array) or not isinstance(b, Array):
        raise Stop(MISMATCH)
    match rank(a), rank(b):
        case 2, _:
            return Array(tuple(matmul(row, b) for row in a.entries), a.first)
        case 1, 1:
            return _inner(a, b)
        case 1, 2:
            columns = transpose(b)
            assert isinstance(columns, Array)
            return Array(tuple(_inner(a, c) for c in columns.entries), columns.first)
    raise Stop(MISMATCH)


def _inner(a: Value, b: Value) -> Number:
    if not isinstance(a, Array) or not isinstance(b, Array) or len(a.entries) != len(b.entries):
        raise Stop(MISMATCH)
    total: Number = fmpq(0)
    for x, y in zip(a.entries, b.entries, strict=True):
        total = total + number_of(x) * number_of(y)
    return total


def transpose(a: Value) -> Value:
    """The transpose of a matrix; a vector is its own.  Raises: Stop."""
    if rank(a) != 2:
        return a
    assert isinstance(a, Array)
    first = a.entries[0].first if isinstance(a.entries[0], Array) else 1
    rows = zip(*_matrix(a), strict=True)
    return Array(tuple(Array(tuple(row), a.first) for row in rows), first)


def trace(a: Value) -> Number:
    """The sum of the diagonal.  Raises: Stop."""
    rows = _square(a)
    return sum((row[i] for i, row in enumerate(rows)), start=fmpq(0))


def determinant(a: Value) -> Number:
    """The determinant, by expansion along the first row.  Raises: Stop."""
    return tidy(_det(_square(a)))


def inverse(a: Value) -> Value:
    """The inverse by cofactors; undefined if the determinant is certainly zero.  Raises: Stop."""
    rows = _square(a)
    d = _det(rows)
    if is_zero(d):
        raise Stop(NOWHERE)
    size = range(len(rows))
    entries = tuple(
        Array(tuple(divide((-1) ** (i + j) * _det(_minor(rows, j, i)), d) for j in size))
        for i in size
    )
    return Array(entries)


def _det(rows: Matrix) -> Number:
    if not rows:
        return fmpq(1)
    signed = (((-1) ** j * x, j) for j, x in enumerate(rows[0]))
    return sum((x * _det(_minor(rows, 0, j)) for x, j in signed), start=fmpq(0))


def _minor(rows: Matrix, i: int, j: int) -> Matrix:
    return [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]


def _matrix(a: Value) -> Matrix:
    if rank(a) != 2:
        raise Stop(MISMATCH)
    assert isinstance(a, Array)
    rows = [[number_of(x) for x in row.entries] for row in a.entries if isinstance(row, Array)]
    if len(rows) != len(a.entries) or len({len(row) for row in rows}) != 1:
        raise Stop(MISMATCH)
    return rows


def _square(a: Value) -> Matrix:
    rows = _matrix(a)
    if len(rows) != len(rows[0]) or len(rows) > MAX_SIZE:
        raise Stop(Unknown("not a small square matrix"))
    return rows
