"""What a step allows itself: warnings named by `allow:`, which are told and fail nothing.

Only a warning of a proof can be allowed, so no verdict depends on it.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Allowance, Derivation
from derivcheck.verdicts.report import FileReport, StepReport, Suppression


def with_allowances(report: FileReport, derivation: Derivation) -> FileReport:
    """The report with what its steps allow; what allows nothing is a warning.

    Arguments:
        derivation: what the report is about.
    """
    named = {step.id: step.allowances for step in derivation.every_step if step.allowances}
    if not named:
        return report
    return replace(report, steps=tuple(_allowed(s, named.get(s.id, ())) for s in report.steps))


def _allowed(step: StepReport, allowances: tuple[Allowance, ...]) -> StepReport:
    if step.found.name != "proved":  # nothing more than that is told of it
        return step
    codes = {d.code for d in step.diagnostics}
    needed = tuple(Suppression(a.code, "allowed", a.reason) for a in allowances if a.code in codes)
    idle = tuple(_idle(a) for a in allowances if a.code not in codes)
    return replace(step, suppressions=needed, diagnostics=(*step.diagnostics, *idle))


def _idle(allowance: Allowance) -> Diagnostic:
    message = f"this step has no warning {allowance.code} that it could be allowed"
    hint = "leave `allow:` and its `reason:` out, or name what is told of the step"
    return Diagnostic("DC710", message, hint, place=allowance.place)
