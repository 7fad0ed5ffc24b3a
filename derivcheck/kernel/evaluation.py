"""The value of a term or the truth of a statement at a point, rigorously.

    value      exact as long as the operations allow, else a ball of the working precision
    truth      True, False, or None for unknown; an atom with an undefined side is False

Everything is total: what is not understood is Unknown.  Around a point (`Scope.around`) names that
are no integers stand for small balls, and what comes out holds in a neighbourhood; an equation that
happens to hold at the point alone is unknown there.  Semantics: docs/language.md, "Conventions".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from flint import acb, arb, fmpq

from derivcheck.kernel import arrays
from derivcheck.kernel.claims import Context, Field, entered
from derivcheck.kernel.definedness import definedness, local
from derivcheck.kernel.derivatives import derivative
from derivcheck.kernel.entrywise import Entries, entrywise
from derivcheck.kernel.expansions import FOREIGN, End, limit, narrowed, remainder
from derivcheck.kernel.functions import CONSTANTS, TURNED, applied, at_turn
from derivcheck.kernel.integration import drawn_out, integral
from derivcheck.kernel.terms import (
    FALSE,
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    children,
    free_names,
    number,
    rebuild,
    substitute,
)  # fmt: skip
from derivcheck.kernel.values import (
    NOWHERE,
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
    real,
    sign,
    tidy,
)  # fmt: skip
from derivcheck.kernel.work import remembered, tick

MAX_TERMS = 2_000
"""The most terms of nested sums, products and bounded `forall`s that are evaluated."""
MAX_CLOSED = 1_024
"""Of how many terms without names it is remembered whether they have values."""
FIRST_TAIL = 256
"""From where on the terms of an infinite sum are estimated together."""
NO_DERIVATIVE = Unknown("no derivative by the table")
"""Why a derivative has no value here."""
RADIUS = arb(0, 2.0**-24)
"""How far a name may move around a point."""
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError,
    TypeError, ValueError,
)  # fmt: skip
"""What a misshapen term may cause; it can only give Unknown."""

Point = Mapping[str, Term]
"""Name -> a closed term, a `vector` for an array, a `lambda` for a function."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in force.

    Arguments:
        context: for the field and the bases of indices.
        values, terms: what each name stands for, and the closed term that came from.
        known: statements proved of the point, for where balls cannot tell; not inside binders.
        around: whether balls stand for a neighbourhood of the point.
        load: how many times the enclosing sums repeat what is evaluated here.
        memo: the values worked out so far.
    """

    context: Context
    values: dict[str, Value | bool]
    terms: dict[str, Term]
    known: frozenset[Term] = frozenset()
    around: bool = False
    load: int = 1
    memo: dict[Term, Value] = field(default_factory=dict)

    @property
    def principal(self) -> bool:
        """Whether roots, logarithms and powers are the principal complex ones."""
        return self.context.field == "complex"

    def inside(self, bind: Bind, value: Value, t: Term, times: int = 1) -> Scope:
        """The scope inside a binder that is evaluated some times, at a value of its variable."""
        name = bind.var
        values, terms = {**self.values, name: value}, {**self.terms, name: t}
        context = entered(bind, self.context) if name in self.context.sorts else self.context
        return Scope(context, values, terms, frozenset(), self.around, self.load * times)


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
    scope = Scope(context, {}, {}, known, around)
    sorts = context.sorts
    names = frozenset(point if whole else ()).union(*map(free_names, terms))
    shapes = (sorts[name].shape for name in names if name in sorts)
    firsts = (free_names(low) for shape in shapes for low, _ in shape)
    names = names.union(*firsts)
    for name in sorted(names, key=lambda n: (bool(n in sorts and sorts[n].shape), n)):
        t = point.get(name)
        if t is not None and type(t) is not Bind:
            given(name, t, scope)
    if around:
        moving = (n for n in scope.values if n not in sorts or sorts[n].base != "integer")
        scope.values.update({n: _widened(scope.values[n]) for n in moving})
        scope.memo.clear()
    return scope


def given(name: str, t: Term, scope: Scope) -> None:
    """Gives a name of a scope its value; the names in the bounds of arrays come first.

    Raises: Stop.
    """
    sort = scope.context.sorts.get(name)
    found = _given(t, scope)
    if sort is not None and sort.shape:
        first = tuple(integer(number_of(value(low, scope))) or 0 for low, _ in sort.shape)
        found = _based(found, first)
    scope.values[name], scope.terms[name] = found, t


def _given(t: Term, scope: Scope) -> Value | bool:
    return t == TRUE if t in (TRUE, FALSE) else value(t, scope)


def _based(a: Value | bool, first: tuple[int, ...]) -> Value | bool:
    if type(a) is not Array or not first:
        return a
    return Array(tuple(_based(x, first[1:]) for x in a.entries), first[0])


def _widened(x: Value | bool) -> Value | bool:
    if isinstance(x, bool):
        return x
    return arrays.each(lambda e: e + (acb(RADIUS, RADIUS) if type(e) is acb else RADIUS), x)


# --- values --------------------------------------------------------------------------------------


def value(t: Term, s: Scope) -> Value:
    """The value of a term in a scope.  Raises: Stop."""
    if type(t) is Num:
        return fmpq(t.value.numerator, t.value.denominator)
    if type(t) is Sym:
        found = s.values.get(t.name)
        if found is None or isinstance(found, bool):
            raise Stop(Unknown(f"no value for {t.name}"))
        return found
    tick()
    found = s.memo.get(t)
    if found is None:
        found = s.memo[t] = RULES.get(t.head, _function)(t, s)  # type: ignore[union-attr]
    return found


def _number(t: Term, s: Scope) -> Number:
    found = value(t, s)
    return number_of(found) if type(found) is Array else found


def _function(t: Term, s: Scope) -> Value:
    if not isinstance(t, App):
        raise Stop(Unknown("no values for this binder"))
    if t.head in CONSTANTS:
        return CONSTANTS[t.head]()
    args = [_number(a, s) for a in t.args]
    turns = _turns(t.args[0], s) if t.head in TURNED and type(args[0]) is arb else None
    if turns is not None:
        return at_turn(t.head, turns)
    require_domain(t, s)
    return applied(t.head, args, s.principal)


def require_domain(t: App, s: Scope) -> None:
    """A head must be defined at its arguments, which are.  Raises: Stop."""
    for condition in local(t, s.context):
        known = isinstance(condition, App) and condition.head == "defined"
        found = True if known else truth(condition, s)
        if not found:
            raise Stop(WIDE if found is None else NOWHERE)


def _turns(t: Term, s: Scope) -> fmpq | None:
    """The rational q for which t is q*pi by its form."""
    match t:
        case App("pi", ()):
            return fmpq(1)
        case Sym(name) if name in s.terms and not s.around:
            return _turns(s.terms[name], s)
        case App("neg", (u,)):
            inner = _turns(u, s)
            return None if inner is None else -inner
        case App("/", (u, v)):
            return _scaled(_turns(u, s), v, s, divide)
        case App("*", (u, v)):
            first, second = (u, v) if _turns(u, s) is not None else (v, u)
            return _scaled(_turns(first, s), second, s, lambda a, b: a * b)
    return None


def _scaled(
    q: fmpq | None, t: Term, s: Scope, by: Callable[[Number, Number], Number]
) -> fmpq | None:
    factor = _number(t, s) if q is not None else None
    return by(q, factor) if type(factor) is fmpq else None


def _add(t: App, s: Scope) -> Value:
    total = value(t.args[0], s)
    for a in t.args[1:]:
        x = value(a, s)
        total = arrays.add(total, x) if type(x) is Array or type(total) is Array else total + x
    return total


def _multiply(t: App, s: Scope) -> Value:
    """A product; a strong zero first."""
    for a in t.args:
        if type(a) is App and a.head == "indicator" and truth(a.args[0], s) is False:
            return fmpq(0)
    total = value(t.args[0], s)
    for a in t.args[1:]:
        x = value(a, s)
        plain = type(x) is not Array and type(total) is not Array
        total = total * x if plain else arrays.multiply(total, x)
    return tidy(total) if type(total) is acb else total


def _divide(t: App, s: Scope) -> Value:
    top, bottom = value(t.args[0], s), _number(t.args[1], s)
    if type(top) is Array:
        return arrays.each(lambda x: divide(x, bottom), top)
    if type(bottom) is fmpq and bottom and type(top) is fmpq:
        return top / bottom
    return tidy(divide(top, bottom))


def _power(t: App, s: Scope) -> Value:
    base, exponent = value(t.args[0], s), _number(t.args[1], s)
    if type(base) is not Array:
        return power(base, exponent, s.principal)
    n = integer(exponent)
    if n is None or not 0 < abs(n) <= MAX_TERMS:
        raise Stop(Unknown("no such power of a matrix"))
    factor = total = arrays.inverse(base) if n < 0 else base
    for _ in range(abs(n) - 1):
        total = arrays.matmul(total, factor)
    return total


def _imaginary(t: App, s: Scope) -> Value:
    if not s.principal:
        raise Stop(Unknown("the imaginary unit in the real field"))
    return acb(0, 1)


def _indicator(t: App, s: Scope) -> Value:
    return fmpq(1 if decided(t.args[0], s) else 0)


def _where(t: App, s: Scope) -> Value:
    return value(t.args[0], s) if decided(t.args[1], s) else fmpq(0)


def _piecewise(t: App, s: Scope) -> Value:
    if len(t.args) % 2:
        raise Stop(Unknown("a case without a condition"))
    for u, p in zip(t.args[::2], t.args[1::2], strict=True):
        if decided(p, s):
            return value(u, s)
    raise Stop(NOWHERE)


def decided(p: Term, s: Scope) -> bool:
    """The truth of a statement.  Raises: Stop if it is unknown."""
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
            raise Stop(NOWHERE)
        found = found.entries[i - found.first]
    return found


def _vector(t: App, s: Scope) -> Value:
    return Array(tuple(value(a, s) for a in t.args))


def _scopes(t: Bind, s: Scope) -> list[Scope]:
    """The scopes of the integers a binder runs over.  Raises: Stop."""
    if INFINITY in t.args or MINUS_INFINITY in t.args:
        raise Stop(Unknown("infinitely many terms"))
    lower, upper = (integer(_number(a, s)) for a in t.args)
    if lower is None or upper is None:
        raise Stop(NOWHERE)
    if (upper - lower + 1) * s.load > MAX_TERMS:
        raise Stop(Unknown(f"more than {MAX_TERMS} terms"))
    run = range(lower, upper + 1)
    return [s.inside(t, fmpq(j), number(j), len(run)) for j in run]


def _sum(t: Bind, s: Scope) -> Value:
    if t.args[1] == INFINITY and t.args[0] != MINUS_INFINITY:
        return _series(t, s)
    terms = [value(t.body, inner) for inner in _scopes(t, s)]
    total = terms[0] if terms else fmpq(0)
    for x in terms[1:]:
        total = arrays.add(total, x)
    return total


def _prod(t: Bind, s: Scope) -> Value:
    total: Value = fmpq(1)
    for inner in _scopes(t, s):
        total = arrays.multiply(total, value(t.body, inner))
    return total


def _subs(t: Bind, s: Scope) -> Value:
    at = t.args[0]
    return value(t.body, s.inside(t, value(at, s), substitute(at, s.terms)))


def _diff(t: Bind, s: Scope) -> Value:
    """By the table of derivatives, where its conditions hold; undefined where the body is."""
    by_array = len(t.args) == 2 and type(value(t.args[0], s)) is Array
    rate = None if by_array else derivative(t, s.context)
    if rate is None or not _all_true(definedness(t, s.context), s):
        _subs(t, s)
        if len(t.args) > 2:
            _index(App("index", (t.args[0], *t.args[2:])), s)
        if rate is None:
            return _by_entries(t, s)
        if not _all_true(rate[1], s):
            raise Stop(NO_DERIVATIVE)
    return value(rate[0], s)


def _by_entries(t: Bind, s: Scope) -> Value:
    """The derivative of what holds arrays, or by an array, entry by entry.  Raises: Stop."""
    at, order, *indices = t.args
    if at != Sym(t.var) or order != ONE:
        raise Stop(NO_DERIVATIVE)
    body, by = entrywise(t.body, s.values.get), s.values[t.var]
    if body == t.body and (indices or type(by) is not Array):
        raise Stop(NO_DERIVATIVE)

    def rates(of: Entries, by: Value | bool, place: tuple[Term, ...]) -> Value:
        if isinstance(of, tuple):
            return Array(tuple(rates(u, by, place) for u in of))
        if type(by) is Array and not indices:
            places = ((*place, number(by.first + k)) for k in range(len(by.entries)))
            inner = zip(by.entries, places, strict=True)
            return Array(tuple(rates(of, x, deeper) for x, deeper in inner), by.first)
        return value(Bind("diff", t.var, of, (at, order, *indices, *place), t.sort), s)

    return rates(body, by, ())


def _all_true(statements: Iterable[Term], s: Scope) -> bool:
    return all(truth(p, s) for p in statements)


def _int(t: Bind, s: Scope) -> Value:
    lower, upper = (_side(a, s) for a in t.args)
    t = replace(t, body=drawn_out(_with_rates(t.body, entered(t, s.context))))

    def end(bound: int, side: int, reach: fmpq) -> End:
        return _end(t, t.args[bound], s, side, reach)

    return integral(t, lower, upper, lambda u: _constant(u, s), end)


def _with_rates(t: Term, context: Context) -> Term:
    """The term with the derivatives worked out that exist wherever it is evaluated."""
    if isinstance(t, Bind) and t.head == "diff":
        rate = derivative(t, context)
        if rate is not None and not rate[1] and not definedness(t, context):
            return rate[0]
    if isinstance(t, Bind):
        context = entered(t, context)
    parts = children(t)
    worked_out = tuple(_with_rates(u, context) for u in parts)
    return t if worked_out == parts else rebuild(t, worked_out)


def _end(t: Bind, bound: Term, s: Scope, side: int, reach: fmpq) -> End:
    """The neighbourhood of a bound or target in the domain of a binder's variable; real only."""
    found = _side(bound, s)
    if s.principal or type(found) not in (int, fmpq, arb):
        raise Stop(FOREIGN)
    finite = type(found) is not int
    at, side = (found, side) if finite else (None, found)
    turn = None if not finite else fmpq(0) if found == 0 else _turns(bound, s)
    whole = entered(t, s.context) if t.head == "sum" else None

    def constant(u: Term) -> Number:
        return real(_constant(u, s))

    return End(t.var, at, side, reach, turn, constant, lambda u: _turns(u, s), whole)


def _constant(u: Term, s: Scope) -> Number:
    """The value of a part without the variable; without one, the whole is not understood."""
    try:
        return _number(u, s)
    except Stop as stop:
        raise Stop(FOREIGN) if isinstance(stop.outcome, Undefined) else stop from stop


def _lim(t: Bind, s: Scope) -> Value:
    """A limit from both sides needs one expansion for both, or two limits exactly alike."""
    (target,) = t.args
    if {"lim+": INFINITY, "lim-": MINUS_INFINITY}.get(t.head) == target:
        raise Stop(FOREIGN)

    def from_side(side: int) -> Number:
        return narrowed(lambda reach: limit(t.body, _end(t, target, s, side, reach)))

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
    first = integer(_number(t.args[0], s))
    if first is None:
        raise Stop(NOWHERE)
    last = FIRST_TAIL * max(1, 2 ** (abs(first) // FIRST_TAIL).bit_length())
    run = range(first, last + 1)
    if len(run) * s.load > MAX_TERMS:
        raise Stop(Unknown(f"more than {MAX_TERMS} terms"))
    rest = narrowed(lambda r: remainder(t.body, _end(t, INFINITY, s, 1, r)), [fmpq(1, last)])
    inner = (s.inside(t, fmpq(j), number(j), len(run)) for j in run)
    return sum((arb(real(_number(t.body, i))) for i in inner), start=rest)


def _array(rule: Callable[[Value], Value]) -> Callable[[App, Scope], Value]:
    return lambda t, s: rule(value(t.args[0], s))


def _matmul(t: App, s: Scope) -> Value:
    total = value(t.args[0], s)
    for a in t.args[1:]:
        total = arrays.matmul(total, value(a, s))
    return total


RULES: dict[str, Callable[..., Value]] = {
    "+": _add, "*": _multiply, "/": _divide, "^": _power, "I": _imaginary, "index": _index,
    "neg": _array(lambda a: arrays.each(lambda x: -x, a)),
    "indicator": _indicator, "where": _where, "piecewise": _piecewise,
    "vector": _vector, "matmul": _matmul, "transpose": _array(arrays.transpose),
    "det": _array(arrays.determinant), "tr": _array(arrays.trace), "inv": _array(arrays.inverse),
    "sum": _sum, "prod": _prod, "subs": _subs, "diff": _diff, "int": _int,
    "lim": _lim, "lim+": _lim, "lim-": _lim,
}  # fmt: skip


# --- statements ----------------------------------------------------------------------------------

ORDER: dict[str, Callable[[int], bool]] = {
    "=":  lambda d: d == 0, "!=": lambda d: d != 0,
    "<":  lambda d: d < 0,  "<=": lambda d: d <= 0,
    ">":  lambda d: d > 0,  ">=": lambda d: d >= 0,
}  # fmt: skip


def truth(t: Term, s: Scope) -> bool | None:
    """Whether a statement is true in a scope; None if that is unknown."""
    tick()
    match t:
        case Sym(name):
            found = s.values.get(name)
            return found if isinstance(found, bool) else None
        case App("true" | "false" as head, ()):
            return head == "true"
        case App(head, (left, right)) if head in ORDER:
            return _atom(head, left, right, s)
        case App("in", (x, lower, upper)):
            return _membership(x, lower, upper, s)
        case App("defined", (u,)):
            return _defined(u, s)
        case App("not", (p,)):
            return negated(truth(p, s))
        case App("and" | "or" as head, parts):
            return joined(head == "or", (truth(p, s) for p in parts))
        case App("implies", (p, q)):
            return joined(True, (truth(r, s) if r is q else negated(truth(r, s)) for r in (p, q)))
        case App("iff" | "xor" as head, (p, q)):
            one, two = truth(p, s), truth(q, s)
            return None if one is None or two is None else (one == two) == (head == "iff")
        case Bind("forall", var, body, args):
            return _forall(t, var, body, args, s)
    return None


def negated(p: bool | None) -> bool | None:
    """Three-valued `not`."""
    return None if p is None else not p


def joined(decisive: bool, parts: Iterable[bool | None]) -> bool | None:
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
        found = ORDER[head](difference(a, b, ordered=head not in ("=", "!=")))
    except Stop:
        if App(head, (left, right)) in s.known:
            return True
        ordered = s.principal and head not in ("=", "!=")  # only if they are real, which is unknown
        same = not ordered and _same(left, right, {} if s.around else s.terms)
        return ORDER[head](0) if same else None
    return None if s.around and not found and not difference(a, b) else found


def _same(left: Term, right: Term, terms: dict[str, Term]) -> bool:
    """Whether two terms are written alike at the point."""
    if type(left) is not type(right) or getattr(left, "head", "") != getattr(right, "head", ""):
        return False
    return alpha_equal(substitute(left, terms), substitute(right, terms))


def _side(t: Term, s: Scope) -> Value | int:
    """A value, or an infinity as the Python integer 1 or -1."""
    if t in INFINITE:
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
        return _any_difference(zip(a.entries, b.entries, strict=True))
    if ordered:
        return sign(real(number_of(a)) - real(number_of(b)))
    return 0 if is_zero(number_of(a) - number_of(b)) else 1


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


def _membership(x: Term, lower: Term, upper: Term, s: Scope) -> bool | None:
    try:
        if integer(_number(x, s)) is None:
            return False
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    return joined(False, (_atom("<=", lower, x, s), _atom("<=", x, upper, s)))


def _defined(t: Term, s: Scope) -> bool | None:
    try:
        value(t, s)
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    return True


def _forall(t: Bind, var: str, body: Term, args: tuple[Term, ...], s: Scope) -> bool | None:
    if t in s.known:
        return True
    if not args:
        return None if var in free_names(body) else truth(body, s)
    try:
        scopes = _scopes(t, s)
    except Stop:
        return None
    return joined(False, (truth(body, inner) for inner in scopes))


# --- what a term is near a point -----------------------------------------------------------------


def settled(t: Term, s: Scope) -> Term:
    """The term with absolute values, signs and cases replaced by what they are around the point."""
    match t:
        case App("abs" | "sign" as head, (u,)):
            side = sign(_number(u, s))
            inner = settled(u, s) if head == "abs" else number(1)
            return inner if side > 0 else -inner if side < 0 else number(0)
        case App("indicator", (p,)):
            return number(int(decided(p, s)))
        case App("piecewise", args):
            cases = (u for u, p in zip(args[::2], args[1::2], strict=True) if decided(p, s))
            return settled(next(cases, t), s)
        case App(head, args):
            return App(head, tuple(settled(u, s) for u in args))
    return t
