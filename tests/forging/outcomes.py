"""What evaluation comes to: numbers, no value, or nothing decided."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from mpmath import mp

from derivcheck.kernel.language.terms import INFINITY, MINUS_INFINITY

MAX_TERMS = 60
"""The longest sum that is added up."""
FINE = 1e-12
"""Floating numbers below this are nearly zero, until something rougher came in."""
MAX_STEPS = 1_500
"""How many subterms are looked at for one question; then everything is Unknown."""
TOLERANCE = 1e-4
"""Values closer than this, relative to their size, are not told apart."""
STEEP = 1e4
"""The exponential of a rough number beyond this is rougher than the tolerance."""
GROWTH = 1e9
"""What is larger than this near a point is taken to grow without bound, if it also grows."""


class Undefined(Exception):
    """There is no value."""


class Unknown(Exception):
    """Whether there is a value, or which, is not decided."""


Number = Any
"""A Fraction, or an mpf or mpc of mpmath."""
Point = Mapping[str, Any]
"""name -> number, bool, function of numbers, or list of numbers."""


INFINITE = {INFINITY: 1, MINUS_INFINITY: -1}


def joined(found: list[bool | None], deciding: bool) -> bool | None:
    if deciding in found:
        return deciding
    return None if None in found else not deciding


def as_float(v: Number) -> Number:
    return mp.mpf(v.numerator) / v.denominator if isinstance(v, Fraction) else v


def gap(a: Number, b: Number) -> Number:
    return (
        a - b if isinstance(a, Fraction) and isinstance(b, Fraction) else as_float(a) - as_float(b)
    )


def undefined(*_: Any) -> Number:
    raise Undefined
