"""The value of a term or the truth of a statement at a point, rigorously.

    value      exact as long as the operations allow, else a ball of the working precision
    truth      True, False, or None for unknown; an atom with an undefined side is False
    Undefined  certain; open if it persists in a neighbourhood of the point

Everything is total: what is not understood is Unknown.  Semantics: "Conventions" in
docs/language.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from flint import acb, arb, fmpq

from derivcheck.kernel import arrays
from derivcheck.kernel.claims import Context
from derivcheck.kernel.derivatives import derivative
from derivcheck.kernel.functions import CONSTANTS, TURNED, apply_special, at_turn
from derivcheck.kernel.integration import integral
from derivcheck.kernel.scope import Point, Scope
from derivcheck.kernel.terms import (
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    children,
    free_names,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.values import (
    WIDE,
    Array,
    Number,
    Stop,
    Undefined,
    Unknown,
    Value,
    divide,
    integer,
    is_zero,
    number_of,
    power,
    sign,
    tidy,
)  # fmt: skip

MAX_TERMS = 2_000
"""The most terms of nested sums, products and bounded `forall`s that are evaluated."""

FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
"""What a misshapen term may cause; it can only give Unknown."""


def evaluate(t: Term, point: Point, context: Context) -> Value | Undefined | Unknown:
    """The value of a term at a point, at the working precision of flint.

    Arguments:
        t: a term of number or array sort; its depth is limited by the caller.
        point: values for the free names.
        context: for the field and the index bounds of arrays.
    """
    try:
        t = _instantiate(t, point)
        return value(t, scope_of(t, point, context))
    except Stop as stop:
        return stop.outcome
    except FAULTS as error:
        return Unknown(f"not evaluated: {type(error).__name__}")


def holds(t: Term, point: Point, context: Context) -> bool | None:
    """Whether a statement is true at a point; None if that is unknown.  Arguments: as above."""
    try:
        t = _instantiate(t, point)
        return truth(t, scope_of(t, point, context))
    except (Stop, *FAULTS):
        return None


def _instantiate(t: Term, point: Point) -> Term:
    functions: dict[str, Term] = {n: v for n, v in point.items() if type(v) is Bind}
    return substitute(t, functions) if functions else t


def scope_of(t: Term, point: Point, context: Context) -> Scope:
    """The scope of a term at a point; functions are substituted before.  Raises: Stop."""
    scope = Scope(context, {}, {}, frozenset())
    integers = set()
    for name in _needed(t, context):
        given, sort = point.get(name), context.sorts.get(name)
        if sort is not None and sort.base == "integer":
            integers.add(name)
        if given is not None and type(given) is not Bind:
            scope.terms[name] = given
            scope.values[name] = _point_value(given, scope)
    scope = replace(scope, integers=frozenset(integers))
    for name in scope.values.keys() & context.sorts.keys():
        shape = context.sorts[name].shape
        if shape:
            first = tuple(integer(number_of(value(lower, scope))) or 0 for lower, _ in shape)
            scope.values[name] = _based(scope.values[name], first)
    return scope


def _needed(t: Term, context: Context) -> frozenset[str]:
    """The names a term depends on, those in the bounds of its arrays included."""
    names = free_names(t)
    shapes = (context.sorts[name].shape for name in names if name in context.sorts)
    return names.union(*(free_names(lower) for shape in shapes for lower, _ in shape))


def _point_value(t: Term, scope: Scope) -> Value | bool:
    match t:
        case App("true" | "false", ()):
            return t.head == "true"
        case _:
            return value(t, scope)


def _based(a: Value | bool, first: tuple[int, ...]) -> Value | bool:
    if not isinstance(a, Array) or not first:
        return a
    return Array(tuple(_based(x, first[1:]) for x in a.entries), first[0])


def value(t: Term, s: Scope) -> Value:
    """The value of a term in a scope.  Raises: Stop."""
    if type(t) is Num:
        return fmpq(t.value.numerator, t.value.denominator)
    if type(t) is Sym:
        found = s.values.get(t.name)
        if found is None or isinstance(found, bool):
            raise Stop(Unknown(f"no value for {t.name}"))
        return found
    rule = RULES.get(t.head, _function)  # type: ignore[union-attr]  # neither Num nor Sym
    return rule(t, s)


def _number(t: Term, s: Scope) -> Number:
    found = value(t, s)
    return number_of(found) if type(found) is Array else found


def _function(t: Term, s: Scope) -> Value:
    if not isinstance(t, App):
        raise Stop(Unknown("no values for this binder"))
    if t.head in CONSTANTS:
        return CONSTANTS[t.head]()
    try:
        args = [_number(a, s) for a in t.args]
        turns = _turns(t.args[0], s) if t.head in TURNED and type(args[0]) is arb else None
        if turns is not None:
            return at_turn(t.head, turns, t)
        return apply_special(t.head, args, s.principal, t)
    except Stop as stop:
        raise _settled(stop, t, s) from None


def _settled(stop: Stop, t: Term, s: Scope) -> Stop:
    """A failure of `t` itself persists nearby only if its arguments are continuous."""
    match stop.outcome:
        case Undefined(True, u) if u is t and not all(_continuous(a, s) for a in children(t)):
            return Stop(Undefined(False, t))
    return stop


def _turns(t: Term, s: Scope) -> fmpq | None:
    """The rational q for which t is q*pi by its form."""
    match t:
        case App("pi", ()):
            return fmpq(1)
        case App("neg", (u,)):
            inner = _turns(u, s)
            return None if inner is None else -inner
        case App("+", args):
            parts = [_turns(a, s) for a in args]
            known = [q for q in parts if q is not None]
            return sum(known, start=fmpq(0)) if len(known) == len(parts) else None
        case App("/", (u, v)):
            top, bottom = _turns(u, s), value(v, s)
            return None if top is None or type(bottom) is not fmpq else top / bottom
        case App("*", args):
            return _turning_product(args, s)
        case Sym(name) if name in s.terms:
            return None if type(s.terms[name]) is Sym else _turns(s.terms[name], s)
    return None


def _turning_product(args: tuple[Term, ...], s: Scope) -> fmpq | None:
    product, turning = fmpq(1), 0
    for a in args:
        q = _turns(a, s)
        x = value(a, s) if q is None else q
        if type(x) is not fmpq:
            return None
        turning += q is not None
        product = product * x
    return product if turning == 1 else None


# --- structure -----------------------------------------------------------------------------------


def _add(t: App, s: Scope) -> Value:
    total = value(t.args[0], s)
    for a in t.args[1:]:
        x = value(a, s)
        total = arrays.add(total, x) if type(x) is Array or type(total) is Array else total + x
    return total


def _multiply(t: App, s: Scope) -> Value:
    guards = [a.args[0] for a in t.args if type(a) is App and a.head == "indicator"]
    if not guards:
        return _product(t.args, s)
    if any(truth(p, s) is False for p in guards):
        return fmpq(0)
    return _under(guards, t, s, lambda: _product(t.args, s))


def _product(args: tuple[Term, ...], s: Scope) -> Value:
    total = value(args[0], s)
    for a in args[1:]:
        x = value(a, s)
        plain = type(x) is not Array and type(total) is not Array
        total = total * x if plain else arrays.multiply(total, x)
    return tidy(total) if type(total) is acb else total


def _under(guards: list[Term], t: Term, s: Scope, inner: Callable[[], Value]) -> Value:
    """A value that matters only while guards hold: it fails nearby only if they hold nearby."""
    try:
        return inner()
    except Stop as stop:
        if isinstance(stop.outcome, Undefined) and not all(_stable(p, s) for p in guards):
            raise Stop(Undefined(False, t)) from None
        raise


def _neg(t: App, s: Scope) -> Value:
    return arrays.each(lambda x: -x, value(t.args[0], s))


def _divide(t: App, s: Scope) -> Value:
    top, bottom = value(t.args[0], s), _number(t.args[1], s)
    if type(top) is Array:
        return arrays.each(lambda x: divide(x, bottom, t), top)
    if type(bottom) is fmpq and bottom and type(top) is fmpq:
        return top / bottom
    return tidy(divide(number_of(top), bottom, t))


def _power(t: App, s: Scope) -> Value:
    base, exponent = value(t.args[0], s), _number(t.args[1], s)
    if type(base) is Array:
        return _matrix_power(base, exponent, t)
    try:
        return power(base, exponent, s.principal, t)
    except Stop as stop:
        raise _settled(stop, t, s) from None


def _matrix_power(base: Array, exponent: Number, t: Term) -> Value:
    n = integer(exponent)
    if n is None or not 0 < abs(n) <= MAX_TERMS:
        raise Stop(Unknown("no such power of a matrix"))
    factor = arrays.inverse(base, t) if n < 0 else base
    total: Value = factor
    for _ in range(abs(n) - 1):
        total = arrays.matmul(total, factor)
    return total


def _imaginary(t: App, s: Scope) -> Value:
    if not s.principal:
        raise Stop(Unknown("the imaginary unit in the real field"))
    return acb(0, 1)


def _indicator(t: App, s: Scope) -> Value:
    return fmpq(1 if _decided(t.args[0], s) else 0)


def _where(t: App, s: Scope) -> Value:
    if not _decided(t.args[1], s):
        return fmpq(0)
    return _under([t.args[1]], t, s, lambda: value(t.args[0], s))


def _piecewise(t: App, s: Scope) -> Value:
    if len(t.args) % 2:
        raise Stop(Unknown("a case without a condition"))
    for i in range(0, len(t.args), 2):
        if _decided(t.args[i + 1], s):
            guards = list(t.args[1 : i + 2 : 2])
            return _under(guards, t, s, lambda u=t.args[i]: value(u, s))  # type: ignore[misc]  # bound here
    raise Stop(Undefined(all(_stable(p, s) for p in t.args[1::2]), t))


def _decided(p: Term, s: Scope) -> bool:
    found = truth(p, s)
    if found is None:
        raise Stop(WIDE)
    return found


def _index(t: App, s: Scope) -> Value:
    found = value(t.args[0], s)
    for a in t.args[1:]:
        i = integer(_number(a, s))
        if type(found) is not Array:
            raise Stop(Unknown("not an array"))
        if i is None or not 0 <= i - found.first < len(found.entries):
            raise Stop(Undefined(True, t))  # indices are integers: nothing is nearby
        found = found.entries[i - found.first]
    return found


def _vector(t: App, s: Scope) -> Value:
    return Array(tuple(value(a, s) for a in t.args))


def _range(t: Bind, s: Scope) -> range:
    """The integers a binder runs over.  Raises: Stop."""
    if INFINITY in t.args or MINUS_INFINITY in t.args:
        raise Stop(Unknown("infinitely many terms"))
    lower, upper = (integer(_number(a, s)) for a in t.args)
    if lower is None or upper is None:
        raise Stop(Undefined(False, t))
    if (upper - lower + 1) * s.load > MAX_TERMS:
        raise Stop(Unknown(f"more than {MAX_TERMS} terms"))
    return range(lower, upper + 1)


def _sum(t: Bind, s: Scope) -> Value:
    run = _range(t, s)
    terms = [_nth(t, j, s.repeated(len(run))) for j in run]
    total = terms[0] if terms else fmpq(0)
    for x in terms[1:]:
        total = arrays.add(total, x)
    return total


def _prod(t: Bind, s: Scope) -> Value:
    total: Value = fmpq(1)
    run = _range(t, s)
    for j in run:
        total = arrays.multiply(total, _nth(t, j, s.repeated(len(run))))
    return total


def _nth(t: Bind, j: int, s: Scope) -> Value:
    try:
        return value(t.body, s.with_name(t.var, fmpq(j), number(j), whole=True))
    except Stop as stop:
        raise _lifted(stop, t, all(_rigid(a, s) for a in t.args)) from None


def _lifted(stop: Stop, t: Term, keeps_open: bool) -> Stop:
    """A failure under a binder is the binder's, whose free names are those of the point."""
    match stop.outcome:
        case Undefined(is_open, _):
            return Stop(Undefined(is_open and keeps_open, t))
    return stop


def _subs(t: Bind, s: Scope) -> Value:
    inner = s.with_name(t.var, value(t.args[0], s), substitute(t.args[0], s.terms))
    try:
        return value(t.body, inner)
    except Stop as stop:
        raise _lifted(stop, t, _continuous(t.args[0], s)) from None


def _diff(t: Bind, s: Scope) -> Value:
    """By the table of derivatives, where its conditions hold; undefined where the body is."""
    _subs(t, s)
    if len(t.args) > 2:
        _index(App("index", (t.args[0], *t.args[2:])), s)
    rate = derivative(t, s.context)
    if rate is None or not all(truth(p, s) for p in rate[1]):
        raise Stop(Unknown("no derivative by the table"))
    return value(rate[0], s)


def _int(t: Bind, s: Scope) -> Value:
    lower, upper = (_number(a, s) for a in t.args)
    return integral(t, lower, upper, s.values)


def _array(rule: Callable[[Value], Value]) -> Callable[[App, Scope], Value]:
    return lambda t, s: rule(value(t.args[0], s))


def _matmul(t: App, s: Scope) -> Value:
    total = value(t.args[0], s)
    for a in t.args[1:]:
        total = arrays.matmul(total, value(a, s))
    return total


RULES: dict[str, Callable[..., Value]] = {
    "+": _add, "*": _multiply, "neg": _neg, "/": _divide, "^": _power,
    "I": _imaginary, "indicator": _indicator, "where": _where, "piecewise": _piecewise,
    "index": _index, "vector": _vector, "matmul": _matmul,
    "transpose": _array(arrays.transpose), "det": _array(arrays.determinant),
    "tr": _array(arrays.trace), "inv": lambda t, s: arrays.inverse(value(t.args[0], s), t),
    "sum": _sum, "prod": _prod, "subs": _subs, "diff": _diff, "int": _int,
}  # fmt: skip


# --- statements ----------------------------------------------------------------------------------

ORDER: dict[str, Callable[[int], bool]] = {
    "=":  lambda d: d == 0, "!=": lambda d: d != 0,
    "<":  lambda d: d < 0,  "<=": lambda d: d <= 0,
    ">":  lambda d: d > 0,  ">=": lambda d: d >= 0,
}  # fmt: skip


def truth(t: Term, s: Scope) -> bool | None:
    """Whether a statement is true in a scope; None if that is unknown."""
    match t:
        case Sym(name):
            found = s.values.get(name)
            return found if isinstance(found, bool) else None
        case App("true" | "false" as head, ()):
            return head == "true"
        case App(head, (left, right)) if head in ORDER:
            return _atom(head, left, right, s)
        case App("in" | "defined", args):
            return _membership(args, s) if t.head == "in" else _defined(args[0], s)
        case App("not", (p,)):
            return _negated(truth(p, s))
        case App("and" | "or" as head, parts):
            return _joined(head == "or", (truth(p, s) for p in parts))
        case App("implies", (p, q)):
            return _joined(True, (_negated(truth(p, s)), truth(q, s)))
        case App("iff" | "xor" as head, (p, q)):
            left_truth, right_truth = truth(p, s), truth(q, s)
            if left_truth is None or right_truth is None:
                return None
            return (left_truth == right_truth) == (head == "iff")
        case Bind("forall", var, body, args):
            return _forall(t, var, body, args, s)
    return None


def _negated(p: bool | None) -> bool | None:
    return None if p is None else not p


def _joined(decisive: bool, parts: Iterable[bool | None]) -> bool | None:
    """Three-valued `or` (True decides) and `and` (False decides)."""
    unknown = False
    for p in parts:
        if p is decisive:
            return decisive
        unknown = unknown or p is None
    return None if unknown else not decisive


def _atom(head: str, left: Term, right: Term, s: Scope) -> bool | None:
    try:
        a, b = _side(left, s), _side(right, s)
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    try:
        return ORDER[head](difference(a, b, ordered=head not in ("=", "!=")))
    except Stop:
        if not _same(left, right, s):
            return None
        return ORDER[head](0)


def _side(t: Term, s: Scope) -> Value | int:
    """A value, or an infinity as the Python integer 1 or -1."""
    if t in (INFINITY, MINUS_INFINITY):
        return 1 if t == INFINITY else -1
    return value(t, s)


def difference(a: Value | int, b: Value | int, ordered: bool = False) -> int:
    """The sign of a - b, for certain; just 0 or 1 unless `ordered`.  Raises: Stop."""
    if type(a) is int or type(b) is int:
        heights = [x if type(x) is int else 0 for x in (a, b)]
        return heights[0] - heights[1]
    if type(a) is Array and type(b) is Array:
        if ordered or len(a.entries) != len(b.entries):
            raise Stop(arrays.MISMATCH)
        return _any_difference([(x, y) for x, y in zip(a.entries, b.entries, strict=True)])
    d = number_of(a) - number_of(b)
    if ordered:
        return sign(d)
    return 0 if is_zero(d) else 1


def _any_difference(pairs: list[tuple[Value, Value]]) -> int:
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


def _same(left: Term, right: Term, s: Scope) -> bool:
    return alpha_equal(substitute(left, s.terms), substitute(right, s.terms))


def _membership(args: tuple[Term, ...], s: Scope) -> bool | None:
    try:
        x = integer(_number(args[0], s))
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    if x is None:
        return False
    bounds = (_atom("<=", args[1], args[0], s), _atom("<=", args[0], args[2], s))
    return _joined(False, bounds)


def _defined(t: Term, s: Scope) -> bool | None:
    try:
        value(t, s)
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    return True


def _forall(t: Bind, var: str, body: Term, args: tuple[Term, ...], s: Scope) -> bool | None:
    if not args:
        return None if var in free_names(body) else truth(body, s)
    try:
        run = _range(t, s)
    except Stop:
        return None
    inside = s.repeated(len(run))
    scopes = (inside.with_name(var, fmpq(j), number(j), whole=True) for j in run)
    return _joined(False, (truth(body, inner) for inner in scopes))


# --- what persists in a neighbourhood ------------------------------------------------------------

DISCONTINUOUS = frozenset(
    ("floor", "ceiling", "sign", "mod", "arg", "atan2", "indicator", "where", "piecewise", "acot")
)


def _rigid(t: Term, s: Scope) -> bool:
    """Whether only integers occur, so that nothing changes nearby."""
    return free_names(t) <= s.integers


def _continuous(t: Term, s: Scope) -> bool:
    """Whether the value of a term depends continuously on the point, by its form."""
    return all(
        (u.args and all(_rigid(a, s) for a in u.args))
        if type(u) is Bind and u.head in ("sum", "prod")
        else not (type(u) is App and u.head in DISCONTINUOUS) or _rigid(u, s)
        for u in subterms(t)
    )


def persists(p: Term, point: Point, context: Context) -> bool:
    """Whether a statement is certainly true at a point and in a neighbourhood of it."""
    try:
        p = _instantiate(p, point)
        return _persists(p, scope_of(p, point, context))
    except (Stop, *FAULTS):
        return False


def _persists(p: Term, s: Scope) -> bool:
    match p:
        case App("and", parts):
            return all(_persists(q, s) for q in parts)
        case App("or", parts):
            return any(_persists(q, s) for q in parts)
        case App("implies", (q, r)):
            return _persists(r, s) or (truth(q, s) is False and _stable(q, s))
        case Bind("forall", var, body, (_, _)) if all(_rigid(u, s) for u in p.args):
            run = _range(p, s)
            inside = s.repeated(len(run))
            scopes = (inside.with_name(var, fmpq(j), number(j), whole=True) for j in run)
            return all(_persists(body, inner) for inner in scopes)
    return truth(p, s) is True and _stable(p, s)


def _stable(p: Term, s: Scope) -> bool:
    """Whether a statement keeps its truth in a neighbourhood."""
    if _rigid(p, s):
        return True
    match p:
        case App(head, (left, right)) if head in ORDER:
            apart = _atom("<", left, right, s) or _atom(">", left, right, s)
            return bool(apart) and _continuous(left, s) and _continuous(right, s)
        case App("and" | "or" | "not" | "implies" | "iff" | "xor", parts):
            return all(_stable(q, s) for q in parts)
    return False
