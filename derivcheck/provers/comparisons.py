"""Inequalities between numbers, by the sign of the difference as written or in normal form."""

from __future__ import annotations

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Evidence, Order
from derivcheck.kernel.inference import facts_of
from derivcheck.kernel.terms import ZERO, App
from derivcheck.provers.elementary import reduced
from derivcheck.provers.limits import Limits

RELATIONS = frozenset(["!=", "<", "<=", ">", ">="])


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a comparison, or None."""
    if claim.relation not in RELATIONS:
        return None
    facts = facts_of(claim)
    if facts.holds(App(claim.relation, (claim.before, claim.after))):
        return Order()
    basis = reduced(claim.before, claim.after, facts, limits)
    parts: list[Evidence | None] = []
    for side in (claim.before, claim.after):
        normal = basis.term(basis.value(side))
        parts.append(None if side in (normal, ZERO) else basis.evidence(side, normal))
    return Order(parts[0], parts[1])
