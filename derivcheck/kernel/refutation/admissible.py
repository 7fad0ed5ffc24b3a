"""Whether a point is allowed: its values have the declared sorts, the assumptions hold there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivcheck.kernel.algebra.elementary import FAULTS
from derivcheck.kernel.algebra.values import Stop, Value, integer, is_of, sign
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.enclosures import arrays
from derivcheck.kernel.enclosures.arrays import Array, number_of
from derivcheck.kernel.enclosures.evaluation import instantiated, scope_of
from derivcheck.kernel.enclosures.valuation import Point, Scope, true, value
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.handbook import ENTIRE, ON_THE_LINE
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import App, Bind, Num, Sym, Term, call, free_names, subterms

REGULAR: dict[str, Callable[..., Term]] = {
    "/": lambda u, v: call("!=", v, 0),
    "log": lambda u: call(">", u, 0),
    "sqrt": lambda u: call(">", u, 0),
}
"""Head -> where it is smooth on the line; that must be everywhere."""


def obstacle(context: Context, point: Point) -> str | None:
    """Why a point is not allowed, or None if it is.

    Arguments:
        context: its names that the point leaves out are not looked at; the caller needs none.
        point: name -> closed term.
    """
    try:
        stated = [instantiated(s, point) for s in context.assumptions]
        return obstacle_in(scope_of(stated, point, context, whole=True), point, stated)
    except (Stop, *FAULTS):
        return "the point cannot be evaluated"


def obstacle_in(scope: Scope, point: Point, assumptions: Sequence[Term]) -> str | None:
    """The same for a point that a scope is about, its functions put into the assumptions."""
    for name, t in point.items():
        sort = scope.context.sorts.get(name)
        if sort is None or not _has_sort(name, t, sort, scope):
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
    smooth = ENTIRE if context.field == "complex" else ON_THE_LINE
    line = Facts(Context(dict.fromkeys(bound, REAL), (), context.field))
    return (
        arity > 0
        and sort.arity in (None, arity)
        and sort.codomain in ("real", "complex")
        and free_names(t) <= bound
        and all(_is_smooth(u, smooth, line) for u in subterms(t))
    )


def _is_smooth(t: Term, smooth: frozenset[str], line: Facts) -> bool:
    match t:
        case Num() | Sym():
            return True
        case App("^", (_, Num(n))):
            return n.denominator == 1 and n >= 0
        case App("/", (_, Num(n))):
            return n != 0
        case App(head, args) if head in REGULAR and line.context.field == "real":
            return line.holds(REGULAR[head](*args))
        case App(head, _):
            return head in smooth
    return False
