"""The values of the heads of numbers, where they are defined: one row a function.

Whether a function is defined at its arguments is looked up in `definedness.py` before.  On the
branch cuts of inverse functions other than log and roots nothing is claimed.

Source: DLMF 4.2, 4.15, 4.23, 4.37, 5.2; evaluation by Arb (Johansson, "Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic", 2017).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from math import comb
from typing import Any

from flint import acb, arb, fmpq, fmpz

from derivcheck.kernel.algebra.values import (
    NOWHERE,
    WIDE,
    Number,
    Stop,
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
from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import App, Sym

MAX_FACTORIAL = 5_000
"""The greatest n whose factorial and binomial coefficients are computed exactly."""

CONSTANTS: dict[str, Callable[[], arb]] = {
    "pi": arb.pi, "E": arb.const_e, "EulerGamma": arb.const_euler, "Catalan": arb.const_catalan,
}  # fmt: skip

METHODS = {f: row.ball for f, row in HANDBOOK.items() if row.ball}
"""head -> the method of a ball."""

CUT = frozenset(f for f in METHODS if HANDBOOK[f].analytic not in ("plane", "poles")) - {"log"}
"""Functions with branch cuts (or without meaning) on parts of the axes; a ball's logarithm has the
values of ours on its own."""

UPRIGHT = {"atan": "atanh", "asinh": "asin"}
"""f(x) = -i*g(i*x): functions cut along the imaginary axis, by others cut along the real one."""

RECIPROCAL = {
    f: row.formula.head for f, row in HANDBOOK.items()
    if isinstance(row.formula, App) and row.formula.args == (1 / Sym("u"),)
}  # fmt: skip
"""f(x) = g(1/x)."""

TURNED: dict[str, tuple[int, int]] = {
    "sin": (0, 2), "cos": (1, 2), "tan": (0, 1), "cot": (1, 0), "sec": (2, 1), "csc": (2, 0),
}  # fmt: skip
"""A trigonometric function as one of (sin, cos, 1) divided by another."""


def at_turn(head: str, turns: fmpq) -> Number:
    """A trigonometric function of `turns` times pi, exact where it is rational.  Raises: Stop."""
    parts = (arb.sin_pi_fmpq(turns), arb.cos_pi_fmpq(turns), fmpq(1))
    top, bottom = (tidy(parts[i]) for i in TURNED[head])
    return divide(top, bottom)


def applied(head: str, args: list[Number], principal: bool) -> Number:
    """The function at arguments at which it is defined.

    Arguments:
        head: of the table of heads.
        args: as many as it takes.
        principal: over the complex field.

    Raises: Stop.
    """
    x = args[0]
    if head in FACTORIALS and type(x) is fmpq and x.q == 1 and 0 < x < MAX_FACTORIAL:
        return FACTORIALS[head](int(x.p))
    if head in METHODS and len(args) == 1:
        return _row(head, x, principal)
    if head in RECIPROCAL:
        if is_zero(x):
            raise Stop(Unknown("possibly on a branch cut"))
        return _row(RECIPROCAL[head], divide(fmpq(1), x), principal)
    if head in BY_FIELD:
        return tidy(BY_FIELD[head](principal, *args))
    if head not in OTHER:
        raise Stop(Unknown(f"no values for {head}"))
    return tidy(OTHER[head](*args))


def _row(head: str, x: Number, principal: bool) -> Number:
    if not principal:
        return tidy(getattr(arb(real(x)), METHODS[head])())
    if head in CUT:
        _check_cut(head, x)
    return tidy(getattr(acb(x), METHODS[head])())


def _check_cut(head: str, x: Number) -> None:
    """On the axis of the cut only arguments at which the real function is defined are told."""
    if head in UPRIGHT:
        x, head = acb(x) * acb(0, 1), UPRIGHT[head]
    off = type(x) is acb and not is_zero(x.imag)
    if not off and not arb.is_finite(getattr(arb(real(x)), METHODS[head])()):
        raise Stop(Unknown("possibly on a branch cut"))


def _log(principal: bool, x: Number, base: Number) -> Number:
    return divide(*(_row("log", u, principal) for u in (x, base)))


def _floor(x: Number) -> Number:
    whole = x.floor() if type(x) is fmpq else real(x).floor().unique_fmpz()
    if whole is None:
        raise Stop(WIDE)
    return fmpq(whole)


def _atan2(y: Number, x: Number) -> Number:
    y, x = arb(real(y)), arb(real(x))
    if x.contains(0) and is_zero(y) and is_zero(x):
        raise Stop(NOWHERE)
    return arb.atan2(y, x)


def _acot(principal: bool, x: Number) -> Number:
    return arb.pi() / 2 if is_zero(x) else _row("atan", 1 / x, principal)


def _binomial(n: Number, k: Number) -> Number:
    """Through gamma; for integers n >= 0 that is 0 outside 0 <= k <= n."""
    whole, chosen = integer(n), integer(k)
    if whole is not None and whole < 0:
        # an integer, or a real that happens to be one: they differ
        raise Stop(Unknown("binomial of a negative integer"))
    if whole is not None and chosen is not None:
        if not 0 <= chosen <= whole:
            return fmpq(0)
        if whole <= MAX_FACTORIAL:
            return fmpq(comb(whole, chosen))
    n, k = arb(real(n)), arb(real(k))
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()


def _beta(a: Number, b: Number) -> Number:
    x, y = arb(real(a)), arb(real(b))
    return x.gamma() * y.gamma() * (x + y).rgamma()


def _extreme(xs: tuple[Number, ...], of: Callable[..., Number], ball: Any) -> Number:
    """The least or the greatest, of exact numbers or of balls."""
    if all(type(x) is fmpq for x in xs):
        return of(xs)
    return reduce(ball, (arb(real(x)) for x in xs))


FACTORIALS: dict[str, Callable[[int], fmpq]] = {
    "factorial": lambda n: fmpq(fmpz.fac_ui(fmpz(n))),
    "gamma":     lambda n: fmpq(fmpz.fac_ui(fmpz(n - 1))),
    "rgamma":    lambda n: 1 / fmpq(fmpz.fac_ui(fmpz(n - 1))),
}  # fmt: skip
"""At positive integers."""

BY_FIELD: dict[str, Callable[..., Number]] = {
    "sqrt":      lambda p, x: power(x, fmpq(1, 2), p),
    "cbrt":      lambda p, x: root(x, 3, p),
    "root":      lambda p, x, n: root(x, integer(n) or 0, p),
    "log":       _log,
    "factorial": lambda p, x: _row("gamma", x + 1, p),
    "acot":      _acot,
}  # fmt: skip
"""head -> function of (principal, arguments)."""

OTHER: dict[str, Callable[..., Number]] = {
    "abs":       abs,
    "sign":      lambda x: fmpq(sign(x)),
    "floor":     _floor,
    "ceiling":   lambda x: -_floor(-x),
    "mod":       lambda x, y: x - y * _floor(divide(x, y)),
    "gcd":       lambda x, y: fmpq.gcd(_floor(x), _floor(y)),
    "re":        lambda x: x.real if type(x) is acb else x,
    "im":        lambda x: x.imag if type(x) is acb else fmpq(0),
    "conjugate": lambda x: x.conjugate() if type(x) is acb else x,
    "arg":       lambda x: acb(x).arg(),
    "atan2":     _atan2,
    "binomial":  _binomial,
    "beta":      _beta,
    "besselj":   lambda n, x: arb(real(x)).bessel_j(arb(real(n))),
    "bessely":   lambda n, x: arb(real(x)).bessel_y(arb(real(n))),
    "min":       lambda *xs: _extreme(xs, min, arb.min),
    "max":       lambda *xs: _extreme(xs, max, arb.max),
}  # fmt: skip
"""head -> function of arguments."""
