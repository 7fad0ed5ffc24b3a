"""What the whole part of a term may be: proposals, of which nothing is shown."""

from __future__ import annotations

from math import floor, isfinite

from derivcheck.kernel.language.terms import Term
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.bernstein import affine_bounds


def whole_part(known: ProofContext, u: Term) -> int | None:
    """The whole part of a term by its bounds, or at the points at which all that is known holds.

    None where it is not the same at all of them.
    """
    low, high = affine_bounds(known.facts, u)
    if low is not None and high is not None:
        return floor(low)
    found = {floor(v) if isfinite(v) else None for (v,) in known.models.values(u)}
    return found.pop() if len(found) == 1 else None
