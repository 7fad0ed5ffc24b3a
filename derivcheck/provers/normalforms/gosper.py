"""Gosper's algorithm: whether a hypergeometric term is the difference of another one.

Petkovsek, Wilf and Zeilberger, A = B, chapter 5: the quotient of neighbouring terms is written as
a(k)/b(k)*c(k + 1)/c(k) with a(k) and b(k + h) prime to each other for all h >= 0; the difference
equation has a solution if a(k)*x(k + 1) - b(k - 1)*x(k) = c(k) has a polynomial one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    Sym,
    Term,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.normalforms.basis import Basis, summed

MAX_SHIFT = 8
"""How far apart factors of numerator and denominator are looked for."""
MAX_DEGREE = 4
"""The highest degree of the polynomial that is looked for."""


def certificate(basis: Basis, ratio: Term, var: str) -> Term | None:
    """The rational function y with t(k) = y(k + 1)*t(k + 1) - y(k)*t(k); None if there is none.

    Arguments:
        ratio: t(k + 1)/t(k), rational in the variable.
    """
    found = reduced(basis, ratio, var, ONE)
    return None if found is None else found[1]


def reduced(
    basis: Basis, ratio: Term, var: str, p: Term, q: Term | None = None
) -> tuple[Term, Term] | None:
    """C and y with p(k)*t(k) = C*q(k)*t(k) + y(k + 1)*t(k + 1) - y(k)*t(k); None if there are none.

    Arguments:
        ratio: t(k + 1)/t(k), rational in the variable.
        p, q: polynomials; without q, C is zero.
    """
    v = basis.value(ratio)
    a, b = basis.polynomial(v.top), basis.polynomial(v.bottom)
    c: Term = ONE
    for h in range(MAX_SHIFT):
        common = _common(basis, a, _at(b, var, h), var)
        if common != ONE:
            a, b = basis.normal(a / common), basis.normal(b / _at(common, var, -h))
            for i in range(1, h + 1):
                c = basis.normal(c * _at(common, var, -i))
    before = _at(b, var, -1)
    for degree in range(MAX_DEGREE + 1):
        found = _solution(basis, a, before, [c * u for u in (q, p) if u is not None], var, degree)
        if found is not None:
            multiple, x = found
            return multiple, basis.normal(before * x / c)
    return None


def _at(t: Term, var: str, h: int) -> Term:
    return substitute(t, {var: Sym(var) + number(h)}) if h else t


def _common(basis: Basis, a: Term, b: Term, var: str) -> Term:
    """The common divisor of two polynomials, as far as it mentions the variable."""
    p, q = (basis.field.up(basis.value(u).top) for u in (a, b))
    found = basis.polynomial(p.gcd(q))
    return found if var in free_names(found) else ONE


def _solution(
    basis: Basis, a: Term, before: Term, c: Sequence[Term], var: str, degree: int
) -> tuple[Term, Term] | None:
    """C, and x of some degree, with a(k)*x(k + 1) - before(k)*x(k) = c(k) for the last c, less
    C times the first if there are two.
    """
    k, powers = Sym(var), range(degree + 1)
    images = [a * (k + 1) ** number(i) - before * k ** number(i) for i in powers]
    columns = [_coefficients(basis, image, var) for image in (*images, *c)]
    if None in columns:
        return None
    degrees = sorted({d for column in columns for d in column or ()})
    rows = [[(column or {}).get(d, ZERO) for column in columns] for d in degrees]
    found = _solved(basis, rows, len(columns) - 1)
    if found is None:
        return None
    x = summed([(Fraction(1), u * k ** number(i)) for i, u in zip(powers, found, strict=False)])
    return (found[-1] if len(c) > 1 else ZERO), x


def _coefficients(basis: Basis, t: Term, var: str) -> dict[int, Term] | None:
    """The coefficients of a polynomial in a variable, each a term."""
    v = basis.value(t)
    top, bottom = basis.field.up(v.top), basis.polynomial(v.bottom)
    if var in free_names(bottom):
        return None
    place = next((n for n, atom in enumerate(basis.field.terms) if atom == Sym(var)), None)
    if place is None:
        return {0: t}
    parts = coefficients(top, top.context().nvars() - 1 - place)
    found = {d: basis.normal(basis.polynomial(p) / bottom) for d, p in parts.items()}
    return None if any(var in free_names(u) for u in found.values()) else found


def _solved(basis: Basis, rows: Sequence[Sequence[Term]], unknowns: int) -> list[Term] | None:
    """The solution of linear equations, free unknowns being zero; None if there is none."""
    left = [list(row) for row in rows]
    pivots: list[tuple[int, list[Term]]] = []
    for column in range(unknowns):
        pivot = next((row for row in left if row[column] != ZERO), None)
        if pivot is None:
            continue
        left.remove(pivot)
        pivot = [basis.normal(u / pivot[column]) for u in pivot]
        left = [_less(basis, row, pivot, column) for row in left]
        pivots = [(n, _less(basis, row, pivot, column)) for n, row in pivots]
        pivots.append((column, pivot))
    if any(row[-1] != ZERO for row in left):
        return None
    values = dict(pivots)
    return [values[n][-1] if n in values else ZERO for n in range(unknowns)]


def _less(basis: Basis, row: list[Term], pivot: list[Term], column: int) -> list[Term]:
    """A row less the multiple of another that has its entry in a column."""
    factor = row[column]
    if factor == ZERO:
        return row
    return [basis.normal(u - factor * w) for u, w in zip(row, pivot, strict=True)]
