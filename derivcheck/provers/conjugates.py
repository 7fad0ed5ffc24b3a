"""Conjugates: what a term with a square root becomes when the sign of the root is turned.

The product of a number and its conjugate, the norm, is free of the root (S. Lang, Algebra,
chapter VI, section 5).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.evidence import Axiom
from derivcheck.kernel.field import Field, Poly
from derivcheck.kernel.terms import App, Num, Term
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.polynomials import coefficients, fraction, written


def square_roots(field: Field, p: Poly) -> Iterator[tuple[Term, Poly, Poly]]:
    """Each root r in a polynomial a + b*r over the atoms, newest first, with a and b.

    The imaginary unit counts as a root.
    """
    for place, degree in enumerate(p.degrees()):
        r = field.terms[p.context().nvars() - 1 - place] if degree == 1 else None
        match r:
            case App("sqrt" | "I", _) | App("^", (_, App("/", (_, Num(2))))):
                rows = coefficients(p, place)
                yield r, rows.get(0, p.context().from_dict({})), rows[1]


def nonvanishing(known: Knowledge, t: Term) -> bool:
    """Learns that a term is not zero if its norm by one of its roots is known not to be."""
    field = known.facts.field
    for r, a, b in square_roots(field, field.value(t).top):
        if a.is_zero():
            continue
        other = written(field, a) - written(field, b) * r
        if known.nonzero(fraction(field, field.value(t * other))):
            return known.learn(Axiom("nonzero_factor", (("u", t), ("v", other))))
    return False
