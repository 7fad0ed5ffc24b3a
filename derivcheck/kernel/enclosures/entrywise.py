"""Terms with arrays of known sizes, entry by entry: matrices as sums and products of their entries.

    entrywise(w.T @ w)  ->  w[1]*w[1] + w[2]*w[2]        where w has two entries

The table of derivatives has rows for numbers only; at a point, where all sizes are known, it serves
for arrays as well.  What is rewritten has the same value as before, at the point and around it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from derivcheck.kernel.algebra.values import Stop, Unknown
from derivcheck.kernel.enclosures import arrays
from derivcheck.kernel.enclosures.arrays import OPERATIONS, Array, Leaves, Made
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import entered, shape_of
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
)  # fmt: skip

MAX_RUN = 64
"""The most terms of a sum over entries that is written out."""

Entries = Any
"""A term of a number, or an `Array` of such."""

FOREIGN = Unknown("not read entry by entry")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a term is read.

    Arguments:
        named: the value of a name; of arrays only the sizes count.
        size: the whole number that a term is at the point.  Raises: Stop.
        context: for the shapes of terms.
        bound: the names that stand for no value of the point.
    """

    named: Callable[[str], Any]
    size: Callable[[Term], int]
    context: Context
    bound: frozenset[str] = frozenset()

    def under(self, t: Bind) -> Place:
        """The place under a binder of a number."""
        context, bound = entered(t, self.context), self.bound | {t.var}
        return replace(self, context=context, bound=bound)

    def whole(self, t: Term) -> int:
        """The whole number that a term is, whatever the names that are bound stand for."""
        if not self.bound.isdisjoint(free_names(t)):
            raise Stop(FOREIGN)
        return self.size(t)


def entrywise(t: Term, place: Place) -> Entries:
    """A term of number or array sort as terms of numbers.

    Arguments:
        t: any term.
        place: where it is read.

    Raises: Stop, where it is not understood.
    """
    match t:
        case Num():
            return t
        case Sym(name):
            found = None if name in place.bound else place.named(name)
            return _indexed(t, found, ()) if isinstance(found, Array) else t
        case App("index", (Sym(name), *indices)) if len(indices) == _axes(t.args[0], place):
            return _entry(t, place.named(name), len(indices))
        case App("index", (array, *indices)):
            whole = entrywise(array, place)
            return arrays.entry(whole, [place.whole(i) for i in indices])
        case App("each", (function, *given)):
            parts = [entrywise(u, place) for u in given]
            return arrays.joined(lambda *xs: _applied(function, xs), *parts)
        case App(head, args) if head in OPERATIONS:
            return _operated(t, place)
        case App(head, args):
            parts = [entrywise(u, place) for u in args]
            return ARITHMETIC[head](*parts) if head in ARITHMETIC else _of_numbers(head, parts)
        case Bind("diff", var, body, (at, order, *indices)) if at == Sym(var):
            by = None if indices or var in place.bound else place.named(var)
            return _rates(t, entrywise(body, place), order, by)
        case Bind("sum" | "prod" | "int"):
            return _folded(t, place)
    raise Stop(FOREIGN)


def _axes(t: Term, place: Place) -> int:
    return len(shape_of(t, place.context) or ())


def _operated(t: App, place: Place) -> Entries:
    """What an operation makes of entries."""
    shapes = [shape_of(u, place.context) for u in t.args]
    shape = shape_of(t, place.context)
    known = [s for s in shapes if s is not None]
    if shape is None or (len(known) < len(shapes) and t.head != "block"):
        raise Stop(FOREIGN)
    parts = [entrywise(u, place) for u in t.args]
    field = place.context.field
    leaves = Leaves(
        number, place.whole, lambda a, b: a / b,
        lambda x: call("conjugate", x) if field == "complex" else x,
        lambda x: (call("abs", x) if field == "complex" else x) ** TWO,
        lambda x: call("sqrt", x),
    )  # fmt: skip
    return OPERATIONS[t.head](Made(t.args, parts, known, shape, leaves))


def _folded(t: Bind, place: Place) -> Entries:
    """A sum or a product, written out where its body needs to know the index."""
    args = tuple(_number(entrywise(u, place)) for u in t.args)
    try:
        return replace(t, body=_number(entrywise(t.body, place.under(t))), args=args)
    except Stop:
        if t.head == "int":
            raise
    lower, upper = (place.whole(u) for u in t.args)
    if upper - lower >= MAX_RUN:
        raise Stop(FOREIGN)
    terms = [substitute(t.body, {t.var: number(j)}) for j in range(lower, upper + 1)]
    parts = [entrywise(u, place) for u in terms]
    fold, empty = (arrays.add, ZERO) if t.head == "sum" else (arrays.multiply, ONE)
    return reduce(fold, parts) if parts else empty


def _applied(function: Term, xs: tuple[Term, ...]) -> Term:
    """A function of numbers at numbers."""
    for x in xs:
        if not isinstance(function, Bind) or function.head != "lambda":
            raise Stop(FOREIGN)
        function = substitute(function.body, {function.var: x})
    return function


def _rates(t: Bind, of: Entries, order: Term, by: Any) -> Entries:
    """The derivatives of entries, by the entries of an array if `by` is one."""
    if isinstance(of, Array):
        return Array(tuple(_rates(t, u, order, by) for u in of.entries), of.first)
    if not isinstance(by, Array):
        return replace(t, body=of)
    if order != ONE:
        raise Stop(FOREIGN)

    def placed(at: Entries) -> Term:
        indices = at.args[1:] if isinstance(at, App) else ()
        return replace(t, body=of, args=(*t.args, *indices))

    return arrays.each(placed, _indexed(Sym(t.var), by, ()))


def _entry(t: Term, found: Any, axes: int) -> Term:
    for _ in range(axes if isinstance(found, Array) else 0):
        found = found.entries[0] if isinstance(found, Array) and found.entries else None
    if found is None or isinstance(found, Array):
        raise Stop(FOREIGN)
    return t


def _indexed(t: Term, found: Any, before: tuple[Term, ...]) -> Entries:
    if not isinstance(found, Array):
        return App("index", (t, *before))
    inner = enumerate(found.entries, found.first)
    return Array(tuple(_indexed(t, x, (*before, number(k))) for k, x in inner), found.first)


def _number(u: Entries) -> Term:
    if isinstance(u, Array):
        raise Stop(FOREIGN)
    return u  # type: ignore[no-any-return]  # the other kind of entries


def _of_numbers(head: str, parts: list[Entries]) -> Term:
    return App(head, tuple(map(_number, parts)))


def _sum(*parts: Entries) -> Entries:
    return reduce(arrays.add, parts)


def _cases(*parts: Entries) -> Entries:
    """Cases of arrays, entry by entry."""
    return arrays.joined(lambda *xs: App("piecewise", xs), *parts)


ARITHMETIC: dict[str, Callable[..., Entries]] = {
    "+":         _sum,
    "*":         lambda *us: reduce(arrays.multiply, us),
    "neg":       lambda u: arrays.each(lambda x: App("neg", (x,)), u),
    "/":         lambda u, v: arrays.each(lambda x: App("/", (x, _number(v))), u),
    "where":     lambda u, p: arrays.each(lambda x: App("where", (x, p)), u),
    "piecewise": _cases,
    "vector":    lambda *us: Array(us),
}  # fmt: skip
"""Head -> what it makes of entries."""
