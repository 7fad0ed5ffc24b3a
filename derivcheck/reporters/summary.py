"""The last line of a report: counts, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from derivcheck.codes import CODES
from derivcheck.reporters.findings import of_report
from derivcheck.verdicts.reasons import CODES as CODES_OF_REASONS
from derivcheck.verdicts.reasons import Kind
from derivcheck.verdicts.report import (
    VERDICTS,
    FileReport,
    LeftOut,
    Report,
    StepReport,
    VerdictName,
)  # fmt: skip

STOPPED, UNJUDGED = CODES_OF_REASONS[Kind.STOPPED], "not judged"
"""The code of what a run that was stopped did not come to, and what is said of it."""


def summary(report: Report) -> str:
    """`3 files: 2 passed, 1 failed; 12 steps: 10 proved, 2 refuted; 4 files excluded`."""
    return "; ".join((_counts(report), *apart(report)))


def _counts(report: Report) -> str:
    paths = list(dict.fromkeys(f.path for f in report.files))
    failed = {f.path for f in report.files if not f.passed}
    passed = len(paths) - len(failed)
    outcome = ", ".join(
        f"{number} {word}"
        for number, word in ((passed, "passed"), (len(failed), "failed"))
        if number
    )
    judged = [s for f in report.files for s in f.steps if s.verdict is not None]
    found = ", ".join(filter(None, (_count(judged, name) for name in VERDICTS)))
    files = f"{counted(len(paths), 'file')}: {outcome or 'nothing to check'}"
    return f"{files}; {counted(len(judged), 'step')}: {found}" if judged else files


def apart(report: Report) -> Iterator[str]:
    """What is no problem because somebody decided so, and what was not looked at; a clause each."""
    manners: dict[str, Counter[str]] = {}
    for one in report.suppressed:
        manners.setdefault(one.manner, Counter())[one.code] += 1
    for manner in sorted(manners):
        codes = ", ".join(f"{n} {code}" for code, n in sorted(manners[manner].items()))
        yield f"{manner}: {codes}"
    yield from not_looked_at(report.left_out)


def not_looked_at(left: LeftOut) -> Iterator[str]:
    """What was left out, and how much; a clause each."""
    told = (
        (left.excluded, "file", "excluded"),
        (left.other, "other YAML file", "skipped"),
        (left.unchanged, "file", "unchanged, not checked"),
        (left.unreached, "file", "not checked after the failure"),
        (left.stale, "stale finding", "in the baseline"),
        (left.believed, "unchanged file", "believed from the cache (--trust-cache)"),
    )
    yield from (f"{counted(number, noun)} {word}" for number, noun, word in told if number)


def statistics(report: Report) -> list[str]:
    """How often each code is told, most often first: `  12  DC301  refuted by a counterexample`."""
    codes = Counter(told.finding.code for told in of_report(report))
    ordered = sorted(codes.items(), key=lambda each: (-each[1], each[0]))
    width = max((len(str(n)) for n in codes.values()), default=0)
    titles = {code: CODES[code].title if code in CODES else "" for code in codes}
    return [f"{number:>{width}}  {code}  {titles[code]}" for code, number in ordered]


def first_failure(report: FileReport) -> str:
    """Why a file failed, in a few words: `step 3 refuted`; what was not judged comes last."""
    if not report.readable:
        return _unreadable(report)
    failed = [step for step in report.steps if not step.passed]
    for step in sorted(failed, key=lambda step: step.code == STOPPED):
        name = step.verdict.name if step.verdict and step.code != STOPPED else UNJUDGED
        return f"step {step.id} {name}{_unlike(step)}"
    chain = next(c for c in report.conclusions if not c.passed)
    unlike = f", expected {chain.expect}" if chain.expect else ""
    return f"conclusion {chain.verdict.name}{unlike}"


def _unreadable(report: FileReport) -> str:
    if is_unread(report):
        return "not read"
    return "cannot be read" if report.problems else "has a warning outside of its steps"


def is_unread(report: FileReport) -> bool:
    """Whether the run was stopped before it came to a file."""
    return bool(report.problems) and all(p.code == STOPPED for p in report.problems)


def _unlike(step: StepReport) -> str:
    if step.as_expected:
        return ", but with a warning"
    return f", expected {step.expect}" if step.expect else ""


def _count(judged: list[StepReport], name: VerdictName) -> str:
    these = [s for s in judged if s.verdict and s.verdict.name == name]
    if not these:
        return ""
    expected = sum(s.as_expected for s in these)
    if name == "proved" or not expected:
        return f"{len(these)} {name}"
    if expected == len(these):
        return f"{expected} {name} as expected"
    return f"{len(these)} {name} ({expected} as expected)"


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
