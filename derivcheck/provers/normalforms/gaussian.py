"""Arctangents of rational numbers over those of Gaussian primes.

atan(p/q) is the argument of q + p*i, so the unique factorisation of Gaussian integers makes it a
sum of arguments of primes, one for each prime number 4*n + 1, and of quarters of pi.  J. Todd, "A
problem on arc tangent relations", American Mathematical Monthly 56 (1949).
"""

from __future__ import annotations

from fractions import Fraction

from derivcheck.kernel.language.terms import call, number
from derivcheck.provers.normalforms.basis import Basis, prime_powers

Gaussian = tuple[int, int]
"""The real and the imaginary part of a number."""


def arctangent(basis: Basis, tangent: Fraction) -> None:
    """atan of a rational number: one prime factor is taken out, and the rest goes the same way."""
    t = abs(tangent)
    key = ("arctangent", t)
    if key in basis.memory:
        return
    basis.memory[key] = 1
    if t in (0, 1):
        basis.axiom("atan_one" if t else "atan_zero")
    elif t > 1:
        basis.axiom("atan_inverse", u=number(1 / t))
    else:
        _divided(basis, t)


def _divided(basis: Basis, t: Fraction) -> None:
    """atan(t) = atan(s) + atan((t - s)/(1 + t*s)) where s belongs to a prime factor."""
    z = t.denominator, t.numerator
    primes = prime_powers(_norm(z))
    if primes == [(_norm(z), 1)]:
        return
    s = _slope(_common(z, (primes[0][0], 0)))
    rest = (t - s) / (1 + t * s)
    for part in (s, rest):
        basis.visit(call("atan", number(part)))
    basis.axiom("atan_add", u=number(s), v=number(rest))


def _slope(z: Gaussian) -> Fraction:
    """The tangent of the argument of a number turned by right angles to the real axis."""
    a, b = z
    turned = Fraction(b, a) if abs(b) <= abs(a) else Fraction(-a, b)
    return abs(turned) if abs(turned) == 1 else turned


def _norm(z: Gaussian) -> int:
    return z[0] * z[0] + z[1] * z[1]


def _common(x: Gaussian, y: Gaussian) -> Gaussian:
    """The greatest common divisor, by Euclid's algorithm."""
    while any(y):
        (a, b), (c, d), n = x, y, _norm(y)
        p, q = (round(Fraction(part, n)) for part in (a * c + b * d, b * c - a * d))
        x, y = y, (a - p * c + q * d, b - p * d - q * c)
    return x
