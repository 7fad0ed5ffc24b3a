"""Shapes: the axes of a term, by its form and the declarations.

Vectors are columns.  A matrix that is written with one row, `v.T` above all, times a vector is a
number.  What does not fit has no shape; the reader of a text says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

from derivcheck.kernel.language.claims import Context, entered
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import Axis, Shape
from derivcheck.kernel.language.terms import ONE, App, Bind, Num, Sym, Term, number

SINGLE: Axis = (ONE, ONE)
"""The axis of what has one row or one column as it is written."""

Args = Sequence[Term]
Shapes = Sequence[Shape]


def shape_of(t: Term, context: Context) -> Shape | None:
    """The axes of a term: () of a number, None where it has no shape or that is not seen."""
    match t:
        case Num():
            return ()
        case Sym(name):
            return context.sorts[name].shape if name in context.sorts else None
        case Bind("diff", _, body, (at, _, *indices)):
            parts = (shape_of(body, entered(t, context)), () if indices else shape_of(at, context))
            return None if parts[0] is None or parts[1] is None else parts[0] + parts[1]
        case Bind():
            return shape_of(t.body, entered(t, context))
        case App("index", (array, *indices)):
            shape = shape_of(array, context)
            return None if shape is None or len(shape) < len(indices) else shape[len(indices) :]
        case App("apply", (Sym(name), *_)):
            return context.sorts[name].gives if name in context.sorts else None
        case App("block", (App("vector", _) as first, *_) as rows) if all(map(_is_row, rows)):
            down = [shape_of(row.args[0], context) for row in rows if isinstance(row, App)]
            across = [shape_of(u, context) for u in first.args]
            return _joined(down, across)
        case App(head, args) if head in SHAPES:
            found = [s for u in args if (s := shape_of(u, context)) is not None]
            return SHAPES[head](args, found) if len(found) == len(args) else None
    return None if HEADS[t.head].kind in ("array", "measure") else ()


def _is_row(t: Term) -> bool:
    return isinstance(t, App) and t.head == "vector"


def _joined(down: Sequence[Shape | None], across: Sequence[Shape | None]) -> Shape | None:
    rows = [s[0] for s in down if s]
    columns = [s[1] for s in across if s and len(s) == 2]
    if len(rows) < len(down) or len(columns) < len(across):
        return None
    return (ONE, reduce(_plus, map(size, rows))), (ONE, reduce(_plus, map(size, columns)))


def _plus(a: Term, b: Term) -> Term:
    return a + b


def size(axis: Axis) -> Term:
    """How many indices an axis has."""
    return axis[1] if axis[0] == ONE else axis[1] - axis[0] + ONE


def is_row(shape: Shape) -> bool:
    """Whether a shape is that of a matrix with one row as it is written."""
    return len(shape) == 2 and shape[0] == SINGLE


def transposed(shape: Shape) -> Shape | None:
    """The shape of a transpose: of a vector a row, of a row a vector."""
    if len(shape) == 1 or is_row(shape):
        return (SINGLE, *shape) if len(shape) == 1 else shape[1:]
    return shape[::-1] if len(shape) == 2 else None


def factors(found: Shapes) -> list[Shape] | None:
    """The factors of a product as matrices: a vector is a column, or a row where that must be.

    `x @ y` and `x @ A @ y` are read as `x.T @ y` and `x.T @ A @ y`.
    """
    if len(found) < 2 or not all(len(s) in (1, 2) for s in found):
        return None
    turned = len(found[0]) == 1 and not is_row(found[1])
    columns = [s if len(s) == 2 else (*s, SINGLE) for s in found]
    return [(SINGLE, *found[0]), *columns[1:]] if turned else columns


def _product(args: Args, found: Shapes) -> Shape | None:
    matrices = factors(found)
    if matrices is None:
        return None
    rows, columns = matrices[0][0], matrices[-1][1]
    if len(found[-1]) == 2:
        return (rows, columns)
    return () if rows == SINGLE else (rows,)


def _entrywise(args: Args, found: Shapes) -> Shape | None:
    return next((s for s in found if s), ())


def _scaled(args: Args, found: Shapes) -> Shape | None:
    return None if sum(map(bool, found)) > 1 else _entrywise(args, found)


def _kronecker(args: Args, found: Shapes) -> Shape | None:
    pairs = zip(*found, strict=False)
    return tuple((ONE, size(a) * size(b)) for a, b in pairs) if len(found[0]) == 2 else None


def _matrix(args: Args, found: Shapes) -> Shape | None:
    return found[0] if len(found[0]) == 2 else None


def _sized(args: Args, found: Shapes) -> Shape | None:
    return tuple((ONE, u) for u in args)


SHAPES: dict[str, Callable[[Args, Shapes], Shape | None]] = {
    **dict.fromkeys(("+", "neg", "where", "hadamard", "each", "/", "^", "piecewise"), _entrywise),
    "*":         _scaled,
    "vector":    lambda args, found: ((ONE, number(len(args))), *found[0]),
    "matmul":    _product,
    "transpose": lambda args, found: transposed(found[0]),
    "adjoint":   lambda args, found: transposed(found[0]),
    "inv":       _matrix,
    "matpow":    _matrix,
    "eye":       lambda args, found: ((ONE, args[0]),) * 2,
    "zeros":     _sized,
    "ones":      _sized,
    "diag":      lambda args, found: found[0] * 2 if len(found[0]) == 1 else found[0][:1],
    "column":    lambda args, found: found[0][:1],
    "kron":      _kronecker,
    "vec":       lambda args, found: ((ONE, size(found[0][-1]) * size(found[0][0])),),
    "tr":        lambda args, found: (),
    "det":       lambda args, found: (),
    "norm":      lambda args, found: (),
}  # fmt: skip
"""Head -> the shape of what it makes of arguments of some shapes."""
