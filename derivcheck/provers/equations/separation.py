"""Equations of numbers written with roots and rational angles, by the relations between these."""

from __future__ import annotations

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.algebraic_numbers import is_closed, same
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of two numbers written with roots, or None."""
    if claim.relation != "=" or not all(map(is_closed, (claim.before, claim.after))):
        return None
    found = same(Basis(known_of(claim), HANDLERS, limits), claim.before, claim.after)
    return found and with_domain(claim, found)
