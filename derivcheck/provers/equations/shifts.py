"""Sums and products over shifted ranges: all moved to start at 0, then as the elementary prover."""

from __future__ import annotations

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import ZERO, Bind, subterms
from derivcheck.provers.equations.elementary import normalised
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.handlers import SHIFTED


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with sums or products, or None."""
    sides = (claim.before, claim.after)
    series = (t for side in sides for t in subterms(side) if isinstance(t, Bind))
    shifted = any(t.head in ("sum", "prod") and t.args[0] != ZERO for t in series)
    if claim.relation != "=" or not shifted:
        return None
    return normalised(claim, limits, SHIFTED)
