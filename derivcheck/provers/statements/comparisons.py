"""Inequalities between numbers, by the sign of the difference as written or in normal form."""

from __future__ import annotations

from derivcheck.kernel.checker.signs import ALLOWED, within
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ZERO, App
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.sideconditions.signed_forms import difference

RELATIONS = frozenset(["!=", "<", "<=", ">", ">="])


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a comparison, or None."""
    if claim.relation not in RELATIONS:
        return None
    known = known_of(claim)
    goal = App(claim.relation, (claim.before, claim.after))
    if known.holds(goal):
        return with_domain(claim, known.shown(Lemma(goal)))
    basis = reduced(claim.before, claim.after, known, limits)
    gap = difference(claim.before, claim.after)
    normal = basis.normal(gap)
    if not known.holds(App(claim.relation, (normal, ZERO))):
        return None
    if not within(known.facts.signs.sign(normal), ALLOWED[claim.relation]):
        return None
    return with_domain(claim, basis.wrapped(Sign(basis.arithmetic(gap, normal))))
