"""The concise report, for grep and editors: `path:line:column: error: CODE message` a finding.

The form is that of gcc and mypy, which editors and their problem matchers know.
"""

from __future__ import annotations

from derivcheck.reporters.clean import clean, inert, squeeze
from derivcheck.reporters.findings import Finding, Told, of_report
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.summary import summary
from derivcheck.verdicts.report import Report

# Details that fit on the line; the others are for the full report.
_SHOWN = {"counterexample": "{}", "did you mean": "did you mean {}?", "because": "{}", "hint": "{}"}


def render(report: Report, layout: Layout) -> str:
    """One line for each finding, then the summary.

    Arguments:
        report: what was found.
        layout: only `quiet` matters: only what keeps a file from passing is told.
    """
    lines = [inert(_line(told)) for told in of_report(report, quiet=layout.quiet)]
    if not layout.quiet:
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def _line(told: Told) -> str:
    finding, place = told.finding, told.place
    where = f"{clean(told.file.path)}:{place.line}:{place.column}"
    return f"{where}: {finding.level}: {finding.code} {squeeze(_told(finding))}"


def _told(finding: Finding) -> str:
    parts = [_SHOWN[label].format(text) for label, text in finding.details if label in _SHOWN]
    return "; ".join((finding.message, *parts))
