"""The value of a term or the truth of a statement in a scope, rigorously.

    value      exact as long as the operations allow, else a ball of the working precision
    truth      True, False, or None for unknown; an atom with an undefined side is False

Here are names, functions of numbers, cases and statements; how other heads are worked out stands in
a table that a scope carries (`evaluation.py`).  Everything is total: what is not understood is
Unknown.  In a scope around a point, names that are no integers stand for small balls, and what
comes out holds in a neighbourhood; an equation that happens to hold at the point alone is unknown
there.  Semantics: docs/language.md, "Conventions".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flint import acb, arb, fmpq

from derivcheck.kernel.algebra.elementary import FAULTS, half_turns
from derivcheck.kernel.algebra.functions import CONSTANTS, TURNED, applied, at_turn
from derivcheck.kernel.algebra.values import (
    NOWHERE,
    WIDE,
    Number,
    Stop,
    Undefined,
    Unknown,
    Value,
    integer,
    is_zero,
    real,
    sign,
)  # fmt: skip
from derivcheck.kernel.language.claims import Context, integral
from derivcheck.kernel.language.definedness import local
from derivcheck.kernel.language.shapes import entered
from derivcheck.kernel.language.terms import (
    FALSE,
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    TRUE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    between_weakly,
    free_names,
    number,
    substitute,
    whole,
)  # fmt: skip
from derivcheck.kernel.work import tick

MAX_TERMS = 2_000
"""The most terms of nested sums, products and bounded `forall`s that are evaluated."""
RADIUS = arb(0, 2.0**-24)
"""How far a name may move around a point."""

Point = Mapping[str, Term]
"""Name -> a closed term, a `vector` for an array, a `lambda` for a function."""


Difference = Callable[[Value | int, Value | int, bool], int]
Rule = Callable[[Any, "Scope"], Any]
"""The value of a term with a head, or the truth of a comparison, in a scope."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in force.

    Arguments:
        context: for the field and the bases of indices.
        values, terms: what each name stands for, and the closed term that came from.
        rules: how each head is worked out; functions of numbers need no rule.
        known: statements proved of the point, for where balls cannot tell; not inside binders.
        around: whether balls stand for a neighbourhood of the point.
        load: how many times the enclosing sums repeat what is evaluated here.
        memo: the values worked out so far.
    """

    context: Context
    values: dict[str, Value | bool]
    terms: dict[str, Term]
    rules: Mapping[str, Rule]
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
        context, load = entered(bind, self.context), self.load * times
        return Scope(context, values, terms, self.rules, frozenset(), self.around, load)


def given_value(t: Term, s: Scope) -> Value | bool:
    """What the closed term that a point has for a name stands for.  Raises: Stop."""
    return t == TRUE if t in (TRUE, FALSE) else value(t, s)


def spread(scope: Scope, widened: Callable[[Any], Any]) -> None:
    """Lets the names of a scope that are no integers stand for what is around their values."""
    sorts = scope.context.sorts
    moving = (n for n in scope.values if n not in sorts or sorts[n].base != "integer")
    scope.values.update({n: widened(scope.values[n]) for n in moving})


def blurred(x: Number) -> Number:
    """A ball around a number."""
    return x + (acb(RADIUS, RADIUS) if type(x) is acb else RADIUS)


def true(statement: Term, scope: Scope) -> bool:
    """Whether a statement is seen to be true in a scope."""
    try:
        return truth(statement, scope) is True
    except (Stop, *FAULTS):
        return False


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
        found = s.memo[t] = s.rules.get(t.head, _function)(t, s)  # type: ignore[union-attr]
    return found


def numeric(t: Term, s: Scope) -> Number:
    """The value of a term of numbers.  Raises: Stop."""
    found = value(t, s)
    if type(found) not in (fmpq, arb, acb):
        raise Stop(Unknown("an array where a number was expected"))
    return found


def _function(t: Term, s: Scope) -> Value:
    if not isinstance(t, App):
        raise Stop(Unknown("no values for this binder"))
    if t.head in CONSTANTS:
        return CONSTANTS[t.head]()
    args = [numeric(a, s) for a in t.args]
    q = turns(t.args[0], s) if t.head in TURNED and type(args[0]) is arb else None
    if q is not None:
        return at_turn(t.head, q)
    if t.head == "binomial" and all(integral(u, s.context) for u in t.args) and sign(args[0]) < 0:
        return fmpq(0)  # of whole numbers by their sorts: of a real -1 it has no value
    require_domain(t, s)
    return applied(t.head, args, s.principal)


def require_domain(t: App, s: Scope) -> None:
    """A head must be defined at its arguments, which are.  Raises: Stop."""
    for condition in local(t, s.context):
        known = isinstance(condition, App) and condition.head == "defined"
        found = True if known else truth(condition, s)
        if not found:
            raise Stop(WIDE if found is None else NOWHERE)


def turns(t: Term, s: Scope) -> fmpq | None:
    """The rational q for which a term is q*pi by its form."""

    def rational(u: Term) -> fmpq | None:
        try:
            found = value(u, s)
        except Stop:
            return None
        return found if type(found) is fmpq else None

    return half_turns(t if s.around else substitute(t, s.terms), rational)


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


def scopes(t: Bind, s: Scope) -> list[Scope]:
    """The scopes of the integers a binder runs over.  Raises: Stop."""
    if INFINITY in t.args or MINUS_INFINITY in t.args:
        raise Stop(Unknown("infinitely many terms"))
    lower, upper = (integer(numeric(a, s)) for a in t.args)
    if lower is None or upper is None:
        raise Stop(NOWHERE)
    if (upper - lower + 1) * s.load > MAX_TERMS:
        raise Stop(Unknown(f"more than {MAX_TERMS} terms"))
    run = range(lower, upper + 1)
    return [s.inside(t, fmpq(j), number(j), len(run)) for j in run]


def _subs(t: Bind, s: Scope) -> Value:
    at = t.args[0]
    return value(t.body, s.inside(t, value(at, s), substitute(at, s.terms)))


RULES: dict[str, Rule] = {
    "I": _imaginary, "indicator": _indicator, "where": _where, "piecewise": _piecewise,
    "subs": _subs,
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
        case App(head, (_, _)) if head in ORDER:
            return s.rules.get(head, atom)(t, s)  # type: ignore[no-any-return]  # of a comparison
        case App("in", (x, lower, upper)):
            inside = (*between_weakly(x, (lower, upper)), whole(x))
            return joined(False, (truth(p, s) for p in inside))
        case App("defined") | Bind("forall") if t in s.known or App("not", (t,)) in s.known:
            return t in s.known
        case App("defined", (u,)):
            return _defined(u, s)
        case App("not", (p,)):
            return negated(truth(p, s))
        case App("and" | "or" as head, parts):
            return joined(head == "or", (truth(p, s) for p in parts))
        case App("implies", (p, q)):
            return joined(True, (truth(r, s) for r in (App("not", (p,)), q)))
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


def difference(a: Number | int, b: Number | int, ordered: bool) -> int:
    """The sign of a - b, for certain; just 0 or 1 unless `ordered`.  Raises: Stop."""
    if ordered:
        a, b = real(a), real(b)  # no other number is below infinity
    if type(a) is int or type(b) is int:
        heights = [x if type(x) is int else 0 for x in (a, b)]
        return heights[0] - heights[1]
    return sign(a - b) if ordered else 0 if is_zero(a - b) else 1


def atom(t: App, s: Scope, minus: Difference = difference) -> bool | None:
    """The truth of a comparison, by the sign of the difference of its sides."""
    head, (left, right) = t.head, t.args
    ordered = head not in ("=", "!=")
    try:
        a, b = side(left, s), side(right, s)
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    try:
        found = ORDER[head](minus(a, b, ordered))
    except Stop:
        if t in s.known:
            return True
        # the principal field orders only what is real, which is unknown
        same = not (ordered and s.principal) and _same(left, right, {} if s.around else s.terms)
        return ORDER[head](0) if same else None
    return None if s.around and not found and not minus(a, b, False) else found


def _same(left: Term, right: Term, terms: dict[str, Term]) -> bool:
    """Whether two terms are written alike at the point."""
    if type(left) is not type(right) or getattr(left, "head", "") != getattr(right, "head", ""):
        return False
    return alpha_equal(substitute(left, terms), substitute(right, terms))


def side(t: Term, s: Scope) -> Value | int:
    """A value, or an infinity as the Python integer 1 or -1."""
    if t in INFINITE:
        return 1 if t == INFINITY else -1
    return value(t, s)


def _defined(t: Term, s: Scope) -> bool | None:
    try:
        value(t, s)
    except Stop as stop:
        return False if isinstance(stop.outcome, Undefined) else None
    return True


def _forall(t: Bind, var: str, body: Term, args: tuple[Term, ...], s: Scope) -> bool | None:
    if not args:
        return None if var in free_names(body) else truth(body, s)
    if t.sort != "integer":
        return None
    try:
        inside = scopes(t, s)
    except Stop:
        return None
    return joined(False, (truth(body, inner) for inner in inside))
