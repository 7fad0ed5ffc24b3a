"""Functions near one end of their domain: finite expansions whose error is a rigorous ball.

Near an end the variable is at + u, at - u, u^-1 or -u^-1 for 0 < u <= reach; with L = log(1/u) a
function is there a finite sum of terms c * m(u), where

    m(u) = u^p * L^q * product of exp(-n r u^-s) and exp(-i n r u^-s)      (for s = 0: of L)

and c is a number (a steady term) or a function of u of which only the ball of its values is known.
The equality holds for every such u, and all functions are continuous there.  Of that follow limits,
integrals up to the end, and what is left of a series.

Source: K. Makino, M. Berz, "Taylor models and other validated functional inclusion methods", 2003,
with the monomials of D. Gruntz, "On computing limits in a symbolic manipulation system", 1996.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key, reduce
from math import factorial

from flint import acb, arb, arb_series, fmpq

from derivcheck.kernel.algebra.functions import at_turn
from derivcheck.kernel.algebra.values import WIDE, Number, Stop, Unknown, power, sign, tidy
from derivcheck.kernel.language.claims import Context, integral
from derivcheck.kernel.language.handbook import HANDBOOK, filled
from derivcheck.kernel.language.terms import App, Sym, Term, call, free_names
from derivcheck.kernel.work import tick

TERMS = 12
"""The most terms of an expansion; what is smaller goes into the ball of the last one."""
ORDER = 8
"""The order at which Taylor series are cut."""
MAX_PRODUCT = 4
"""Powers up to this are multiplied out."""
REACHES = [fmpq(1, 2**n) for n in (8, 24, 100)]
"""How near the end a limit is looked for."""

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
"""Monomial and whether it is steady -> coefficient."""

NO_FACTORS: Factors = frozenset()
UNIT: Monomial = (0, 0, NO_FACTORS)


def _exact(x: Exact) -> Exact:
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
        return self.rates.setdefault((s, turning), Rate(s, fmpq(1), turning)), _exact(c)


# --- monomials -----------------------------------------------------------------------------------


def _joined(m: Monomial, n: Monomial) -> Monomial:
    tick()
    if not n[2]:
        return m[0] + n[0], m[1] + n[1], m[2]
    counts = dict(m[2])
    for rate, times in n[2]:
        counts[rate] = counts.get(rate, 0) + times
    factors = frozenset((rate, times) for rate, times in counts.items() if times)
    return m[0] + n[0], m[1] + n[1], factors


def _inverse(m: Monomial) -> Monomial:
    return -m[0], -m[1], frozenset((rate, -times) for rate, times in m[2])


def _raised(m: Monomial, x: Number, e: End) -> Monomial:
    """m^x for a positive m."""
    if type(x) is fmpq:
        factors = frozenset((rate, _exact(times * x)) for rate, times in m[2] if x)
        return _exact(m[0] * x), _exact(m[1] * x), factors
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


def _modulus(m: Monomial) -> tuple[Number, dict[Exact, Number]]:
    """w and the rates of |m| = exp(-w L - sum of r u^-s) L^q."""
    rates = _totals(m, False)
    return fmpq(m[0]) + rates.pop(0, 0), rates


def _trend(m: Monomial) -> int:
    """1 if |m| tends to 0 with u, -1 if to infinity, 0 if it is 1.  Raises: Stop."""
    w, rates = _modulus(m)
    for s in sorted(rates, reverse=True):
        return sign(rates[s])
    return sign(w) or -sign(fmpq(m[1]))


def _falls(m: Monomial, e: End) -> bool:
    """Whether |m| is known to fall with u: its logarithmic derivative times u is not negative."""
    w, rates = _modulus(m)
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


def _bound(m: Monomial, e: End) -> arb:
    """A ball whose top is not below |m|, for every u.  Raises: Stop."""
    w, rates = _modulus(m)
    most: arb
    if _falls(m, e):
        far = arb(1 / e.reach)
        decay = sum((r * far**s for s, r in rates.items()), start=w * e.log)
        most = (-decay).exp() * e.log ** m[1]
    elif not rates and m[1] > 0 and w > 0:
        most = (m[1] / (arb(w) * arb.const_e())) ** arb(m[1])  # at L = q/w
    else:
        raise Stop(WIDE)
    return most


def _range(m: Monomial, e: End) -> Number:
    """A ball with all values of m.  Raises: Stop."""
    if m == UNIT:
        return fmpq(1)
    most = _bound(m, e)
    if _flat(m) != m:
        return _disc(most)
    return (arb(0) if e.side else -most).union(most)


# --- arithmetic ----------------------------------------------------------------------------------


def _constant(c: Number, steady: bool = True) -> Series:
    return {} if c == 0 else {(*UNIT, steady): c}


def _plus(f: Series, g: Series) -> Series:
    total = dict(f)
    for key, c in g.items():
        found = total.get(key)
        total[key] = c if found is None else found + c
        if total[key] == 0:
            del total[key]
    return total


def _times(f: Series, g: Series) -> Series:
    total: Series = {}
    for m, a in f.items():
        for n, b in g.items():
            key = (*_joined(m[:3], n[:3]), m[3] and n[3])
            found, c = total.get(key), a * b
            total[key] = c if found is None else found + c
    return {key: _simplest(c) for key, c in total.items() if not c == 0}  # noqa: SIM201  # a ball


def _simplest(c: Number) -> Number:
    return c.real if type(c) is acb and c.imag == 0 else c


def _scaled(f: Series, c: Number, steady: bool = True) -> Series:
    return _times(f, _constant(c, steady))


def _ordered(f: Series) -> list[Monomial]:
    """The monomials, the largest near the end first.  Raises: Stop."""
    found = {key[:3] for key in f}
    plain = sorted(found, key=lambda m: (m[0], -m[1], any(rate.turning for rate, _ in m[2])))
    if len({m[2] for m in found}) == 1:
        return plain
    return sorted(plain, key=cmp_to_key(_compared))


def _compared(m: Monomial, n: Monomial) -> int:
    return _trend(_joined(m, _inverse(n)))


def _cut(f: Series, e: End) -> Series:
    """The same function with not too many terms.  Raises: Stop."""
    if len(f) <= TERMS:
        return f
    kept = _ordered(f)[: TERMS - 1]
    last = kept.pop()
    rest = {key: c for key, c in f.items() if key[:3] not in kept}
    ball = sum(c * _range(_joined(key[:3], _inverse(last)), e) for key, c in rest.items())
    return {**{key: c for key, c in f.items() if key not in rest}, (*last, False): ball}


def _hull(f: Series, e: End) -> Number:
    """A ball with all values of a real function.  Raises: Stop."""
    total = sum((c * _range(key[:3], e) for key, c in f.items()), start=fmpq(0))
    return total.real if type(total) is acb else total


def _coefficient(f: Series, m: Monomial) -> tuple[Number, bool]:
    """The coefficient of a monomial if it is real, and whether it is steady.  Raises: Stop."""
    parts = [(c, key[3]) for key, c in f.items() if key[:3] == m]
    total = sum((c for c, _ in parts), start=fmpq(0))
    if type(total) is acb:
        raise Stop(WIDE)
    return total, all(steady for _, steady in parts)


def _normal(f: Series, e: End) -> tuple[Monomial, Number, bool, Series]:
    """m, c, whether c is steady, and g with f = c m (1 + g), where c != 0 and 1 + g > 0."""
    if not f:
        raise Stop(FOREIGN)
    m = _ordered(f)[0]
    c, steady = _coefficient(f, m)
    if any(rate.turning for rate, _ in m[2]) or sign(c) == 0:
        raise Stop(WIDE)
    others = {key: a for key, a in f.items() if key[:3] != m}
    g = _scaled(_times(others, {(*_inverse(m), True): fmpq(1)}), 1 / c, steady)
    if not 1 + _hull(g, e) > 0:
        raise Stop(WIDE)
    return m, c, steady, g


def _composed(coefficients: Sequence[Number], last: Number, g: Series, e: End) -> Series:
    """The sum of coefficients times powers of g, the last coefficient being a ball."""
    total = _constant(last, False)
    for c in reversed(coefficients):
        total = _cut(_plus(_times(total, g), _constant(c)), e)
    return total


def _split(f: Series) -> tuple[Series, Number, bool, Series]:
    """What grows, the constant with whether it is steady, and what is left.  Raises: Stop."""
    big = {key: c for key, c in f.items() if _trend(key[:3]) < 0}
    c, steady = _coefficient(f, UNIT)
    rest = {key: a for key, a in f.items() if key not in big and key[:3] != UNIT}
    return big, c, steady, rest


def _to_power(f: Series, x: Number, e: End) -> Series:
    """f^x; by the binomial series."""
    whole = type(x) is fmpq and x.q == 1
    if whole and 0 <= x <= MAX_PRODUCT:
        return reduce(lambda a, b: _cut(_times(a, b), e), [f] * int(x.p), _constant(fmpq(1)))
    m, c, steady, g = _normal(f, e)
    if not whole and (c < 0 or (not e.side and m[0])):
        raise Stop(FOREIGN)
    binomials = [fmpq(1)]
    for i in range(ORDER):
        binomials.append(binomials[-1] * (x - i) / (i + 1))
    last = binomials.pop() * arb(1 + _hull(g, e)) ** (x - ORDER)
    front = {(*_raised(m, x, e), steady): power(c, x, False)}
    return _times(front, _composed(binomials, last, g, e))


def _log(f: Series, e: End) -> Series:
    """log f, which needs f > 0."""
    m, c, steady, g = _normal(f, e)
    if c < 0 or m[1] or (not e.side and m[0]):
        raise Stop(FOREIGN)
    total = _plus(_of_log(-m[0]), _constant(tidy(arb(c).log()), steady))
    for rate, times in m[2]:
        r = -rate.coefficient * times
        more: Series = {(-rate.power, 0, NO_FACTORS, True): r} if rate.power else _of_log(r)
        total = _plus(total, more)
    powers = [fmpq((-1) ** (i + 1), i) for i in range(1, ORDER)]
    last = fmpq((-1) ** (ORDER + 1), ORDER) * arb(1 + _hull(g, e)) ** -ORDER
    return _plus(total, _composed([fmpq(0), *powers], last, g, e))


def _of_log(c: Number) -> Series:
    return {} if c == 0 else {(0, 1, NO_FACTORS, True): c}


def _wave(big: Series, e: End, turning: bool) -> Monomial:
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
            p = _exact(-c)
    return p, 0, frozenset(factors)


def _exp(f: Series, e: End) -> Series:
    big, c, steady, rest = _split(f)
    factor = {(*_wave(big, e, False), True): fmpq(1)}
    return _times(factor, _smooth(arb_series.exp, c, steady, rest, e))


def _smooth(
    series: Callable[[arb_series], arb_series], c: Number, steady: bool, rest: Series, e: End
) -> Series:
    """A function of c + rest by its Taylor series at c, with Lagrange's remainder."""
    here = _taylor(series, c)[:ORDER]
    last = _taylor(series, c + _hull(rest, e))[ORDER]
    found = _composed(here, last, rest, e)
    return found if steady else _unsteady(found)


def _unsteady(f: Series) -> Series:
    total: Series = {}
    for key, c in f.items():
        total = _plus(total, {(*key[:3], False): c})
    return total


def _taylor(series: Callable[[arb_series], arb_series], c: Number) -> list[Number]:
    found = series(arb_series([arb(c), 1], ORDER + 1))
    if found.prec <= ORDER:  # flint's own limit: what is beyond would read as zero
        raise Stop(FOREIGN)
    return [tidy(found[i]) for i in range(ORDER + 1)]


def _circular(head: str, t: Term, f: Series, e: End) -> Series:
    """Sine and cosine, exact at multiples of pi; bounded if nothing else is known."""
    try:
        big, c, steady, rest = _split(f)
        wave = _wave(big, e, True)
    except Stop:
        return _constant(arb(0, 1), False)
    turns = turns_of(t, e) if steady and not big else None
    sine, cosine = (_sine(i, c, turns, rest, e) for i in (0, 1))
    if not steady:
        sine, cosine = _unsteady(sine), _unsteady(cosine)
    if not big:
        return sine if head == "sin" else cosine
    up, down = (*wave, True), (*_inverse(wave), True)
    across: Series = {up: acb(0, -0.5), down: acb(0, 0.5)}
    along: Series = {up: fmpq(1, 2), down: fmpq(1, 2)}
    if head == "sin":
        return _plus(_times(across, cosine), _times(along, sine))
    return _plus(_times(along, cosine), _times(across, _scaled(sine, fmpq(-1))))


def _sine(first: int, c: Number, turns: fmpq | None, rest: Series, e: End) -> Series:
    """sin(c + rest + first*pi/2)."""
    if turns is None:
        here = [tidy(arb(c).sin()), tidy(arb(c).cos())]
    else:
        here = [at_turn("sin", turns), at_turn("cos", turns)]
    wide = arb(c + _hull(rest, e))
    everywhere = [wide.sin(), wide.cos()]

    def derivative(at: Sequence[Number], i: int) -> Number:
        n = i + first
        return at[n % 2] * (-1) ** (n // 2) / factorial(i)

    coefficients = [derivative(here, i) for i in range(ORDER)]
    return _composed(coefficients, derivative(everywhere, ORDER), rest, e)


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


# --- terms ---------------------------------------------------------------------------------------


def expansion(t: Term, e: End) -> Series:
    """The expansion of a term near an end.  Raises: Stop."""
    if e.var not in free_names(t):
        return _constant(e.value(t))
    found = e.memo.get(t)
    if found is None:
        rule = RULES.get(t.head) if isinstance(t, App) else _variable
        if rule is None or not isinstance(t, App | Sym):
            raise Stop(FOREIGN)
        found = e.memo[t] = _cut(rule(t, e), e)
    return found


def _variable(t: Term, e: End) -> Series:
    moving: Series = {(-1 if e.at is None else 1, 0, NO_FACTORS, True): fmpq(e.side or 1)}
    return moving if e.at is None else _plus(_constant(e.at), moving)


def _divided(t: App, e: End) -> Series:
    return _times(expansion(t.args[0], e), _reciprocal(t.args[1], e))


def _reciprocal(t: Term, e: End) -> Series:
    match t:
        case App("*", parts):
            return reduce(_times, (_reciprocal(u, e) for u in parts))
        case App("factorial", (u,)) if e.whole is not None and e.var in free_names(u):
            return _inverse_factorial(u, e)
    return _to_power(expansion(t, e), fmpq(-1), e)


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
        return _to_power(expansion(base, e), e.value(exponent), e)
    if e.var in free_names(base):
        return _exp(_cut(_times(expansion(exponent, e), _log(expansion(base, e), e)), e), e)
    b = e.value(base)
    if sign(b) == 0:
        raise Stop(FOREIGN)
    growth = _exp(_scaled(expansion(exponent, e), tidy(arb(abs(b)).log())), e)
    return growth if b > 0 else _times(_alternating(exponent, e), growth)


def _alternating(t: Term, e: End) -> Series:
    """(-1)^t = exp(i pi t) for a linear t with integer values."""
    if e.whole is None or not integral(t, e.whole):
        raise Stop(FOREIGN)
    a, b = _linear(t, e)
    turn = frozenset([e.factor(1, arb.pi(), True)]) if a % 2 else NO_FACTORS
    return {(0, 0, turn, True): fmpq((-1) ** b)}


def _absolute(t: App, e: End) -> Series:
    f = expansion(t.args[0], e)
    m, c, _, _ = _normal(f, e)
    if not e.side and m[0] % 2:
        raise Stop(FOREIGN)
    return _scaled(f, fmpq(sign(c)))


def _cube_root(t: App, e: End) -> Series:
    f = expansion(t.args[0], e)
    side = fmpq(sign(_normal(f, e)[1]))
    return _scaled(_to_power(_scaled(f, side), fmpq(1, 3), e), side)


def _analytic(series: Callable[[arb_series], arb_series]) -> Callable[[App, End], Series]:
    def rule(t: App, e: End) -> Series:
        return _bounded(series, expansion(t.args[0], e), e)

    return rule


def _bounded(series: Callable[[arb_series], arb_series], f: Series, e: End) -> Series:
    big, c, steady, rest = _split(f)
    if big:
        raise Stop(FOREIGN)
    return _smooth(series, c, steady, rest, e)


def _atan(t: App, e: End) -> Series:
    """Far out atan x = pi/2 - atan(1/x), with the sign of x."""
    f = expansion(t.args[0], e)
    if not _split(f)[0]:
        return _bounded(arb_series.atan, f, e)
    side = _outward(f, e)
    inverted = _bounded(arb_series.atan, _to_power(f, fmpq(-1), e), e)
    return _plus(_constant(side * arb.pi() / 2), _scaled(inverted, fmpq(-1)))


def _erf(t: App, e: End) -> Series:
    """Far out 0 < 1 - erf x < exp(-x^2)/x, for x > 0."""
    f = expansion(t.args[0], e)
    if not _split(f)[0]:
        return _bounded(arb_series.erf, f, e)
    bell = _exp(_cut(_scaled(_times(f, f), fmpq(-1)), e), e)
    tail = _scaled(_times(bell, _to_power(f, fmpq(-1), e)), arb(0).union(arb(-1)), False)
    return _plus(_constant(fmpq(_outward(f, e))), tail)


def _outward(f: Series, e: End) -> int:
    """The sign of a function that grows, if the variable stays on one side."""
    if not e.side:
        raise Stop(FOREIGN)
    return sign(_normal(f, e)[1])


def _folded(by: Callable[[Series, Series], Series]) -> Callable[[App, End], Series]:
    def rule(t: App, e: End) -> Series:
        parts = [expansion(u, e) for u in t.args]
        return reduce(lambda f, g: _cut(by(f, g), e), parts)

    return rule


def _sum(t: App, e: End) -> Series:
    """A sum; pi/2 - x is exactly without a constant if x tends to pi/2."""
    f = _folded(_plus)(t, e)
    vanishing = e.turn is not None and turns_of(t, e) == 0
    return {key: c for key, c in f.items() if key != (*UNIT, True)} if vanishing else f


def _rewritten(formula: Term) -> Callable[[App, End], Series]:
    return lambda t, e: expansion(filled(formula, *t.args), e)


RULES: dict[str, Callable[..., Series]] = {
    **{f: _rewritten(row.formula) for f, row in HANDBOOK.items() if row.formula is not None},
    **{f: _analytic(getattr(arb_series, row.series)) for f, row in HANDBOOK.items() if row.series},
    "+":     _sum,
    "*":     _folded(_times),
    "neg":   lambda t, e: _scaled(expansion(t.args[0], e), fmpq(-1)),
    "/":     _divided,
    "^":     _powered,
    "abs":   _absolute,
    "cbrt":  _cube_root,
    "sqrt":  lambda t, e: _to_power(expansion(t.args[0], e), fmpq(1, 2), e),
    "exp":   lambda t, e: _exp(expansion(t.args[0], e), e),
    "sin":   lambda t, e: _circular("sin", t.args[0], expansion(t.args[0], e), e),
    "cos":   lambda t, e: _circular("cos", t.args[0], expansion(t.args[0], e), e),
    "atan":  _atan,
    "erf":   _erf,
    "log":   lambda t, e: _logarithm(t, e),
}  # fmt: skip
"""Functions with the real domains of the handbook."""


def _logarithm(t: App, e: End) -> Series:
    if len(t.args) == 2:
        return expansion(call("log", t.args[0]) / call("log", t.args[1]), e)
    return _log(expansion(t.args[0], e), e)


# --- what follows --------------------------------------------------------------------------------


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
    c, steady = _coefficient(f, UNIT)
    others = [key[:3] for key in f if key[:3] != UNIT]
    if not steady or not all(_trend(m) > 0 for m in others):
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


def _flat(m: Monomial) -> Monomial:
    """|m|"""
    return m[0], m[1], frozenset((rate, times) for rate, times in m[2] if not rate.turning)


def _area(m: Monomial, steady: bool, e: End) -> Number:
    """The integral of m over x = 1/u from 1/reach to oo; of m u^2 if the end is finite.

    By substitution an exponential integral: DLMF 8.19.2, 8.19.3.
    """
    if not steady and _flat(m) != m:
        return _disc(_area(_flat(m), steady, e).real)
    p, q, factors = m
    m = (p + (1 if e.at is not None else -1), q, factors)  # times dx/x
    w, decay = _exponents(m)
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


def _exponents(m: Monomial) -> tuple[acb, dict[Exact, acb]]:
    """w and the r of m = exp(-w L - sum of r u^-s) L^q, as complex numbers."""
    w, decay = _modulus(m)
    turning = _totals(m, True)
    w = acb(w, turning.pop(0, 0))
    powers = decay.keys() | turning.keys()
    return w, {s: acb(decay.get(s, 0), turning.get(s, 0)) for s in powers}


def _disc(most: arb) -> acb:
    """A ball with every number of at most some modulus."""
    around = (-most).union(most)
    return acb(around, around)


def _area_below(m: Monomial, e: End) -> Number:
    """A bound of an integral by half the rate: |m| is at most a multiple of exp(-r u^-s)."""
    rates = _modulus(m)[1]
    if not rates or sign(rates[max(rates)]) < 0:
        raise Stop(FOREIGN)
    s = max(rates)
    half = (0, 0, frozenset([e.factor(s, rates[s] / 2)]))
    top = _bound(_joined(m, _inverse(half)), e)
    most = top * (arb(rates[s] / 2) * arb(1 / e.reach) ** s).expint(1) / s
    return _disc(most)


def _remainder(m: Monomial, steady: bool, e: End) -> Number:
    """The sum of m over the integers k > 1/reach.

    By Hurwitz's zeta function, Abel's summation or comparison with an integral: DLMF 25.11.1, 2.10.
    """
    w, decay = _exponents(m)
    first = 1 / e.reach + 1
    if not decay and m[1] == 0 and w.imag == 0 and w.real > 1:
        return w.real.zeta(arb(first))
    if _trend(m) <= 0 or not _falls(m, e):
        raise Stop(WIDE)
    if steady and list(decay) == [1] and w.imag == 0 and decay[1].real == 0:
        most = _bound(m, e) / abs((decay[1].imag / 2).sin())
    else:
        most = _area(m, False, e).real
    return _disc(most) if _flat(m) != m else arb(0).union(most)
