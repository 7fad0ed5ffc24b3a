"""A finding as a block: its code and message, the source line underlined, details in a frame."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from derivcheck.diagnostics import Place
from derivcheck.reporters.clean import clean, squeeze
from derivcheck.reporters.excerpt import excerpt
from derivcheck.reporters.findings import Finding, Severity
from derivcheck.verdicts.report import FileReport

_LABEL = 16  # cells for `counterexample` and its like
_NARROWEST = 10

# The sixteen colours of the terminal's own palette, so that dark and light backgrounds both work.
STYLES: dict[Severity, str] = {
    "error":     "bold red",
    "undecided": "bold yellow",
    "warning":   "yellow",
    "expected":  "cyan",
}  # fmt: skip


def block(finding: Finding, file: FileReport, width: int, own: Place | None) -> Iterator[Text]:
    """A finding below its step: heading, source line with underline, details in a frame.

    Arguments:
        own: the place of the step; a warning at that very place is one line, without a frame.
    """
    heading = f"{finding.severity} {finding.code}"
    style = STYLES[finding.severity]
    weight = "bold" if finding.severity in ("error", "undecided") else ""
    message = wrapped(squeeze(finding.message), width - 6 - len(heading) - 2, weight)
    for number, part in enumerate(message):
        lead = f"{heading}: " if not number else " " * (len(heading) + 2)
        yield Text.assemble(" " * 6, (lead, style), part)
    if finding.severity == "warning" and finding.place == own and not finding.details:
        return
    gutter = max(len(str(finding.place.line)) if finding.place else 0, 2)
    if finding.place:
        yield from _shown(finding.place, file, gutter, width, style)
    for label, detail in finding.details:
        yield from _detail(label, detail, gutter, width)
    yield Text()


def _shown(place: Place, file: FileReport, gutter: int, width: int, style: str) -> Iterator[Text]:
    at = f"{clean(file.path)}:{place.line}:{place.column}"
    yield Text.assemble(" " * (7 + gutter), ("╭ ", "dim"), (at, "dim"))
    found = excerpt(file.source, place, width - gutter - 9)
    if found is None:
        return
    yield Text.assemble("      ", (f"{place.line:>{gutter}} │ ", "dim"), found.line)
    yield Text.assemble(
        " " * (7 + gutter), ("│ ", "dim"), " " * found.start, ("^" * found.length, style)
    )


def _detail(label: str, detail: str, gutter: int, width: int) -> Iterator[Text]:
    for number, part in enumerate(wrapped(squeeze(detail), width - gutter - 9 - _LABEL)):
        name = label if not number else ""
        lead = Text.assemble(" " * (7 + gutter), ("│ ", "dim"), (name.ljust(_LABEL), "bold"))
        yield lead + part


def wrapped(text: str, room: int, style: str = "") -> list[Text]:
    """The text as lines of at most `room` cells, broken between words where there are any."""
    return list(Text(text, style).wrap(Console(width=80), max(room, _NARROWEST)))


def indented(text: Text, columns: int) -> Text:
    """The text after so many blanks."""
    return Text(" " * columns) + text
