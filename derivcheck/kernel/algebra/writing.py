"""Values of a field written as terms."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.kernel.algebra.atoms import Atoms, Poly, Value
from derivcheck.kernel.language.terms import ONE, App, Term, joined, number


def fraction(field: Atoms, v: Value) -> Term:
    """A value as a quotient of two sums."""
    top, bottom = written(field, v.top), written(field, v.bottom)
    match top:
        case _ if bottom == ONE:
            return top
        case App("neg", (u,)):
            return -(u / bottom)
    return top / bottom


def written(field: Atoms, p: Poly) -> Term:
    """A polynomial as a sum of monomials."""
    parts = tuple(_scaled(int(c), power_product(field, m)) for m, c in p.terms())
    return joined("+", parts)


def power_product(field: Atoms, exponents: tuple[int, ...]) -> Term:
    """A monomial without its coefficient."""
    powers = [(field.terms[n], int(d)) for n, d in enumerate(reversed(exponents)) if d]
    return product_of([t if d == 1 else t ** number(d) for t, d in powers])


def product_of(parts: Sequence[Term]) -> Term:
    """The product of factors, 1 if there are none."""
    return joined("*", parts, ONE)


def _scaled(c: int, t: Term) -> Term:
    scaled = t if abs(c) == 1 else number(abs(c)) if t == ONE else number(abs(c)) * t
    return -scaled if c < 0 else scaled
