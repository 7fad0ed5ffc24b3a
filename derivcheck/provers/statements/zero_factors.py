"""Equations of circular functions as alternatives: one factor of what is zero is.

    cos(x) = 1/2           cos((x + 2*pi/3)/2) = 0 or sin((x + pi/3)/2) = 0
    sin(2*x) = sin(x)      sin(x) = 0 or 2*cos(x) - 1 = 0

Differences of sines are products (DLMF 4.21.7 to 4.21.11); each factor alone has its zeros in one
row, which is how solutions in several rows are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Axiom, Evidence, Have, Lemma
from derivcheck.kernel.language.terms import ZERO, App, Term, free_names, subterms
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.products import factors_of
from derivcheck.provers.statements.turn_signs import product_of
from derivcheck.provers.statements.turns import CIRCULAR, factors_of_sines


def alternatives_of(p: Term, context: Context, limits: Limits) -> Iterator[tuple[App, Evidence]]:
    """Disjunctions of equations that follow from one of circular functions, with evidence.

    Arguments:
        p: a premise, not among what the context assumes.
    """
    match p:
        case App("=", (left, right)) if context.field == "real" and _is_circular(p):
            inner = replace(context, assumptions=(*context.assumptions, p))
            known = ProofContext(facts_of(Claim(inner, left, "=", right)), discharge)
            for found in factors_of(known.knowing(), difference(left, right), limits):
                yield from _told(found, known)
            yield from _told(_by_product(left, right, known, limits), known)
            yield from _told(_by_size(left, right, known, limits), known)


def _is_circular(p: Term) -> bool:
    parts = (t for t in subterms(p) if isinstance(t, App))
    return any(t.head in CIRCULAR and free_names(t) for t in parts)


def _told(found: Evidence | None, known: ProofContext) -> Iterator[tuple[App, Evidence]]:
    """What a piece of evidence says, if that is a disjunction."""
    inner = known.knowing()
    match said := found and inner.inferred(found):
        case App("or", _) if found is not None:
            yield said, inner.shown(found)


def _by_product(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """One of the two factors of a difference is zero."""
    product = product_of(left, right, known)
    match product.factors if product else factors_of_sines(left, right):
        case (one, other):
            return _either(one, other, known, limits)
    return None


def _by_size(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """What stands between bars is one or the other: |u| = c."""
    match left, right:
        case (App("abs", (u,)), c) | (c, App("abs", (u,))):
            return _either(u - c, u + c, known, limits)
    return None


def _either(one: Term, other: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """One of two factors is zero, if what is known says so of their product."""
    of = split(one * other, ZERO, known, limits, 0)
    choice = Axiom("zero_factor", (("u", one), ("v", other)))
    said, _ = instance(AXIOMS[choice.name], choice.bindings)
    zero = Lemma(App("=", (one * other, ZERO)), of)
    return Lemma(said, Have((zero, choice), Lemma(said))) if of else None
