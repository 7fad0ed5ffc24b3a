"""The common measure of rational numbers (Euclid, Elements, book VII, proposition 2)."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm


def common_measure(a: Fraction, b: Fraction) -> Fraction:
    """The greatest rational number of which both are integer multiples."""
    bottom = lcm(a.denominator, b.denominator)
    return Fraction(gcd(int(a * bottom), int(b * bottom)), bottom)
