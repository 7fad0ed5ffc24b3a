"""The code quality report of GitLab: a JSON list with one object a finding.

Source: docs.gitlab.com, "Code Quality report format".
"""

from __future__ import annotations

import json

from derivcheck.reporters.clean import inert_json, squeeze
from derivcheck.reporters.findings import Severity, Told, in_words, of_report
from derivcheck.reporters.fingerprints import fingerprinted
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.paths import slashed
from derivcheck.verdicts.report import Report

SEVERITIES: dict[Severity, str] = {
    "error":     "critical",
    "undecided": "major",
    "warning":   "minor",
    "note":      "info",
}  # fmt: skip


def render(report: Report, layout: Layout) -> str:
    """The findings as GitLab reads them.

    Arguments:
        report: what was found.
        layout: only `quiet` matters.
    """
    found = fingerprinted(of_report(report, quiet=layout.quiet))
    issues = [_issue(told, fingerprint) for told, fingerprint in found]
    return inert_json(json.dumps(issues, indent=2)) + "\n"


def _issue(told: Told, fingerprint: str) -> dict[str, object]:
    head = ", ".join(filter(None, (told.finding.code, told.about)))  # the code is not shown else
    return {
        "description": f"{head}: {'; '.join(map(squeeze, in_words(told.finding)))}",
        "check_name": told.finding.code,
        "fingerprint": fingerprint,
        "severity": SEVERITIES[told.finding.severity],
        "location": {"path": slashed(told.file.path), "lines": {"begin": told.place.line}},
    }
