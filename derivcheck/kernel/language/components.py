"""Component form: an entry of what is made of arrays, by the entries of these.

    (A + t*B)[i, j]    ->  A[i, j] + t*B[i, j]
    diff(f, X)[i, j]   ->  diff(f, X[i, j])

It is the meaning of what stands on the left, and has the same value wherever that has one.
"""

from __future__ import annotations

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
    substitute,
)  # fmt: skip

Indices = tuple[Term, ...]


def component(t: Term, context: Context) -> Term | None:
    """An entry by the entries of what its array is made of; None of anything else."""
    match t:
        case App("index", (App(head, _) as array, *indices)) if head in COMPONENTS:
            ranks = [_rank(u, context) for u in (array, *array.args)]
            fits = ranks[0] == len(indices)
            return COMPONENTS[head](array, tuple(indices), ranks[1:]) if fits else None
        case App("index", (Bind() as array, *indices)) if _rank(array, context) == len(indices):
            return _bound(array, tuple(indices), context)
    return None


def _rank(t: Term, context: Context) -> int | None:
    shape = shape_of(t, context)
    return None if shape is None else len(shape)


def _at(u: Term, indices: Indices) -> Term:
    return App("index", (u, *indices)) if indices else u


def _bound(t: Bind, indices: Indices, context: Context) -> Term | None:
    """An entry of a sum, of a derivative, of a value at a point."""
    taken = frozenset[str]().union(*map(free_names, indices))
    if t.var in taken:
        var = fresh(t.var, taken | free_names(t.body))
        t = replace(t, var=var, body=substitute(t.body, {t.var: Sym(var)}))
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


Ranks = list[int | None]
Rule = Callable[[App, Indices, Ranks], Term | None]


def _each(t: App, indices: Indices, ranks: Ranks) -> Term | None:
    given = [_at(u, indices) if r else u for u, r in zip(t.args[1:], ranks[1:], strict=True)]
    alike = all(r in (0, len(indices)) for r in ranks[1:])
    return applied(t.args[0], tuple(given)) if alike else None


def _all(t: App, indices: Indices, ranks: Ranks) -> Term | None:
    """Entry by entry."""
    alike = all(r == len(indices) for r in ranks)
    return App(ALL[t.head], tuple(_at(u, indices) for u in t.args)) if alike else None


def _multiple(t: App, indices: Indices, ranks: Ranks) -> Term | None:
    """One array and numbers beside it."""
    if sorted(r or 0 for r in ranks) != [0] * (len(ranks) - 1) + [len(indices)] or None in ranks:
        return None
    return App(
        t.head, tuple(_at(u, indices) if r else u for u, r in zip(t.args, ranks, strict=True))
    )


def _transpose(t: App, indices: Indices, ranks: Ranks) -> Term | None:
    (u,) = t.args
    match ranks, indices:
        case [2], (i, j):
            return _at(u, (j, i))
        case [1], (_, j):
            return _at(u, (j,))
        case [2], (j,):  # of one row
            return _at(u, (ONE, j))
    return None


def _diagonal(t: App, indices: Indices, ranks: Ranks) -> Term | None:
    (u,) = t.args
    match ranks, indices:
        case [1], (i, j):
            return call("indicator", call("=", i, j)) * _at(u, (i,))
        case [2], (i,):
            return _at(u, (i, i))
    return None


def _listed(t: App, indices: Indices, ranks: Ranks) -> Term | None:
    match indices[0]:
        case Num(k) if k.denominator == 1 and 1 <= k <= len(t.args):
            return _at(t.args[int(k) - 1], indices[1:])
    return None


ALL = {"+": "+", "neg": "neg", "hadamard": "*"}
"""What is done entry by entry -> how."""
COMPONENTS: dict[str, Rule] = {
    **dict.fromkeys(ALL, _all), "*": _multiple, "each": _each, "transpose": _transpose,
    "/":      lambda t, at, ranks: _at(t.args[0], at) / t.args[1] if ranks[1] == 0 else None,
    "where":  lambda t, at, ranks: App("where", (_at(t.args[0], at), t.args[1])),
    "diag":   _diagonal,
    "vector": _listed,
    "column": lambda t, at, ranks: _at(t.args[0], (*at, t.args[1])),
    "eye":    lambda t, at, ranks: call("indicator", call("=", *at)),
    "ones":   lambda t, at, ranks: ONE,
    "zeros":  lambda t, at, ranks: ZERO,
}  # fmt: skip
"""Head -> an entry of what it makes, from the indices and the ranks of its arguments."""
