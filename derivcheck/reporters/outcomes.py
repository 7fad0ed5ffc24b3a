"""A report as a list of tests, for formats that know tests only: each step passes or does not.

A step that gets what it expects passes, refuted or not; so does one whose findings are suppressed.
What is never judged is no test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from derivcheck.reporters.findings import Finding, Told, told_of
from derivcheck.verdicts.report import FileReport

Result = Literal["passed", "failed", "unreadable"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test.

    Arguments:
        about: `step 3`, `conclusion 1`, `the file`.
        text: the line of mathematics, or what the test is.
        verdict: in a word; "" if there is none.
        findings: what is to be said, the failure first.
    """

    about: str
    text: str
    result: Result
    verdict: str
    line: int
    findings: tuple[Finding, ...] = ()
    seconds: float = 0.0


def outcomes(file: FileReport) -> Iterator[Outcome]:
    """The tests of a file: that it can be read if it cannot, its judged steps, its chains."""
    told = list(told_of(file))
    outside = tuple(t.finding for t in told if not t.about)
    if outside:
        result: Result = "passed" if file.readable else "unreadable"
        yield Outcome("the file", file.title, result, "", _line(told), outside)
    for step in file.steps:
        if step.verdict is None and step.passed:
            continue
        text = f"{step.relation} {step.after}" if step.before else step.after
        found = tuple(t.finding for t in told if t.step is step)
        verdict = step.verdict.name if step.verdict else ""
        result, seconds = _result(step.passed, verdict), step.found.seconds
        line = step.place.line
        yield Outcome(f"step {step.id}", text, result, verdict, line, found, seconds)
    for number, chain in enumerate(file.conclusions, start=1):
        found = tuple(t.finding for t in told if t.chain is chain)
        result = _result(chain.passed, chain.verdict.name)
        text = f"{chain.first} to {chain.last}"
        yield Outcome(
            f"conclusion {number}", text, result, chain.verdict.name, chain.place.line, found
        )


def _line(told: list[Told]) -> int:
    return next(t.place.line for t in told if not t.about)


def _result(passed: bool, verdict: str) -> Result:
    if passed:
        return "passed"
    return "unreadable" if verdict == "invalid" else "failed"
