"""What follows of an expansion: limits, integrals up to the end, what is left of a series."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flint import acb, arb, fmpq

from derivcheck.kernel.algebra.values import WIDE, Number, Stop, sign
from derivcheck.kernel.enclosures.expansions import expansion
from derivcheck.kernel.enclosures.monomials import (
    FOREIGN,
    UNIT,
    End,
    Monomial,
    bound,
    disc,
    exponents,
    falls,
    flat,
    inverse,
    joined,
    modulus,
    trend,
)
from derivcheck.kernel.enclosures.series import coefficient
from derivcheck.kernel.language.terms import Term

REACHES = [fmpq(1, 2**n) for n in (8, 24, 100)]
"""How near the end a limit is looked for."""


def narrowed(attempt: Callable[[fmpq], Number], reaches: Sequence[fmpq] = REACHES) -> Number:
    """What is found at the first reach at which nothing is too wide.  Raises: Stop."""
    for reach in reaches:
        try:
            return attempt(reach)
        except Stop as stop:
            if stop.outcome != WIDE:
                raise
    raise Stop(FOREIGN)


def limit(t: Term, e: End) -> Number:
    """The limit at the end.  Raises: Stop."""
    f = expansion(t, e)
    c, steady = coefficient(f, UNIT)
    others = [key[:3] for key in f if key[:3] != UNIT]
    if not steady or not all(trend(m) > 0 for m in others):
        raise Stop(FOREIGN)
    return c


def area(t: Term, e: End) -> Number:
    """The integral over the variable between the end and reach, which converges.  Raises: Stop."""
    return _collected(t, e, _area)


def remainder(t: Term, e: End) -> Number:
    """The sum over the integers k > 1/reach, which converges.  Raises: Stop."""
    return _collected(t, e, _remainder)


def _collected(t: Term, e: End, of: Callable[[Monomial, bool, End], Number]) -> Number:
    terms = (c * of(key[:3], key[3], e) for key, c in expansion(t, e).items())
    total = sum(terms, start=acb(0)).real
    if not total.is_finite():
        raise Stop(WIDE)
    return total


def _area(m: Monomial, steady: bool, e: End) -> Number:
    """The integral of m over x = 1/u from 1/reach to oo; of m u^2 if the end is finite.

    By substitution an exponential integral: DLMF 8.19.2, 8.19.3.
    """
    if not steady and flat(m) != m:
        return disc(_area(flat(m), steady, e).real)
    p, q, factors = m
    m = (p + (1 if e.at is not None else -1), q, factors)  # times dx/x
    w, decay = exponents(m)
    if not decay:
        if not w.real > 0:
            raise Stop(FOREIGN)
        return e.log ** (q + 1) * (w * e.log).expint(-q)
    if len(decay) > 1 or q != 0:
        return _area_below(m, e)
    ((s, r),) = decay.items()
    order = w / s + 1
    still = r.real == 0 and not r.imag.contains(0) and order.real > 0
    if not (r.real > 0 or still):
        raise Stop(FOREIGN)
    return (-w * e.log).exp() * (r * arb(1 / e.reach) ** s).expint(order) / s


def _area_below(m: Monomial, e: End) -> Number:
    """A bound of an integral by half the rate: |m| is at most a multiple of exp(-r u^-s)."""
    rates = modulus(m)[1]
    if not rates or sign(rates[max(rates)]) < 0:
        raise Stop(FOREIGN)
    s = max(rates)
    half = (0, 0, frozenset([e.factor(s, rates[s] / 2)]))
    top = bound(joined(m, inverse(half)), e)
    most = top * (arb(rates[s] / 2) * arb(1 / e.reach) ** s).expint(1) / s
    return disc(most)


def _remainder(m: Monomial, steady: bool, e: End) -> Number:
    """The sum of m over the integers k > 1/reach.

    By Hurwitz's zeta function, Abel's summation or comparison with an integral: DLMF 25.11.1, 2.10.
    """
    w, decay = exponents(m)
    first = 1 / e.reach + 1
    if not decay and m[1] == 0 and w.imag == 0 and w.real > 1:
        return w.real.zeta(arb(first))
    if trend(m) <= 0 or not falls(m, e):
        raise Stop(WIDE)
    if steady and list(decay) == [1] and w.imag == 0 and decay[1].real == 0:
        most = bound(m, e) / abs((decay[1].imag / 2).sin())
    else:
        most = _area(m, False, e).real
    return disc(most) if flat(m) != m else arb(0).union(most)
