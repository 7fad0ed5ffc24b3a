"""Sines and cosines over a power of their variable, from 0 to infinity.

    int(sin(x)^2/x^2) = int((1 - cos(2*x))/(2*x^2)) = [-(1 - cos(2*x))/(2*x)] + int(sin(2*x)/x)

A product of waves is a sum of waves, and parts lower the power until Dirichlet's integral is left
(Gradshteyn and Ryzhik 3.82).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.kernel.language.evidence import Lemma, Linearity
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
    numeral,
    subterms,
)
from derivcheck.provers.antiderivatives.factors import parted
from derivcheck.provers.antiderivatives.univariate import Polynomial, Univariate, evaluated
from derivcheck.provers.antiderivatives.waves import NoWave, Wave, Waves
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same
from derivcheck.provers.normalforms.bound_names import renamed
from derivcheck.provers.normalforms.primitives import by_limits

MAX_POWER = 6
"""The highest power that parts are to lower."""
HEADS = frozenset(("sin", "cos"))


def over_power(basis: Basis, t: Bind) -> bool:
    """Proposes an integral of waves over a power by one over a lower power, or by its waves."""
    if t.args != (ZERO, INFINITY) or basis.known.facts.context.field != "real":
        return False
    if not any(isinstance(u, App) and u.head in HEADS for u in subterms(t.body)):
        return False
    uni = Univariate(basis.field, basis.known.holds)
    factor, factors = parted(t.body, t.var, uni)
    x, power, above = Sym(t.var), 0, factor
    for base, exponent in factors:
        n = numeral(exponent)
        if base == x and isinstance(n, int):
            power -= n
        else:
            above = above * base**exponent
    if not 0 < power <= MAX_POWER:
        return False
    try:
        waves = Waves(t.var, uni).of(above)
    except NoWave:
        return False
    if not all(map(_is_plain, waves)):
        return False
    return (_by_parts if power > 1 else _as_sines)(basis, t, waves, power)


def _is_plain(w: Wave) -> bool:
    """Whether a wave is a polynomial times a sine or a cosine without a phase."""
    return w.rate == w.shift == w.phase == ZERO


def _written(w: Wave, x: Term, c: Polynomial, head: str) -> Term:
    height = evaluated(c, x)
    return height if w.turn == ZERO else height * call(head, w.turn * x)


def _as_sines(basis: Basis, t: Bind, waves: list[Wave], power: int) -> bool:
    """A sum of sines over the variable, each by Dirichlet's integral."""
    x = Sym(t.var)
    if any(w.head != "sin" or len(w.c) > 1 for w in waves):
        return False
    pieces = tuple((w.c[0], call("sin", w.turn * x) / x) for w in waves)
    plain = replace(t, body=sum_of([c * body for c, body in pieces]))
    for _, body in pieces:
        basis.visit(piece := replace(t, body=body))
        if not basis.known.holds(App("defined", (piece,))):
            return False
    exists = Lemma(App("defined", (plain,)), apart := Linearity(plain, pieces))
    return basis.known.learn(exists) and basis.propose(apart) and same(basis, t, plain)


def _by_parts(basis: Basis, t: Bind, waves: list[Wave], power: int) -> bool:
    """By a primitive of the power."""
    x, name = Sym(t.var), t.var
    above = sum_of([_written(w, x, w.c, w.head) for w in waves])
    rate = sum_of([part for w in waves for part in _slope(w, x)])
    lower = number(power - 1) * x ** number(power - 1)
    plain = replace(t, body=above / x ** number(power))
    rest = replace(t, body=rate / lower)
    found = by_limits(basis, -above / lower, name, *t.args)
    if found is None or not isinstance(found.term, Bind):
        return False
    whole, known = found.term, basis.known
    if not known.learn(Lemma(App("defined", (whole,)), found)):
        return False
    if not all(known.holds(App("defined", (u,))) for u in (plain, rest)):
        return False
    pieces = ((ONE, renamed(plain, whole.var).body), (-ONE, renamed(rest, whole.var).body))
    if not same(basis, t, plain) or not basis.propose(found):
        return False
    return basis.propose(Linearity(whole, pieces))


def _slope(w: Wave, x: Term) -> Iterator[Term]:
    """The summands of the derivative of a wave."""
    rate = [number(k) * c for k, c in enumerate(w.c)][1:]
    if rate:
        yield _written(w, x, rate, w.head)
    if w.turn != ZERO:
        turned = call("cos", w.turn * x) if w.head == "sin" else -call("sin", w.turn * x)
        yield evaluated(w.c, x) * w.turn * turned
