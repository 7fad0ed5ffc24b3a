"""Arrays that are equal by what is known of them: as words, else entry by entry."""

from __future__ import annotations

from derivcheck.kernel.language.evidence import Evidence
from derivcheck.kernel.language.terms import Term
from derivcheck.provers.equations import words
from derivcheck.provers.equations.entries import by_entries
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext


def equal_arrays(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Complete evidence that two arrays are equal, or None."""
    found = words.equal(left, right, known, limits)
    if found is None or known.inferred(found) is None:
        found = by_entries(left, right, known, limits)
    return None if found is None else known.shown(found)
