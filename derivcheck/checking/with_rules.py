"""What is said of the rules that `by:` names; it never changes a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from derivcheck.checking.questions import Asking
from derivcheck.checking.walk import Walked
from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Step
from derivcheck.documents.unfolding import Meanings, unfold
from derivcheck.kernel.counting import counted
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import Term
from derivcheck.kernel.work import OutOfWork
from derivcheck.obligations.obligation import Goal
from derivcheck.rules.confirmation import Outcome, confirm
from derivcheck.verdicts.report import Rule, StepReport
from derivcheck.verdicts.settings import Settings
from derivcheck.verdicts.timeout import MET, OutOfTime, backstop


@dataclass(frozen=True, slots=True, eq=False)
class Explain:
    """Whether a step is an instance of the rules that its `by:` names.

    Arguments:
        goal: the sides and their relation, definitions folded.
        meanings: of the defined names.
    """

    names: tuple[str, ...]
    goal: Goal
    context: Context
    meanings: Meanings


def with_rules(walked: Walked) -> Asking[Walked]:
    """The same with what is found about the rules that proved steps name."""
    named = walked.named
    outcomes = yield tuple(
        Explain(made.step.rules, made.folded or (c.before, c.relation, c.after), c.context,
                made.meanings)
        for made, c in named.values()
    )  # fmt: skip
    found = dict(zip(named, outcomes, strict=True))
    steps = (
        _with_outcomes(report, named[report.id][0].step, found[report.id])
        if found.get(report.id)
        else report
        for report in walked.report.steps
    )
    return replace(walked, report=replace(walked.report, steps=tuple(steps)))


def explained(question: Explain, settings: Settings) -> tuple[Outcome, ...]:
    """What is found about each name; a crash and a run-away confirm nothing.

    Arguments:
        settings: for the work and the time it may take.
    """

    def unfolded(t: Term) -> Term:
        return unfold(t, question.meanings)

    names, (before, relation, after) = question.names, question.goal
    try:
        with counted(settings.work), backstop(settings.seconds):
            return tuple(confirm(names, before, after, relation, question.context, unfolded))
    except (Exception, OutOfWork, OutOfTime) as error:  # a rule must not stop the check
        MET.noted(error)
        return tuple(Outcome(name, known=True, confirmed=False, fits=True) for name in names)


def _with_outcomes(report: StepReport, step: Step, outcomes: Sequence[Outcome]) -> StepReport:
    labels = {name for name in step.rules if name in step.using}
    rules = tuple(Rule(o.name, o.confirmed or o.name in labels) for o in outcomes)
    fair = report.follows_from is not None  # the name speaks of the line before, which failed
    wrong = [o for o, rule in zip(outcomes, rules, strict=True)
             if not (rule.confirmed or o.fits or (fair and o.known))]  # fmt: skip
    told = tuple(_diagnostic(o, step) for o in wrong)
    code = report.code or (told[0].code if told else None)
    return replace(report, rules=rules, diagnostics=(*report.diagnostics, *told), code=code)


def _diagnostic(outcome: Outcome, step: Step) -> Diagnostic:
    if not outcome.known:
        hint = f"did you mean `{outcome.nearest}`?" if outcome.nearest else "see `derivcheck rules`"
        message = f"`{outcome.name}` is not the name of a rule that is known here"
        return Diagnostic("DC502", message, hint, place=step.rules_place)
    hint = f"it is an instance of `{outcome.explains}`" if outcome.explains else ""
    message = f"the step is true, but not by `{outcome.name}`"
    return Diagnostic("DC501", message, hint, place=step.rules_place)
