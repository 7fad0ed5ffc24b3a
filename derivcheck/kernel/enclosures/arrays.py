"""Arrays of values: what each operation makes of them.

    sums, products, determinants and inverses of small matrices, Kronecker products, ...

What is made entry by entry is worked out from the entries (`language/components.py`).  Vectors are
columns; which matrix counts as a vector or a number its shape says (`shapes.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add as plus
from operator import mul as times
from typing import Any

from flint import acb, fmpq, fmpq_mat

from derivcheck.kernel.algebra.values import (
    NOWHERE,
    Number,
    Stop,
    Unknown,
    Value,
    divide,
    integer,
    power,
)  # fmt: skip
from derivcheck.kernel.language.shapes import factors, is_row
from derivcheck.kernel.language.sorts import Shape

MAX_SIZE = 4
"""The greatest number of rows of a matrix of which something is expanded."""
MAX_EXACT = 16
"""The same for the determinant of a matrix of rationals, which is reduced."""
MAX_ENTRIES = 400
"""The most entries of an array."""
MAX_POWER = 64
"""The greatest power of a matrix."""

Rows = list[list[Any]]
"""A matrix as rows of entries."""
MISMATCH = Unknown("the shapes do not match")
LARGE = Unknown("not a small square matrix")


@dataclass(frozen=True, slots=True)
class Array:
    """A vector of values, or of rows; `first` is the index of its first entry."""

    entries: tuple[Any, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Made:
    """What an operation is made of.

    Arguments:
        parts: its arguments, worked out.
        shapes: of them.
        shape: of what is made.
    """

    parts: Sequence[Any]
    shapes: Sequence[Shape]
    shape: Shape


def number_of(x: Value) -> Number:
    """The value itself if it is a number.  Raises: Stop."""
    if type(x) is Array:
        raise Stop(Unknown("an array where a number was expected"))
    return x


# --- by entries ----------------------------------------------------------------------------------


def joined(f: Callable[..., Any], *arrays: Any) -> Any:
    """f of the entries of arrays of one shape, and of the numbers beside them.  Raises: Stop."""
    shaped = [a for a in arrays if isinstance(a, Array)]
    if not shaped:
        return f(*arrays)
    if len({len(a.entries) for a in shaped}) > 1:
        raise Stop(MISMATCH)
    run = range(len(shaped[0].entries))
    rows = [[a.entries[k] if isinstance(a, Array) else a for a in arrays] for k in run]
    return Array(tuple(joined(f, *row) for row in rows), shaped[0].first)


def add(a: Any, b: Any) -> Any:
    """a + b, entry by entry.  Raises: Stop."""
    if isinstance(a, Array) != isinstance(b, Array):
        raise Stop(MISMATCH)
    return joined(plus, a, b)


def each(f: Callable[[Any], Any], a: Any) -> Any:
    """f of every entry."""
    return joined(f, a)


def multiply(a: Any, b: Any) -> Any:
    """a * b, of which one is a number.  Raises: Stop."""
    if isinstance(a, Array) and isinstance(b, Array):
        raise Stop(MISMATCH)
    return joined(times, a, b)


# --- matrices ------------------------------------------------------------------------------------


def rank(a: Any) -> int:
    """How many axes a value has."""
    return 1 + rank(a.entries[0]) if isinstance(a, Array) else 0


def matrix(rows: Sequence[Sequence[Any]]) -> Array:
    """The array of rows."""
    return Array(tuple(Array(tuple(row)) for row in rows))


def rows_of(a: Any) -> Rows:
    """The rows of a matrix; a vector is a column.  Raises: Stop."""
    match rank(a):
        case 1:
            return [[x] for x in a.entries]
        case 2 if len({len(row.entries) for row in a.entries}) == 1:
            return [list(row.entries) for row in a.entries]
    raise Stop(MISMATCH)


def square(a: Any) -> Rows:
    """The rows of a square matrix.  Raises: Stop."""
    rows = rows_of(a)
    if len(rows) != len(rows[0]):
        raise Stop(LARGE)
    return rows


def transpose(a: Any) -> Any:
    """The transpose of a matrix; of a column the row.  Raises: Stop."""
    return matrix(list(zip(*rows_of(a), strict=True)))


def determinant(a: Any) -> Any:
    """The determinant, of rationals by elimination, else along the first row.  Raises: Stop."""
    rows = square(a)
    if all(type(x) is fmpq for row in rows for x in row) and len(rows) <= MAX_EXACT:
        return fmpq_mat(rows).det()
    if len(rows) > MAX_SIZE:
        raise Stop(LARGE)
    return _det(rows)


def inverse(a: Any) -> Array:
    """The inverse, by cofactors.  Raises: Stop."""
    rows, run = square(a), range(len(rows_of(a)))
    d = determinant(a)
    if len(rows) == 1:
        return matrix([[divide(fmpq(1), d)]])
    return matrix([[divide(_cofactor(rows, j, i), d) for j in run] for i in run])


def _det(rows: Rows) -> Any:
    if len(rows) == 1:
        return rows[0][0]
    return reduce(plus, (x * _cofactor(rows, 0, j) for j, x in enumerate(rows[0])))


def _cofactor(rows: Rows, i: int, j: int) -> Any:
    minor = [row[:j] + row[j + 1 :] for k, row in enumerate(rows) if k != i]
    found = determinant(matrix(minor))
    return -found if (i + j) % 2 else found


def _multiplied(a: Rows, b: Rows) -> Rows:
    columns = list(zip(*b, strict=True))
    if len(a[0]) != len(b):
        raise Stop(MISMATCH)
    return [[reduce(plus, map(times, row, column)) for column in columns] for row in a]


def _matmul(m: Made) -> Any:
    read = factors(m.shapes)
    if read is None:
        raise Stop(MISMATCH)
    rows: list[Rows] = [rows_of(part) for part in m.parts]
    if len(m.shapes[0]) == 1 and is_row(read[0]):
        rows[0] = [[row[0] for row in rows[0]]]
    return _shaped(reduce(_multiplied, rows), m.shape)


def _shaped(rows: Rows, shape: Shape) -> Any:
    """A matrix as what its shape says: a matrix, a vector, a number."""
    if len(shape) == 2:
        return matrix(rows)
    if any(len(row) != 1 for row in rows) or (not shape and len(rows) != 1):
        raise Stop(MISMATCH)
    return Array(tuple(row[0] for row in rows)) if shape else rows[0][0]


def _power(m: Made) -> Any:
    n, rows = integer(number_of(m.parts[1])), square(m.parts[0])
    if n is None or abs(n) > MAX_POWER:
        raise Stop(NOWHERE if n is None else Unknown("no such power of a matrix"))
    if not n:
        run = range(len(rows))
        return matrix([[fmpq(int(i == j)) for j in run] for i in run])
    factor = rows if n > 0 else rows_of(inverse(m.parts[0]))
    powers: Rows = reduce(_multiplied, [factor] * abs(n))
    return matrix(powers)


def entry(a: Any, indices: Sequence[int]) -> Any:
    """The entry, or the row, at indices.  Raises: Stop."""
    for i in indices:
        if not isinstance(a, Array):
            raise Stop(Unknown("not an array"))
        if not 0 <= i - a.first < len(a.entries):
            raise Stop(NOWHERE)
        a = a.entries[i - a.first]
    return a


def _kronecker(m: Made) -> Any:
    a, b = (rows_of(part) for part in m.parts)
    return matrix([[x * y for x in row for y in other] for row in a for other in b])


def _stacked(m: Made) -> Any:
    columns = zip(*rows_of(m.parts[0]), strict=True)
    return Array(tuple(x for column in columns for x in column))


def _block(m: Made) -> Any:
    bands = [[rows_of(part) for part in band.entries] for band in m.parts]
    rows = []
    for band in bands:
        if len({len(block) for block in band}) != 1:
            raise Stop(MISMATCH)
        rows += [[x for part in parts for x in part] for parts in zip(*band, strict=True)]
    if len({len(row) for row in rows}) != 1:
        raise Stop(MISMATCH)
    return matrix(rows)


def _trace(m: Made) -> Any:
    """The sum of the diagonal; a number is its own trace."""
    if not m.shapes[0]:
        return m.parts[0]
    return reduce(plus, (row[i] for i, row in enumerate(square(m.parts[0]))))


def _norm(m: Made) -> Any:
    squares = [_squared(x) for row in rows_of(m.parts[0]) for x in row]
    return power(reduce(plus, squares), fmpq(1, 2), principal=False)


def _squared(x: Number) -> Number:
    """The square of the size of a number."""
    return x.real * x.real + x.imag * x.imag if type(x) is acb else x * x


OPERATIONS: dict[str, Callable[[Made], Any]] = {
    "matmul": _matmul,
    "inv":    lambda m: inverse(m.parts[0]),
    "matpow": _power,
    "kron":   _kronecker,
    "vec":    _stacked,
    "block":  _block,
    "tr":     _trace,
    "det":    lambda m: determinant(m.parts[0]),
    "norm":   _norm,
}  # fmt: skip
"""Head -> what it makes of its arguments."""
