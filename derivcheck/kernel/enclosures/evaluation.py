"""The value of any term or the truth of a statement at a point: what refutes looks here.

To functions, cases and statements (`valuation.py`) come arithmetic with numbers and arrays, sums,
limits, integrals and derivatives.  Nothing that can answer Proved imports this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import prod

from flint import acb, arb, fmpq

from derivcheck.kernel.algebra.elementary import FAULTS
from derivcheck.kernel.algebra.functions import applied
from derivcheck.kernel.algebra.values import (
    NOWHERE,
    Number,
    Stop,
    Undefined,
    Unknown,
    Value,
    divide,
    integer,
    power,
    real,
    sign,
    tidy,
)  # fmt: skip
from derivcheck.kernel.enclosures import arrays, valuation
from derivcheck.kernel.enclosures.arrays import OPERATIONS, Array, Made, number_of
from derivcheck.kernel.enclosures.improper import limit, narrowed, remainder
from derivcheck.kernel.enclosures.integration import drawn_out, integral
from derivcheck.kernel.enclosures.monomials import FOREIGN, End
from derivcheck.kernel.enclosures.valuation import (
    MAX_TERMS,
    ORDER,
    Point,
    Rule,
    Scope,
    atom,
    blurred,
    decided,
    given_value,
    numeric,
    scopes,
    side,
    spread,
    truth,
    turns,
    value,
)  # fmt: skip
from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.components import component
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.shapes import entered, shape_of
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Term,
    children,
    free_names,
    number,
    substitute,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.kernel.work import remembered

MAX_CLOSED = 1_024
"""Of how many terms without names it is remembered whether they have values."""
MADE_OF_ENTRIES = "each transpose hadamard diag column eye zeros ones".split()
"""Heads of arrays whose entries are made of those of others."""
NO_DERIVATIVE = Unknown("no derivative by the table")
"""Why a derivative has no value here."""
FIRST_TAIL = 256
"""From where on the terms of an infinite sum are estimated together."""


def evaluate(t: Term, point: Point, context: Context) -> Value | Undefined | Unknown:
    """The value of a term at a point, at the working precision of flint.

    Arguments:
        t: a term of number or array sort; its depth is limited by the caller.
        point: values for the free names.
        context: for the field and the index bounds of arrays.
    """
    try:
        t = instantiated(t, point)
        return value(t, scope_of((t,), point, context))
    except Stop as stop:
        return stop.outcome
    except FAULTS as error:
        return Unknown(f"not evaluated: {type(error).__name__}")


def holds(t: Term, point: Point, context: Context, around: bool = False) -> bool | None:
    """Whether a statement is true at a point, or around it; None if that is unknown."""
    try:
        t = instantiated(t, point)
        return truth(t, scope_of((t,), point, context, around))
    except (Stop, *FAULTS):
        return None


@remembered(MAX_CLOSED)
def has_value(t: Term, scalars: Field) -> bool:
    """Whether a term without names is seen to have a value."""
    return holds(App("defined", (t,)), {}, Context({}, (), scalars)) is True


def instantiated(t: Term, point: Point) -> Term:
    """The term with the functions of the point put in."""
    functions: dict[str, Term] = {n: v for n, v in point.items() if type(v) is Bind}
    return substitute(t, functions) if functions else t


def scope_of(
    terms: Iterable[Term],
    point: Point,
    context: Context,
    around: bool = False,
    known: frozenset[Term] = frozenset(),
    whole: bool = False,
) -> Scope:
    """The scope of terms at a point, or of the whole point; functions are put in before.

    Raises: Stop.
    """
    scope = Scope(context, {}, {}, RULES, known, around)
    sorts = context.sorts
    names = frozenset(point if whole else ()).union(*map(free_names, terms))
    names = names.union(*(sorts[name].sizes for name in names if name in sorts))
    for name in sorted(names, key=lambda n: (bool(n in sorts and sorts[n].shape), n)):
        t = point.get(name)
        if t is not None and type(t) is not Bind:
            given(name, t, scope)
    if around:
        spread(scope, _widened)
        scope.memo.clear()
    return scope


def given(name: str, t: Term, scope: Scope) -> None:
    """Gives a name of a scope its value; the names in the bounds of arrays come first.

    Raises: Stop.
    """
    sort = scope.context.sorts.get(name)
    found = given_value(t, scope)
    if sort is not None and sort.shape:
        first = tuple(integer(number_of(value(low, scope))) or 0 for low, _ in sort.shape)
        found = _based(found, first)
    scope.values[name], scope.terms[name] = found, t


def _based(a: Value | bool, first: tuple[int, ...]) -> Value | bool:
    if type(a) is not Array or not first:
        return a
    return Array(tuple(_based(x, first[1:]) for x in a.entries), first[0])


def _widened(x: Value | bool) -> Value | bool:
    if isinstance(x, bool):
        return x
    return arrays.each(blurred, x)


# --- values ---------------------------------------------------------------------------------------


def _add(t: App, s: Scope) -> Value:
    total = value(t.args[0], s)
    for a in t.args[1:]:
        x = value(a, s)
        total = arrays.add(total, x) if type(x) is Array or type(total) is Array else total + x
    return total


def _multiply(t: App, s: Scope) -> Value:
    """A product; a strong zero first."""
    if _strongly_zero(t, s):
        return fmpq(0)
    total = value(t.args[0], s)
    for a in t.args[1:]:
        x = value(a, s)
        plain = type(x) is not Array and type(total) is not Array
        total = total * x if plain else arrays.multiply(total, x)
    return tidy(total) if type(total) is acb else total


def _strongly_zero(t: App, s: Scope) -> bool:
    """Whether a factor is an indicator of what is false."""
    guards = (a for a in t.args if type(a) is App and a.head == "indicator")
    return any(truth(a.args[0], s) is False for a in guards)


def _divide(t: App, s: Scope) -> Value:
    top, bottom = value(t.args[0], s), numeric(t.args[1], s)
    if type(top) is Array:
        return arrays.each(lambda x: divide(x, bottom), top)
    return tidy(divide(top, bottom))


def _power(t: App, s: Scope) -> Number:
    base, exponent = (numeric(a, s) for a in t.args)
    return power(base, exponent, s.principal)


def _index(t: App, s: Scope) -> Value:
    found, indices = value(t.args[0], s), [_whole(a, s) for a in t.args[1:]]
    return arrays.entry(found, indices)


def _whole(t: Term, s: Scope) -> int:
    """The whole number that a term is; it has none where it is no whole number.  Raises: Stop."""
    found = integer(numeric(t, s))
    if found is None:
        raise Stop(NOWHERE)
    return found


def _vector(t: App, s: Scope) -> Value:
    return Array(tuple(value(a, s) for a in t.args))


def _sum(t: Bind, s: Scope) -> Value:
    if t.args[1] == INFINITY and t.args[0] != MINUS_INFINITY:
        return _series(t, s)
    terms = [value(t.body, inner) for inner in scopes(t, s)]
    total = terms[0] if terms else fmpq(0)
    for x in terms[1:]:
        total = arrays.add(total, x)
    return total


def _prod(t: Bind, s: Scope) -> Value:
    total: Value = fmpq(1)
    for inner in scopes(t, s):
        total = arrays.multiply(total, value(t.body, inner))
    return total


def _diff(t: Bind, s: Scope) -> Value:
    """By the table of derivatives, where its conditions hold; undefined where the body is."""
    if shape_of(t, s.context):
        return _by_entries(t, s)
    rate = derivative(t, s.context)
    needs = [c for c in definedness(t, s.context) if c != App("defined", (t,))]
    if rate is None or not _all_true((*needs, *rate[1]), s):
        valuation.RULES["subs"](t, s)
        if len(t.args) > 2:
            _index(App("index", (t.args[0], *t.args[2:])), s)
        if rate is None or not _all_true(rate[1], s):
            raise Stop(NO_DERIVATIVE)
    try:
        return value(rate[0], s)
    except Stop as stop:  # the derivative may exist all the same, as that of x^n for n = 0 at 0
        raise Stop(NO_DERIVATIVE) if isinstance(stop.outcome, Undefined) else stop from stop


def _by_entries(t: Term, s: Scope) -> Value:
    """An array by its entries, which are made of those of others.  Raises: Stop."""
    shape = shape_of(t, s.context)
    axes = [range(_whole(low, s), _whole(high, s) + 1) for low, high in shape or ()]
    if not axes or not 0 < prod(map(len, axes)) <= arrays.MAX_ENTRIES:
        raise Stop(arrays.MISMATCH)

    def part(*at: int) -> Value:
        if len(at) < len(axes):
            run = axes[len(at)]
            return Array(tuple(part(*at, k) for k in run), run.start)
        made = component(App("index", (t, *map(number, at))), s.context)
        if made is None:
            raise Stop(arrays.MISMATCH)
        return value(made, s)

    return part()


def _all_true(statements: Iterable[Term], s: Scope) -> bool:
    return all(truth(p, s) for p in statements)


def _int(t: Bind, s: Scope) -> Value:
    lower, upper = (side(a, s) for a in t.args)
    t = replace(t, body=drawn_out(with_rates(t.body, entered(t, s.context))))

    def end(bound: int, way: int, reach: fmpq) -> End:
        return _end(t, t.args[bound], s, way, reach)

    kinks = s.context.field == "real"
    return integral(t, lower, upper, lambda u: _constant(u, s), end, kinks)


def _unknown(s: Term) -> bool:
    return False


def with_rates(t: Term, context: Context, known: Callable[[Term], bool] = _unknown) -> Term:
    """The term with the derivatives worked out that exist wherever it is evaluated.

    Arguments:
        known: whether a statement is, outside of all binders.
    """
    if isinstance(t, Bind):
        rate = derivative(t, context)
        if rate is not None and all(map(known, (*rate[1], *definedness(t, context)))):
            return rate[0]
        context, known = entered(t, context), _unknown
    return rebuild(t, tuple(with_rates(u, context, known) for u in children(t)))


def _end(t: Bind, bound: Term, s: Scope, way: int, reach: fmpq) -> End:
    """The neighbourhood of a bound or target in the domain of a binder's variable; real only."""
    found = side(bound, s)
    if s.principal or type(found) not in (int, fmpq, arb):
        raise Stop(FOREIGN)
    finite = type(found) is not int
    at, way = (found, way) if finite else (None, found)
    turn = None if not finite else fmpq(0) if found == 0 else turns(bound, s)
    whole = entered(t, s.context) if t.head == "sum" else None

    def constant(u: Term) -> Number:
        return real(_constant(u, s))

    return End(t.var, at, way, reach, turn, constant, lambda u: turns(u, s), whole)


def _constant(u: Term, s: Scope) -> Number:
    """The value of a part without the variable; without one, the whole is not understood."""
    try:
        return numeric(u, s)
    except Stop as stop:
        raise Stop(FOREIGN) if isinstance(stop.outcome, Undefined) else stop from stop


def _lim(t: Bind, s: Scope) -> Value:
    """A limit from both sides needs one expansion for both, or two limits exactly alike."""
    (target,) = t.args
    if {"lim+": INFINITY, "lim-": MINUS_INFINITY}.get(t.head) == target:
        raise Stop(FOREIGN)

    def from_side(way: int) -> Number:
        return narrowed(lambda reach: limit(t.body, _end(t, target, s, way, reach)))

    if t.head != "lim" or target in INFINITE:
        return from_side(1 if t.head == "lim+" else -1)
    try:
        return from_side(0)
    except Stop:
        above, below = from_side(1), from_side(-1)
        if type(above) is type(below) is fmpq and above == below:
            return above
        raise


def _series(t: Bind, s: Scope) -> Value:
    """An infinite sum: its first terms and an enclosure of what is left."""
    first = integer(numeric(t.args[0], s))
    if first is None:
        raise Stop(NOWHERE)
    last = FIRST_TAIL * max(1, 2 ** (abs(first) // FIRST_TAIL).bit_length())
    run = range(first, last + 1)
    if len(run) * s.load > MAX_TERMS:
        raise Stop(Unknown(f"more than {MAX_TERMS} terms"))
    rest = narrowed(lambda r: remainder(t.body, _end(t, INFINITY, s, 1, r)), [fmpq(1, last)])
    inner = (s.inside(t, fmpq(j), number(j), len(run)) for j in run)
    return sum((arb(real(numeric(t.body, i))) for i in inner), start=rest)


def _negative(t: App, s: Scope) -> Value:
    return arrays.each(lambda x: -x, value(t.args[0], s))


def _operation(t: App, s: Scope) -> Value:
    """What an operation makes of arrays."""
    shapes, shape = [shape_of(u, s.context) for u in t.args], shape_of(t, s.context)
    known = [u for u in shapes if u is not None]
    if shape is None or len(known) < len(shapes):
        raise Stop(arrays.MISMATCH)
    made = OPERATIONS[t.head](Made([value(u, s) for u in t.args], known, shape))
    return _based(made, tuple(_whole(low, s) for low, _ in shape))


def _adjoint(t: App, s: Scope) -> Value:
    return arrays.each(_conjugate, value(App("transpose", t.args), s))


def _conjugate(x: Number) -> Number:
    return x.conjugate() if type(x) is acb else x


def _extreme(t: Bind, s: Scope) -> Value:
    """The greatest or least value of a body over a range, which must not be empty."""
    found = [numeric(t.body, inner) for inner in scopes(t, s)]
    if not found:
        raise Stop(NOWHERE)
    return applied("max" if t.head == "greatest" else "min", found, s.principal)


def difference(a: Value | int, b: Value | int, ordered: bool = False) -> int:
    """The sign of a - b, for certain; just 0 or 1 unless `ordered`.  Raises: Stop."""
    if type(a) is Array and type(b) is Array:
        if ordered or len(a.entries) != len(b.entries):
            raise Stop(arrays.MISMATCH)
        return _any_difference(zip(a.entries, b.entries, strict=True))
    return valuation.difference(number_of(a), number_of(b), ordered)


def _any_difference(pairs: Iterable[tuple[Value, Value]]) -> int:
    wide = None
    for a, b in pairs:
        try:
            if difference(a, b):
                return 1
        except Stop as stop:
            wide = stop
    if wide is not None:
        raise wide
    return 0


def _related(t: App, s: Scope) -> bool | None:
    return atom(t, s, difference)


RULES: dict[str, Rule] = {
    **valuation.RULES,
    **dict.fromkeys(OPERATIONS, _operation), **dict.fromkeys(MADE_OF_ENTRIES, _by_entries),
    "+": _add, "*": _multiply, "/": _divide, "^": _power, "index": _index,
    "neg": _negative, "vector": _vector, "adjoint": _adjoint,
    "sum": _sum, "prod": _prod, "diff": _diff, "int": _int,
    "greatest": _extreme, "least": _extreme,
    "lim": _lim, "lim+": _lim, "lim-": _lim,
    **dict.fromkeys(ORDER, _related),
}  # fmt: skip


# --- what a term is near a point -----------------------------------------------------------------


def settled(t: Term, s: Scope) -> Term:
    """The term with absolute values, signs and cases replaced by what they are around the point."""
    match t:
        case App("abs" | "sign" as head, (u,)):
            way = sign(numeric(u, s))
            inner = settled(u, s) if head == "abs" else number(1)
            return inner if way > 0 else -inner if way < 0 else number(0)
        case App("indicator", (p,)):
            return number(int(decided(p, s)))
        case App("piecewise", args):
            cases = (u for u, p in zip(args[::2], args[1::2], strict=True) if decided(p, s))
            return settled(next(cases, t), s)
        case App(head, args):
            return App(head, tuple(settled(u, s) for u in args))
    return t
