"""What there is to say about a step, a conclusion or a file, in words.

A finding is one message with its code, place and details; the reporters differ only in how they
set it.  A step that is proved without conditions has no finding.  Long texts are cut here, for all
of them; a report for programs takes its texts from the report itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.reporters.shorten import LINE, PROSE, VALUE, shorten, shorten_to_change
from derivcheck.verdicts.reasons import Kind
from derivcheck.verdicts.report import (
    START,
    ConclusionReport,
    Counterexample,
    FileReport,
    Manner,
    Report,
    StepReport,
    Verdict,
    VerdictName,
)

Severity = Literal["error", "undecided", "warning", "note", "expected"] | Manner
MANNERS = frozenset(get_args(Manner))
"""The severities of what is no problem because somebody decided so."""
Level = Literal["error", "warning", "note"]
Details = tuple[tuple[str, str], ...]

LEVELS: dict[Severity, Level | None] = {
    "error":     "error",
    "undecided": "error",    # the file does not pass, as the exit code says
    "warning":   "warning",
    "note":      "note",     # what follows from an error that is told as well
    "expected":  None,       # no problem at all
    "allowed":   None,       # these would be one, but for what a person has decided
    "ignored":   None,
    "baselined": None,
    "tolerated": None,
}  # fmt: skip
"""What other tools call a severity: an `error` keeps its file from passing, the others do not."""

SYMBOLS: dict[VerdictName | None, str] = {
    "proved":    "✓",
    "refuted":   "✗",
    "undecided": "?",
    "invalid":   "!",
    None:        "·",
}  # fmt: skip

# The code of a verdict that came without one.
_CODES: dict[str, str] = {
    "proved":    "DC708",  # expected to fail, and does not
    "refuted":   "DC301",
    "undecided": "DC401",
    "invalid":   "DC101",
    "conclusion": "DC303",
}  # fmt: skip
_REMARKS = {
    Kind.VACUOUS:     "the statement before is never true, so anything follows from it",
    Kind.NOT_SAMPLED: "at no sample point could both sides be evaluated to confirm it",
}  # fmt: skip
_APART = (Kind.TRY, Kind.NEVER)
"""Reasons that are told in another place."""
_CONDITION, _CONSTANT, _NEVER = "DC601", "DC602", "DC604"
_CONDITIONS, _COPIED = "DC6", "DC304"
BEFORE, NOTE, REASON = "line before", "note", "reason"
"""Labels of details that some reports show in another way."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing worth saying.

    Arguments:
        place: where in the file; None for a finding about a whole chain.
        details: (label, text) pairs, in reading order.
        before: where the line before stands, for a finding that is about both lines.
        otherwise: what its level would be, had nobody decided that it is no problem.
    """

    severity: Severity
    code: str
    message: str
    place: Place | None = None
    details: Details = ()
    before: Place | None = None
    otherwise: Level | None = None

    @property
    def level(self) -> Level | None:
        """Its severity in the words of other tools; None if it is no problem."""
        return LEVELS[self.severity]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding where it belongs.

    Arguments:
        about: `step 3`, `conclusion`, or "" for what is outside of the steps.
        place: that of the finding, else of the step or chain.
        step, chain: the step or the chain, if it is about one.
    """

    finding: Finding
    file: FileReport
    about: str
    place: Place
    step: StepReport | None = None
    chain: ConclusionReport | None = None


def of_report(
    report: Report, *, quiet: bool = False, beside: Collection[Severity] = ()
) -> Iterator[Told]:
    """The problems of all files in the order of the report; what was expected is none.

    Arguments:
        quiet: only those that keep a file from passing.
        beside: manners of what is no problem, and told as well.
    """
    for told in (t for file in report.files for t in told_of(file)):
        level = told.finding.level
        if level == "error" or (not quiet and (level or told.finding.severity in beside)):
            yield told


def told_of(file: FileReport) -> Iterator[Told]:
    """All findings of a file: outside the steps, on the steps, on the chains."""
    for finding in of_file(file):
        yield Told(finding, file, "", finding.place or START)
    for step in file.steps:
        for finding in of_step(step):
            yield Told(finding, file, f"step {step.id}", finding.place or step.place, step)
    for chain in file.conclusions:
        for finding in of_conclusion(chain):
            yield Told(finding, file, "conclusion", finding.place or chain.place, chain=chain)


def in_words(finding: Finding) -> list[str]:
    """Message and details a line each: `counterexample: at x = -1: ...`; for plain text."""
    lines = [finding.message]
    for label, text in finding.details:
        if label:
            lines.append(f"{label}: {text}")
        else:
            lines[-1] += f"; {text}"
    return lines


def of_file(report: FileReport) -> Iterator[Finding]:
    """What is wrong with the file outside its steps."""
    for problem in report.problems:
        yield _settled(_of_diagnostic(problem, "error", None), report)
    for warning in report.warnings:
        yield _settled(_of_diagnostic(warning, "warning", None), report)


def of_step(step: StepReport) -> Iterator[Finding]:
    """What is to be said about a step, the verdict first."""
    return (_settled(finding, step) for finding in _of_step(step))


def of_conclusion(conclusion: ConclusionReport) -> Iterator[Finding]:
    """What is to be said about a chain as a whole."""
    return (_settled(finding, conclusion) for finding in _of_conclusion(conclusion))


def _settled(finding: Finding, about: StepReport | ConclusionReport | FileReport) -> Finding:
    """A finding as it counts: one that is suppressed is no problem, and says why."""
    if LEVELS[finding.severity] is None:
        return finding
    for one in about.suppressions:
        if one.code == finding.code:
            told = ((REASON, shorten(one.reason, PROSE)),) if one.reason else ()
            return replace(
                finding, severity=one.manner, details=finding.details + told,
                otherwise=LEVELS[finding.severity],
            )  # fmt: skip
    fails = about.excused is False and finding.severity == "warning"
    return replace(finding, severity="error") if fails else finding


def _of_step(step: StepReport) -> Iterator[Finding]:
    name = step.verdict.name if step.verdict else None
    if name == "invalid" and step.diagnostics:
        severity = _severity(name, step.as_expected)
        shared = _context(step)
        for diagnostic in step.diagnostics:
            yield _of_diagnostic(diagnostic, severity, step.place, shared)
            shared = ()
    else:
        yield from _of_verdict(step)
        yield from _copied(step)
        yield from _warnings(step)


def _of_conclusion(conclusion: ConclusionReport) -> Iterator[Finding]:
    verdict = conclusion.verdict
    if verdict.name == "proved" and conclusion.as_expected:
        return
    if verdict.name == "refuted" and conclusion.blamed and not conclusion.as_expected:
        yield _with_its_slip(conclusion)
        return
    severity = _severity(verdict.name, conclusion.as_expected)
    if verdict.name == "undecided" and conclusion.as_expected:
        severity = "expected" if conclusion.expect else "warning"
    message = {
        "proved": f"the conclusion was expected to be {conclusion.expect}, but is proved",
        "refuted": "the last line does not follow from the first",
        "undecided": "the conclusion is neither proved nor refuted",
        "invalid": "the conclusion cannot be read",
    }[verdict.name]
    ends = _lines(("first line", conclusion.first), ("last line", conclusion.last))
    told = _counterexample(verdict.counterexample, "the first line", "the last line")
    code = _CODES["conclusion" if verdict.name == "refuted" else verdict.name]
    details = (*ends, *told, *_reasons(verdict), *_repaired(conclusion))
    place = conclusion.place if conclusion.slip else None
    yield Finding(severity, code, message, place, details)


def _with_its_slip(conclusion: ConclusionReport) -> Finding:
    """A conclusion that fails with a step on which there is an error already."""
    message = f"because of step {conclusion.slip} the last line does not follow from the first"
    if conclusion.repaired is not None:
        message += f"; with these repairs the chain is {conclusion.repaired.name}"
    return Finding("note", _CODES["conclusion"], message)


def _repaired(conclusion: ConclusionReport) -> Details:
    """What becomes of a chain with its repairs."""
    if conclusion.repaired is None:
        return ()
    return (("repaired", f"with these repairs the whole chain is {conclusion.repaired.name}"),)


def _of_verdict(step: StepReport) -> Iterator[Finding]:
    found, calm = step.found, not _is_failed(step)
    if calm and step.as_expected:
        return
    code = _code(step)
    own = next((d for d in step.diagnostics if d.code == code), None)
    message = own.message if own and not calm else _message(step)
    details = _lines((BEFORE, step.before)) if step.before else ()
    details += _counterexample(found.counterexample, *_sides(step)) + _repair(step)
    details += _reasons(found)
    if own and own.hint and not calm:
        details += _hint(own)
    severity = _severity(found.name, step.as_expected)
    details += _context(step)
    yield Finding(severity, code, shorten(message, PROSE), step.place, details, step.before_place)


def _code(step: StepReport) -> str:
    """The code of what keeps a step from passing."""
    if step.found.name != "proved":
        return step.code or _CODES[step.found.name]
    unexpected = step.expect not in (None, "proved")
    return _CODES["proved"] if unexpected else next(iter(step.unmet), _CODES["proved"])


def _copied(step: StepReport) -> Iterator[Finding]:
    """A step that follows from a mistake, and no longer follows once that is repaired."""
    if step.repair and step.verdict and step.verdict.name == "proved" and step.slips:
        message = f"this line carries on the mistake of {steps(step.slips)}"
        yield Finding("warning", _COPIED, message, step.place, _repair(step))


def _warnings(step: StepReport) -> Iterator[Finding]:
    """Everything beside the verdict: conditions, true but not by the named rule."""
    told = [d for d in step.diagnostics if not (_is_failed(step) and d.code == step.code)]
    conditions = step.found.words or step.found.conditions
    untold = [c for c in conditions if not any(c in d.message for d in told)]
    if untold:
        message = f"holds where {_listed([shorten(c, LINE) for c in untold])}"
        yield Finding("warning", _CONDITION, shorten(message, PROSE), step.place)
    for diagnostic in sorted(told, key=lambda d: not d.code.startswith(_CONDITIONS)):
        yield _of_diagnostic(diagnostic, "warning", step.place)


def _of_diagnostic(
    diagnostic: Diagnostic, severity: Severity, fallback: Place | None, more: Details = ()
) -> Finding:
    place = diagnostic.place or fallback
    message = shorten(diagnostic.message, PROSE)
    return Finding(severity, diagnostic.code, message, place, _hint(diagnostic) + more)


def _hint(diagnostic: Diagnostic) -> Details:
    return (("hint", shorten(diagnostic.hint, PROSE)),) if diagnostic.hint else ()


def _lines(*ends: tuple[str, str]) -> Details:
    """Lines of the file with their labels."""
    return tuple((label, shorten(text, LINE)) for label, text in ends)


def _is_failed(step: StepReport) -> bool:
    return step.found.name != "proved"


def _severity(name: VerdictName, as_expected: bool) -> Severity:
    if as_expected:
        return "expected"
    return "undecided" if name == "undecided" else "error"


def _message(step: StepReport) -> str:
    name = step.verdict.name if step.verdict else None
    if name == "proved" and step.unmet and step.expect in (None, "proved"):
        under = "this step holds under conditions only"
        known = {
            _CONDITION: under,
            _CONSTANT: "this step lacks a constant of integration",
            _NEVER: "this step follows from what is never true",
        }
        return known.get(step.unmet[0], Kind.NO_POINT.value)
    if not step.as_expected and name in ("proved", None):
        found = "is proved" if name else "is not judged"
        return f"this step was expected to be {step.expect}, but {found}"
    message = {
        "refuted": "this line does not follow from the line before",
        "undecided": "neither proved nor refuted",
        "invalid": "this line cannot be read",
    }[name or "invalid"]
    if not step.before and name == "refuted":
        message = "this does not hold"
    elif step.others and name == "refuted":
        other = steps(tuple(source for source, _ in step.others))
        message = f"this line follows neither from the line before nor from {other}"
    unexpected = step.expect and not step.as_expected
    return f"{message} (expected: {step.expect})" if unexpected else message


def _sides(step: StepReport) -> tuple[str, str]:
    if step.before:
        return "the line before", "this line"
    return "the left side", "the right side"


def _counterexample(example: Counterexample | None, before: str, after: str) -> Details:
    """The point in words: `at x = -1: the line before is 1, this line is -1`."""
    if example is None:
        return ()
    shown = {name: shorten(value, VALUE) for name, value in example.point.items()}
    point = shorten(", ".join(f"{name} = {value}" for name, value in shown.items()), PROSE)
    where = f"at {point}: " if point else ""
    there, here = shorten(example.before, VALUE), shorten(example.after, VALUE)
    if not example.before:
        return (("counterexample", f"{where}this is {here}"),)
    if example.by:
        by = shorten(example.by, VALUE)
        before, after = f"the derivative by {by} of {before}", f"that of {after}"
    return (("counterexample", f"{where}{before} is {there}, {after} is {here}"),)


def _repair(step: StepReport) -> Details:
    if step.repair is None:
        return ()
    text = shorten_to_change(step.repair.text, step.after, LINE)
    return (("did you mean", text), ("", f"with it the step is {step.repair.verdict}"))


def _reasons(verdict: Verdict) -> Details:
    label = "because" if verdict.name == "undecided" else "remark"
    advice = [r.about for r in verdict.reasons if r.kind == Kind.TRY]
    others = [_REMARKS.get(r.kind, r) for r in verdict.reasons if r.kind not in _APART]
    return (*_labelled(label, others), *_labelled("try", advice))


def _labelled(label: str, lines: list[str]) -> Details:
    return tuple((label if n == 0 else "", shorten(t, PROSE)) for n, t in enumerate(lines))


def _context(step: StepReport) -> Details:
    """What the step rests on and the author's note."""
    rests = (("rests on", shorten(steps(step.rests_on), LINE)),) if step.rests_on else ()
    return (*rests, (NOTE, shorten(step.note, PROSE))) if step.note else rests


def steps(ids: tuple[str, ...]) -> str:
    """`step 5`, `steps 4 and 5`."""
    return f"step {ids[0]}" if len(ids) == 1 else f"steps {_listed(list(ids))}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
