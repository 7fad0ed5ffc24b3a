"""What is known not to be negative, as polynomials in the atoms of another one.

That are differences of what is compared, and atoms such as square roots.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import ANY, NOT_NEGATIVE, PLUS, within
from derivcheck.kernel.language.claims import ORDERS
from derivcheck.kernel.language.terms import Sym, Term, number
from derivcheck.provers.foundations.polynomials import places_of
from derivcheck.provers.sideconditions.signed_forms import differences


class Form(NamedTuple):
    """What is known not to be negative.

    Arguments:
        term: as it is written.
        poly: the same over the atoms.
        strict: whether it is not zero either.
    """

    term: Term
    poly: Poly
    strict: bool


def known_forms(facts: Facts, p: Poly, places: set[int]) -> Iterator[Form]:
    """What the known comparisons say is not negative, as far as it is a polynomial in some atoms.

    Arguments:
        p: of the ring that the forms are to be of.
        places: of the atoms in that ring.
    """
    for head, t in differences(facts):
        v = facts.field.value(t)
        q = facts.field.up(v.top)
        if head not in ORDERS or not v.bottom.is_constant() or q.context() is not p.context():
            continue
        if places.issuperset(places_of(q)):
            yield Form(t * number(int(v.bottom.leading_coefficient())), q, head in ("<", ">"))
    for place in sorted(places):
        t = facts.field.terms[p.context().nvars() - 1 - place]
        sign = ANY if isinstance(t, Sym) else facts.signs.sign(t)
        if within(sign, NOT_NEGATIVE):
            yield Form(t, p.context().gen(place), sign == PLUS)
