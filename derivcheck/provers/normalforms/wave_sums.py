"""Sums of polynomials times powers times waves: what their terms are the difference of.

p(j)*r^j*cos(a*j + b) is the real part of p(j)*w^j*exp(I*b) with w = r*exp(I*a), which is the
difference of q(j)*w^j*exp(I*b), one step apart, where w*q(j + 1) - q(j) = p(j): the coefficients of
q follow from the highest one down (Graham, Knuth and Patashnik, Concrete Mathematics, section 2.6).
"""

from __future__ import annotations

from math import comb
from typing import NamedTuple

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
)  # fmt: skip
from derivcheck.provers.antiderivatives.factors import powers
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Univariate, evaluated
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.normalforms.basis import Basis

EULER = call("E")
MAX_DEGREE = 3
"""The highest degree of the polynomial."""


class Complex(NamedTuple):
    """A number by its parts."""

    real: Term
    imaginary: Term

    def times(self, other: Complex) -> Complex:
        """The product."""
        (a, b), (c, d) = self, other
        return Complex(a * c - b * d, a * d + b * c)


class Wave(NamedTuple):
    """p(j)*r^j*cos(a*j + b), or a sine."""

    coefficients: list[Term]
    base: Term
    angle: Term
    step: Term
    head: str


def wave_difference(basis: Basis, t: Bind) -> tuple[Term, ...]:
    """A function whose values one step apart differ by a term of a sum, if it is of this kind."""
    wave = _wave(basis, t)
    if wave is None:
        return ()
    cosine, sine = call("cos", wave.step), call("sin", wave.step)
    w = Complex(wave.base * cosine, wave.base * sine)
    size = wave.base**2 - 2 * wave.base * cosine + 1  # the square of |w - 1|
    back = Complex((w.real - 1) / size, -(w.imaginary / size))
    found: list[Complex] = []
    for k in range(len(wave.coefficients) - 1, -1, -1):
        above = [(comb(k + n + 1, k), q) for n, q in enumerate(found)]
        carried = w.times(Complex(*(sum_of([number(c) * q[i] for c, q in above]) for i in (0, 1))))
        rest = Complex(wave.coefficients[k] - carried.real, -carried.imaginary)
        found.insert(0, rest.times(back))
    q = Complex(*(evaluated([c[i] for c in found], Sym(t.var)) for i in (0, 1)))
    turned = Complex(call("cos", wave.angle), call("sin", wave.angle))
    whole = q.times(turned)
    power = wave.base ** Sym(t.var)
    return (power * (whole.real if wave.head == "cos" else whole.imaginary),)


def _wave(basis: Basis, t: Bind) -> Wave | None:
    """A term of a sum as a polynomial times a power times a wave, or None."""
    waves: list[App] = []
    plain: list[Term] = []
    bases: list[Term] = []
    for u, e in powers(t.body):
        match u:
            case App("sin" | "cos", _) if t.var in free_names(u) and e == ONE:
                waves.append(u)
                continue
            case App("exp", (v,)) if t.var in free_names(v):
                rise, of = e * v, EULER
            case _ if t.var in free_names(e) and t.var not in free_names(u):
                rise, of = e, u
            case _:
                plain.append(u if e == ONE else u**e)
                continue
        parts = _affine(basis, rise, t.var)
        if parts is None:
            return None
        plain.append(_raised(of, parts[0]))
        bases.append(_raised(of, parts[1]))
    if len(waves) != 1:
        return None
    (angle,) = waves[0].args
    found = polynomials(product_of(plain), t.var, Univariate(basis.field, basis.known.holds))
    turn = _affine(basis, angle, t.var)
    if found is None or found[1] or turn is None or len(found[0]) > MAX_DEGREE + 1:
        return None
    return Wave(found[0], basis.normal(product_of(bases)), angle, turn[1], waves[0].head)


def _affine(basis: Basis, t: Term, var: str) -> tuple[Term, Term] | None:
    """Offset and slope of what is affine in a name."""
    offset = basis.normal(substitute(t, {var: ZERO}))
    slope = basis.normal(substitute(t, {var: ONE}) - offset)
    return (offset, slope) if basis.field.equal(t, offset + slope * Sym(var)) else None


def _raised(base: Term, exponent: Term) -> Term:
    return call("exp", exponent) if base == EULER else base**exponent
