"""Gosper's algorithm: whether a hypergeometric term is the difference of another one.

Petkovsek, Wilf and Zeilberger, A = B, chapter 5: the quotient of neighbouring terms is written as
a(k)/b(k)*c(k + 1)/c(k) with a(k) and b(k + h) prime to each other for all h >= 0; the difference
equation has a solution if a(k)*x(k + 1) - b(k - 1)*x(k) = c(k) has a polynomial one, whose degree
is bounded.  Which h there are is read off the irreducible factors (Y.-K. Man and F. J. Wright, Fast
polynomial dispersion computation, ISSAC 1994).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from flint import fmpq, fmpq_mat

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.foundations.polynomials import as_powers, coefficients
from derivcheck.provers.normalforms.basis import Basis, summed

MAX_SHIFT, MAX_DEGREE = 40, 40
"""How far apart factors of numerator and denominator may be, and the highest degree of the
polynomial that is looked for."""


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
    for h in _shifts(basis, a, b, var):
        common = _common(basis, a, _at(b, var, h), var)
        if common != ONE:
            a, b = basis.normal(a / common), basis.normal(b / _at(common, var, -h))
            for i in range(1, h + 1):
                c = basis.normal(c * _at(common, var, -i))
    before = _at(b, var, -1)
    wanted = [c * u for u in (q, p) if u is not None]
    degree = _degree(basis, a, before, wanted, var)
    found = None if degree is None else _solution(basis, a, before, wanted, var, degree)
    if found is None:
        return None
    multiple, x = found
    return multiple, basis.normal(before * x / c)


def _shifts(basis: Basis, a: Term, b: Term, var: str) -> list[int]:
    """The h for which a(k) and b(k + h) may have a common divisor, smallest first."""
    found = set()
    for p, q in product(*(_factors(basis, u, var) for u in (a, b))):
        if max(p) == max(q):
            h = basis.field.constant((_second(p) - _second(q)) / max(p))
            if h is not None and h.denominator == 1 and 0 <= h <= MAX_SHIFT:
                found.add(int(h))
    return sorted(found)


def _second(p: dict[int, Term]) -> Term:
    """The coefficient below the leading one, which is made 1."""
    return p.get(max(p) - 1, ZERO) / p[max(p)]


def _factors(basis: Basis, t: Term, var: str) -> list[dict[int, Term]]:
    """The irreducible factors of a polynomial that hold a variable, by their coefficients."""
    powers = as_powers(basis.field, basis.value(t))[1]
    found = [_coefficients(basis, p, var) for p, _ in powers if var in free_names(p)]
    return [p for p in found if p]


def _degree(basis: Basis, a: Term, b: Term, c: Sequence[Term], var: str) -> int | None:
    """The highest degree of x with a(k)*x(k + 1) - b(k)*x(k) = c(k); None if there is no x."""
    first, second = (_coefficients(basis, u, var) for u in (a, b))
    right = [_coefficients(basis, u, var) for u in c]
    if not first or not second or None in right:
        return None
    top, most = max(map(max, (p for p in right if p)), default=0), max(*first, *second)
    found = top - most
    if basis.equal(first.get(most, ZERO), second.get(most, ZERO)):
        less = second.get(most - 1, ZERO) - first.get(most - 1, ZERO)
        other = basis.field.constant(less / first[most])
        is_whole = other is not None and other.denominator == 1
        found = max(found + 1, int(other) if other is not None and is_whole else 0)
    return found if 0 <= found <= MAX_DEGREE else None


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
    if all(isinstance(u, Num) for row in rows for u in row):
        numerals = [[Fraction(u.value) for u in row if isinstance(u, Num)] for row in rows]
        return _rational(numerals, unknowns)
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


def _rational(rows: list[list[Fraction]], unknowns: int) -> list[Term] | None:
    """The same for rational numbers."""
    entries = [[fmpq(c.numerator, c.denominator) for c in row] for row in rows]
    if not entries:
        return [ZERO] * unknowns
    form, rank = fmpq_mat(entries).rref()
    values: list[Term] = [ZERO] * unknowns
    for n in range(rank):
        column = next(m for m in range(unknowns + 1) if form[n, m] != 0)
        if column == unknowns:
            return None
        values[column] = number(Fraction(int(form[n, unknowns].p), int(form[n, unknowns].q)))
    return values


def _less(basis: Basis, row: list[Term], pivot: list[Term], column: int) -> list[Term]:
    """A row less the multiple of another that has its entry in a column."""
    factor = row[column]
    if factor == ZERO:
        return row
    return [basis.normal(u - factor * w) for u, w in zip(row, pivot, strict=True)]


def is_rational(t: Term, names: frozenset[str]) -> bool:
    """Whether a term is made by rational operations of names and what does not depend on some."""
    match t:
        case Num() | Sym():
            return True
        case App("+" | "*" | "/" | "neg", parts):
            return all(is_rational(part, names) for part in parts)
        case App("^", (u, Num())):
            return is_rational(u, names)
    return free_names(t).isdisjoint(names)
