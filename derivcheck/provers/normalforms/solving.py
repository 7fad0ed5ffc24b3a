"""Solving a relation between atoms for one that it contains linearly, nonzero factors cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence, Lemma
from derivcheck.kernel.language.terms import ZERO, App, Term, call, children, free_names
from derivcheck.provers.foundations.polynomials import coefficients, factored
from derivcheck.provers.foundations.proof_context import ProofContext

ROOTS = frozenset(("^", "sqrt", "root"))


def solved(
    known: ProofContext,
    field: Field,
    lemmas: tuple[Evidence, ...],
    left: Term,
    right: Term,
    wanted: Term | None = None,
) -> Lemma | None:
    """A lemma `atom = value` that an equation that is no rule amounts to, or None.

    Arguments:
        known: for factors and slopes that are not zero.
        field: whose atoms these are.
        lemmas: all that has been assumed there, and the equation.
        left, right: the sides of the equation.
        wanted: the atom to solve for; without it, the first that is possible.
    """
    gap = field.gap(left, right)
    if gap.is_constant():
        return None
    _, factors = factored(gap)
    several = len(factors) > 1  # a single factor is zero: no question
    kept = [p for p, _ in factors if not (several and known.nonzero(written(field, p)))]
    rest = prod(kept[1:], start=kept[0]) if kept else gap
    if rest.total_degree() < gap.total_degree():
        cancelled = _without_factors(known, field, lemmas, gap, rest)
        if cancelled is None:
            return None
        lemmas = (*lemmas, cancelled)
    for n, slope, offset in _linear(field, rest):
        if wanted is not None and field.terms[n] != wanted:
            continue
        if slope.is_constant() or known.nonzero(written(field, slope)):
            value = written(field, -offset)
            value = value if slope.is_one() else value / written(field, slope)
            atom = field.terms[n]
            return Lemma(call("=", atom, value), Arithmetic(atom, value, lemmas))
    return None


def _without_factors(
    known: ProofContext, field: Field, lemmas: tuple[Evidence, ...], gap: Poly, rest: Poly
) -> Evidence | None:
    """Evidence that a polynomial is zero, its product with nonzero factors being zero."""
    u, v = written(field, rest), written(field, gap / rest)
    product = Lemma(call("=", u * v, ZERO), Arithmetic(u * v, ZERO, lemmas))
    found = Axiom("zero_product", (("u", u), ("v", v)))
    return found if known.nonzero(v) and known.learn(product) and known.inferred(found) else None


def _linear(field: Field, p: Poly) -> Iterator[tuple[int, Poly, Poly]]:
    """The atoms that occur linearly, newest first and constants last: their number, slope and what
    is left.
    """
    ring, last = p.context(), p.context().nvars() - 1
    places = [place for place, degree in enumerate(p.degrees()) if degree == 1]
    for place in sorted(places, key=lambda place: _rank(field.terms[last - place])):
        rows = coefficients(p, place)
        yield last - place, rows[1], rows.get(0, ring.from_dict({}))


def _rank(t: Term) -> int:
    """How late an atom is solved for: pi, and a root of a number, occur in other atoms too."""
    if free_names(t):
        return 0
    return 2 if not children(t) or (isinstance(t, App) and t.head in ROOTS) else 1
