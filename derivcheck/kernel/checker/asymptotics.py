"""Limits by expansions: what a term is near an end, up to a remainder of a known order.

The variable is written as a + 1/x, a - 1/x, x or -x for a number x that goes to infinity, and the
term is expanded over the scale of `scale.py`, from the expansions of its parts.  That there is one
says that the term has a value for all large x.

Source: D. Gruntz, "On computing limits in a symbolic manipulation system", 1996; of binomial
coefficients DLMF 1.2.6.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from math import factorial

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import require_defined
from derivcheck.kernel.checker.scale import (
    BOUNDED,
    NONE,
    UNIT,
    UNITY,
    Expansion,
    Quantity,
    Scale,
    term_of,
)  # fmt: skip
from derivcheck.kernel.checker.signs import MINUS, NULL, PLUS
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Context, integral
from derivcheck.kernel.language.continuity import stays
from derivcheck.kernel.language.derivatives import INSTEAD, derivative
from derivcheck.kernel.language.handbook import HANDBOOK, SOME, filled
from derivcheck.kernel.language.sorts import INTEGER
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    children,
    free_names,
    fresh,
    number,
    substitute,
)  # fmt: skip


def limit_of(t: Bind, order: int, facts: Facts) -> Term:
    """The value of a limit by an expansion, or plus or minus infinity.

    Arguments:
        t: a limit over a real variable.
        order: how many terms of an expansion are kept.
        facts: of the real field.

    Raises: Rejected.
    """
    if (t, order) not in facts.limits:
        facts.limits[t, order] = _limit(t, order, facts)
    return facts.limits[t, order]


def tail_of(t: Bind, order: int, facts: Facts) -> Term:
    """Where the integral of a body goes beside the point where a limit from one side leads, or a
    sum of its values far out: to plus or minus infinity, or 0 if it converges absolutely.

    Arguments: as of `limit_of`.  Raises: Rejected.
    """
    ((scale, f),) = expansions(t, order, facts)
    rate = UNIT if t.args[0] in INFINITE else ((0, Fraction(-2)),)
    if f.size is None or scale.summable(scale.joined(f.size, rate)):
        return ZERO
    c, m, _ = scale.normal(f)
    if scale.summable(scale.joined(m, rate)):
        return ZERO
    return _infinity(c, scale)


def expansions(t: Bind, order: int, facts: Facts) -> list[tuple[Scale, Expansion]]:
    """What the body of a limit is beside the point where it leads, from each side it is taken.

    Arguments: as of `limit_of`.  Raises: Rejected.
    """
    name, ends = _approach(t, facts)
    found = [_End(name, Scale(order, facts), at, t.args[0]) for at in ends]
    return [(e.scale, e.of(substitute(t.body, {t.var: e.at}))) for e in found]


def _approach(t: Bind, facts: Facts) -> tuple[str, tuple[Term, ...]]:
    """A fresh name, and what the variable of a limit is as that goes to infinity, from each side.

    Raises: Rejected.
    """
    (a,) = t.args
    taken = set(facts.context.sorts).union(free_names(t), *map(free_names, facts.statements))
    x = Sym(fresh("x", taken | {t.var}))
    if a in INFINITE:
        return x.name, (x if a == INFINITY else -x,)
    require_defined(facts, a)
    ends = {"lim+": a + 1 / x, "lim-": a - 1 / x}
    return x.name, (ends[t.head],) if t.head in ends else tuple(ends.values())


def _limit(t: Bind, order: int, facts: Facts) -> Term:
    (a,) = t.args
    if (t.head, a) in (("lim+", INFINITY), ("lim-", MINUS_INFINITY)):
        raise Rejected("nothing lies beyond infinity")
    one, *others = (_leads(f, scale) for scale, f in expansions(t, order, facts))
    for other in others:
        if other != one and not facts.field.equal(other, one):
            raise Rejected("the limits from both sides may differ", call("=", one, other))
    return one


def _leads(f: Expansion, scale: Scale) -> Term:
    """The limit of what an expansion is of."""
    for c, m in f.terms:
        trend = scale.trend(m)
        if trend <= 0:
            return term_of(c) if trend == 0 else ZERO
        if scale.sign(c) != NULL:
            return _infinity(c, scale)
    if f.rest is not None and scale.trend(f.rest) >= 0:
        raise Rejected("not more than an order of growth is known")
    return ZERO


def _infinity(c: Quantity, scale: Scale) -> Term:
    """Where c times something that goes to infinity goes.  Raises: Rejected."""
    found = {PLUS: INFINITY, MINUS: MINUS_INFINITY}.get(scale.sign(c))
    if found is None:
        raise Rejected("the sign of what grows is not known", call(">", term_of(c), 0))
    return found


class _End:
    """Expansions of terms as a variable goes to infinity.

    Arguments:
        var: the variable, a name that is fresh.
        scale: over what is known of the other names.
        at, to: what the variable of the limit is, and where it leads.

    `far`: whether that goes to infinity itself, over whole numbers as well.
    """

    def __init__(self, var: str, scale: Scale, at: Term, to: Term) -> None:
        self.var, self.scale, self.facts, self.at, self.to = var, scale, scale.facts, at, to
        self.far = to in INFINITE
        self._memo: dict[Term, Expansion] = {}

    def of(self, t: Term) -> Expansion:
        """The expansion of a term.  Raises: Rejected."""
        if t not in self._memo:
            self._memo[t] = self._expanded(t)
        return self._memo[t]

    def _expanded(self, t: Term) -> Expansion:
        if t == SOME:
            return BOUNDED
        if self.var not in free_names(t):
            return self.scale.single(self._constant(t))
        match t:
            case Sym():
                return self.scale.single(UNITY, ((0, UNITY),))
            case App("O", (h, at, to)) if (at, to) == (self.at, self.to):
                return self.scale.times(self.of(h), BOUNDED)
            case App("neg", (u,)):
                return self.scale.scaled(self.of(u), -UNITY)
            case App("+", parts):
                return reduce(self.scale.plus, map(self.of, parts))
            case App("*", parts):
                return reduce(self.scale.times, map(self.of, parts))
            case App("/", (u, v)):
                return self.scale.times(self.of(u), self.scale.power(self.of(v), -UNITY))
            case App("^", (App("E", ()), v)):
                return self.scale.exp(self.of(v))
            case App("^", (u, v)) if self.var not in free_names(u) and not self._positive(u):
                return self._alternating(u, v)
            case App("^", (u, v)) if self.var in free_names(v):
                return self.scale.exp(self.scale.times(self.of(v), self.scale.log(self.of(u))))
            case App("^", (u, v)):
                return self.scale.power(self.of(u), self._constant(v))
            case App("root", (u, Num(n))) if n % 2 == 1:
                return self.of(call("sign", u) * call("abs", u) ** (ONE / number(n)))
            case App("apply", (f, *parts)):
                return self._applied(f, parts)
            case App(head, (u, v)) if head in BY_OTHERS:
                return self.of(filled(BY_OTHERS[head], u, v))
            case App(head, (u,)) if head in HANDBOOK:
                return self._function(head, u)
        raise Rejected("nothing is known of its growth", t)

    def _constant(self, t: Term) -> Quantity:
        require_defined(self.facts, t)
        if self.facts.field.is_array(t):
            raise Rejected("not a number", t)
        return self.scale.quantity(t)

    def _function(self, head: str, u: Term) -> Expansion:
        """A function: by others, by what the handbook says it is far out, by its Taylor series."""
        row, f = HANDBOOK[head], self.of(u)
        if head in _HEADS:
            return _HEADS[head](self, f)
        if row.formula is not None:
            return self.of(filled(row.formula, u))
        if row.far is not None and (row.derivative is None or not self._settles(f)):
            return self.of(filled(row.far, u))
        return self._smooth(lambda z: App(head, (z,)), f)

    def _settles(self, f: Expansion) -> bool:
        """Whether an expansion is seen to go to a number."""
        try:
            return not self.scale.parted(f)[0].terms
        except Rejected:
            return False

    def _positive(self, u: Term) -> bool:
        return self.scale.sign(self._constant(u)) == PLUS

    def _alternating(self, u: Term, v: Term) -> Expansion:
        """A power of what may be negative or zero: it has values at whole numbers, and a bound."""
        f, size, scale = self.of(v), call("abs", u), self.scale
        counting = Context({**self.facts.context.sorts, self.var: INTEGER})
        if not self.far or not integral(v, counting):
            raise Rejected("a base may not be positive", call(">", u, 0))
        if not self.facts.holds(call("!=", u, 0)):
            if not scale.parted(f)[0].terms or self._side(f) != 1:
                raise Rejected("a power of zero may have no value")
            size = (1 + u**2) / 2  # which is not less than |u|
        return self.of(SOME * call("exp", v * call("log", size)))

    def _side(self, f: Expansion) -> Quantity:
        """The sign of what is not zero."""
        c, _, _ = self.scale.normal(f)
        sides = {PLUS: UNITY, MINUS: -UNITY}
        return sides.get(self.scale.sign(c)) or call("sign", term_of(c))

    def _absolute(self, f: Expansion) -> Expansion:
        return self.scale.scaled(f, self._side(f)) if f.terms else f

    def _floor(self, f: Expansion) -> Expansion:
        """The whole part: constant beside a number, and of what moves up from below one less."""
        if not self._settles(f):
            return self.scale.plus(f, BOUNDED)
        whole = self.scale.quantity(call("floor", term_of(self.scale.parted(f)[1])))
        over = self.scale.plus(f, self.scale.single(self.scale.multiply(-UNITY, whole)))
        side = UNITY if over.size is None else self._side(over)
        if side not in (1, -1):
            raise Rejected("which of two whole numbers it is nearby is not known")
        return self.scale.single(self.scale.add(whole, NONE if side == 1 else -UNITY))

    def _applied(self, f: Term, parts: Sequence[Term]) -> Expansion:
        moving = [k for k, u in enumerate(parts) if self.var in free_names(u)]
        if len(moving) != 1 or self.var in free_names(f):
            raise Rejected("several arguments of a function move")
        (k,) = moving
        before, after = parts[:k], parts[k + 1 :]
        return self._smooth(lambda z: App("apply", (f, *before, z, *after)), self.of(parts[k]))

    def _smooth(self, at: Callable[[Term], Term], f: Expansion) -> Expansion:
        """A function that is smooth around a constant, by its Taylor series there."""
        big, constant, small = self.scale.parted(f)
        c = term_of(constant)
        if big.terms:
            raise Rejected("nothing is known of a function far out")
        require_defined(self.facts, at(c))
        z = Sym(fresh("z", free_names(at(c)) | self.facts.context.sorts.keys()))
        rate, series, around = at(z), [], set[Term]()
        for k in range(self.scale.order + 1):
            value = self.scale.quantity(substitute(rate, {z.name: c}))
            series.append(self.scale.multiply(value, Fraction(1, factorial(k))))
            found = derivative(Bind("diff", z.name, rate, (z, ONE)), self.facts.context)
            if found is None:
                raise Rejected("the table of derivatives does not cover it", rate)
            rate, conditions = term_of(self.scale.quantity(found[0])), found[1]
            for s in set(conditions) - around:
                if not stays(s, lambda p: self._nearby(p, z.name, c)):
                    missing = substitute(s, {z.name: c})
                    raise Rejected("a condition is not seen to hold nearby", missing)
            around |= set(conditions)
        # the last derivative is bounded around c, as there is one more; its value is not of use
        return self.scale.composed(series[:-1], small)

    def _nearby(self, s: Term, var: str, c: Term) -> bool:
        """Whether a strict comparison holds at a place, its sides being continuous there."""
        steady = (self.facts.continuous_at(Bind("lim", var, u, (c,))) for u in children(s))
        return self.facts.holds(substitute(s, {var: c})) and all(steady)


_u, _v = Sym("u"), Sym("v")
BY_OTHERS: dict[str, Term] = {
    **INSTEAD,
    "max":      (_u + _v + call("abs", _u - _v)) / 2,
    "min":      (_u + _v - call("abs", _u - _v)) / 2,
    "binomial": call("gamma", _u + 1) / call("gamma", _v + 1) / call("gamma", _u - _v + 1),
}  # fmt: skip
"""Heads of u and v by others."""
_HEADS: dict[str, Callable[[_End, Expansion], Expansion]] = {
    "exp":      lambda e, f: e.scale.exp(f),
    "log":      lambda e, f: e.scale.log(f),
    "abs":      lambda e, f: e._absolute(f),
    "sign":     lambda e, f: e.scale.single(e._side(f)),
    "floor":    lambda e, f: e._floor(f),
}  # fmt: skip
"""Heads whose expansions are made from those of their arguments."""
