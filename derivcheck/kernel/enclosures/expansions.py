"""Expansions of terms near one end of their domain, by the rules of their heads."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from flint import acb, arb, arb_series, fmpq

from derivcheck.kernel.algebra.values import Number, Stop, sign, tidy
from derivcheck.kernel.enclosures.monomials import FOREIGN, NO_FACTORS, UNIT, End, Series, inverse
from derivcheck.kernel.enclosures.series import (
    added,
    constant,
    cut,
    exp_of,
    log_of,
    multiplied,
    normal,
    scaled,
    shifted_sine,
    smooth,
    split,
    to_power,
    unsteady,
    wave_of,
)
from derivcheck.kernel.language.claims import integral
from derivcheck.kernel.language.handbook import HANDBOOK, SOME, Function, filled
from derivcheck.kernel.language.terms import App, Sym, Term, call, free_names


def _circular(head: str, t: Term, f: Series, e: End) -> Series:
    """Sine and cosine, exact at multiples of pi; bounded if nothing else is known."""
    try:
        big, c, steady, rest = split(f)
        wave = wave_of(big, e, True)
    except Stop:
        return constant(arb(0, 1), False)
    turns = turns_of(t, e) if steady and not big else None
    sine, cosine = (shifted_sine(i, c, turns, rest, e) for i in (0, 1))
    if not steady:
        sine, cosine = unsteady(sine), unsteady(cosine)
    if not big:
        return sine if head == "sin" else cosine
    up, down = (*wave, True), (*inverse(wave), True)
    across: Series = {up: acb(0, -0.5), down: acb(0, 0.5)}
    along: Series = {up: fmpq(1, 2), down: fmpq(1, 2)}
    if head == "sin":
        return added(multiplied(across, cosine), multiplied(along, sine))
    return added(multiplied(along, cosine), multiplied(across, scaled(sine, fmpq(-1))))


def turns_of(t: Term, e: End) -> fmpq | None:
    """q if the limit of a term that is linear in the variable is q*pi by its form."""
    if e.var not in free_names(t):
        return fmpq(0) if e.value(t) == 0 else e.turns(t)
    match t:
        case Sym():
            return e.turn
        case App("neg", (u,)):
            return _multiple(turns_of(u, e), fmpq(-1))
        case App("+", parts):
            found = [turns_of(u, e) for u in parts]
            known = [q for q in found if q is not None]
            return sum(known, start=fmpq(0)) if len(known) == len(found) else None
        case App("*", (u, v)):
            factor, other = (u, v) if e.var not in free_names(u) else (v, u)
            if e.var not in free_names(factor):
                return _multiple(turns_of(other, e), e.value(factor))
        case App("/", (u, v)) if e.var not in free_names(v):
            return _multiple(turns_of(u, e), 1 / e.value(v)) if e.value(v) != 0 else None
    return None


def _multiple(q: fmpq | None, factor: Number) -> fmpq | None:
    return None if q is None or type(factor) is not fmpq else q * factor


def expansion(t: Term, e: End) -> Series:
    """The expansion of a term near an end.  Raises: Stop."""
    if t == SOME:
        return constant(arb(0, 1), False)
    if e.var not in free_names(t):
        return constant(e.value(t))
    found = e.memo.get(t)
    if found is None:
        rule = RULES.get(t.head) if isinstance(t, App) else _variable
        if rule is None or not isinstance(t, App | Sym):
            raise Stop(FOREIGN)
        found = e.memo[t] = cut(rule(t, e), e)
    return found


def _variable(t: Term, e: End) -> Series:
    moving: Series = {(-1 if e.at is None else 1, 0, NO_FACTORS, True): fmpq(e.side or 1)}
    return moving if e.at is None else added(constant(e.at), moving)


def _divided(t: App, e: End) -> Series:
    return multiplied(expansion(t.args[0], e), _reciprocal(t.args[1], e))


def _reciprocal(t: Term, e: End) -> Series:
    match t:
        case App("*", parts):
            return reduce(multiplied, (_reciprocal(u, e) for u in parts))
        case App("factorial", (u,)) if e.whole is not None and e.var in free_names(u):
            return _inverse_factorial(u, e)
    return to_power(expansion(t, e), fmpq(-1), e)


def _linear(t: Term, e: End) -> tuple[int, int]:
    """a, b with t = a k + b for the integer variable k.  Raises: Stop."""
    f = dict(expansion(t, e))
    a, b = (f.pop((p, 0, NO_FACTORS, True), fmpq(0)) for p in (-1, 0))
    if f or any(type(c) is not fmpq or c.q != 1 for c in (a, b)) or e.at is not None:
        raise Stop(FOREIGN)
    return int(a.p) * e.side, int(b.p)


def _inverse_factorial(t: Term, e: End) -> Series:
    """1/n! <= m^m/m! m^-n for n >= m - 1, the least value that n = t has."""
    a, b = _linear(t, e)
    m = a * int(1 / e.reach) + b + 1
    if a <= 0 or m <= 0 or e.side != 1:
        raise Stop(FOREIGN)
    most = arb(m) ** (m - b) / arb(m).gamma() / m
    factors = frozenset([e.factor(1, a * arb(m).log())])
    return {(0, 0, factors, False): arb(0).union(most)}


def _powered(t: App, e: End) -> Series:
    base, exponent = t.args
    if e.var not in free_names(exponent):
        return to_power(expansion(base, e), e.value(exponent), e)
    if e.var in free_names(base):
        return exp_of(cut(multiplied(expansion(exponent, e), log_of(expansion(base, e), e)), e), e)
    b = e.value(base)
    if sign(b) == 0:
        raise Stop(FOREIGN)
    growth = exp_of(scaled(expansion(exponent, e), tidy(arb(abs(b)).log())), e)
    return growth if b > 0 else multiplied(_alternating(exponent, e), growth)


def _alternating(t: Term, e: End) -> Series:
    """(-1)^t = exp(i pi t) for a linear t with integer values."""
    if e.whole is None or not integral(t, e.whole):
        raise Stop(FOREIGN)
    a, b = _linear(t, e)
    turn = frozenset([e.factor(1, arb.pi(), True)]) if a % 2 else NO_FACTORS
    return {(0, 0, turn, True): fmpq((-1) ** b)}


def _absolute(t: App, e: End) -> Series:
    f = expansion(t.args[0], e)
    m, c, _, _ = normal(f, e)
    if not e.side and m[0] % 2:
        raise Stop(FOREIGN)
    return scaled(f, fmpq(sign(c)))


def _cube_root(t: App, e: End) -> Series:
    f = expansion(t.args[0], e)
    side = fmpq(sign(normal(f, e)[1]))
    return scaled(to_power(scaled(f, side), fmpq(1, 3), e), side)


def _analytic(row: Function) -> Callable[[App, End], Series]:
    """By the Taylor series, or by what the handbook says of large arguments."""
    series = getattr(arb_series, row.series)

    def rule(t: App, e: End) -> Series:
        big, c, steady, rest = split(expansion(t.args[0], e))
        if not big:
            return smooth(series, c, steady, rest, e)
        if row.far is None:
            raise Stop(FOREIGN)
        return expansion(filled(row.far, *t.args), e)

    return rule


def _sign(t: App, e: End) -> Series:
    """The sign of what is not zero, if the variable stays on one side."""
    if not e.side:
        raise Stop(FOREIGN)
    return constant(fmpq(sign(normal(expansion(t.args[0], e), e)[1])))


def _folded(by: Callable[[Series, Series], Series]) -> Callable[[App, End], Series]:
    def rule(t: App, e: End) -> Series:
        parts = [expansion(u, e) for u in t.args]
        return reduce(lambda f, g: cut(by(f, g), e), parts)

    return rule


def _sum(t: App, e: End) -> Series:
    """A sum; pi/2 - x is exactly without a constant if x tends to pi/2."""
    f = _folded(added)(t, e)
    vanishing = e.turn is not None and turns_of(t, e) == 0
    return {key: c for key, c in f.items() if key != (*UNIT, True)} if vanishing else f


def _rewritten(formula: Term) -> Callable[[App, End], Series]:
    return lambda t, e: expansion(filled(formula, *t.args), e)


RULES: dict[str, Callable[..., Series]] = {
    **{f: _rewritten(row.formula) for f, row in HANDBOOK.items() if row.formula is not None},
    **{f: _analytic(row) for f, row in HANDBOOK.items() if row.series},
    "+":     _sum,
    "*":     _folded(multiplied),
    "neg":   lambda t, e: scaled(expansion(t.args[0], e), fmpq(-1)),
    "/":     _divided,
    "^":     _powered,
    "abs":   _absolute,
    "sign":  _sign,
    "cbrt":  _cube_root,
    "sqrt":  lambda t, e: to_power(expansion(t.args[0], e), fmpq(1, 2), e),
    "exp":   lambda t, e: exp_of(expansion(t.args[0], e), e),
    "sin":   lambda t, e: _circular("sin", t.args[0], expansion(t.args[0], e), e),
    "cos":   lambda t, e: _circular("cos", t.args[0], expansion(t.args[0], e), e),
    "log":   lambda t, e: _logarithm(t, e),
}  # fmt: skip
"""Functions with the real domains of the handbook."""


def _logarithm(t: App, e: End) -> Series:
    if len(t.args) == 2:
        return expansion(call("log", t.args[0]) / call("log", t.args[1]), e)
    return log_of(expansion(t.args[0], e), e)
