"""Series near an end: finite sums of monomials whose error is a rigorous ball.

A function is near the end a finite sum of terms c * m(u), where m is a monomial and c is a number
(a steady term) or a function of u of which only the ball of its values is known.  The equality
holds for every such u, and all functions are continuous there.

Source: K. Makino, M. Berz, "Taylor models and other validated functional inclusion methods", 2003.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cmp_to_key, reduce
from math import factorial

from flint import acb, arb, arb_series, fmpq

from derivcheck.kernel.algebra.functions import at_turn
from derivcheck.kernel.algebra.values import WIDE, Number, Stop, power, sign, tidy
from derivcheck.kernel.enclosures.monomials import (
    FOREIGN,
    NO_FACTORS,
    UNIT,
    End,
    Exact,
    Monomial,
    Series,
    exact,
    inverse,
    joined,
    raised,
    trend,
    values_of,
)

TERMS = 12
"""The most terms of a series; what is smaller goes into the ball of the last one."""
ORDER = 8
"""The order at which Taylor series are cut."""
MAX_PRODUCT = 4
"""Powers up to this are multiplied out."""


def constant(c: Number, steady: bool = True) -> Series:
    """A number as a series."""
    return {} if c == 0 else {(*UNIT, steady): c}


def added(f: Series, g: Series) -> Series:
    """f + g."""
    total = dict(f)
    for key, c in g.items():
        found = total.get(key)
        total[key] = c if found is None else found + c
        if total[key] == 0:
            del total[key]
    return total


def multiplied(f: Series, g: Series) -> Series:
    """f g."""
    total: Series = {}
    for m, a in f.items():
        for n, b in g.items():
            key = (*joined(m[:3], n[:3]), m[3] and n[3])
            found, c = total.get(key), a * b
            total[key] = c if found is None else found + c
    return {key: _simplest(c) for key, c in total.items() if not c == 0}  # noqa: SIM201  # a ball


def _simplest(c: Number) -> Number:
    return c.real if type(c) is acb and c.imag == 0 else c


def scaled(f: Series, c: Number, steady: bool = True) -> Series:
    """c f."""
    return multiplied(f, constant(c, steady))


def unsteady(f: Series) -> Series:
    """The same of which only the balls of the coefficients are known."""
    total: Series = {}
    for key, c in f.items():
        total = added(total, {(*key[:3], False): c})
    return total


def _ordered(f: Series) -> list[Monomial]:
    """The monomials, the largest near the end first.  Raises: Stop."""
    found = {key[:3] for key in f}
    plain = sorted(found, key=lambda m: (m[0], -m[1], any(rate.turning for rate, _ in m[2])))
    if len({m[2] for m in found}) == 1:
        return plain
    return sorted(plain, key=cmp_to_key(_compared))


def _compared(m: Monomial, n: Monomial) -> int:
    return trend(joined(m, inverse(n)))


def cut(f: Series, e: End) -> Series:
    """The same function with not too many terms.  Raises: Stop."""
    if len(f) <= TERMS:
        return f
    kept = _ordered(f)[: TERMS - 1]
    last = kept.pop()
    rest = {key: c for key, c in f.items() if key[:3] not in kept}
    ball = sum(c * values_of(joined(key[:3], inverse(last)), e) for key, c in rest.items())
    return {**{key: c for key, c in f.items() if key not in rest}, (*last, False): ball}


def hull(f: Series, e: End) -> Number:
    """A ball with all values of a real function.  Raises: Stop."""
    total = sum((c * values_of(key[:3], e) for key, c in f.items()), start=fmpq(0))
    return total.real if type(total) is acb else total


def coefficient(f: Series, m: Monomial) -> tuple[Number, bool]:
    """The coefficient of a monomial if it is real, and whether it is steady.  Raises: Stop."""
    parts = [(c, key[3]) for key, c in f.items() if key[:3] == m]
    total = sum((c for c, _ in parts), start=fmpq(0))
    if type(total) is acb:
        raise Stop(WIDE)
    return total, all(steady for _, steady in parts)


def normal(f: Series, e: End) -> tuple[Monomial, Number, bool, Series]:
    """m, c, whether c is steady, and g with f = c m (1 + g), where c != 0 and 1 + g > 0."""
    if not f:
        raise Stop(FOREIGN)
    m = _ordered(f)[0]
    c, steady = coefficient(f, m)
    if any(rate.turning for rate, _ in m[2]) or sign(c) == 0:
        raise Stop(WIDE)
    others = {key: a for key, a in f.items() if key[:3] != m}
    g = scaled(multiplied(others, {(*inverse(m), True): fmpq(1)}), 1 / c, steady)
    if not 1 + hull(g, e) > 0:
        raise Stop(WIDE)
    return m, c, steady, g


def split(f: Series) -> tuple[Series, Number, bool, Series]:
    """What grows, the constant with whether it is steady, and what is left.  Raises: Stop."""
    big = {key: c for key, c in f.items() if trend(key[:3]) < 0}
    c, steady = coefficient(f, UNIT)
    rest = {key: a for key, a in f.items() if key not in big and key[:3] != UNIT}
    return big, c, steady, rest


def composed(coefficients: Sequence[Number], last: Number, g: Series, e: End) -> Series:
    """The sum of coefficients times powers of g, the last coefficient being a ball."""
    total = constant(last, False)
    for c in reversed(coefficients):
        total = cut(added(multiplied(total, g), constant(c)), e)
    return total


def smooth(
    series: Callable[[arb_series], arb_series], c: Number, steady: bool, rest: Series, e: End
) -> Series:
    """A function of c + rest by its Taylor series at c, with Lagrange's remainder."""
    here = _taylor(series, c)[:ORDER]
    last = _taylor(series, c + hull(rest, e))[ORDER]
    found = composed(here, last, rest, e)
    return found if steady else unsteady(found)


def _taylor(series: Callable[[arb_series], arb_series], c: Number) -> list[Number]:
    found = series(arb_series([arb(c), 1], ORDER + 1))
    if found.prec <= ORDER:  # flint's own limit: what is beyond would read as zero
        raise Stop(FOREIGN)
    return [tidy(found[i]) for i in range(ORDER + 1)]


def to_power(f: Series, x: Number, e: End) -> Series:
    """f^x; by the binomial series."""
    whole = type(x) is fmpq and x.q == 1
    if whole and 0 <= x <= MAX_PRODUCT:
        return reduce(lambda a, b: cut(multiplied(a, b), e), [f] * int(x.p), constant(fmpq(1)))
    m, c, steady, g = normal(f, e)
    if not whole and (c < 0 or (not e.side and m[0])):
        raise Stop(FOREIGN)
    binomials = [fmpq(1)]
    for i in range(ORDER):
        binomials.append(binomials[-1] * (x - i) / (i + 1))
    last = binomials.pop() * arb(1 + hull(g, e)) ** (x - ORDER)
    front = {(*raised(m, x, e), steady): power(c, x, False)}
    return multiplied(front, composed(binomials, last, g, e))


def log_of(f: Series, e: End) -> Series:
    """log f, which needs f > 0."""
    m, c, steady, g = normal(f, e)
    if c < 0 or m[1] or (not e.side and m[0]):
        raise Stop(FOREIGN)
    total = added(_of_log(-m[0]), constant(tidy(arb(c).log()), steady))
    for rate, times in m[2]:
        r = -rate.coefficient * times
        more: Series = {(-rate.power, 0, NO_FACTORS, True): r} if rate.power else _of_log(r)
        total = added(total, more)
    powers = [fmpq((-1) ** (i + 1), i) for i in range(1, ORDER)]
    last = fmpq((-1) ** (ORDER + 1), ORDER) * arb(1 + hull(g, e)) ** -ORDER
    return added(total, composed([fmpq(0), *powers], last, g, e))


def _of_log(c: Number) -> Series:
    return {} if c == 0 else {(0, 1, NO_FACTORS, True): c}


def exp_of(f: Series, e: End) -> Series:
    """exp f."""
    big, c, steady, rest = split(f)
    factor = {(*wave_of(big, e, False), True): fmpq(1)}
    return multiplied(factor, smooth(arb_series.exp, c, steady, rest, e))


def wave_of(big: Series, e: End, turning: bool) -> Monomial:
    """exp(big), or exp(i big); `big` may only have steady powers of 1/u and L.  Raises: Stop."""
    p: Exact = 0
    factors = []
    for (s, q, inner, steady), c in big.items():
        plain = q == 0 if s < 0 else s == 0 and q == 1
        if not plain or not steady or inner or not e.side or type(c) is acb:
            raise Stop(FOREIGN)
        if s or turning or type(c) is not fmpq:
            factors.append(e.factor(-s, -c, turning))
        else:
            p = exact(-c)
    return p, 0, frozenset(factors)


def shifted_sine(first: int, c: Number, turns: fmpq | None, rest: Series, e: End) -> Series:
    """sin(c + rest + first*pi/2)."""
    if turns is None:
        here = [tidy(arb(c).sin()), tidy(arb(c).cos())]
    else:
        here = [at_turn("sin", turns), at_turn("cos", turns)]
    wide = arb(c + hull(rest, e))
    everywhere = [wide.sin(), wide.cos()]

    def derivative(at: Sequence[Number], i: int) -> Number:
        n = i + first
        return at[n % 2] * (-1) ** (n // 2) / factorial(i)

    coefficients = [derivative(here, i) for i in range(ORDER)]
    return composed(coefficients, derivative(everywhere, ORDER), rest, e)
