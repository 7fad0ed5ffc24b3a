"""Values: exact rationals for as long as they last, then balls that contain the true number.

    fmpq    an exact rational
    arb     a real ball, acb a complex one (only in the complex field)

An operation that cannot give a value raises `Stop`, which carries `Undefined` (certain) or
`Unknown` (the ball is too wide, a limit was hit, the term is not understood).  Nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import acb, arb, fmpq, fmpz

from derivcheck.kernel.language.sorts import Base

MAX_BITS = 20_000
"""The most bits an exact power may have; larger ones become balls."""
MAX_EXACT_BITS = 4_096
"""The most bits an exact ball may have to be turned back into a rational."""
MAX_ROOT = 64
"""The greatest order of a root that is looked for among the rationals."""

Number = Any
"""fmpq, arb or acb; they mix freely, which flint's own annotations cannot say."""
Value = Any
"""A Number, or an `Array` of them (`arrays.py`)."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """The term certainly has no value."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is known; `precision` says that a higher one may help."""

    reason: str
    precision: bool = False


class Stop(Exception):  # a way out, not an error
    """Raised where a value cannot be given; carries why."""

    def __init__(self, outcome: Undefined | Unknown) -> None:
        super().__init__(outcome)
        self.outcome = outcome


NOWHERE = Undefined()
WIDE = Unknown("the ball is too wide", precision=True)


def tidy(x: Number) -> Number:
    """The simplest kind of the same value: an exact ball becomes a rational.  Raises: Stop."""
    if type(x) is acb:
        if not x.imag.is_zero():
            return _finite(x)
        x = x.real
    if type(x) is arb and _finite(x).is_exact():
        mantissa, exponent = x.man_exp()
        if abs(exponent) + mantissa.bit_length() <= MAX_EXACT_BITS:
            return fmpq(mantissa) * fmpq(2) ** int(exponent)
    return x


def _finite(x: Number) -> Number:
    if not x.is_finite():
        raise Stop(WIDE)
    return x


def is_zero(x: Number) -> bool:
    """Whether a value is zero, for certain.  Raises: Stop if a ball cannot tell."""
    if type(x) is fmpq:
        return x == 0
    if x.is_zero():
        return True
    if x.contains(0):
        raise Stop(WIDE)
    return False


def sign(x: Number) -> int:
    """The sign of a real value, for certain.  Raises: Stop."""
    x = real(x)
    if is_zero(x):
        return 0
    return 1 if x > 0 else -1


def real(x: Number) -> Number:
    """A value that is real for certain.  Raises: Stop."""
    if type(x) is acb:
        if not x.imag.is_zero():
            raise Stop(Unknown("not known to be real", precision=bool(x.imag.contains(0))))
        return x.real
    return x


def integer(x: Number) -> int | None:
    """The integer a value is exactly, None if it certainly is none.  Raises: Stop."""
    if type(x) is fmpq:
        return int(x.p) if x.q == 1 else None
    x = real(x)
    if x.contains_integer():
        raise Stop(WIDE)
    return None


def is_of(x: Value, base: Base) -> bool:
    """Whether a value is known to be a number or truth of a kind."""
    match base:
        case "integer":
            return type(x) is fmpq and x.q == 1
        case "rational":
            return type(x) is fmpq
        case "real":
            return type(x) in (fmpq, arb)
        case "boolean":
            return isinstance(x, bool)
    return base == "complex" and type(x) in (fmpq, arb, acb)


def divide(a: Number, b: Number) -> Number:
    """a / b; undefined only if b is certainly zero.  Raises: Stop."""
    if is_zero(b):
        raise Stop(NOWHERE)
    return a / b


def power(b: Number, e: Number, principal: bool) -> Number:
    """b^e by the conventions of docs/language.md: real, or principal with b^e = exp(e log b).

    Raises: Stop.
    """
    if type(e) is fmpq and e.q == 1:
        return _integer_power(b, e.p)
    if principal and (type(b) is acb or type(e) is acb or sign(b) < 0):
        if is_zero(b):
            return _power_of_zero(sign(acb(e).real))
        return tidy(acb(b) ** acb(e))
    match sign(b):
        case 1:
            root = _exact_power(b, e)
            return tidy(arb(b) ** arb(e)) if root is None else root
        case 0:
            return _power_of_zero(sign(e))
    if type(e) is arb and e.contains_integer():
        raise Stop(WIDE)
    raise Stop(NOWHERE)


def _power_of_zero(sign_of_exponent: int) -> fmpq:
    if sign_of_exponent <= 0:  # a zero exponent is exact, hence an integer: never seen here
        raise Stop(NOWHERE if sign_of_exponent else WIDE)
    return fmpq(0)


def _integer_power(b: Number, n: fmpz) -> Number:
    if n < 0:
        return divide(fmpq(1), _integer_power(b, -n))
    if type(b) is not fmpq:
        return tidy(b**n)
    if n * (b.p.bit_length() + b.q.bit_length()) <= MAX_BITS:
        return b ** int(n)
    return tidy(arb(b) ** n)


def _exact_power(b: Number, e: Number) -> fmpq | None:
    if type(b) is not fmpq or type(e) is not fmpq or e.q > MAX_ROOT or abs(e.p) > MAX_ROOT:
        return None
    top, bottom = (x.root(int(e.q)) for x in (b.p, b.q))
    if top ** int(e.q) != b.p or bottom ** int(e.q) != b.q:
        return None
    return fmpq(top, bottom) ** int(e.p)


def root(x: Number, n: int, principal: bool) -> Number:
    """The n-th root: odd ones of negative reals are real unless `principal`.  Raises: Stop."""
    if n < 1:
        raise Stop(Unknown("the order of a root must be a positive integer"))
    if principal or n % 2 == 0 or sign(x) >= 0:
        return power(x, fmpq(1, n), principal)
    return -power(-x, fmpq(1, n), principal)
