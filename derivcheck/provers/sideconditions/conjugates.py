"""Conjugates: what a term with a square root becomes when the sign of the root is turned.

The product of a number and its conjugate, the norm, is free of the root (S. Lang, Algebra,
chapter VI, section 5).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import App, Num, Term, number
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_DEGREE = 24
"""The greatest degree of a norm that is looked at."""


def quadratic(field: Field, p: Poly) -> Iterator[tuple[Term, Poly, Poly]]:
    """Each atom r in a polynomial a + b*r whose square is free of r, newest first, with a and b."""
    nothing, most = p.context().from_dict({}), p.context().nvars()
    for place, degree in enumerate(p.degrees()):
        r = field.terms[most - 1 - place] if degree == 1 else None
        if r is not None and most - 1 - place not in field.used(field.value(r ** number(2))):
            rows = coefficients(p, place)
            yield r, rows.get(0, nothing), rows[1]


def square_roots(field: Field, p: Poly) -> Iterator[tuple[Term, Poly, Poly]]:
    """The same for square roots and the imaginary unit."""
    for r, a, b in quadratic(field, p):
        match r:
            case App("sqrt" | "I", _) | App("^", (_, App("/", (_, Num(2))))):
                yield r, a, b


def _but_absolute(field: Field, p: Poly) -> Iterator[tuple[Term, Poly, Poly]]:
    return (found for found in quadratic(field, p) if getattr(found[0], "head", "") != "abs")


def rationalised(field: Field, t: Term) -> Term | None:
    """A number with no such root in the denominator; None if there is none, or its norm is 0.

    An absolute value stays there: it is no root of what it is of.
    """
    v, found = field.value(t), None
    while not v.bottom.is_constant() and (roots := next(_but_absolute(field, v.bottom), None)):
        r, a, b = roots
        other = written(field, a) - written(field, b) * r
        norm = field.value(written(field, v.bottom) * other)
        if norm.top.is_zero() or norm.top.total_degree() > MAX_DEGREE:
            return None
        found = written(field, v.top) * other / fraction(field, norm)
        v = field.value(found)
    return found


def conjugate(field: Field, t: Term, root: Term) -> Term:
    """A term with the sign of a root turned."""
    v = field.value(t)
    top, bottom = (_turned(field, field.up(p), root) for p in (v.top, v.bottom))
    return top / bottom


def _turned(field: Field, p: Poly, root: Term) -> Term:
    for r, a, b in quadratic(field, p):
        if r == root:
            return written(field, a) - written(field, b) * r
    return written(field, p)


def nonvanishing(known: ProofContext, t: Term) -> bool:
    """Learns that a term is not zero if its norm by one of its roots is known not to be."""
    field = known.facts.field
    for r, a, b in square_roots(field, field.value(t).top):
        if a.is_zero():
            continue
        other = written(field, a) - written(field, b) * r
        if known.nonzero(fraction(field, field.value(t * other))):
            return known.learn(Axiom("nonzero_factor", (("u", t), ("v", other))))
    return False
