"""Contradictions: assumptions that nothing meets, by evidence that falsehood follows from them.

Equations are put into one another until a number is left that is not zero (x = 1, y = x + 1, y = 3
leaves 2 = 3), or their ideal is the whole ring; what else contradicts itself is left to the
provers of statements.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.atoms import TooLarge
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Chain,
    Evidence,
    Hypothesis,
    Suppose,
    Symmetry,
)
from derivcheck.kernel.language.terms import FALSE, ONE, TRUE, ZERO, App, Term, conjuncts, number
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.definitions import definitions_first
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.statements.implications import Effort, shown

EFFORTS = (False, True)
"""Whether falsehood is pursued into what equations amount to; cheapest first."""


def absurdity(context: Context) -> Claim:
    """The claim that the assumptions contradict each other."""
    return Claim(context, TRUE, "implies", FALSE)


def contradiction(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for `true implies false`, or None."""
    if (claim.before, claim.relation, claim.after) != (TRUE, "implies", FALSE):
        return None
    found = _by_elimination(ProofContext(facts_of(claim), discharge), limits)
    for deep in EFFORTS:
        known = ProofContext(facts_of(claim), discharge)
        found = found or shown(FALSE, known, Effort(limits, contrary=True, deep=deep))
    return Suppose(found) if found else None


def _by_elimination(known: ProofContext, limits: Limits) -> Evidence | None:
    """Falsehood from the equations alone."""
    basis = Basis(known, HANDLERS, limits)
    for evidence in _equations(known):
        match basis.known.inferred(evidence):
            case App("=", (left, right)) if basis.known.defined(left, right):
                gap = _gap(basis, left, right)
                if gap is not None:
                    same = basis.arithmetic(left, right + gap)
                    return basis.wrapped(Absurd(Chain((Symmetry(evidence), same))))
                basis.propose(evidence, (left, right))
    if basis.lemmas and basis.equal(ZERO, ONE):
        return basis.wrapped(Absurd(Arithmetic(ZERO, ONE, tuple(basis.lemmas))))
    return None


def _equations(known: ProofContext) -> Iterator[Evidence]:
    """The known equations and the instances of those for all values."""
    stated = conjuncts(known.facts.statements)
    for statement in definitions_first(stated):
        match statement:
            case App("=", (left, right)) if left != App("floor", (right,)):
                yield Hypothesis(statement)
    yield from instances(stated, ())


def _gap(basis: Basis, left: Term, right: Term) -> Term | None:
    """The number, not zero, by which two terms differ as far as is known, if it is one."""
    if basis.field.is_array(left):
        return None
    for side in (left, right):
        basis.visit(side)
    try:
        found = basis.field.constant(left - right)
    except TooLarge:
        return None
    return number(found) if found else None
