"""Definite integrals of analytic integrands, with rigorous error bounds.

The integrand is evaluated on complex balls.  Where it might meet a pole, a branch cut or leave the
real domain the ball is not finite, and then so is the integral: that is Unknown.  Near infinity and
singular bounds expansions take its place.

Source: F. Johansson, "Numerical integration in arbitrary-precision ball arithmetic", ICMS 2018.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add, attrgetter, mul, truediv

from flint import acb, arb, fmpq

from derivcheck.kernel.algebra.values import WIDE, Number, Stop, Unknown, integer, real, sign, tidy
from derivcheck.kernel.enclosures.improper import area
from derivcheck.kernel.enclosures.monomials import FOREIGN, End
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    App,
    Bind,
    Sym,
    Term,
    children,
    free_names,
    number,
    numeral,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.kernel.work import tick

EVALUATIONS = 2_000
"""The most evaluations of an integrand."""
NEAR = 2.0**-40
"""How close to a bound a singularity makes the integral improper."""
GOAL = arb(2) ** -30
"""The accuracy that is asked of the middle of an improper integral."""
FINE = arb(2) ** -20
"""An end at least this narrow is not looked at more closely."""
COARSE = arb(2) ** -20
"""The accuracy that is asked of an integral of integrals."""
FINER = arb(2) ** -30
"""The accuracy that is asked of inner integrals."""
EVALUATIONS_EACH, EVALUATIONS_INSIDE = 100, 10_000
"""The most evaluations of the integrand of an inner integral: each time, and together."""
CLOSER = (0, 4, 10)
"""Binary orders by which the reach of an expansion is made smaller."""
SHIFT = arb("0.7316")
"""How far from a bound an integrand over an infinite range is tried."""

Bound = Number | int
"""A value, or an infinity as the Python integer 1 or -1."""
Integrand = Callable[[acb], acb]
"""On balls; raises Stop where it might not be analytic."""
Asked = Callable[[acb, bool], acb]
"""The same, told whether it must be analytic there or is to be enclosed only."""
Ends = Callable[[int, int, fmpq], End]

ANALYTIC = {
    f: attrgetter(row.ball or f) for f, row in HANDBOOK.items()
    if row.analytic and (row.ball or f == "sqrt")
}  # fmt: skip
"""Functions that are analytic, but for poles and cuts -> the methods of a ball."""

PIECEWISE: dict[str, Callable[..., acb]] = {
    "abs": acb.real_abs, "sign": acb.real_sgn, "floor": acb.real_floor, "ceiling": acb.real_ceil,
    "max": acb.real_max, "min": acb.real_min,
}  # fmt: skip
"""Functions that are analytic beside kinks and jumps, and asked whether they must be."""

HOPELESS = Unknown("the integrand is not known to be analytic")


def integral(
    t: Bind,
    lower: Bound,
    upper: Bound,
    constant: Callable[[Term], Number],
    end: Ends,
    kinks: bool = False,
) -> Number:
    """The value of `int(body, var = lower..upper)`.

    Arguments:
        t: the integral.
        lower, upper: its bounds; an infinite one is the Python integer 1 or -1.
        constant: the value of a part without the variable.
        end: makes the neighbourhood of a bound (0 or 1) on a side (1 or -1) of some reach.
        kinks: whether the integrand may have kinks and jumps: over the reals.

    Raises: Stop.
    """
    parts = _Parts(t.var, constant, kinks=kinks)
    integrand = _function(t.body, parts)
    parts.analytic = False  # to be understood, and regular at the bounds
    integrand(_sample(lower, upper))  # not understood: no search
    singular = [type(b) is int or not _is_regular(integrand, b) for b in (lower, upper)]
    if any(singular):
        return _improper(t, (lower, upper), singular, parts.asked(integrand), end)
    goal = GOAL if parts.kinked else COARSE if parts.inner else None
    found = _between(parts.asked(integrand), real(lower), real(upper), goal)
    tick(parts.inner)
    principal = any(not c.imag.is_zero() for c in parts.values)
    return tidy(found if principal else found.real)


def _sample(lower: Bound, upper: Bound) -> acb:
    ends = [arb(real(b)) for b in (lower, upper) if type(b) is not int]
    middle = sum(ends, start=arb(0)) / max(1, len(ends)) + (0 if len(ends) == 2 else SHIFT)
    return acb(middle, NEAR)


def _is_regular(integrand: Integrand, bound: Number) -> bool:
    """Whether the integrand is analytic around a bound."""
    around = arb(real(bound)) + arb(0, NEAR)
    try:
        return bool(integrand(acb(around, arb(0, NEAR))).is_finite())
    except Stop:
        return False


def _between(integrand: Asked, start: Number, stop: Number, goal: arb | None = None) -> acb:
    """The integral between regular bounds.  Raises: Stop."""

    calls = 0

    def at(x: acb, analytic: bool) -> acb:
        nonlocal calls
        calls += 1  # python-flint lets nothing be raised here but what it knows
        try:
            return integrand(x, analytic)
        except Stop:
            return acb("nan")

    found = acb.integral(
        at, acb(start), acb(stop), rel_tol=goal, abs_tol=goal, eval_limit=EVALUATIONS
    )
    tick(calls)
    if not found.is_finite():
        raise Stop(Unknown("the integral did not converge", precision=False))
    return found


# --- improper integrals --------------------------------------------------------------------------


def _improper(
    t: Bind, bounds: tuple[Bound, Bound], singular: list[bool], integrand: Asked, end: Ends
) -> Number:
    """The parts at the ends by expansions, the middle as before."""
    order = _order(*bounds)
    if order < 0:
        turned = (bounds[1], bounds[0])
        return -_improper(
            t, turned, singular[::-1], integrand, lambda i, side, r: end(1 - i, side, r)
        )
    cuts: list[Number] = []
    total = arb(0)
    for i in (0, 1):
        reach, part = _part(t, i, bounds, end) if singular[i] else (None, arb(0))
        cuts.append(_cut_at(bounds[i], 1 - 2 * i, reach))
        total += part
    return total + _between(integrand, cuts[0], cuts[1], GOAL).real


def _order(lower: Bound, upper: Bound) -> int:
    """1 if the bounds ascend, -1 if they descend.  Raises: Stop."""
    if type(lower) is int or type(upper) is int:
        found = (upper if type(upper) is int else 0) - (lower if type(lower) is int else 0)
    else:
        found = sign(upper - lower)
    if found == 0:
        raise Stop(FOREIGN)
    return found


def _cut_at(bound: Bound, inward: int, reach: fmpq | None) -> Number:
    """Where an end of some reach stops."""
    if reach is None:
        return real(bound)
    return bound / reach if type(bound) is int else real(bound) + inward * reach


def _part(t: Bind, i: int, bounds: tuple[Bound, Bound], end: Ends) -> tuple[fmpq, Number]:
    """The reach of an end and the integral over it.  Raises: Stop."""
    widest = next((n for n in range(4, 64) if _leaves_room(fmpq(1, 2**n), i, bounds)), None)
    if widest is None:
        raise Stop(FOREIGN)
    best = None
    for closer in CLOSER:
        reach = fmpq(1, 2 ** (widest + closer))
        try:
            found = area(t.body, end(i, 1 - 2 * i, reach))
        except Stop as stop:
            if stop.outcome != WIDE:
                raise
            continue
        if best is None or found.rad() < best[1].rad():
            best = reach, found
        if found.rad() < FINE:
            break
    if best is None:
        raise Stop(FOREIGN)
    return best


def _leaves_room(reach: fmpq, i: int, bounds: tuple[Bound, Bound]) -> bool:
    """Whether an end, and one of at most 1/16 at the other bound, do not meet."""
    here, there = bounds[i], bounds[1 - i]
    if type(here) is int:
        return type(there) is int or bool(1 / reach > abs(there) + 1)
    return type(there) is int or bool(4 * reach < abs(here - there))


# --- integrands ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Parts:
    """What an integrand is made of: its variable, and the parts without it.

    Arguments:
        value: the value of a part without the variable.
        values: those worked out so far.
        inner: how often integrands of inner integrals were evaluated.
        analytic: whether the integrand must be analytic on the next ball: not finite at a kink.
        kinks, kinked: whether there may be any, and whether a part has some.
    """

    var: str
    value: Callable[[Term], Number]
    values: list[acb] = field(default_factory=list)
    inner: int = 0
    analytic: bool = True
    kinks: bool = False
    kinked: bool = False

    def asked(self, integrand: Integrand) -> Asked:
        """An integrand that is told each time whether it must be analytic."""

        def at(x: acb, analytic: bool) -> acb:
            self.analytic = analytic
            return integrand(x)

        return at

    def constant(self, t: Term) -> acb:
        """The value of a part without the variable.  Raises: Stop."""
        self.values.append(acb(self.value(t)))
        return self.values[-1]


def _function(t: Term, made: _Parts) -> Integrand:
    """A term as a function of the variable; the largest parts without it are worked out once.

    Raises: Stop.
    """
    if made.var not in free_names(t):
        c = made.constant(t)
        return lambda x: c
    if isinstance(t, Sym):
        return _anywhere
    if isinstance(t, Bind):
        return _inner(t, made)
    if not isinstance(t, App):
        raise Stop(HOPELESS)
    parts = [_function(u, made) for u in t.args]
    if t.head == "^" and made.var not in free_names(t.args[1]):
        return _to_power(parts[0], made.values[-1])
    match t.head, parts:
        case ("+" | "*" | "/" | "^") as head, (f, *others):
            for g in others:
                f = _combined(OPERATIONS[head], f, g)
            return f
        case "neg", (f,):
            return lambda x: -f(x)
        case head, _ if head in PIECEWISE and made.kinks:
            made.kinked = True
            return _piecewise(PIECEWISE[head], parts, made)
        case head, (f,) if head in ANALYTIC:
            return _called(ANALYTIC[head], _side(HANDBOOK[head].analytic), f)
    raise Stop(HOPELESS)


def _piecewise(method: Callable[..., acb], parts: list[Integrand], made: _Parts) -> Integrand:
    """A function that is analytic beside kinks, of one argument, or of two at a time."""

    def at(x: acb) -> acb:
        first, *others = (f(x) for f in parts)
        if not others:
            return method(first, analytic=made.analytic)
        return reduce(lambda u, v: method(u, v, analytic=made.analytic), others, first)

    return at


def _inner(t: Bind, outer: _Parts) -> Integrand:
    """An integral as a function of the variable of the one around it.  Raises: Stop.

    It goes along the segment between its bounds, and is analytic where its integrand is finite and
    so analytic in both variables.
    """
    if t.head != "int" or any(a in INFINITE for a in t.args):
        raise Stop(HOPELESS)
    lower, upper = (_function(bound, outer) for bound in t.args)
    known: dict[Term, Integrand] = {}

    def value(u: Term, x: acb) -> acb:
        if u not in known:
            known[u] = _function(u, outer)
        return known[u](x)

    def at(x: acb) -> acb:
        start, width = lower(x), upper(x) - lower(x)
        integrand = _function(t.body, _Parts(t.var, lambda u: value(u, x)))

        def along(s: acb, analytic: bool) -> acb:
            outer.inner += 1
            try:
                return integrand(start + s * width) * width
            except Stop:
                return acb("nan")

        if outer.inner > EVALUATIONS_INSIDE:
            raise Stop(HOPELESS)
        return acb.integral(
            along, acb(0), acb(1), rel_tol=FINER, abs_tol=FINER, eval_limit=EVALUATIONS_EACH
        )

    return at


def drawn_out(t: Term) -> Term:
    """A term with factors drawn out of its integrals that do not hold their variables.

    Where the integral that is left has a value, the one as written has, and they agree.
    """
    if not isinstance(t, App | Bind):
        return t
    t = rebuild(t, tuple(map(drawn_out, children(t))))
    if not isinstance(t, Bind) or t.head != "int":
        return t
    factors = list(_factors(t.body))
    outside = [u for u in factors if t.var not in free_names(u)]
    inside = [u for u in factors if t.var in free_names(u)]
    rest = replace(t, body=reduce(mul, inside) if inside else ONE)
    return reduce(mul, (*outside, rest)) if outside else t


def _factors(t: Term) -> Iterator[Term]:
    match t:
        case App("*", parts):
            for u in parts:
                yield from _factors(u)
        case App("/", (u, v)):
            yield from _factors(u)
            yield from (ONE / w for w in _factors(v))
        case App("neg", (u,)):
            yield number(-1)
            yield from _factors(u)
        case App("exp", (u,)):
            yield from (App("exp", (v,)) for v in _summands(u))
        case _:
            yield t


def _summands(t: Term) -> Iterator[Term]:
    match t:
        case App("+", parts):
            for u in parts:
                yield from _summands(u)
        case App("neg", (u,)):
            yield from (App("neg", (v,)) for v in _summands(u))
        case App("/", (u, v)):
            yield from (w / v for w in _summands(u))
        case App("*", (u, *others)):
            yield from (reduce(mul, others, v) for v in _summands(u))
        case _:
            yield t


def _anywhere(x: acb) -> acb:
    return x


def _right(x: acb) -> acb:
    if not x.real > 0:
        raise Stop(HOPELESS)
    return x


def _side(analytic: str | Term) -> Integrand | None:
    """What has a positive real part where a function is analytic, as a function of its argument."""
    if isinstance(analytic, str):
        return None
    return _function(analytic, _Parts("u", _numeral))


def _numeral(t: Term) -> Number:
    q = numeral(t)
    assert q is not None  # all that such rows hold beside u
    return fmpq(q.numerator, q.denominator)


def _called(
    method: Callable[[acb], Callable[[], acb]], side: Integrand | None, f: Integrand
) -> Integrand:
    if side is None:
        return lambda x: method(f(x))()

    def at(x: acb) -> acb:
        u = f(x)
        _right(side(u))
        return method(u)()

    return at


def _combined(operation: Callable[[acb, acb], acb], f: Integrand, g: Integrand) -> Integrand:
    return lambda x: operation(f(x), g(x))


def _to_power(f: Integrand, exponent: acb) -> Integrand:
    n = _whole(exponent)
    if n is None:
        return lambda x: _right(f(x)) ** exponent
    return lambda x: f(x) ** n


def _power(base: acb, exponent: acb) -> acb:
    n = _whole(exponent)
    return _right(base) ** exponent if n is None else base**n


def _whole(exponent: acb) -> int | None:
    found = tidy(exponent)
    return integer(found) if type(found) is fmpq else None


OPERATIONS: dict[str, Callable[[acb, acb], acb]] = {"+": add, "*": mul, "/": truediv, "^": _power}
