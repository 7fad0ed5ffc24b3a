"""The arithmetic prover: both sides as rational functions over opaque atoms."""

from __future__ import annotations

from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Arithmetic, Evidence
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.foundations.limits import Limits


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence without lemmas, or None."""
    if claim.relation != "=" or not facts_of(claim).field.equal(claim.before, claim.after):
        return None
    return with_domain(claim, Arithmetic(claim.before, claim.after))
