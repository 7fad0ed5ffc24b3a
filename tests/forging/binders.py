"""Values of binders: sums, limits, derivatives and integrals by points, roughly and with care."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from mpmath import mp

from derivcheck.kernel.language.terms import INFINITY, Bind, Num, substitute
from forging.heads import PLAIN
from forging.outcomes import (
    GROWTH,
    INFINITE,
    MAX_TERMS,
    Number,
    Point,
    Undefined,
    Unknown,
    as_float,
    gap,
)

if TYPE_CHECKING:
    from forging.evaluate import Evaluator

# --- binders -------------------------------------------------------------------------------------


def _inner(ev: Evaluator, t: Bind, point: Point) -> Callable[[Number], Number]:
    return lambda v: ev.value(t.body, {**point, t.var: v})


def _series(ev: Evaluator, t: Bind, point: Point) -> Number:
    lower, upper = (ev.bound(u, point) for u in t.args)
    f = _inner(ev, t, point)
    if lower is None or upper is None:
        return _infinite(ev, t, f, lower, upper)
    if upper - lower >= MAX_TERMS:
        raise Unknown
    values = [f(Fraction(k)) for k in range(lower, upper + 1)]
    if any(isinstance(v, list) for v in values):
        raise Unknown
    return PLAIN["+" if t.head == "sum" else "*"](ev, Fraction(t.head == "prod"), *values)


def _infinite(
    ev: Evaluator, t: Bind, f: Callable[[Number], Number], lower: int | None, upper: int | None
) -> Number:
    if lower is None or t.args[1] != INFINITY:
        raise Unknown
    first = [f(Fraction(lower + k)) for k in range(12)]
    late = [f(Fraction(lower + k)) for k in (99, 100, 401, 1000)]
    if any(isinstance(v, list) for v in (*first, *late)):
        raise Unknown
    sizes = [abs(as_float(v)) for v in late]
    if t.head == "prod":
        return _infinite_product(first, late, sizes)
    if all(v == 0 for v in (*first, *late)):
        return Fraction(0)
    if min(sizes) > 1e-9 and (min(sizes) == max(sizes) or sizes[3] >= sizes[0]):
        raise Undefined
    if sizes[3] > 0 and sizes[3] < 1e-25 and sizes[2] < 1e-12:
        return PLAIN["+"](ev, *(f(Fraction(lower + k)) for k in range(110)))
    signs = {mp.sign(as_float(v)) for v in (*first[2:], *late)}
    if len(signs) == 1 and sizes[3] * 1000 > 0.9 * sizes[0] * 99:
        raise Undefined  # as slow as 1/k; of 1/(k*log(k)) it is not told from 1/k^(11/10)
    raise Unknown


def _infinite_product(first: list[Number], late: list[Number], sizes: list[Number]) -> Number:
    if len({*first, *late}) == 1:
        if sizes[0] < 1:
            return Fraction(0)
        if first[0] == 1:
            return Fraction(1)
        raise Undefined
    if max(sizes) < 0.95 and all(first):
        return Fraction(0)
    if min(sizes) > 1.05 and all(first):
        raise Undefined
    raise Unknown


SKEW = Fraction(1009, 1000)
"""Points beside a limit are taken off what is round."""


def _sided(ev: Evaluator, t: Bind, point: Point, target: Number | int, way: int) -> Number | None:
    """The limit along one side; None where the body has no values beside.  Raises."""
    found = []
    for k in (8, 16, 24, 32):
        step = Fraction(2**k) * SKEW
        x = way * step if isinstance(target, int) else gap(target, -way / step)
        try:
            found.append(as_float(_inner(ev, t, point)(x)))
        except Undefined:
            found.append(None)
    if all(v is None for v in found):
        return None
    if None in found or any(isinstance(v, list) for v in found):
        raise Unknown
    gaps = [abs(v - w) for v, w in pairwise(found)]
    shrink = gaps[2] <= max(0.9 * gaps[1], 1e-12)  # x^(-1/10^6) stands still, and goes to 0
    if gaps[2] <= 1e-5 * (1 + abs(found[3])) and shrink and gaps[1] <= max(gaps[0], 1e-20):
        return found[3]
    sizes = [abs(v) for v in found]
    if sizes[3] > GROWTH and sizes[3] > 10 * sizes[2] > 100 * sizes[1]:
        raise Undefined
    raise Unknown


def _limit(ev: Evaluator, t: Bind, point: Point) -> Number:
    target = t.args[0]
    if target in INFINITE:
        found = _sided(ev, t, point, 1, INFINITE[target])
        if found is None:
            raise Unknown
        return found
    c = ev.real(ev.value(target, point))
    ways = {"lim": (1, -1), "lim+": (1,), "lim-": (-1,)}[t.head]
    values = [v for v in (_sided(ev, t, point, c, way) for way in ways) if v is not None]
    if not values:
        raise Unknown
    if len(values) == 2 and abs(values[0] - values[1]) > 1e-3 * (1 + abs(values[0])):
        raise Undefined
    return values[0]


def _derivative(ev: Evaluator, t: Bind, point: Point) -> Number:
    at, order, *indices = t.args
    if indices or order not in (Num(1), Num(2)):
        ev.value(at, point)
        raise Unknown
    c, f = ev.value(at, point), _inner(ev, t, point)
    f(c)
    if isinstance(c, list):
        raise Unknown
    rates = [_rate(f, c, Fraction(way, 2**k), order == Num(2)) for k in (20, 30) for way in (1, -1)]
    if None in rates:
        raise Undefined
    size = 1 + max(map(abs, rates))
    if abs(rates[2] - rates[3]) > 0.1 * size and abs(rates[0] - rates[1]) > 0.1 * size:
        raise Undefined if abs(rates[3]) < GROWTH else Unknown
    if size > 1e3 * (1 + min(map(abs, rates))):
        raise Undefined
    if max(abs(r - rates[2]) for r in rates) > 1e-4 * size:
        raise Unknown
    return (rates[2] + rates[3]) / 2


def _rate(f: Callable[[Number], Number], c: Number, h: Fraction, second: bool) -> Number | None:
    try:
        here, there = as_float(f(c)), as_float(f(gap(c, -h)))
        if second:
            return (there - 2 * here + as_float(f(gap(c, h)))) / as_float(h) ** 2
        return (there - here) / as_float(h)
    except Undefined:
        return None


CUTS = [Fraction(n, 2) for n in range(-12, 13)]
"""Where the integrands of the material may have singularities: here, and at values of names."""


def _integral(ev: Evaluator, t: Bind, point: Point) -> Number:
    ends = [INFINITE.get(u) for u in t.args]
    values = [
        mp.inf * end if end else ev.real(ev.value(u, point))
        for u, end in zip(t.args, ends, strict=True)
    ]
    if as_float(values[0]) == as_float(values[1]):
        if ends[0] or ends[1]:
            raise Unknown
        f = _inner(ev, t, point)
        try:
            f(values[0])
        except Undefined:
            raise Unknown from None
        return Fraction(0)
    low, high = sorted(values, key=as_float)
    area = _area(ev, t, point, low, high)
    return area if low is values[0] else -area


def _area(ev: Evaluator, t: Bind, point: Point, low: Number, high: Number) -> Number:
    names = [abs(v) for v in point.values() if isinstance(v, Fraction)]
    marks = {*CUTS, *names, *(-v for v in names)}
    cuts = sorted(c for c in marks if as_float(low) < as_float(c) < as_float(high))
    f = _inner(ev, t, point)
    for c in cuts:
        for way in (1, -1):
            _singular(ev, f, c, way)
    for end, way in ((low, 1), (high, -1)):
        _tail(f, way) if mp.isinf(as_float(end)) else _singular(ev, f, end, way)
    if mp.isinf(as_float(low)) or mp.isinf(as_float(high)):
        raise Unknown("defined")
    return _quadrature(f, [low, *cuts, high])


def _singular(ev: Evaluator, f: Callable[[Number], Number], c: Number, way: int) -> None:
    """Whether the integral near a point diverges.  Raises: Undefined, Unknown."""
    steps = [Fraction(way, 2**k) * SKEW for k in (10, 30, 50)]
    try:
        sizes = [abs(as_float(f(gap(c, -h)))) for h in steps]
    except Undefined:
        raise _empty(f, c, way) from None
    if sizes[2] < 1e3:
        return
    growth = mp.log(sizes[2] / sizes[1], 2) / 20 if sizes[1] else mp.inf
    if growth > 1 - 1e-9:  # a power a little above -1 has an integral
        raise Undefined
    if growth > 0.9:
        raise Unknown


def _empty(f: Callable[[Number], Number], c: Number, way: int) -> Exception:
    """An integrand without values on a whole stretch has no integral."""
    for k in (7, 11, 13, 17, 21):
        try:
            f(gap(c, -Fraction(way, 2**k) * SKEW))
            return Unknown()
        except Undefined:
            continue
    return Undefined()


WAVES = range(0, 12, 2)
"""Steps at which a wave is seen to change its sign."""


def _tail(f: Callable[[Number], Number], way: int) -> None:
    """Whether the integral towards infinity diverges; waves may cancel.

    Raises: Undefined, Unknown.
    """
    try:
        far = [as_float(f(-way * (Fraction(2**k) * SKEW + n))) for k in (8, 14, 20) for n in WAVES]
    except Undefined:
        raise Unknown from None
    sizes = [abs(v) for v in far[:: len(WAVES)]]
    if sizes[2] < mp.mpf(2) ** -40:
        return
    growth = mp.log(sizes[2] / sizes[1], 2) / 6 if sizes[1] else mp.inf
    if growth > -1 and len({mp.sign(v) for v in far}) > 1:
        raise Unknown
    if growth > -1.001 and sizes[2] > 1e-7:
        raise Undefined
    if growth > -1.1:
        raise Unknown


ROUGH = frozenset("int lim lim+ lim- diff".split())
"""Binders whose values are not accurate."""
Rule = tuple[tuple[Any, Any], ...]
"""Nodes and weights on the interval from -1 to 1."""


def _legendre(count: int) -> Rule:
    """The rule of Gauss and Legendre."""
    p = [mp.taylor(lambda v: mp.legendre(count, v), 0, count)]
    nodes = mp.polyroots(p[0][::-1], maxsteps=200, extraprec=80)
    slopes = [mp.diff(lambda v: mp.legendre(count, v), v) for v in nodes]
    return tuple((v, 2 / ((1 - v * v) * s * s)) for v, s in zip(nodes, slopes, strict=True))


with mp.workdps(20):
    RULES = (_legendre(5), _legendre(8))


def _quadrature(f: Callable[[Number], Number], ends: list[Number]) -> Number:
    """The integral by two rules that agree.  Raises: Unknown."""
    pieces = list(pairwise(ends))
    if len(pieces) > 8:
        raise Unknown("defined")
    try:
        rough, fine = (
            mp.fsum(_piece(f, as_float(a), as_float(b), rule) for a, b in pieces) for rule in RULES
        )
    except (Undefined, Unknown):
        raise Unknown("defined") from None
    if abs(rough - fine) > 1e-5 * (1 + abs(fine)):
        raise Unknown("defined")
    return fine


def _piece(f: Callable[[Number], Number], a: Number, b: Number, rule: Rule) -> Number:
    middle, half = (a + b) / 2, (b - a) / 2
    return half * mp.fsum(w * as_float(f(middle + half * node)) for node, w in rule)


def _substituted(ev: Evaluator, t: Bind, point: Point) -> Number:
    ev.value(t.args[0], point)
    return ev.value(substitute(t.body, {t.var: t.args[0]}), point)


BINDERS: dict[str, Callable[[Evaluator, Bind, Point], Number]] = {
    "sum": _series, "prod": _series, "lim": _limit, "lim+": _limit, "lim-": _limit,
    "diff": _derivative, "int": _integral, "subs": _substituted,
}  # fmt: skip
