"""What is said of the rules that `by:` names; it never changes a verdict."""

from __future__ import annotations

from dataclasses import replace

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Step
from derivcheck.documents.unfolding import unfold
from derivcheck.kernel.counting import counted
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import Term
from derivcheck.kernel.work import OutOfWork
from derivcheck.obligations.obligation import Obligation
from derivcheck.rules.confirmation import Outcome, confirm
from derivcheck.verdicts.report import Rule, StepReport
from derivcheck.verdicts.settings import Settings
from derivcheck.verdicts.timeout import OutOfTime, backstop


def with_rules(
    obligation: Obligation, claim: Claim, report: StepReport, settings: Settings
) -> StepReport:
    """The report on a step with what was found about the rules it names.

    Arguments:
        claim: what was judged.
        report: without that; only a proved step is compared with its rules.
        settings: for the time it may take.
    """
    step = obligation.step
    if not step.rules or report.verdict is None or report.verdict.name != "proved":
        return report
    labels = {name for name in step.rules if name in step.using}
    outcomes = _outcomes(obligation, claim, settings)
    rules = tuple(Rule(o.name, o.confirmed or o.name in labels) for o in outcomes)
    wrong = [o for o, rule in zip(outcomes, rules, strict=True) if not rule.confirmed]
    told = tuple(_diagnostic(o, step) for o in wrong)
    code = report.code or (told[0].code if told else None)
    return replace(report, rules=rules, diagnostics=(*report.diagnostics, *told), code=code)


def _outcomes(obligation: Obligation, claim: Claim, settings: Settings) -> list[Outcome]:
    """What was found about each name; a crash and a run-away confirm nothing."""
    names = obligation.step.rules

    def unfolded(t: Term) -> Term:
        return unfold(t, obligation.meanings)

    folded = obligation.folded
    before, relation, after = folded or (claim.before, claim.relation, claim.after)
    try:
        with counted(settings.work), backstop(settings.seconds):
            return confirm(names, before, after, relation, claim.context, unfolded)
    except (Exception, OutOfWork, OutOfTime):  # what is said of a rule must not stop the check
        return [Outcome(name, known=True, confirmed=False) for name in names]


def _diagnostic(outcome: Outcome, step: Step) -> Diagnostic:
    if not outcome.known:
        hint = f"did you mean `{outcome.nearest}`?" if outcome.nearest else "see `derivcheck rules`"
        message = f"`{outcome.name}` is no rule"
        return Diagnostic("DC502", message, hint, place=step.rules_place)
    hint = f"it is an instance of `{outcome.explains}`" if outcome.explains else ""
    message = f"the step is true, but not by `{outcome.name}`"
    return Diagnostic("DC501", message, hint, place=step.rules_place)
