"""Polynomials in an integer that are never zero: their real roots lie between integers.

    n^2 + n != 3      n <= -3: n^2 + n > 3      -2 <= n <= 1: n^2 + n < 3      n >= 2: n^2 + n > 3

The real roots are isolated (Cohen, A Course in Computational Algebraic Number Theory, section
4.1.1). Beyond them a polynomial is written by the distance from the next integer, between them, if
it is quadratic, by the distances from both.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpz_poly

from derivcheck.kernel.language.evidence import Arithmetic, Cases, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, call, free_names, number
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import difference

MAX_DEGREE = 4


@dataclass(frozen=True, slots=True)
class Unequal:
    """That a polynomial in an integer is not zero.

    Arguments:
        said: what is to be shown.
        gap: the term that is the polynomial.
        n: the integer.
        p: its coefficients.
    """

    said: Term
    gap: Term
    n: Sym
    p: fmpz_poly


def between_integers(known: ProofContext, s: Term) -> None:
    """Learns that a polynomial in one integer differs from another, if no integer is a root."""
    match s:
        case App("!=", (a, b)) if known.near and len(free_names(s)) == 1:
            (name,), gap = free_names(s), difference(a, b)
        case _:
            return
    sort = known.facts.context.sorts.get(name)
    if sort is None or sort.base != "integer" or sort.shape:
        return
    p = _polynomial(gap, name, known)
    if p is not None and (below := _below_roots(p)):
        found = _from(below, None, Unequal(s, gap, Sym(name), p), known.knowing())
        if found is not None:
            known.learn(Lemma(s, found))


def _polynomial(gap: Term, name: str, known: ProofContext) -> fmpz_poly | None:
    """The coefficients of a polynomial in one name, if they are whole numbers."""
    field = known.facts.field
    v = field.value(gap)
    atoms = list(field.used(v))
    if len(atoms) != 1 or field.terms[atoms[0]] != Sym(name) or v.bottom != 1:
        return None
    rows = coefficients(v.top, v.top.context().nvars() - 1 - atoms[0])
    whole = [int(rows[d].leading_coefficient()) if d in rows else 0 for d in range(max(rows) + 1)]
    return fmpz_poly(whole) if max(rows) <= MAX_DEGREE else None


def _below_roots(p: fmpz_poly) -> list[int]:
    """The integers just below the real roots; none if one is a root itself."""
    found = set[int]()
    roots: Any = p.complex_roots()  # pairs, which the stubs do not say
    for root, _ in roots:
        if root.imag == 0:
            k = root.real.floor().unique_fmpz()
            if k is None or p(k) == 0 or p(k + 1) == 0:
                return []
            found.add(int(k))
    return sorted(found)


def _from(below: list[int], last: int | None, un: Unequal, known: ProofContext) -> Evidence | None:
    """The statement up to the first root, and beyond it."""
    if last is not None and not known.holds(call(">=", un.n, number(last + 1))):
        return None
    if not below:
        return _beyond(un, (last or 0) + 1, 1, known)
    k, *rest = below
    side = call("<=", un.n, number(k))
    inner = known.knowing(side)
    yes = _beyond(un, k, -1, inner) if last is None else _between(un, last + 1, k, inner)
    no = yes and _from(rest, k, un, known.denying(side))
    return known.shown(Cases(side, yes, no)) if yes and no else None


def _beyond(un: Unequal, end: int, way: int, known: ProofContext) -> Evidence | None:
    """The statement from an integer on, in one direction, by the powers of the distance from it."""
    far = un.n - number(end) if way > 0 else number(end) - un.n
    form: Term = ZERO
    for exponent, c in enumerate(un.p(fmpz_poly([end, way])).coeffs()):
        form = form + number(int(c)) * far ** number(exponent) if exponent else number(int(c))
    return _signed(un, end, form, (far,), known)


def _between(un: Unequal, low: int, high: int, known: ProofContext) -> Evidence | None:
    """The statement between integers at which the polynomial has the same sign.

    p(n) = m + (p(low) - m)*(high - n)/(high - low) + (p(high) - m)*(n - low)/(high - low)
             - a*(n - low)*(high - n)            m being whichever of p(low) and p(high) is nearer 0
    """
    if low == high:
        known.holds(call("=", un.n, number(low)))
        return known.shown(Lemma(un.said)) if known.holds(un.said) else None
    if un.p.degree() != 2:
        return None
    first, last, square = (int(c) for c in (un.p(low), un.p(high), un.p[2]))
    nearer = max(first, last) if first < 0 else min(first, last)
    up, down, span = un.n - number(low), number(high) - un.n, high - low
    form = number(nearer) + number(Fraction(first - nearer, span)) * down
    form = form + number(Fraction(last - nearer, span)) * up + number(-square) * (up * down)
    return _signed(un, low, form, (up, down), known)


def _signed(
    un: Unequal, at: int, form: Term, parts: tuple[Term, ...], known: ProofContext
) -> Evidence | None:
    """The statement by the sign that a form has, none of whose parts is negative."""
    rel = "<" if un.p(at) < 0 else ">"
    if not all(known.holds(call("<=", ZERO, part)) for part in parts):
        return None
    if not known.learn(Lemma(call(rel, un.gap, ZERO), Sign(Arithmetic(un.gap, form)))):
        return None
    return known.shown(Lemma(un.said)) if known.holds(un.said) else None
