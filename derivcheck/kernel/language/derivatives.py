"""Derivatives by table: one row for each differentiable head.

The derivative of a term is *defined* where every subterm that depends on the variable is
differentiable by its row, at the values its arguments have there: the conditions are read off the
text as written, before any algebra.  `diff(x*|x|, x)` is therefore undefined at 0; that can list a
condition too many, never one too few.

Source of the rows: NIST Digital Library of Mathematical Functions, sections 4.4, 4.7, 4.20, 4.24,
4.34, 4.37, 5.2, 7.2.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from derivcheck.kernel.language.claims import Context, differential_sort
from derivcheck.kernel.language.claims import Field as Scalars
from derivcheck.kernel.language.sorts import Sort
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
    is_infinite,
    number,
    numeral,
    substitute,
    whole,
)  # fmt: skip
from derivcheck.kernel.work import remembered

MAX_ORDER = 12
"""The highest order of derivative that is computed; above it a derivative is opaque."""

MAX_CACHED = 2_048
"""How many derivatives are remembered."""

Conditions = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The derivative of a unary head at u, where it holds over the reals and over C."""

    derivative: Term
    real: str
    complex: str | None

    def at(self, u: Term) -> Term:
        """The derivative at a term."""
        return substitute(self.derivative, {"u": u})


u, u_1 = Sym("u"), Sym("u") + 1

WHERE: dict[str, Conditions] = {
    "always":       (),
    "positive":     (call(">", u, 0),),
    "nonzero":      (call("!=", u, 0),),
    "off cut":      (call("or", call("!=", call("im", u), 0), call(">", call("re", u), 0)),),
    "inside":       (call("<", number(-1), u), call("<", u, 1)),
    "outside":      (call("<", 1, call("abs", u)),),
    "above one":    (call("<", 1, u),),
    "zero one":     (call("<", 0, u), call("<", u, 1)),
    "cos":          (call("!=", call("cos", u), 0),),
    "sin":          (call("!=", call("sin", u), 0),),
    "sinh":         (call("!=", call("sinh", u), 0),),
    "cosh":         (call("!=", call("cosh", u), 0),),
    "off poles":    (call("or", call(">", u, 0), call("!=", call("floor", u), u)),),
    "off poles up": (call("or", call(">", u_1, 0), call("!=", call("floor", u_1), u_1)),),
}  # fmt: skip
"""The conditions that the rows name."""

_PI = App("pi", ())

ROWS: dict[str, Row] = {
    "exp":       Row(call("exp", u),                              "always",    "always"),
    "log":       Row(1 / u,                                       "positive",  "off cut"),
    "sqrt":      Row(1 / (2 * call("sqrt", u)),                   "positive",  "off cut"),
    "cbrt":      Row(1 / (3 * call("cbrt", u) ** 2),              "nonzero",   None),
    "abs":       Row(call("sign", u),                             "nonzero",   None),
    "sign":      Row(ZERO,                                        "nonzero",   None),
    "sin":       Row(call("cos", u),                              "always",    "always"),
    "cos":       Row(-call("sin", u),                             "always",    "always"),
    "tan":       Row(1 / call("cos", u) ** 2,                     "cos",       "cos"),
    "sec":       Row(call("sin", u) / call("cos", u) ** 2,        "cos",       "cos"),
    "csc":       Row(-(call("cos", u) / call("sin", u) ** 2),     "sin",       "sin"),
    "cot":       Row(-(1 / call("sin", u) ** 2),                  "sin",       "sin"),
    "asin":      Row(1 / call("sqrt", 1 - u ** 2),                "inside",    None),
    "acos":      Row(-(1 / call("sqrt", 1 - u ** 2)),             "inside",    None),
    "atan":      Row(1 / (1 + u ** 2),                            "always",    None),
    "acot":      Row(-(1 / (1 + u ** 2)),                         "nonzero",   None),
    "asec":      Row(1 / (call("abs", u) * call("sqrt", u ** 2 - 1)),    "outside", None),
    "acsc":      Row(-(1 / (call("abs", u) * call("sqrt", u ** 2 - 1))), "outside", None),
    "sinh":      Row(call("cosh", u),                             "always",    "always"),
    "cosh":      Row(call("sinh", u),                             "always",    "always"),
    "tanh":      Row(1 / call("cosh", u) ** 2,                    "always",    "cosh"),
    "sech":      Row(-(call("sinh", u) / call("cosh", u) ** 2),   "always",    "cosh"),
    "csch":      Row(-(call("cosh", u) / call("sinh", u) ** 2),   "sinh",      "sinh"),
    "coth":      Row(-(1 / call("sinh", u) ** 2),                 "sinh",      "sinh"),
    "asinh":     Row(1 / call("sqrt", 1 + u ** 2),                "always",    None),
    "acosh":     Row(1 / call("sqrt", u ** 2 - 1),                "above one", None),
    "atanh":     Row(1 / (1 - u ** 2),                            "inside",    None),
    "acoth":     Row(1 / (1 - u ** 2),                            "outside",   None),
    "asech":     Row(-(1 / (u * call("sqrt", 1 - u ** 2))),       "zero one",  None),
    "acsch":     Row(-(1 / (call("abs", u) * call("sqrt", 1 + u ** 2))), "nonzero", None),
    "gamma":     Row(call("gamma", u) * call("digamma", u),       "off poles", "off poles"),
    "loggamma":  Row(call("digamma", u),                          "positive",  None),
    "factorial": Row(call("factorial", u) * call("digamma", u + 1), "off poles up", None),
    "erf":       Row(2 * call("exp", -(u ** 2)) / call("sqrt", _PI), "always", "always"),
    "erfc":      Row(-(2 * call("exp", -(u ** 2)) / call("sqrt", _PI)), "always", "always"),
}  # fmt: skip


def where(name: str, u: Term) -> Conditions:
    """The conditions of a name at a term."""
    return tuple(substitute(c, {"u": u}) for c in WHERE[name])


class _Opaque(Exception):
    """The derivative is not in the table."""


@dataclass(frozen=True, slots=True)
class _Partial:
    """An abstract function, differentiated so many times by each argument, at terms."""

    name: str
    orders: tuple[int | Fraction, ...]
    at: tuple[Term, ...]

    def higher(self, k: int, context: Context) -> Term:
        """Its derivative by argument k as a term, the first arguments innermost."""
        taken = frozenset({self.name}).union(*map(free_names, self.at))
        actual, binders = list(self.at), []
        for n, order in enumerate(self.orders):
            if order or n == k:
                name = fresh("t", taken)
                taken |= {name}
                actual[n] = Sym(name)
                binders.append((name, (self.at[n], Num(order + (n == k)))))
        t: Term = App("apply", (Sym(self.name), *actual))
        for name, args in binders:
            sort = differential_sort(args[0], context.sorts, context.field)
            t = Bind("diff", name, t, args, sort)
        return t


def _partial(t: Term) -> _Partial | None:
    """What an application or nested derivatives of one are, each by one argument of its own."""
    match t:
        case App("apply", (Sym(name), *at)):
            return _Partial(name, (0,) * len(at), tuple(at))
        case Bind("diff", x, body, (u, Num(order))) if inner := _partial(body):
            slots = [k for k, a in enumerate(inner.at) if x in free_names(a)]
            if [inner.at[k] for k in slots] != [Sym(x)] or not _natural(order) or inner.name == x:
                return None
            (k,) = slots
            orders = (*inner.orders[:k], inner.orders[k] + order, *inner.orders[k + 1 :])
            return _Partial(inner.name, orders, (*inner.at[:k], u, *inner.at[k + 1 :]))
    return None


def _natural(order: int | Fraction) -> bool:
    return order.denominator == 1 and order >= 1


def derivative(bind: Term, context: Context) -> tuple[Term, Conditions] | None:
    """The derivative that a `diff` binder stands for, and the statements under which it exists.

    Arguments:
        bind: a `Bind("diff", var, body, (at, order, *indices))`.
        context: for the smoothness of abstract functions and the field.

    Returns:
        The derivative at the binder's point with its conditions there; None if the table cannot
        tell, which makes the derivative opaque.
    """
    names = sorted(free_names(bind))
    sorts = tuple((name, context.sorts[name]) for name in names if name in context.sorts)
    return _derivative(bind, sorts, context.field)


@remembered(MAX_CACHED)
def _derivative(
    bind: Term, sorts: tuple[tuple[str, Sort], ...], scope: Scalars
) -> tuple[Term, Conditions] | None:
    context = Context(dict(sorts), (), scope)
    match bind:
        case Bind("diff", var, body, (at, Num(order), *indices)):
            pass
        case _:
            return None
    if not _natural(order) or order > MAX_ORDER or (not indices and _is_array(at, context)):
        return None
    table = _Table(var, tuple(indices), context)
    try:
        for _ in range(int(order)):
            body = table.of(body)
    except _Opaque:
        return None
    point = {var: at}
    return substitute(body, point), tuple(substitute(c, point) for c in table.conditions)


def _is_array(t: Term, context: Context) -> bool:
    """Whether a term may be an array by its form, which is differentiated by its entries only."""
    match t:
        case Sym(name):
            return name in context.sorts and bool(context.sorts[name].shape)
        case App("vector" | "matmul" | "transpose" | "inv", _):
            return True
        case App("+" | "neg" | "*" | "/" | "where" | "piecewise", parts):
            return any(_is_array(u, context) for u in parts)
    return False


class _Table:
    """Differentiates by one variable and collects the conditions on the way."""

    def __init__(self, var: str, indices: tuple[Term, ...], context: Context) -> None:
        self.var, self.indices, self.context = var, indices, context
        self.taken = frozenset({var}).union(*map(free_names, indices))
        self.conditions: list[Term] = []

    def of(self, t: Term) -> Term:
        if self.var not in free_names(t):
            return ZERO
        match t:
            case Sym() if not self.indices:
                return ONE
            case App("neg", (u,)):
                rate = self.of(u)
                return ZERO if rate == ZERO else -rate
            case App("+", parts):
                return _plus([self.of(p) for p in parts])
            case App("*", parts):
                return self._product(parts)
            case App("/", (u, v)):
                return self._quotient(u, v)
            case App("^", (u, v)):
                return self._power(u, v)
            case App("index", _):
                return self._entry(t)
            case App("log", (u, base)):
                return self.of(call("log", u) / call("log", base))
            case App("apply", _) | Bind("diff") if p := _partial(t):
                return self._partial(p)
            case App("where", (u, p)) if self.var not in free_names(p):
                return self._guarded(u, p)
            case App(head, (u,)) if head in ROWS:
                return self._chain(head, u)
            case Bind():
                return self._binder(t)
        raise _Opaque

    def _require(self, *conditions: Term) -> None:
        self.conditions.extend(conditions)

    def _entry(self, t: App) -> Term:
        array, actual = t.args[0], t.args[1:]
        inside = any(self.var in free_names(a) for a in actual)
        if array != Sym(self.var) or len(actual) != len(self.indices) or inside:
            raise _Opaque
        same = [call("=", a, i) for a, i in zip(actual, self.indices, strict=True)]
        return call("indicator", same[0] if len(same) == 1 else App("and", tuple(same)))

    def _product(self, parts: tuple[Term, ...]) -> Term:
        terms = []
        for n, part in enumerate(parts):
            rate = self.of(part)
            if rate != ZERO:
                terms.append(_times([*parts[:n], rate, *parts[n + 1 :]]))
        return _plus(terms)

    def _quotient(self, u: Term, v: Term) -> Term:
        self._require(call("!=", v, 0))
        du, dv = self.of(u), self.of(v)
        if dv == ZERO:
            return ZERO if du == ZERO else du / v
        return (_times([du, v]) - _times([u, dv])) / v**2

    def _power(self, u: Term, v: Term) -> Term:
        if self.var in free_names(v):
            self._require(call(">", u, 0))
            du, dv = self.of(u), self.of(v)
            return _times([u**v, _plus([_times([dv, call("log", u)]), _times([v, du, 1 / u])])])
        self._require(*self._power_conditions(u, v))
        exponent = numeral(v)
        lower = number(exponent - 1) if exponent is not None else v - 1
        if exponent in (0, 1):
            return self.of(u) if exponent == 1 else ZERO
        return _times([v, u**lower if lower != ONE else u, self.of(u)])

    def _power_conditions(self, u: Term, v: Term) -> Conditions:
        exponent = numeral(v)
        if exponent is not None and exponent.denominator == 1:
            return () if exponent >= 0 else (call("!=", u, 0),)
        if self.context.field == "complex":
            return where("off cut", u)
        if exponent is not None:
            return where("positive", u)
        natural = call("or", call("!=", u, 0), call(">=", v, 1))
        return (call("or", call(">", u, 0), call("and", whole(v), natural)),)

    def _chain(self, head: str, u: Term) -> Term:
        row = ROWS[head]
        conditions = row.complex if self.context.field == "complex" else row.real
        if conditions is None:
            raise _Opaque
        self._require(*where(conditions, u))
        return _times([row.at(u), self.of(u)])

    def _smooth(self, name: str) -> bool:
        sort = self.context.sorts.get(name)
        return name != self.var and sort is not None and sort.base == "function" and not sort.traits

    def _partial(self, p: _Partial) -> Term:
        """By the chain rule; in what order a smooth function is differentiated does not matter."""
        if not self._smooth(p.name):
            raise _Opaque
        return _plus([_times([p.higher(k, self.context), self.of(u)]) for k, u in enumerate(p.at)])

    def _guarded(self, u: Term, p: Term) -> Term:
        inner = _Table(self.var, self.indices, self.context)
        rate = inner.of(u)
        self._require(*(call("implies", p, c) for c in inner.conditions))
        return call("where", rate, p)

    def _binder(self, t: Bind) -> Term:
        t = self._renamed(t)
        fixed = self.var not in free_names(t.body)
        match t:
            case Bind("sum", j, body, (lower, upper)):
                return Bind("sum", j, self._under(t), (lower, upper))
            case Bind("prod", j, body, (lower, upper)):
                rate, i = self._under(t), fresh(j + "_", free_names(body) | {j})
                other = substitute(body, {j: Sym(i)})
                below = Bind("prod", i, other, (lower, Sym(j) - 1))
                above = Bind("prod", i, other, (Sym(j) + 1, upper))
                return Bind("sum", j, _times([rate, below, above]), (lower, upper))
            case Bind("antiderivative", x, body, (at,)) if fixed:
                return _times([substitute(body, {x: at}), self.of(at)])
            case Bind("int", _, _, (lower, upper)) if fixed and self.context.field == "real":
                return _plus([self._moved(t, upper), _times([number(-1), self._moved(t, lower)])])
            case Bind("diff"):
                return self.of(self._rate(t))
            case Bind("subs", x, body, (at,)):
                return self.of(substitute(body, {x: at}))
        raise _Opaque

    def _renamed(self, t: Bind) -> Bind:
        taken = self.taken.union(*map(free_names, t.args))  # the rate of a product moves its bounds
        if t.var not in taken:
            return t
        name = fresh(t.var, taken | free_names(t.body))
        return replace(t, var=name, body=substitute(t.body, {t.var: Sym(name)}))

    def _under(self, t: Bind) -> Term:
        lower, upper = t.args
        if self.var in free_names(lower) | free_names(upper) or any(map(is_infinite, t.args)):
            raise _Opaque
        inner = _Table(self.var, self.indices, self.context)
        rate = inner.of(t.body)
        self._require(*(Bind("forall", t.var, c, (lower, upper)) for c in inner.conditions))
        return rate

    def _moved(self, t: Bind, bound: Term) -> Term:
        """f(u)*u' for a bound u of the integral of f (DLMF 1.4 (v)).

        That f is differentiable at u makes it continuous around u; that the integral is defined
        is a condition of its own, from the text.
        """
        if (rate := self.of(bound)) != ZERO:
            self._rate(Bind("diff", t.var, t.body, (bound, ONE), t.sort))
        return _times([substitute(t.body, {t.var: bound}), rate])

    def _rate(self, t: Bind) -> Term:
        """What the table says of another derivative, whose conditions are needed then."""
        found = derivative(t, self.context)
        if found is None:
            raise _Opaque
        self._require(*found[1])
        return found[0]


def _plus(terms: list[Term]) -> Term:
    terms = [t for t in terms if t != ZERO]
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    return App("+", tuple(terms))


def _times(factors: list[Term]) -> Term:
    if ZERO in factors:
        return ZERO
    factors = [f for f in factors if f != ONE]
    if len(factors) < 2:
        return factors[0] if factors else ONE
    return App("*", tuple(factors))
