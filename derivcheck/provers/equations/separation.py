"""Equations of numbers written with roots, by the kernel's separation bound."""

from __future__ import annotations

from derivcheck.kernel.algebra.radicals import vanishes
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Separation
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.radicals import is_closed


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of two numbers written with roots, or None."""
    sides = claim.before, claim.after
    if claim.relation != "=" or not all(map(is_closed, sides)):
        return None
    if not vanishes(claim.before - claim.after, claim.context):
        return None
    return with_domain(claim, Separation(*sides))
