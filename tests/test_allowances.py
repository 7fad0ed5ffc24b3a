"""`allow:` with a reason: what may be allowed, what becomes of it, and what allows nothing."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.yaml import load
from derivcheck.reporters.findings import told_of
from derivcheck.verdicts.report import FileReport
from derivcheck.verdicts.settings import Settings

LOST = "symbols: {x: real}\nsteps:\n  - expr: (x^2 - 1)/(x - 1)\n  - expr: "
REASON = "    reason: x is never 1\n"


def checked(text: str, *, strict: bool = False) -> FileReport:
    (derivation,) = load("a.yaml", text)
    return check_derivation(derivation, Settings(strict=strict))


REFUSED = {
    "no reason":             ("x + 1\n    allow: [DC601]\n", "DC709"),
    "a reason for nothing":  ("x + 1\n    reason: x is never 1\n", "DC707"),
    "a refutation":          (f"x + 2\n    allow: [DC301]\n{REASON}", "DC706"),
    "an undecided step":     (f"x + 1\n    allow: DC401\n{REASON}", "DC706"),
    "an internal error":     (f"x + 1\n    allow: DC902\n{REASON}", "DC706"),
    "no code":               (f"x + 1\n    allow: [conditions]\n{REASON}", "DC706"),
    "nothing":               (f"x + 1\n    allow: []\n{REASON}", "DC008"),
    "an empty reason":       ("x + 1\n    allow: DC601\n    reason:\n", "DC008"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_allowed_makes_the_step_invalid(case: str) -> None:
    text, code = REFUSED[case]
    (_, step) = checked(LOST + text).steps
    assert step.verdict
    assert step.verdict.name == "invalid"
    assert code in [d.code for d in step.diagnostics]
    assert not step.passed


@pytest.mark.parametrize("strict", [False, True])
def test_an_allowed_condition_fails_nothing_and_is_told(strict: bool) -> None:
    report = checked(f"{LOST}x + 1\n    allow: [DC601]\n{REASON}", strict=strict)
    assert report.passed
    assert [(s.code, s.manner, s.reason) for s in report.suppressed] == [
        ("DC601", "allowed", "x is never 1")
    ]
    (told,) = told_of(report)
    assert (told.finding.severity, told.finding.level) == ("allowed", None)
    assert told.finding.details == (("reason", "x is never 1"),)


def test_without_it_strict_fails() -> None:
    assert not checked(f"{LOST}x + 1\n", strict=True).passed


def test_another_warning_is_not_allowed_along() -> None:
    report = checked(f"{LOST}x + 1\n    allow: [DC501]\n{REASON}", strict=True)
    assert not report.passed
    assert [t.finding.code for t in told_of(report) if t.finding.level == "error"] == ["DC601"]
    assert [t.finding.code for t in told_of(report) if t.finding.code == "DC710"]


def test_a_wrong_step_stays_wrong() -> None:
    report = checked(f"{LOST}x + 2\n    allow: [DC601]\n{REASON}")
    assert (report.passed, report.suppressed) == (False, ())


def test_what_allows_nothing_is_a_warning() -> None:
    report = checked("steps:\n  - expr: 1 + 1\n  - expr: 2\n    allow: [DC601]\n    reason: none\n")
    (told,) = told_of(report)
    assert (told.finding.code, told.finding.level, told.place.line) == ("DC710", "warning", 4)
    assert report.passed
