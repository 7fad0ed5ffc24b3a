"""The report in Markdown, for a comment on a pull request or the summary of a workflow's step.

What comes from a file stands in code spans or is escaped, so it cannot be a link, an image, HTML,
or call a person by `@name`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivcheck.reporters.clean import clean, inert, squeeze
from derivcheck.reporters.findings import BEFORE, SYMBOLS, Details, Told, of_report
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.shorten import LINE, shorten
from derivcheck.reporters.summary import first_failure, summary
from derivcheck.verdicts.report import FileReport, Report

MOST = 60_000
"""Characters: GitHub takes 65,536 in a comment, and a mebibyte in the summary of a step."""

_FILES = 100
"""How many failed files are listed by name."""

_MARKS = re.compile(r"([\\`*_{}\[\]()<>+.!|~$&:-])")
_CALLS = re.compile(r"([@#]+)")
_PROSE = ("because", "try", "remark", "hint", "note", "rests on", "repaired")
"""Labels of what is said in sentences; the others hold mathematics."""


def render(report: Report, layout: Layout) -> str:
    """The counts, the files that failed, and the findings, as many as there is room for.

    Arguments:
        report: what was found.
        layout: only `quiet` matters.
    """
    if layout.quiet and all(f.passed for f in report.files):
        return ""
    lines = [*_head(report)]
    left = MOST - sum(map(len, lines))
    found = list(of_report(report, quiet=layout.quiet))
    sections = [(told, [*_section(told)]) for told in _errors_first(found)]
    last: FileReport | None = None
    for number, (told, section) in enumerate(sections):
        part = [*([] if told.file is last else _file(told.file)), *section]
        left -= sum(len(line) + 1 for line in part)
        if left < 0:
            lines += ["", f"{len(sections) - number} more are not shown here."]
            break
        lines, last = lines + part, told.file
    return "".join(f"{inert(line)}\n" for line in lines)


def _errors_first(found: list[Told]) -> list[Told]:
    """The findings of files that failed, then those of the others; in order within each."""
    return sorted(found, key=lambda told: told.file.passed)


def _head(report: Report) -> Iterator[str]:
    failed = [f for f in report.files if not f.passed]
    mark = SYMBOLS["refuted" if failed else "proved"]
    yield f"## {mark} derivcheck"
    yield ""
    yield summary(report)
    if failed:
        yield ""
        yield "| file | |"
        yield "|---|---|"
    for file in failed[:_FILES]:
        yield f"| {_code(file.path)} | {_prose(first_failure(file))} |"
    if len(failed) > _FILES:
        yield f"| {len(failed) - _FILES} more | |"


def _file(file: FileReport) -> Iterator[str]:
    yield ""
    yield f"### {_code(file.path)}"
    if file.title:
        yield ""
        yield _prose(shorten(file.title, LINE))


def _section(told: Told) -> Iterator[str]:
    """A finding: a line with its code and message, its details as a table."""
    finding, rows = told.finding, _rows(told)
    line = _code(shorten(told.step.after, LINE)) if told.step and not rows else ""
    where = ", ".join(filter(None, (_prose(told.about), f"line {told.place.line}", line)))
    yield ""
    yield f"**{finding.severity} {finding.code}** ({where}): {_prose(finding.message)}"
    cells = [f"| {label} | {_cell(label, text)} |" for label, text in rows]
    if cells:
        yield from ("", cells[0], "|---|---|", *cells[1:])


def _rows(told: Told) -> Details:
    """The details, and among them the line itself, below the line before."""
    details = told.finding.details
    if not (told.step and details):
        return details
    above = int(details[0][0] == BEFORE)
    line = ("this line", shorten(told.step.after, LINE))
    return (*details[:above], line, *details[above:])


def _cell(label: str, text: str) -> str:
    return _prose(text) if label in _PROSE or not label else _code(text)


def _code(text: str) -> str:
    """A code span; in a table `|` is escaped even there, and must not look escaped before that."""
    shown = squeeze(text).replace("\\|", "\\ |").replace("|", "\\|")
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    blank = " " if "`" in shown[:1] + shown[-1:] else ""
    return f"{fence}{blank}{shown}{blank}{fence}" if shown else ""


def _prose(text: str) -> str:
    """Sentences, in which `x + 1` between backquotes is code; all else is escaped."""
    parts = squeeze(text).split("`")
    if len(parts) % 2 == 0:
        return _escaped("`".join(parts))
    return "".join(_code(p) if n % 2 else _escaped(p) for n, p in enumerate(parts))


def _escaped(text: str) -> str:
    return _CALLS.sub(r"`\1`", _MARKS.sub(r"\\\1", clean(text)))
