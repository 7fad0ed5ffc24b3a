"""The elementary prover: both sides over the basis, then exact arithmetic."""

from __future__ import annotations

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Evidence, Hypothesis
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.inference import facts_of
from derivcheck.kernel.terms import App, Bind, Term
from derivcheck.provers.basis import Basis, Handler
from derivcheck.provers.handlers import HANDLERS
from derivcheck.provers.limits import Limits


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation from the normal forms of its sides, or None."""
    if claim.relation != "=":
        return None
    facts = facts_of(claim)
    return normalised(claim.before, claim.after, facts, limits)


def normalised(before: Term, after: Term, facts: Facts, limits: Limits) -> Evidence | None:
    """Evidence that two terms are equal under facts that include their definedness."""
    basis = reduced(before, after, facts, limits)
    return basis.evidence(before, after) if basis.equal(before, after) else None


def reduced(
    before: Term, after: Term, facts: Facts, limits: Limits, handlers: dict[str, Handler] = HANDLERS
) -> Basis:
    """The basis of two terms, known equations used first."""
    basis = Basis(facts, handlers, limits)
    if basis.equal(before, after):
        return basis
    for statement in facts.statements:
        _use(basis, statement)
    for t in (before, after):
        basis.visit(t)
    return basis


def _use(basis: Basis, statement: Term) -> None:
    match statement:
        case App("=", (App("floor", _), _)):
            return
        case App("=", (left, right)):
            basis.propose(Hypothesis(statement))
            basis.visit(left)
            basis.visit(right)
        case App("and", parts):
            for part in parts:
                _use(basis, part)
        case App("implies", (_, conclusion)):
            _use(basis, conclusion)
        case Bind("forall"):
            return
