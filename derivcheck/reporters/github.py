"""Annotations for GitHub: one workflow command a finding, then the summary.

Source: docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of
`@actions/core`.  GitHub shows ten annotations of each kind for a step of a workflow; the log has
all of them, and so has the summary of the step, which is a report in Markdown.
"""

from __future__ import annotations

from derivcheck.reporters.clean import clean, inert, squeeze
from derivcheck.reporters.findings import Level, Told, in_words, of_report
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.paths import STDIN, slashed
from derivcheck.reporters.summary import summary
from derivcheck.verdicts.report import Report

COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_MORE = {":": "%3A", ",": "%2C"}  # in properties


def render(report: Report, layout: Layout) -> str:
    """One command for each finding, then the summary.

    Arguments:
        report: what was found.
        layout: only `quiet` matters.
    """
    lines = [_command(told) for told in of_report(report, quiet=layout.quiet)]
    if not layout.quiet:
        lines.append(inert(summary(report)))
    return "".join(f"{line}\n" for line in lines)


def _command(told: Told) -> str:
    finding, place = told.finding, told.place
    path = {} if told.file.path == STDIN else {"file": clean(slashed(told.file.path))}
    title = ", ".join(filter(None, (f"derivcheck {finding.code}", told.about)))
    properties = path | {
        "line": str(place.line),
        "endLine": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.width),
        "title": squeeze(title),
    }
    told_as = ",".join(f"{key}={_escaped(value, _MORE)}" for key, value in properties.items())
    message = "\n".join(map(squeeze, in_words(finding)))
    return f"::{COMMANDS[finding.level or 'note']} {told_as}::{_escaped(message)}"


def _escaped(text: str, more: dict[str, str] | None = None) -> str:
    escapes = str.maketrans(_ESCAPES | (more or {}))
    return text.translate(escapes)
