"""Polynomials over the atoms of a field, written as terms."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.kernel.algebra.atoms import Poly, Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, number

MAX_DEGREE, MAX_TERMS = 60, 2_000
"""Polynomials beyond are not factored: nothing interrupts a factorisation."""


def written(field: Field, p: Poly) -> Term:
    """A polynomial as a sum of monomials."""
    parts = tuple(_scaled(int(c), power_product(field, m)) for m, c in p.terms())
    return ZERO if not parts else parts[0] if len(parts) == 1 else App("+", parts)


def power_product(field: Field, exponents: tuple[int, ...]) -> Term:
    """A monomial without its coefficient."""
    powers = [(field.terms[n], int(d)) for n, d in enumerate(reversed(exponents)) if d]
    return product_of([t if d == 1 else t ** number(d) for t, d in powers])


def product_of(parts: Sequence[Term]) -> Term:
    """The product of factors, 1 if there are none."""
    return ONE if not parts else parts[0] if len(parts) == 1 else App("*", tuple(parts))


def of_powers(factors: Sequence[tuple[Term, int]]) -> Term:
    """The product of powers of terms, 1 if there are none."""
    return product_of([p if e == 1 else p ** number(e) for p, e in factors])


def fraction(field: Field, v: Value) -> Term:
    """A value as a quotient of two sums."""
    top, bottom = written(field, v.top), written(field, v.bottom)
    match top:
        case _ if bottom == ONE:
            return top
        case App("neg", (u,)):
            return -(u / bottom)
    return top / bottom


def factored(p: Poly) -> tuple[int, list[tuple[Poly, int]]]:
    """Content and irreducible factors with their powers; what is too large stays one factor."""
    if p.total_degree() > MAX_DEGREE or len(p) > MAX_TERMS:
        return 1, [(p, 1)]
    content, factors = p.factor()
    return int(content), [(q, int(n)) for q, n in factors]


def coefficients(p: Poly, place: int) -> dict[int, Poly]:
    """Degree -> coefficient of a polynomial as one in the variable at a place of its ring."""
    rows: dict[int, dict[tuple[int, ...], int]] = {}
    for monomial, c in p.terms():
        bare = (*monomial[:place], 0, *monomial[place + 1 :])
        rows.setdefault(int(monomial[place]), {})[bare] = int(c)
    return {d: p.context().from_dict(row) for d, row in rows.items()}


def _scaled(c: int, t: Term) -> Term:
    scaled = t if abs(c) == 1 else number(abs(c)) if t == ONE else number(abs(c)) * t
    return -scaled if c < 0 else scaled
