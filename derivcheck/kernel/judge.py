"""The judge: a claim and evidence in, a verdict out.  Total and pure.

    judge(claim, evidence) -> Proved(claim, conditions) | Refuted(claim, ...) | Rejected(reason)

It only says who judges: proofs are judged in `proof.py`, points in `refutation.py`; and it hands in
the one thing that a proof may take from there, that what holds no names has a value (`Enclosure`).
What it judges it works out afresh; what provers ask of a claim beforehand is remembered for them.
"""

from __future__ import annotations

from typing import Union

from derivcheck.kernel.checker import proof
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.proof import Grounds, Proved, proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.enclosures.evaluation import has_value
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Point
from derivcheck.kernel.refutation.point import Refuted, refuted
from derivcheck.kernel.work import remembered

MAX_CACHED = 8
"""How many claims' facts are remembered."""

Judgement = Union[Proved, Refuted, Rejected]


def judge(claim: Claim, evidence: Evidence) -> Judgement:
    """What evidence shows of a claim; any evidence, however malformed, gets an answer.

    Arguments:
        claim: definitions unfolded, sorts and assumptions complete.
        evidence: any object.

    Returns:
        Proved, Refuted, or Rejected with what is missing.
    """
    try:
        if isinstance(evidence, Point):
            return refuted(claim, evidence)
        return proved(claim, evidence, has_value)
    except Rejected as rejected:
        return rejected
    except (RecursionError, MemoryError):
        return Rejected("the evidence is too deep or too large")


@remembered(MAX_CACHED)
def facts_of(claim: Claim) -> Facts:
    """What is known at all allowed points, for those who search."""
    return Facts(claim.context, (), has_value)


def grounds(claim: Claim) -> Grounds:
    """What is known of a step between numbers, for those who search."""
    return proof.grounds(claim, facts_of(claim))
