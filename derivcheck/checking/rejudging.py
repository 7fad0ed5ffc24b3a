"""One claim and the evidence that is told for it, judged again without provers."""

from __future__ import annotations

import json
from typing import Any

from derivcheck.checking.report_data import Told
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.notation.data import Malformed, evidence_from_data
from derivcheck.verdicts.judgement import (
    contradictory,
    judged,
    nowhere,
    proved,
    refuted,
    why,
)  # fmt: skip
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict

DECIDED = ("proved", "refuted")
"""The verdicts that evidence must bear."""


class Unconfirmed(Exception):  # an answer, not an error
    """What is told does not come out again."""


def rejudged(claim: Claim, told: Told) -> Verdict:
    """The verdict that the kernel reaches from the evidence told.

    Arguments:
        claim: rebuilt from the source.
        told: of it.

    Raises:
        Unconfirmed: if it is another verdict than the one told.
    """
    name, data = told.verdict, told.evidence
    if name == "invalid":
        raise Unconfirmed("it is said to be invalid, and can be read")
    if name == "undecided":
        if data is not None:
            raise Unconfirmed("it is said to be undecided, and carries evidence")
        reasons = (Reason(Kind.TOLD, str(r)) for r in told.reasons or ())
        return Verdict("undecided", reasons=tuple(reasons))
    if name not in DECIDED:
        raise Unconfirmed(f"{json.dumps(name)} is no verdict on it")
    if data is None:
        raise Unconfirmed(f"it is said to be {name}, and carries no evidence")
    return _borne(claim, str(name), data, str(told.prover))


def _borne(claim: Claim, name: str, data: Any, prover: str) -> Verdict:
    try:
        evidence = evidence_from_data(data)
    except Malformed as error:
        raise Unconfirmed(f"its evidence cannot be read ({error})") from error
    found = judged(claim, evidence)
    match found:
        case Proved() if name == "proved":
            if contradictory(claim.context):
                raise Unconfirmed("its assumptions contradict each other")
            if nowhere(claim, found):
                raise Unconfirmed("a side is defined at no allowed point")
            return proved(found, prover, evidence)
        case Refuted() if name == "refuted":
            return refuted(found, evidence)
        case Rejected():
            raise Unconfirmed(f"it is not shown to be {name}: {why(found)}")
    raise Unconfirmed(f"it is not shown to be {name}: its evidence shows something else")
