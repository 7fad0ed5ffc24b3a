"""Whether a point is allowed: its values have the declared sorts, the assumptions hold there."""

from __future__ import annotations

from collections.abc import Container, Sequence

from derivcheck.kernel.algebra.elementary import FAULTS
from derivcheck.kernel.algebra.values import Stop, Value, integer, is_of, sign
from derivcheck.kernel.checker.exceptional import analytic
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.enclosures import arrays
from derivcheck.kernel.enclosures.arrays import Array, number_of
from derivcheck.kernel.enclosures.valuation import Point, Scope, true, value
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.sorts import COMPLEX, REAL, Sort
from derivcheck.kernel.language.terms import App, Bind, Term, free_names


def obstacle(
    scope: Scope, point: Point, assumptions: Sequence[Term], tables: Container[str] = ()
) -> str | None:
    """Why a point that a scope is about is not allowed, or None if it is.

    Arguments:
        assumptions: those of the context, with the functions of the point put in.
        tables: the functions that are known to have their sorts.
    """
    for name, t in point.items():
        sort = scope.context.sorts.get(name)
        if sort is None or not (name in tables or _has_sort(name, t, sort, scope)):
            return f"{name} is not known to have its sort"
    for statement in assumptions:
        if not true(statement, scope):
            return "an assumption is not known to hold"
    return None


def _has_sort(name: str, t: Term, sort: Sort, scope: Scope) -> bool:
    if sort.base == "function":
        return _is_function(t, sort, scope.context)
    if sort.base == "boolean":
        return t in (App("true", ()), App("false", ()))
    if free_names(t):
        return False
    try:
        found = scope.values[name]
        return _has_shape(found, sort, sort.shape, scope) and _has_traits(found, sort)
    except (Stop, *FAULTS):
        return False


def _has_shape(x: Value, sort: Sort, axes: Sequence[tuple[Term, Term]], scope: Scope) -> bool:
    match axes:
        case ((lower, upper), *rest):
            first, last = (integer(number_of(value(bound, scope))) for bound in (lower, upper))
            if not isinstance(x, Array) or first is None or last is None:
                return False
            sized = len(x.entries) == last - first + 1
            return sized and all(_has_shape(e, sort, rest, scope) for e in x.entries)
    return is_of(x, sort.base)


def _has_traits(x: Value, sort: Sort) -> bool:
    traits = sort.traits
    if traits & {"symmetric", "positive definite"} and not _symmetric(x):
        return False
    if "positive definite" in traits and not all(sign(m) > 0 for m in _leading_minors(x)):
        return False
    return "invertible" not in traits or sign(arrays.determinant(x)) != 0


def _symmetric(x: Value) -> bool:
    return arrays.rank(x) == 2 and arrays.rows_of(arrays.transpose(x)) == arrays.rows_of(x)


def _leading_minors(x: Array) -> list[Value]:
    sizes = range(1, len(x.entries) + 1)
    rows = [row.entries for row in x.entries]
    blocks = (Array(tuple(Array(row[:n]) for row in rows[:n])) for n in sizes)
    return [arrays.determinant(block) for block in blocks]


def _is_function(t: Term, sort: Sort, context: Context) -> bool:
    """A closed `lambda` of the right arity that is smooth on the whole line."""
    bound: set[str] = set()
    arity = 0
    while isinstance(t, Bind) and t.head == "lambda" and not t.args:
        bound.add(t.var)
        arity, t = arity + 1, t.body
    base = COMPLEX if context.field == "complex" else REAL
    anywhere = Facts(Context(dict.fromkeys(bound, base), (), context.field))
    return (
        arity > 0
        and sort.arity in (None, arity)
        and sort.codomain in ("real", "complex")
        and free_names(t) <= bound
        and analytic(t, anywhere)
        and all(map(anywhere.holds, definedness(t, anywhere.context)))
    )
