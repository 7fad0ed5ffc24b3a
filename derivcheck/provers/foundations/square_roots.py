"""Square roots of rational numbers."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from derivcheck.kernel.language.terms import Term, call, number


def rational_root(square: Fraction) -> Fraction | None:
    """The rational root of a number that is not negative, if there is one."""
    if square < 0:
        return None
    found = Fraction(isqrt(square.numerator), isqrt(square.denominator))
    return found if found * found == square else None


def root_term(square: Fraction) -> Term:
    """The root of a number that is not negative."""
    exact = rational_root(square)
    return call("sqrt", number(square)) if exact is None else number(exact)
