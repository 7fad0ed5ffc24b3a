"""Component form: an entry of what is made of arrays, by the entries of these.

    (A + t*B)[i, j]    ->  A[i, j] + t*B[i, j]
    diff(f, X)[i, j]   ->  diff(f, X[i, j])

It is the meaning of what stands on the left, and has the same value wherever that has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import entered, shape_of
from derivcheck.kernel.language.sorts import Shape
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    renamed,
    substitute,
)  # fmt: skip

Indices = tuple[Term, ...]


def component(t: Term, context: Context) -> Term | None:
    """An entry by the entries of what its array is made of; None of anything else."""
    match t:
        case App("index", (array, *indices)) if _rank(array, context) == len(indices):
            match array:
                case App("vector", parts):
                    return _listed(parts, tuple(indices))
                case App():
                    return _made(array, tuple(indices), context)
                case Bind():
                    return _bound(array, tuple(indices), context)
    return None


def _made(t: App, indices: Indices, context: Context) -> Term | None:
    """Entry by entry, or by a row."""
    ranks = [_rank(u, context) for u in t.args]
    kinds = "".join("A" if r == len(indices) else "n" if r == 0 else "?" for r in ranks)
    if t.head in ENTRYWISE and re.fullmatch(ENTRYWISE[t.head], kinds):
        parts = [_at(u, indices) if k == "A" else u for u, k in zip(t.args, kinds, strict=True)]
        if t.head == "each":
            return applied(parts[0], tuple(parts[1:]))
        return App("*" if t.head == "hadamard" else t.head, tuple(parts))
    row = ROWS.get((t.head, len(indices), *ranks))
    letters = zip("ijuv", (*indices[:1], *indices[-1:], *t.args), strict=False)
    return None if row is None else substitute(row, dict(letters))


def _listed(parts: tuple[Term, ...], indices: Indices) -> Term | None:
    match indices[0]:
        case Num(k) if k.denominator == 1 and 1 <= k <= len(parts):
            return _at(parts[int(k) - 1], indices[1:])
    return None


def _rank(t: Term, context: Context) -> int | None:
    shape = shape_of(t, context)
    return None if shape is None else len(shape)


def _at(u: Term, indices: Indices) -> Term:
    return App("index", (u, *indices)) if indices else u


def _bound(t: Bind, indices: Indices, context: Context) -> Term | None:
    """An entry of a sum, of a derivative, of a value at a point."""
    t = renamed(t, frozenset[str]().union(*map(free_names, indices)))
    match t:
        case Bind("sum", _, body, _):
            return replace(t, body=_at(body, indices))
        case Bind("subs", var, body, (value,)):
            return _at(substitute(body, {var: value}), indices)
        case Bind("diff", _, body, (at, order, *by)):
            rank = _rank(body, entered(t, context))
            if rank == len(indices):
                return replace(t, body=_at(body, indices))
            if rank is not None and not by and order == ONE:
                args = (at, order, *indices[rank:])
                return replace(t, body=_at(body, indices[:rank]), args=args)
    return None


def any_entry(t: Term, context: Context) -> tuple[Term | None, Callable[[Indices], Indices]]:
    """An entry of an array at fresh indices, and what makes conditions on it those on all entries.

    Returns:
        The entry by component form, None where that is not known; the function.
    """
    shape, names, used = shape_of(t, context) or (), list[str](), free_names(t)
    taken = used.union(*(context.sorts[name].sizes for name in used if name in context.sorts))
    for _ in shape:
        names.append(fresh("j", taken | set(names)))
    entry = component(App("index", (t, *map(Sym, names))), context) if shape else None
    return entry, lambda conditions: tuple(_for_all(c, names, shape) for c in conditions)


def _for_all(condition: Term, names: list[str], shape: Shape) -> Term:
    for name, bounds in zip(reversed(names), reversed(shape), strict=True):
        if name in free_names(condition):
            condition = Bind("forall", name, condition, bounds)
    return condition


def applied(function: Term, given: tuple[Term, ...]) -> Term | None:
    """A function of numbers at numbers; None if it is not written as one."""
    if isinstance(function, Sym):
        return App("apply", (function, *given))
    for x in given:
        if not isinstance(function, Bind) or function.head != "lambda":
            return None
        function = substitute(function.body, {function.var: x})
    return function


_i, _j, _u, _v = map(Sym, "ijuv")
ENTRYWISE = {
    "+": "A+", "neg": "A", "hadamard": "A+", "*": "n*An*", "/": "An", "where": "An",
    "each": "n[An]+",
}  # fmt: skip
"""Head of what is done entry by entry -> which arguments are arrays of its shape, which numbers."""
ROWS: dict[tuple[str | int | None, ...], Term] = {
    ("transpose", 2, 2): call("index", _u, _j, _i),
    ("transpose", 2, 1): call("index", _u, _j),
    ("transpose", 1, 2): call("index", _u, 1, _i),  # of one row
    ("diag", 2, 1):      call("indicator", call("=", _i, _j)) * call("index", _u, _i),
    ("diag", 1, 2):      call("index", _u, _i, _i),
    ("column", 1, 2, 0): call("index", _u, _i, _v),
    ("eye", 2, 0):       call("indicator", call("=", _i, _j)),
    ("ones", 1, 0):      ONE,
    ("ones", 2, 0, 0):   ONE,
    ("zeros", 1, 0):     ZERO,
    ("zeros", 2, 0, 0):  ZERO,
}  # fmt: skip
"""Head, rank, ranks of its arguments u and v -> its entry at i, or at i and j."""
