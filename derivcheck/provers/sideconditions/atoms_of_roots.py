"""Polynomials in x and a root of x: the root alone is enough, as x is a power of it."""

from __future__ import annotations

from fractions import Fraction

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.terms import App, Term, numeral
from derivcheck.provers.foundations.polynomials import places_of


def over_roots(facts: Facts, p: Poly) -> Poly:
    """A polynomial in x and a root of x as one in the root alone."""
    for root, of in rooted(facts, p).items():
        if _place(facts, p, of) in places_of(p):
            p = in_root(facts, p, root, of)
    return p


def rooted(facts: Facts, p: Poly) -> dict[Term, Term]:
    """The roots among the atoms of a polynomial, and of what."""
    last = p.context().nvars() - 1
    terms = (facts.field.terms[last - n] for n in places_of(p))
    return {t: t.args[0] for t in terms if isinstance(t, App) and order_of(t)}


def in_root(facts: Facts, p: Poly, root: Term, of: Term) -> Poly:
    """A polynomial with a power of a root in the place of what it is a root of."""
    last, order = p.context().nvars() - 1, order_of(root)
    images = [p.context().gen(k) for k in range(last + 1)]
    place, under = (_place(facts, p, t) for t in (root, of))
    if order and place is not None and under is not None:
        images[under] = images[place] ** order
    return p.compose(*images)


def _place(facts: Facts, p: Poly, t: Term) -> int | None:
    """Where a term is an atom of a polynomial, as it is written or in normal form."""
    terms, last = facts.field.terms, p.context().nvars() - 1
    if t in terms:
        return int(last - terms.index(t))
    v = facts.field.value(t)
    q = facts.field.up(v.top)
    if q.context() is not p.context() or not v.bottom.is_constant() or len(q) != 1:
        return None
    found = places_of(q)
    return found[0] if len(found) == 1 and q == p.context().gen(found[0]) else None


def order_of(t: Term) -> int | None:
    """The order of a root."""
    match t:
        case App("sqrt", _):
            return 2
        case App("^", (_, exponent)):
            value = Fraction(numeral(exponent) or 0)
            return value.denominator if value.numerator == 1 else None
    return None
