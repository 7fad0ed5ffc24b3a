"""Monomials near one end of a variable's domain: how large they are, and how they change.

Near an end the variable is at + u, at - u, u^-1 or -u^-1 for 0 < u <= reach.  With L = log(1/u) a
monomial is

    m(u) = u^p * L^q * product of exp(-n r u^-s) and exp(-i n r u^-s)      (for s = 0: of L)

Source: D. Gruntz, "On computing limits in a symbolic manipulation system", 1996.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flint import acb, arb, fmpq

from derivcheck.kernel.algebra.values import WIDE, Number, Stop, Unknown, sign
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import Term
from derivcheck.kernel.work import tick

FOREIGN = Unknown("no expansion near the end")


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
    """The factor exp(-coefficient * u^-power), with i in the exponent if it turns; L for power 0.

    Rates are the same only if they are the same object: a ball does not tell which number it holds.
    """

    power: Exact
    coefficient: Number
    turning: bool


Exact = int | fmpq
"""A rational exponent; integers are Python's, whose hash is fast."""
Factors = frozenset[tuple[Rate, Exact]]
Monomial = tuple[Exact, Exact, Factors]
"""p, q and the rates with their multiplicities n."""
Series = dict[tuple[Exact, Exact, Factors, bool], Number]
"""Monomial and whether it is steady -> coefficient: a finite sum of terms, as of `series.py`."""

NO_FACTORS: Factors = frozenset()
UNIT: Monomial = (0, 0, NO_FACTORS)


def exact(x: Exact) -> Exact:
    """A rational number as an integer if it is one."""
    return int(x.p) if isinstance(x, fmpq) and x.q == 1 else x


@dataclass(frozen=True, slots=True)
class End:
    """An end of the domain of a variable.

    Arguments:
        var: the variable.
        at: the end, None at infinity.
        side: 1 where the variable is at + u or 1/u, -1 where it is at - u or -1/u, 0 where it is
            at + u for u of either sign.
        reach: how large |u| may be, a power of two below 1.
        turn: q if `at` is exactly q*pi.
        value, turns: the value of a term without the variable, and q if it is q*pi by its form.
        whole: the declarations in force if the variable is an integer.
    """

    var: str
    at: Number | None
    side: int
    reach: fmpq
    turn: fmpq | None
    value: Callable[[Term], Number]
    turns: Callable[[Term], fmpq | None]
    whole: Context | None = None
    memo: dict[Term, Series] = field(default_factory=dict)
    rates: dict[tuple[Exact, bool], Rate] = field(default_factory=dict)
    log: arb = field(init=False)
    """The least value of L."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "log", -arb(self.reach).log())

    def factor(self, s: Exact, c: Number, turning: bool = False) -> tuple[Rate, Exact]:
        """exp(-c u^-s), with i in the exponent if it turns; rational ones are of the same rate."""
        if type(c) is not fmpq:
            return Rate(s, c, turning), 1
        return self.rates.setdefault((s, turning), Rate(s, fmpq(1), turning)), exact(c)


def joined(m: Monomial, n: Monomial) -> Monomial:
    """The product of two monomials."""
    tick()
    if not n[2]:
        return m[0] + n[0], m[1] + n[1], m[2]
    counts = dict(m[2])
    for rate, times in n[2]:
        counts[rate] = counts.get(rate, 0) + times
    factors = frozenset((rate, times) for rate, times in counts.items() if times)
    return m[0] + n[0], m[1] + n[1], factors


def inverse(m: Monomial) -> Monomial:
    """1/m."""
    return -m[0], -m[1], frozenset((rate, -times) for rate, times in m[2])


def raised(m: Monomial, x: Number, e: End) -> Monomial:
    """m^x for a positive m."""
    if type(x) is fmpq:
        factors = frozenset((rate, exact(times * x)) for rate, times in m[2] if x)
        return exact(m[0] * x), exact(m[1] * x), factors
    if m[1]:
        raise Stop(FOREIGN)
    new = [e.factor(rate.power, rate.coefficient * times * x) for rate, times in m[2]]
    return 0, 0, frozenset([*new, *([e.factor(0, m[0] * x)] if m[0] else [])])


def _totals(m: Monomial, turning: bool) -> dict[Exact, Number]:
    """The power s -> the sum of the coefficients, unless that is exactly zero."""
    found: dict[Exact, Number] = {}
    for rate, times in m[2]:
        if rate.turning == turning:
            found[rate.power] = found.get(rate.power, 0) + rate.coefficient * times
    return {s: r for s, r in found.items() if not r == 0}  # noqa: SIM201  # a ball


def modulus(m: Monomial) -> tuple[Number, dict[Exact, Number]]:
    """w and the rates of |m| = exp(-w L - sum of r u^-s) L^q."""
    rates = _totals(m, False)
    return fmpq(m[0]) + rates.pop(0, 0), rates


def exponents(m: Monomial) -> tuple[acb, dict[Exact, acb]]:
    """w and the r of m = exp(-w L - sum of r u^-s) L^q, as complex numbers."""
    w, decay = modulus(m)
    turning = _totals(m, True)
    w = acb(w, turning.pop(0, 0))
    powers = decay.keys() | turning.keys()
    return w, {s: acb(decay.get(s, 0), turning.get(s, 0)) for s in powers}


def flat(m: Monomial) -> Monomial:
    """|m|"""
    return m[0], m[1], frozenset((rate, times) for rate, times in m[2] if not rate.turning)


def trend(m: Monomial) -> int:
    """1 if |m| tends to 0 with u, -1 if to infinity, 0 if it is 1.  Raises: Stop."""
    w, rates = modulus(m)
    for s in sorted(rates, reverse=True):
        return sign(rates[s])
    return sign(w) or -sign(fmpq(m[1]))


def falls(m: Monomial, e: End) -> bool:
    """Whether |m| is known to fall with u: its logarithmic derivative times u is not negative."""
    w, rates = modulus(m)
    slope = w - max(m[1], 0) / e.log
    if rates:
        top, far = max(rates), arb(1 / e.reach)
        least = top * rates[top]
        for s in rates.keys() - {top}:
            least += arb(0).min(arb(s * rates[s])) * far ** (s - top)
        slope += least * far**top
        if not least >= 0:
            return False
    return bool(slope >= 0)


def bound(m: Monomial, e: End) -> arb:
    """A ball whose top is not below |m|, for every u.  Raises: Stop."""
    w, rates = modulus(m)
    most: arb
    if falls(m, e):
        far = arb(1 / e.reach)
        decay = sum((r * far**s for s, r in rates.items()), start=w * e.log)
        most = (-decay).exp() * e.log ** m[1]
    elif not rates and m[1] > 0 and w > 0:
        most = (m[1] / (arb(w) * arb.const_e())) ** arb(m[1])  # at L = q/w
    else:
        raise Stop(WIDE)
    return most


def values_of(m: Monomial, e: End) -> Number:
    """A ball with all values of m.  Raises: Stop."""
    if m == UNIT:
        return fmpq(1)
    most = bound(m, e)
    if flat(m) != m:
        return disc(most)
    return (arb(0) if e.side else -most).union(most)


def disc(most: arb) -> acb:
    """A ball with every number of at most some modulus."""
    around = (-most).union(most)
    return acb(around, around)
