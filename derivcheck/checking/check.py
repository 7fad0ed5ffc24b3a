"""A derivation to its report: every step judged against its predecessor, every chain as a whole."""

from __future__ import annotations

from derivcheck.checking.allowances import with_allowances
from derivcheck.checking.repairs import with_repairs
from derivcheck.checking.walk import walk
from derivcheck.checking.with_rules import with_rules
from derivcheck.documents.model import Derivation
from derivcheck.kernel.language.claims import Claim
from derivcheck.obligations.obligation import Obligation
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.report import FileReport, StepReport, Verdict
from derivcheck.verdicts.settings import Settings


def check_derivation(derivation: Derivation, settings: Settings) -> FileReport:
    """The report on a derivation.

    Arguments:
        derivation: as read; with problems outside its steps no step is judged.
        settings: seed, limits, strictness.
    """

    def decided(name: str, claim: Claim) -> Verdict:
        return decide(claim, settings)

    def annotate(obligation: Obligation, claim: Claim, report: StepReport) -> StepReport:
        return with_rules(obligation, claim, report, settings)

    found = with_repairs(walk(derivation, decided, annotate, settings.strict), settings)
    return with_allowances(found, derivation)
