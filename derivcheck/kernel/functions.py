"""The values of the heads of numbers: one row a function, with the domain it has over the reals.

A row is defined over the reals where its margin is positive (or zero, if closed), and has poles
exactly at the zeros of `pole` over both fields.  On the branch cuts of inverse functions other
than log and roots nothing is claimed.

Source: DLMF 4.2, 4.15, 4.23, 4.37, 5.2; evaluation by Arb (Johansson, "Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic", 2017).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import comb

from flint import acb, arb, fmpq

from derivcheck.kernel.terms import App
from derivcheck.kernel.values import (
    WIDE,
    Number,
    Stop,
    Undefined,
    Unknown,
    divide,
    integer,
    is_zero,
    power,
    real,
    root,
    sign,
    tidy,
)  # fmt: skip

MAX_BINOMIAL = 1_000
"""The greatest n whose binomial coefficients are computed exactly."""

Rule = Callable[[Number], Number]


@dataclass(frozen=True, slots=True)
class Row:
    """A function of one number.

    Arguments:
        method: its name in Arb.
        margin: over the reals defined where this is positive; None where `pole` is nonzero.
        closed: also where the margin is zero.
        pole: undefined where this is zero.
        cut: whether the complex function has branch cuts (or loses meaning) off the real domain.
    """

    method: str
    margin: Rule | None = None
    closed: bool = False
    pole: Rule | None = None
    cut: bool = False


def _sin(x: Number) -> Number:
    return x.sin()


def _cos(x: Number) -> Number:
    return x.cos()


def _inside(x: Number) -> Number:
    return 1 - x * x


def _outside(x: Number) -> Number:
    return x * x - 1


def _gamma_pole(x: Number) -> Number:
    whole = integer(x)
    return fmpq(0 if whole is not None and whole <= 0 else 1)


ROWS: dict[str, Row] = {
    "exp":      Row("exp"),
    "log":      Row("log", lambda x: x, pole=lambda x: x),
    "sqrt":     Row("sqrt", lambda x: x, closed=True),
    "sin":      Row("sin"),
    "cos":      Row("cos"),
    "tan":      Row("tan", pole=_cos),
    "sec":      Row("sec", pole=_cos),
    "csc":      Row("csc", pole=_sin),
    "cot":      Row("cot", pole=_sin),
    "asin":     Row("asin", _inside, closed=True, cut=True),
    "acos":     Row("acos", _inside, closed=True, cut=True),
    "atan":     Row("atan", cut=True),
    "sinh":     Row("sinh"),
    "cosh":     Row("cosh"),
    "tanh":     Row("tanh", pole=lambda x: x.cosh()),
    "sech":     Row("sech", pole=lambda x: x.cosh()),
    "csch":     Row("csch", pole=lambda x: x.sinh()),
    "coth":     Row("coth", pole=lambda x: x.sinh()),
    "asinh":    Row("asinh", cut=True),
    "acosh":    Row("acosh", lambda x: x - 1, closed=True, cut=True),
    "atanh":    Row("atanh", _inside, cut=True),
    "gamma":    Row("gamma", pole=_gamma_pole),
    "loggamma": Row("lgamma", lambda x: x, cut=True),
    "digamma":  Row("digamma", pole=_gamma_pole),
    "zeta":     Row("zeta", pole=lambda x: x - 1),
    "erf":      Row("erf"),
    "erfc":     Row("erfc"),
}  # fmt: skip

RECIPROCAL = {"asec": "acos", "acsc": "asin", "asech": "acosh", "acsch": "asinh", "acoth": "atanh"}
"""f(x) = g(1/x)."""

TURNED: dict[str, tuple[int, int]] = {
    "sin": (0, 2), "cos": (1, 2), "tan": (0, 1), "cot": (1, 0), "sec": (2, 1), "csc": (2, 0),
}  # fmt: skip
"""A trigonometric function as one of (sin, cos, 1) divided by another."""

CONSTANTS: dict[str, Callable[[], arb]] = {
    "pi": arb.pi, "E": arb.const_e, "EulerGamma": arb.const_euler, "Catalan": arb.const_catalan,
}  # fmt: skip


def at_turn(head: str, turns: fmpq, t: App) -> Number:
    """A trigonometric function of `turns` times pi, exact where it is rational.  Raises: Stop."""
    parts = (arb.sin_pi_fmpq(turns), arb.cos_pi_fmpq(turns), fmpq(1))
    top, bottom = (tidy(parts[i]) for i in TURNED[head])
    return divide(top, bottom, t)


def apply_row(head: str, x: Number, principal: bool, t: App) -> Number:
    """The row's function of one number.  Raises: Stop."""
    row = ROWS[head]
    if not principal:
        _check_margin(row, x, t)
        return tidy(_balled(getattr(arb, row.method), arb(real(x)), row, x, t))
    if row.cut:
        _check_cut(row, x)
    if head == "sqrt":
        return power(x, fmpq(1, 2), True, t)
    return tidy(_balled(getattr(acb, row.method), acb(x), row, x, t))


def _balled(method: Rule, ball: Number, row: Row, x: Number, t: App) -> Number:
    found = method(ball)
    if row.pole is not None and not found.is_finite():
        if is_zero(row.pole(x if type(x) is fmpq and row.pole is _gamma_pole else ball)):
            raise Stop(Undefined(False, t))
        raise Stop(WIDE)
    return found


def _check_margin(row: Row, x: Number, t: App) -> None:
    if row.margin is None:
        return
    side = sign(row.margin(x))
    if side < 0 or (side == 0 and not row.closed):
        raise Stop(Undefined(side < 0, t))


def _check_cut(row: Row, x: Number) -> None:
    if type(x) is acb:
        if is_zero(x.imag) or is_zero(x.real):
            raise Stop(Unknown("possibly on a branch cut"))
    elif row.margin is not None and sign(row.margin(x)) < (0 if row.closed else 1):
        raise Stop(Unknown("possibly on a branch cut"))


def apply_special(head: str, args: list[Number], principal: bool, t: App) -> Number:
    """A function that is no row.  Raises: Stop."""
    match head, args:
        case "sqrt", [fmpq() as x] if x >= 0:
            return power(x, fmpq(1, 2), principal, t)
        case "log", [x, base]:
            return divide(
                apply_row("log", x, principal, t), apply_row("log", base, principal, t), t
            )
        case "factorial", [x]:
            return apply_row("gamma", x + 1, principal, t)
        case "cbrt", [x]:
            return root(x, 3, principal, t)
        case "root", [x, n]:
            return root(x, integer(n) or 0, principal, t)
        case "acot", [x]:
            return arb.pi() / 2 if is_zero(x) else apply_row("atan", 1 / x, principal, t)
        case "acoth", [x] if principal and is_zero(x):
            raise Stop(Unknown("possibly on a branch cut"))
        case _, [x] if head in RECIPROCAL:
            return apply_row(RECIPROCAL[head], divide(fmpq(1), x, t), principal, t)
        case _, [x] if head in ROWS:
            return apply_row(head, x, principal, t)
    rule = OTHER.get(head)
    if rule is None:
        raise Stop(Unknown(f"no values for {head}"))
    return tidy(rule(t, *args))


def _abs(t: App, x: Number) -> Number:
    return abs(x)


def _sign(t: App, x: Number) -> Number:
    return fmpq(sign(x))


def _floor(t: App, x: Number) -> Number:
    if type(x) is fmpq:
        return fmpq(x.floor())
    whole = real(x).floor().unique_fmpz()
    if whole is None:
        raise Stop(WIDE)
    return fmpq(whole)


def _mod(t: App, x: Number, y: Number) -> Number:
    return x - y * _floor(t, divide(x, y, t))


def _arg(t: App, x: Number) -> Number:
    if is_zero(x):
        raise Stop(Undefined(False, t))
    if type(x) is acb:
        return x.arg()
    return fmpq(0) if sign(x) > 0 else arb.pi()


def _atan2(t: App, y: Number, x: Number) -> Number:
    if is_zero(y) and is_zero(x):
        raise Stop(Undefined(False, t))
    return arb.atan2(arb(real(y)), arb(real(x)))


def _binomial(t: App, n: Number, k: Number) -> Number:
    """Through gamma; for integers n >= 0 that is 0 outside 0 <= k <= n."""
    whole, chosen = integer(n), integer(k)
    if whole is not None and whole < 0:
        unsure = chosen is not None  # an integer, or a real that happens to be one: they differ
        raise Stop(Unknown("binomial of a negative integer") if unsure else Undefined(False, t))
    if whole is not None and chosen is not None and not 0 <= chosen <= whole:
        return fmpq(0)
    if whole is not None and chosen is not None and whole <= MAX_BINOMIAL:
        return fmpq(comb(whole, chosen))
    ball: Rule = acb if acb in (type(n), type(k)) else arb
    return ball(n + 1).gamma() * ball(k + 1).rgamma() * ball(n - k + 1).rgamma()


def _beta(t: App, a: Number, b: Number) -> Number:
    for x in (a, b):
        if is_zero(_gamma_pole(x)):
            raise Stop(Undefined(False, t))
    x, y = arb(real(a)), arb(real(b))
    return x.gamma() * y.gamma() * (x + y).rgamma()


OTHER: dict[str, Callable[..., Number]] = {
    "abs":       _abs,
    "sign":      _sign,
    "floor":     _floor,
    "ceiling":   lambda t, x: -_floor(t, -x),
    "re":        lambda t, x: x.real if type(x) is acb else x,
    "im":        lambda t, x: x.imag if type(x) is acb else fmpq(0),
    "conjugate": lambda t, x: x.conjugate() if type(x) is acb else x,
    "arg":       _arg,
    "atan2":     _atan2,
    "mod":       _mod,
    "binomial":  _binomial,
    "beta":      _beta,
    "besselj":   lambda t, n, x: arb(real(x)).bessel_j(arb(real(n))),
    "bessely":   lambda t, n, x: arb(real(x)).bessel_y(arb(real(n))),
    "min":       lambda t, *xs: _extreme(xs, -1),
    "max":       lambda t, *xs: _extreme(xs, 1),
}  # fmt: skip


def _extreme(xs: tuple[Number, ...], side: int) -> Number:
    best = real(xs[0])
    for x in map(real, xs[1:]):
        if type(best) is fmpq and type(x) is fmpq:
            best = x if (x > best) == (side > 0) else best
        else:
            best = arb(best).max(arb(x)) if side > 0 else arb(best).min(arb(x))
    return best
