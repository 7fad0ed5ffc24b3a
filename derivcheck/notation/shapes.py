"""Shapes: what shape an operation with arrays has, and which arrays do not go together.

The sorts of the operands go in; a shape comes out, or a `Diagnosis` that points at an operand.
Only what certainly does not fit is refused: sizes that may agree pass.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import ONE, App, Term, number
from derivcheck.notation.reading import Path, Places, refuse
from derivcheck.notation.scope import UNKNOWN_AXIS
from derivcheck.notation.sizes import difference

Axis = tuple[Term, Term]
Shape = tuple[Axis, ...]

KINDS = {0: "a number", 1: "a vector", 2: "a matrix"}
"""Number of axes -> what has so many."""


def arithmetic_shape(head: str, found: Sequence[Sort], path: Path, places: Places) -> Shape:
    """The shape of arithmetic with arrays.

    Arguments:
        head: of the operation.
        found: the sorts of its operands, an array among them.
        path: where it stands.
        places: of all parts in the text.

    Raises:
        Diagnosis: DC204.
    """
    shaped = [s for s in found if s.shape]
    match head:
        case "+":
            for i, other in enumerate(found):
                conform(shaped[0], other, "+", (*path, i), places)
        case "*" if len(shaped) > 1:
            refuse("DC204", "two arrays are multiplied", "write A @ B", path, places)
        case "/" if found[1].shape:
            hint = "write A @ inv(B), or inv(B) for 1/B"
            refuse("DC204", "nothing is divided by an array", hint, (*path, 1), places)
        case "^":
            hint = "write A @ A, inv(A), or powers of the entries"
            refuse("DC204", "arrays have no powers", hint, path, places)
    return shaped[0].shape


def conform(first: Sort, other: Sort, sign: str, path: Path, places: Places) -> None:
    """Both sides of `+` or a relation need the same shape.

    Arguments:
        first: the sort of one side.
        other: the sort of the other.
        sign: between them.
        path: where the other stands.
        places: of all parts in the text.

    Raises:
        Diagnosis: DC204.
    """
    if len(first.shape) != len(other.shape):
        names = [KINDS.get(len(s.shape), "an array") for s in (first, other)]
        message = f"{names[0]} and {names[1]} do not go together under `{sign}`"
        refuse("DC204", message, "both sides need the same shape", path, places)
    for mine, theirs in zip(first.shape, other.shape, strict=True):
        _same_axis(mine, theirs, path, places, exact=True)


def _same_axis(mine: Axis, theirs: Axis, path: Path, places: Places, *, exact: bool) -> None:
    if mine == theirs or UNKNOWN_AXIS in (mine, theirs):
        return
    gap = difference(mine[1] - mine[0], theirs[1] - theirs[0])
    if gap != 0 or (exact and difference(mine[0], theirs[0]) != 0):
        hint = "declare both with the same size and the same first index"
        refuse("DC204", "the sizes of the two sides do not match", hint, path, places)


def array_shape(
    head: str, args: Sequence[Term], found: Sequence[Sort], path: Path, places: Places
) -> Shape:
    """The shape of what an operation on arrays makes.

    Arguments:
        head: `vector`, `matmul`, `transpose`, `inv`, `det` or `tr`.
        args: its operands.
        found: their sorts.
        path: where it stands.
        places: of all parts in the text.

    Raises:
        Diagnosis: DC204.
    """
    shape = found[0].shape
    match head:
        case "vector":
            for i, other in enumerate(found):
                conform(found[0], other, "[ ]", (*path, i), places)
            return ((ONE, number(len(args))), *shape)
        case "matmul":
            return _product_shape(args, found, path, places)
        case "transpose" if shape and len(shape) < 3:
            return shape[::-1]
    if len(shape) != 2:
        hint = "declare it as a matrix, A: real[n, n]"
        refuse("DC204", f"`{head}` needs a matrix", hint, (*path, 0), places)
    if head in ("inv", "det", "tr"):
        _same_axis(shape[0], shape[1], (*path, 0), places, exact=False)
    return shape if head == "inv" else ()


def _product_shape(
    args: Sequence[Term], found: Sequence[Sort], path: Path, places: Places
) -> Shape:
    """Matrices and vectors; a vector is a row in front, `x.T @ A @ y`, a column at the end."""
    last = len(args) - 1
    for i, (a, s) in enumerate(zip(args, found, strict=True)):
        turned = isinstance(a, App) and a.head == "transpose"
        here = (*path, i)
        if len(s.shape) not in (1, 2):
            message = "`@` needs matrices or vectors"
            refuse("DC204", message, "write 2*A for numbers", here, places)
        if len(s.shape) == 1 and (i not in (0, last) or (turned and i)):
            hint = "an outer product is written by entries, u[i]*v[j]"
            refuse("DC204", "a vector stands inside a matrix product", hint, here, places)
        if i:
            _same_axis(found[i - 1].shape[-1], s.shape[0], here, places, exact=True)
    return (*found[0].shape[:-1], *found[-1].shape[1:])
