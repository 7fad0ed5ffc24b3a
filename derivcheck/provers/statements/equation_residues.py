"""Remainders from equations between integers: both sides leave the same one.

    p^2 = 2*q^2      so  mod(p^2, 4) = mod(2*q^2, 4)      so  mod(q, 2) = 0

What that leaves of the residues of the names is decided case by case (Hardy and Wright, An
Introduction to the Theory of Numbers, section 4.1, chapter 5).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, Claim, integral
from derivcheck.kernel.language.evidence import Evidence, Lemma, Suppose
from derivcheck.kernel.language.terms import App, Term, call, conjuncts, free_names
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.statements.implications import Effort
from derivcheck.provers.statements.residues import MAX_CASES, by_residues, divided, moduli

POWERS = (1, 2)
"""Of which powers of the modulus asked for the remainders of an equation are looked at."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a statement about remainders by a known equation, or None."""
    goal, is_step = goal_of(claim), claim.relation not in LINKS
    known = known_of(claim) if is_step else ProofContext(facts_of(claim), discharge)
    match goal:
        case App("implies", (p, q)):
            inner = known.supposing(p)
            found = _by_equations(q, inner, limits)
            return found and Suppose(inner.shown(found))
    found = _by_equations(goal, known, limits)
    return found and with_domain(claim, found)


def _by_equations(goal: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    asked = sorted({m for _, m in divided(goal, known) if m > 1})
    for left, right in _equations(known) if asked else ():
        if free_names(goal).isdisjoint(free_names(left) | free_names(right)):
            continue
        for modulus in (m**n for n in POWERS for m in asked):
            sides = (call("mod", t, modulus) for t in (left, right))
            found = _by_premise(goal, App("=", tuple(sides)), known, limits)
            if found is not None:
                return found
    return None


def _equations(known: ProofContext) -> Iterator[tuple[Term, Term]]:
    """The known equations between integers."""
    context = known.facts.context
    for s in conjuncts(known.facts.statements):
        match s:
            case App("=", (left, right)) if integral(left, context) and integral(right, context):
                yield left, right


def _by_premise(goal: Term, premise: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    if not known.holds(premise):
        return None
    statement, apart = App("implies", (premise, goal)), known.knowing()
    names, effort = [*moduli(statement, apart)], Effort(limits, contrary=True)
    found = by_residues(statement, apart, names, effort, MAX_CASES)
    if found is None or not known.learn(Lemma(statement, apart.shown(found))):
        return None
    return known.shown(Lemma(goal)) if known.holds(goal) else None
