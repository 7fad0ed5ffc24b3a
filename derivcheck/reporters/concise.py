"""The concise report, for grep and editors: `path:line:column: CODE message` a finding."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.diagnostics import Place
from derivcheck.reporters.clean import clean, squeeze
from derivcheck.reporters.findings import Finding, of_conclusion, of_file, of_step
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.summary import summary
from derivcheck.verdicts.report import START, FileReport, Report

# Details that fit on the line; the others are for the full report.
_SHOWN = {"counterexample": "{}", "did you mean": "did you mean {}?", "because": "{}", "hint": "{}"}


def render(report: Report, layout: Layout) -> str:
    """One line for each finding, then the summary.

    Arguments:
        report: what was found.
        layout: only `quiet` matters: findings that were expected, warnings and the summary go.
    """
    lines = [line for file in report.files for line in _lines(file, layout.quiet)]
    if not layout.quiet:
        lines.append(summary(report))
    return "".join(f"{line}\n" for line in lines)


def _lines(file: FileReport, quiet: bool) -> Iterator[str]:
    for place, finding in _findings(file):
        if finding.severity == "expected" or (quiet and finding.severity == "warning"):
            continue
        where = f"{clean(file.path)}:{place.line}:{place.column}"
        yield f"{where}: {finding.code} {squeeze(_told(finding))}"


def _findings(file: FileReport) -> Iterator[tuple[Place, Finding]]:
    yield from ((f.place or START, f) for f in of_file(file))
    for step in file.steps:
        yield from ((f.place or step.place, f) for f in of_step(step))
    for conclusion in file.conclusions:
        yield from ((f.place or conclusion.place, f) for f in of_conclusion(conclusion))


def _told(finding: Finding) -> str:
    parts = [_SHOWN[label].format(text) for label, text in finding.details if label in _SHOWN]
    return "; ".join((finding.message, *parts))
