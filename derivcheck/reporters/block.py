"""A finding as a block: its code and message, the source line underlined, details in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rich.console import Console
from rich.text import Text

from derivcheck.diagnostics import Place
from derivcheck.reporters.clean import clean, squeeze
from derivcheck.reporters.excerpt import Excerpt, cut, excerpt, line_at
from derivcheck.reporters.findings import BEFORE, MANNERS, REASON, Finding, Severity
from derivcheck.verdicts.report import FileReport

_LABEL = 16  # cells for `counterexample` and its like
_NARROWEST = 10

# The sixteen colours of the terminal's own palette, so that dark and light backgrounds both work.
STYLES: dict[Severity, str] = {
    "error":     "bold red",
    "undecided": "bold yellow",
    "warning":   "yellow",
    "note":      "cyan",
    "expected":  "cyan",
    "allowed":   "cyan",
    "ignored":   "cyan",
    "baselined": "cyan",
    "tolerated": "cyan",
}  # fmt: skip


def block(
    finding: Finding, file: FileReport, width: int, own: Place | None, *, see: bool = False
) -> Iterator[Text]:
    """A finding below its step: heading, source lines with underlines, details in a frame.

    Arguments:
        own: the place of the step; a warning at that very place is one line, without a frame.
        see: whether the frame ends with how to learn more about the code.
    """
    heading = f"{finding.severity} {finding.code}"
    style = STYLES[finding.severity]
    weight = "bold" if finding.severity in ("error", "undecided") else ""
    reason = dict(finding.details).get(REASON) if finding.severity in MANNERS else None
    told = f"{finding.message} ({reason})" if reason else finding.message
    message = wrapped(squeeze(told), width - 6 - len(heading) - 2, weight)
    for number, part in enumerate(message):
        lead = f"{heading}: " if not number else " " * (len(heading) + 2)
        yield Text.assemble(" " * 6, (lead, style), part)
    if not framed(finding, own):
        return
    gutter = max(len(str(finding.place.line)) if finding.place else 0, 2)
    shown = _before(finding, file, width - gutter - 9)
    if finding.place:
        yield from _source(finding.place, shown, file, gutter, width, style)
    for label, detail in finding.details:
        if not (label == BEFORE and shown and shown.whole):
            yield from _detail(label, detail, gutter, width)
    if see:
        yield Text.assemble(" " * (7 + gutter), (f"╰ see derivcheck explain {finding.code}", "dim"))
    yield Text()


def framed(finding: Finding, own: Place | None) -> bool:
    """Whether a finding has more to show than its message."""
    if finding.severity in MANNERS:
        return False
    remark = finding.severity in ("warning", "note")
    return not remark or finding.place != own or bool(finding.details)


@dataclass(frozen=True, slots=True)
class _Before:
    """The line before as shown; `whole` if nothing of it is left out."""

    line: int
    excerpt: Excerpt
    whole: bool


def _before(finding: Finding, file: FileReport, room: int) -> _Before | None:
    """The line before, unless it stands on the same line of the file or is not there at all."""
    place, before = finding.place, finding.before
    found = excerpt(file.source, before, room) if before else None
    if not (place and before and found) or before.line >= place.line:
        return None
    text = dict(finding.details).get(BEFORE, "")
    return _Before(before.line, found, found.inside == clean(text))


def _source(
    place: Place, before: _Before | None, file: FileReport, gutter: int, width: int, style: str
) -> Iterator[Text]:
    """Where the finding is, the line before if there is one to show, and the line itself."""
    at, room = f"{clean(file.path)}:{place.line}:{place.column}", width - gutter - 9
    yield Text.assemble(" " * (7 + gutter), ("╭ ", "dim"), (at, "dim"))
    found = excerpt(file.source, place, room)
    if found is None:
        return
    if before:
        yield from _underlined(before.line, before.excerpt, gutter, room, "dim", "-", BEFORE)
        yield from _between(before.line, place.line, file, gutter, room)
    yield from _underlined(place.line, found, gutter, room, style, "^")


def _between(first: int, last: int, file: FileReport, gutter: int, room: int) -> Iterator[Text]:
    """The one line between two, or a sign for several."""
    line = line_at(file.source, first + 1) if last == first + 2 else None
    if line is not None:
        shown = cut(clean(line.rstrip()), room)
        yield Text.assemble("      ", (f"{first + 1:>{gutter}} │ {shown}", "dim"))
    elif last > first + 1:
        yield Text.assemble("      ", (f"{'⋮':>{gutter}} │", "dim"))


def _underlined(
    number: int, found: Excerpt, gutter: int, room: int, style: str, mark: str, label: str = ""
) -> Iterator[Text]:
    """A line of the file and its underline, with a label beside it, or below it if it must."""
    yield Text.assemble("      ", (f"{number:>{gutter}} │ ", "dim"), found.line)
    margin, line = " " * (7 + gutter), mark * found.length
    beside = found.start + found.length + 1 + len(label) <= room
    told = f"{line} {label}" if beside else line
    yield Text.assemble(margin, ("│ ", "dim"), " " * found.start, (told, style))
    if not beside and label:
        start = max(0, min(found.start, room - len(label)))
        yield Text.assemble(margin, ("│ ", "dim"), " " * start, (label, style))


def _detail(label: str, detail: str, gutter: int, width: int) -> Iterator[Text]:
    for number, part in enumerate(wrapped(squeeze(detail), width - gutter - 9 - _LABEL)):
        name = label if not number else ""
        lead = Text.assemble(" " * (7 + gutter), ("│ ", "dim"), (name.ljust(_LABEL), "bold"))
        yield lead + part


def wrapped(text: str, room: int, style: str = "") -> list[Text]:
    """The text as lines of at most `room` cells, broken between words where there are any."""
    if not text:
        return [Text()]
    return list(Text(text, style).wrap(_console(), max(room, _NARROWEST)))


@cache
def _console() -> Console:
    """What rich wants for wrapping, which depends on nothing of it."""
    return Console(width=80)


def indented(text: Text, columns: int) -> Text:
    """The text after so many blanks."""
    return Text(" " * columns) + text
