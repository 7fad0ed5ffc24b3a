"""Shapes: what shape an operation with arrays has, and which arrays do not go together.

The sorts of the operands go in; a shape comes out, or a `Diagnosis` that points at an operand and
names the shapes.  Only what certainly does not fit is refused: sizes that may agree pass.  What has
which shape is in `kernel/language/shapes.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from derivcheck.kernel.language.shapes import SINGLE, factors, is_row, made, size
from derivcheck.kernel.language.sorts import Axis, Shape
from derivcheck.kernel.language.terms import ZERO, App, Term, subterms
from derivcheck.notation.reading import Path, Places, refuse
from derivcheck.notation.scope import UNKNOWN_AXIS
from derivcheck.notation.sizes import difference, renaming
from derivcheck.notation.writer import show


class Operation(NamedTuple):
    """An operation, its operands with their shapes, and where it stands."""

    head: str
    args: Sequence[Term]
    shapes: Sequence[Shape]
    path: Path
    places: Places

    def refuse(self, message: str, hint: str, *part: int) -> NoReturn:
        """Refuse it, or a part of it.  Raises: Diagnosis."""
        hint = renaming(self.shapes) or hint
        refuse("DC204", message, hint, (*self.path, *part), self.places)

    def named(self, i: int) -> str:
        """An operand with its shape: `A` is a matrix of size n x m."""
        text = show(self.args[i])
        return f"`{text if len(text) <= LONGEST else '...'}` is {told(self.shapes[i])}"

    def both(self, i: int, j: int) -> str:
        """Two operands with their shapes."""
        return f"{self.named(i)} and {self.named(j)}"


LONGEST = 30
"""How many characters of an operand a message repeats."""


def told(shape: Shape) -> str:
    """A shape in words.

    Arguments:
        shape: () of a number.
    """
    if not shape:
        return "a number"
    sizes = " x ".join(map(_size, shape))
    kind = {1: "a vector", 2: "a matrix"}.get(len(shape), "an array")
    return f"{kind} of size {sizes}"


def _size(axis: Axis) -> str:
    if axis == UNKNOWN_AXIS:
        return "?"
    return show(axis[1]) if axis[0] == SINGLE[0] else f"{show(axis[0])}..{show(axis[1])}"


def arithmetic_shape(o: Operation) -> Shape:
    """The shape of arithmetic with arrays.

    Arguments:
        o: the operation, an array among its operands.

    Raises:
        Diagnosis: DC204.
    """
    shaped = [i for i, shape in enumerate(o.shapes) if shape]
    match o.head:
        case "+":
            for i in range(len(o.args)):
                conform(o, shaped[0], i, "+")
        case "*" if len(shaped) > 1:
            o.refuse(f"two arrays are multiplied: {o.both(*shaped[:2])}", "write A @ B")
        case "/" if o.shapes[1]:
            hint = "write A @ inv(B), inv(B) for 1/B, or A ./ B for quotients of entries"
            o.refuse(f"nothing is divided by an array, and {o.named(1)}", hint, 1)
        case "^":
            message = f"an array is no exponent, and {o.named(1)}" if o.shapes[1] else (
                f"only square matrices have powers, and {o.named(0)}")  # fmt: skip
            o.refuse(message, "write A^2 of a square matrix, or v .^ 2 for powers of the entries")
    return o.shapes[shaped[0]]


def conform(o: Operation, i: int, j: int, sign: str, at: int | None = None) -> None:
    """Two operands need the same shape.

    Arguments:
        o: the operation.
        i, j: which operands.
        sign: between them.
        at: where the second stands, if not as the j-th.

    Raises:
        Diagnosis: DC204, at the second.
    """
    at = j if at is None else at
    mine, theirs = o.shapes[i], o.shapes[j]
    if len(mine) != len(theirs):
        message = f"{o.both(i, j)}: they do not go together under `{sign}`"
        number = _of_array(o, i, j) if sign in ("+", "=", "!=") else ""
        hint = number or _transposing(mine, theirs)
        o.refuse(message, hint or "both sides need the same shape", at)
    for one, other in zip(mine, theirs, strict=True):
        if _differ(one, other, exact=True):
            hint = "declare both with the same size and the same first index"
            o.refuse(f"the sizes of the two sides do not match: {o.both(i, j)}", hint, at)


def _of_array(o: Operation, i: int, j: int) -> str:
    """What to write in place of a number beside an array."""
    k, shape = (i, o.shapes[j]) if not o.shapes[i] else (j, o.shapes[i])
    if o.shapes[k]:
        return ""
    sizes = ", ".join(show(size(axis)) for axis in shape)
    if o.args[k] == ZERO:
        return f"write zeros({sizes}) for zero"
    if any(isinstance(t, App) and t.head == "I" for t in subterms(o.args[k])):
        return "write eye(n) for the unit matrix"
    return f"write a*ones({sizes}) for an array whose entries are all a"


def _transposing(mine: Shape, theirs: Shape) -> str:
    if {len(mine), len(theirs)} == {1, 2} and (is_row(mine) or is_row(theirs)):
        return "vectors are columns, and the transpose of one is a row: leave out .T or add it"
    return ""


def _differ(mine: Axis, theirs: Axis, *, exact: bool) -> bool:
    """Whether two axes certainly have different sizes, or for `exact` different first indices."""
    if mine == theirs or UNKNOWN_AXIS in (mine, theirs):
        return False
    gap = difference(mine[1] - mine[0], theirs[1] - theirs[0])
    return gap != 0 or (exact and difference(mine[0], theirs[0]) != 0)


def array_shape(o: Operation) -> Shape:
    """The shape of what an operation on arrays makes.

    Arguments:
        o: the operation.

    Raises:
        Diagnosis: DC204.
    """
    _CHECKED.get(o.head, _matrix)(o)
    found = made(o.head, o.args, o.shapes)
    if found is None:
        o.refuse(f"`{o.head}` does not fit: {o.named(0)}", "declare matrices, A: real[n, n]")
    return found


def _matrix(o: Operation) -> None:
    if len(o.shapes[0]) != 2:
        hint = "declare it as a matrix, A: real[n, n]"
        o.refuse(f"`{o.head}` needs a matrix, and {o.named(0)}", hint, 0)


def _square(o: Operation) -> None:
    if o.head == "tr" and not o.shapes[0]:
        return  # a number is its own trace
    _matrix(o)
    rows, columns = o.shapes[0]
    if _differ(rows, columns, exact=False):
        hint = "only a matrix with as many rows as columns has one"
        o.refuse(f"`{o.head}` needs a square matrix, and {o.named(0)}", hint, 0)


def _vector_or_matrix(o: Operation) -> None:
    if len(o.shapes[0]) not in (1, 2):
        hint = "write abs(x) for a number" if o.head == "norm" else "write v.T or A.T"
        o.refuse(f"`{o.head}` needs a vector or a matrix, and {o.named(0)}", hint, 0)
    if o.head == "diag" and len(o.shapes[0]) == 2:
        _square(o)


def _entries(o: Operation) -> None:
    for i in range(len(o.args)):
        conform(o, 0, i, "[ ]")


def _alike(o: Operation) -> None:
    """Entry by entry; what is done to entries may take numbers beside arrays."""
    first = next((i for i, shape in enumerate(o.shapes) if shape), None)
    if first is None or (o.head == "hadamard" and not all(o.shapes)):
        hint = "write 2*A for numbers, and f(x) of a number"
        o.refuse(f"arrays are expected entry by entry, and {o.named(len(o.args) - 1)}", hint)
    for i in range(len(o.args)):
        if o.shapes[i]:
            conform(o, first, i, o.head if o.head != "hadamard" else ".*")


def _sizes(o: Operation) -> None:
    for i, shape in enumerate(o.shapes):
        if shape:
            o.refuse(f"a size is a number, and {o.named(i)}", f"write {o.head}(n)", i)


def check_blocks(bands: Sequence[Operation]) -> None:
    """The matrices of a block matrix must fit beside and below one another.

    Arguments:
        bands: its rows of matrices.

    Raises:
        Diagnosis: DC204.
    """
    first = bands[0]
    for band in bands:
        for i in range(len(band.args)):
            _block(band, i)
            if _differ(band.shapes[0][0], band.shapes[i][0], exact=False):
                hint = "matrices side by side have as many rows"
                band.refuse(f"the blocks do not fit: {band.both(0, i)}", hint, i)
        if len(band.args) != len(first.args):
            band.refuse("the rows hold different numbers of blocks", "add zeros(n, m)")
        for i in range(len(band.args)):
            if _differ(first.shapes[i][1], band.shapes[i][1], exact=False):
                message = f"the blocks do not fit: {first.named(i)} and {band.named(i)}"
                band.refuse(message, "matrices below one another have as many columns", i)


def _block(band: Operation, i: int) -> None:
    if len(band.shapes[i]) != 2:
        hint = "write zeros(n, m) for a block of zeros, and v.T or [[a]] for a small one"
        band.refuse(f"a block is a matrix, and {band.named(i)}", hint, i)


def _kronecker(o: Operation) -> None:
    for i, shape in enumerate(o.shapes):
        if len(shape) != 2:
            o.refuse(f"`kron` needs matrices, and {o.named(i)}", "write outer(u, v) of vectors", i)


def _product(o: Operation) -> None:
    """Matrices and vectors, whose sizes agree one by one."""
    for i, shape in enumerate(o.shapes):
        if not shape:
            message = f"`@` needs matrices or vectors, and {o.named(i)}"
            unit = isinstance(o.args[i], App) and o.args[i].head == "I"  # type: ignore[union-attr]  # an App
            hint = "write eye(n) for the unit matrix" if unit else "write 2*A for numbers"
            o.refuse(message, hint, i)
        if len(shape) > 2:
            o.refuse(f"`@` needs matrices or vectors, and {o.named(i)}", "write its entries", i)
    read = factors(o.shapes) or []
    for i in range(1, len(read)):
        if _differ(read[i - 1][1], read[i][0], exact=True):
            o.refuse(f"the sizes do not match: {o.both(i - 1, i)}", _misfit(o, i), i)
    if len(o.shapes[0]) == 1 and is_row(read[0]) and len(o.shapes[-1]) == 2:
        message = f"vectors are columns: {o.both(0, 1)}"
        o.refuse(message, f"write {show(o.args[0])[:LONGEST]}.T @ ... for the row", 0)


def _misfit(o: Operation, i: int) -> str:
    """What to write instead of two factors whose sizes do not match."""
    one, other = o.shapes[i - 1], o.shapes[i]
    if len(other) == 1 and len(one) <= 1:
        return "write u.T @ v for the number, u @ v.T for the matrix"
    turned = len(other) == 2 and not _differ(one[-1], other[1], exact=True)
    if turned:
        return f"write {show(o.args[i])[:LONGEST]}.T for the transpose"
    return "the columns of the first must be as many as the rows of the second"


_CHECKED = {
    "vector": _entries, "matmul": _product, "transpose": _vector_or_matrix,
    "adjoint": _vector_or_matrix, "norm": _vector_or_matrix, "diag": _vector_or_matrix,
    "inv": _square, "det": _square, "tr": _square, "matpow": _square, "hadamard": _alike,
    "each": _alike, "eye": _sizes, "zeros": _sizes, "ones": _sizes, "kron": _kronecker,
}  # fmt: skip
"""Head -> what it asks of its operands; of others the first must be a matrix."""
