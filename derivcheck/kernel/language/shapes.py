"""Shapes: the axes of a term, by its form and the declarations.

Vectors are columns.  A matrix that is written with one row, `v.T` above all, times a vector is a
number.  What does not fit has no shape; the reader of a text says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import add, mul

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.sorts import SCALARS, Axis, Shape, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    fresh,
    number,
    substitute,
)

SINGLE: Axis = (ONE, ONE)
"""The axis of what has one row or one column as it is written."""

ENTRYWISE = frozenset("+ neg * / ^ where piecewise hadamard each".split())
"""Heads that make something of the shape of their arrays."""
MADE = ("array", "measure")
"""The kinds of heads that make something of arrays."""
_TURNED = (("n", ("1", "n")), ("1n", ("n",)), ("nm", ("m", "n")))  # of a row, a vector
SHAPES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "transpose": _TURNED,
    "adjoint":   _TURNED,
    "inv":       (("nm", ("n", "m")),),
    "matpow":    (("nm,", ("n", "m")),),
    "diag":      (("n", ("n", "n")), ("nm", ("n",))),
    "column":    (("nm,", ("n",)),),
    "kron":      (("nm,pq", ("np", "mq")),),
    "vec":       (("nm", ("mn",)),),
    "tr":        (("nm", ()), ("", ())),
    "det":       (("nm", ()),),
    "norm":      (("nm", ()), ("n", ())),
}  # fmt: skip
"""Head -> axes of its arguments, axes of what it makes; `np` is as long as n times p."""


def shape_of(t: Term, context: Context) -> Shape | None:
    """The axes of a term: () of a number, None where it has no shape or that is not seen."""
    match t:
        case Num():
            return ()
        case Sym(name):
            return context.sorts[name].shape if name in context.sorts else None
        case Bind(head, var, body, args):
            by = shape_of(args[0], context) if head == "diff" and len(args) == 2 else ()
            inner = shape_of(body, entered(t, context))
            if inner is None or by is None or any(var in free_names(u) for s in inner for u in s):
                return None  # there is no shape that changes with the variable
            return inner + by
        case App("apply", (Sym(name), *_)):
            return context.sorts[name].gives if name in context.sorts else None
        case App("block", (App("vector", first), *_) as rows):
            down = [size(s[1]) for u in rows if (s := shape_of(u, context)) and len(s) == 3]
            along = [size(s[1]) for u in first if (s := shape_of(u, context)) and len(s) == 2]
            whole = len(down) == len(rows) and len(along) == len(first)
            return ((ONE, reduce(add, down)), (ONE, reduce(add, along))) if whole else None
        case App(head, args) if HEADS[head].kind in MADE or head in ENTRYWISE or head == "index":
            found = [s for u in args if (s := shape_of(u, context)) is not None]
            return made(head, args, found) if len(found) == len(args) else None
    return ()


def bound_sort(t: Bind, context: Context) -> Sort:
    """The sort of a binder's variable: it stands in the term, but for arrays differentiated by.

    The entries of these are independent, whatever is declared of the array.
    """
    if t.head in ("diff", "subs", "antiderivative"):
        at = t.args[0]
        sort = context.sorts.get(at.name) if isinstance(at, Sym) else None
        if sort is not None and sort.shape:
            return replace(sort, traits=frozenset()) if t.head == "diff" else sort
        return Sort(t.sort, shape_of(at, context) or ())
    return SCALARS[t.sort]


def entered(t: Bind, context: Context) -> Context:
    """The context with the binder's variable declared; its assumptions must not be used.

    An array whose size is called as the variable is left out: the name is another one here.
    """
    sorts = {name: sort for name, sort in context.sorts.items() if t.var not in sort.sizes}
    sorts[t.var] = bound_sort(t, context)
    return Context(sorts, context.assumptions, context.field, context.facts)


def opened(t: Bind, context: Context, known: tuple[Term, ...]) -> tuple[str, Sort, Term]:
    """A binder's body with its variable made fresh: the name, its sort, the body.

    Arguments:
        known: whatever is known where the binder is opened; the name occurs in none of it.
    """
    taken = context.sorts.keys() | (free_names(t.body) - {t.var})
    name = fresh(t.var, taken.union(*map(free_names, (*t.args, *known))))
    return name, bound_sort(t, context), substitute(t.body, {t.var: Sym(name)})


def made(head: str, args: Sequence[Term], found: Sequence[Shape]) -> Shape | None:
    """The shape of what a head makes of arguments of some shapes; None where they do not fit."""
    match head:
        case "index":
            return found[0][len(args) - 1 :] if len(args) <= len(found[0]) + 1 else None
        case "vector":
            return ((ONE, number(len(args))), *found[0])
        case "eye":
            return ((ONE, args[0]),) * 2
        case "zeros" | "ones":
            return tuple((ONE, u) for u in args)
        case "matmul" if matrices := factors(found):
            ends = (matrices[0][0], matrices[-1][1])
            return ends if len(found[-1]) == 2 else () if ends[0] == SINGLE else ends[:1]
    if head in ENTRYWISE:
        return next((s for s in found if s), ())
    return next((s for row in SHAPES.get(head, ()) if (s := _row(*row, found)) is not None), None)


def _row(wanted: str, result: Sequence[str], found: Sequence[Shape]) -> Shape | None:
    axes: dict[str, Axis] = {}
    letters = wanted.split(",")
    if [len(w) for w in letters] != [len(s) for s in found]:
        return None
    for names, shape in zip(letters, found, strict=True):
        axes.update(zip(names, shape, strict=True))
    if axes.setdefault("1", SINGLE) != SINGLE:
        return None
    lengths = ((ONE, reduce(mul, (size(axes[c]) for c in names))) for names in result)
    return tuple(axes.get(names, new) for names, new in zip(result, lengths, strict=True))


def size(axis: Axis) -> Term:
    """How many indices an axis has."""
    return axis[1] if axis[0] == ONE else axis[1] - axis[0] + ONE


def is_row(shape: Shape) -> bool:
    """Whether a shape is that of a matrix with one row as it is written."""
    return len(shape) == 2 and shape[0] == SINGLE


def factors(found: Sequence[Shape]) -> list[Shape] | None:
    """The factors of a product as matrices: a vector is a column, or a row where that must be.

    `x @ y` and `x @ A @ y` are read as `x.T @ y` and `x.T @ A @ y`.
    """
    if len(found) < 2 or not all(len(s) in (1, 2) for s in found):
        return None
    columns = [s if len(s) == 2 else (*s, SINGLE) for s in found]
    return [(SINGLE, *found[0]), *columns[1:]] if is_turned(*found[:2]) else columns


def is_turned(first: Shape, second: Shape) -> bool:
    """Whether a vector in front of a product is a row; no matrix is, if it has one column."""
    return len(first) == 1 and not is_row(second)
