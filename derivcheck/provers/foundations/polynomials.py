"""Polynomials over the atoms of a field, written as terms."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivcheck.kernel.algebra.atoms import Poly, Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import product_of, written
from derivcheck.kernel.language.terms import ZERO, App, Term, number

MAX_DEGREE, MAX_TERMS = 60, 2_000
"""Polynomials beyond are not factored: nothing interrupts a factorisation."""


def of_powers(factors: Sequence[tuple[Term, int]]) -> Term:
    """The product of powers of terms, 1 if there are none."""
    return product_of([p if e == 1 else p ** number(e) for p, e in factors])


def sum_of(parts: Sequence[Term]) -> Term:
    """The sum of terms, 0 if there are none."""
    return ZERO if not parts else parts[0] if len(parts) == 1 else App("+", tuple(parts))


def factored(p: Poly) -> tuple[int, list[tuple[Poly, int]]]:
    """Content and irreducible factors with their powers; what is too large stays one factor."""
    if p.total_degree() > MAX_DEGREE or len(p) > MAX_TERMS:
        return 1, [(p, 1)]
    content, factors = p.factor()
    return int(content), [(q, int(n)) for q, n in factors]


def as_powers(field: Field, v: Value) -> tuple[Fraction, list[tuple[Term, int]]]:
    """A value as a rational number times powers of irreducible polynomials over the atoms."""
    if v.top.is_zero():
        return Fraction(0), []
    content, tops = factored(v.top)
    under, bottoms = factored(v.bottom)
    powers = [*tops, *((p, -n) for p, n in bottoms)]
    return Fraction(content, under), [(written(field, p), n) for p, n in powers]


def places_of(p: Poly) -> list[int]:
    """The places of the variables that occur in a polynomial, which for zero are none."""
    return [n for n, d in enumerate(p.degrees()) if d > 0]


def coefficients(p: Poly, place: int) -> dict[int, Poly]:
    """Degree -> coefficient of a polynomial as one in the variable at a place of its ring."""
    rows: dict[int, dict[tuple[int, ...], int]] = {}
    for monomial, c in p.terms():
        bare = (*monomial[:place], 0, *monomial[place + 1 :])
        rows.setdefault(int(monomial[place]), {})[bare] = int(c)
    return {d: p.context().from_dict(row) for d, row in rows.items()}
