"""The last line of a report: counts, in words."""

from __future__ import annotations

from derivcheck.verdicts.report import VERDICTS, FileReport, Report, StepReport, VerdictName


def summary(report: Report) -> str:
    """`3 files: 2 passed, 1 failed; 12 steps: 10 proved, 1 refuted, 1 undecided`."""
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


def first_failure(report: FileReport) -> str:
    """Why a file failed, in a few words: `step 3 refuted`."""
    if report.problems:
        return "cannot be read"
    for step in report.steps:
        if not step.as_expected:
            name = step.verdict.name if step.verdict else "not judged"
            return f"step {step.id} {name}{_unlike(step.expect)}"
    chain = next(c for c in report.conclusions if not c.as_expected)
    return f"conclusion {chain.verdict.name}{_unlike(chain.expect)}"


def _unlike(expect: VerdictName | None) -> str:
    return f", expected {expect}" if expect else ""


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
