"""Arrays of values or of terms: what each operation makes of the entries, written once for both.

    sums, products, transposes, determinants and inverses of small matrices, Kronecker products, ...

Entries are added, multiplied and negated by their own operators; the rest is in `Leaves`.
Vectors are columns; which matrix counts as a vector or a number its shape says (`shapes.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add as plus
from operator import mul as times
from typing import Any

from flint import fmpq, fmpq_mat

from derivcheck.kernel.algebra.values import NOWHERE, Number, Stop, Unknown, Value
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
"""A matrix as rows of entries, which are numbers or terms."""
MISMATCH = Unknown("the shapes do not match")
LARGE = Unknown("not a small square matrix")


@dataclass(frozen=True, slots=True)
class Array:
    """A vector of values, or of rows; `first` is the index of its first entry."""

    entries: tuple[Any, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Leaves:
    """What is done with single entries.

    Arguments:
        number: the entry that is a whole number.
        size: the whole number that a term is.  Raises: Stop.
        divide, conjugate, squared, root: quotient, conjugate, square of the size, square root.
    """

    number: Callable[[int], Any]
    size: Callable[[Any], int]
    divide: Callable[[Any, Any], Any]
    conjugate: Callable[[Any], Any]
    squared: Callable[[Any], Any]
    root: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What an operation is made of.

    Arguments:
        args: its arguments as terms.
        parts: the same, worked out.
        shapes: of them.
        shape: of what is made.
        leaves: what is done with entries.
    """

    args: Sequence[Any]
    parts: Sequence[Any]
    shapes: Sequence[Shape]
    shape: Shape
    leaves: Leaves


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


def inverse(a: Any, leaves: Leaves) -> Array:
    """The inverse, by cofactors.  Raises: Stop."""
    rows, run = square(a), range(len(rows_of(a)))
    d = determinant(a)
    if len(rows) == 1:
        return matrix([[leaves.divide(leaves.number(1), d)]])
    return matrix([[leaves.divide(_cofactor(rows, j, i), d) for j in run] for i in run])


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


def _transposed(m: Made) -> Any:
    rows = rows_of(transpose(m.parts[0]))
    return _shaped(rows, m.shape)


def _adjoint(m: Made) -> Any:
    return each(m.leaves.conjugate, _transposed(m))


def _power(m: Made) -> Any:
    n, rows = m.leaves.size(m.args[1]), square(m.parts[0])
    if abs(n) > MAX_POWER:
        raise Stop(Unknown("no such power of a matrix"))
    if not n:
        return matrix(_unit(len(rows), m.leaves))
    factor = rows if n > 0 else rows_of(inverse(m.parts[0], m.leaves))
    powers: Rows = reduce(_multiplied, [factor] * abs(n))
    return matrix(powers)


def _unit(size: int, leaves: Leaves) -> Rows:
    return [[leaves.number(int(i == j)) for j in range(size)] for i in range(size)]


def _filled(m: Made, entry: int) -> Any:
    sizes = [_sized(m, u) for u in m.args]
    columns = sizes[1] if len(sizes) == 2 else 1
    if sizes[0] * columns > MAX_ENTRIES:
        raise Stop(Unknown("an array too large"))
    return _shaped([[m.leaves.number(entry)] * columns for _ in range(sizes[0])], m.shape)


def _sized(m: Made, u: Any) -> int:
    found = m.leaves.size(u)
    if not 1 <= found <= MAX_ENTRIES:
        raise Stop(Unknown("no such size of an array"))
    return found


def _diagonal(m: Made) -> Any:
    (a,) = m.parts
    if rank(a) == 1:
        zero, run = m.leaves.number(0), range(len(a.entries))
        return matrix([[a.entries[i] if i == j else zero for j in run] for i in run])
    return Array(tuple(row[i] for i, row in enumerate(square(a))))


def _column(m: Made) -> Any:
    a, j = m.parts[0], m.leaves.size(m.args[1])
    if rank(a) != 2:
        raise Stop(MISMATCH)
    return Array(tuple(entry(row, (j,)) for row in a.entries))


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
    squares = [m.leaves.squared(x) for row in rows_of(m.parts[0]) for x in row]
    return m.leaves.root(reduce(plus, squares))


OPERATIONS: dict[str, Callable[[Made], Any]] = {
    "matmul":    _matmul,
    "transpose": _transposed,
    "adjoint":   _adjoint,
    "inv":       lambda m: inverse(m.parts[0], m.leaves),
    "matpow":    _power,
    "hadamard":  lambda m: reduce(lambda a, b: joined(times, a, b), m.parts),
    "kron":      _kronecker,
    "vec":       _stacked,
    "diag":      _diagonal,
    "column":    _column,
    "block":     _block,
    "eye":       lambda m: matrix(_unit(_sized(m, m.args[0]), m.leaves)),
    "zeros":     lambda m: _filled(m, 0),
    "ones":      lambda m: _filled(m, 1),
    "tr":        _trace,
    "det":       lambda m: determinant(m.parts[0]),
    "norm":      _norm,
}  # fmt: skip
"""Head -> what it makes of its arguments."""
