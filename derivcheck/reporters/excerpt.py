"""The source line a message is about, cut to the room there is, and where its underline goes."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from derivcheck.diagnostics import Place
from derivcheck.documents.positions import LINE_END
from derivcheck.reporters.clean import clean

_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line ready to print; `start` and `length` of the underline are in terminal cells.

    Arguments:
        inside: what is underlined.
    """

    line: str
    start: int
    length: int
    inside: str = ""


def excerpt(source: str, place: Place, room: int) -> Excerpt | None:
    """The source line at a place, or None if the file has no such line.

    Arguments:
        source: the whole file.
        place: what to underline; the underline ends with the line.
        room: at most this many terminal cells.
    """
    line = line_at(source, place.line)
    if line is None:
        return None
    line = line.rstrip()
    start = min(place.column - 1, len(line))
    stop = min(start + max(place.width, 1), len(line))
    first, last = _window(line, start, stop, room)
    before, inside = clean(line[first:start]), clean(line[start : min(stop, last)])
    after = clean(line[min(stop, last) : last])
    left, right = _ELLIPSIS * (first > 0), _ELLIPSIS * (last < len(line))
    shown = left + before + inside + after + right
    return Excerpt(shown, cell_len(left + before), max(cell_len(inside), 1), inside)


def line_at(source: str, number: int) -> str | None:
    """A line of a text without its end; None beyond the last one."""
    lines = LINE_END.split(source)
    there = 1 <= number < len(lines) or (number == len(lines) and lines[-1])
    return lines[number - 1] if there else None


def cut(text: str, room: int) -> str:
    """The text, its end replaced by `…` if it has more than `room` terminal cells."""
    if cell_len(text) <= room:
        return text
    return text[: _fitting(text, 0, room - 1)].rstrip() + _ELLIPSIS


def _window(line: str, start: int, stop: int, room: int) -> tuple[int, int]:
    """Which characters to show: all if they fit, else from a little before the underline on."""
    if cell_len(clean(line)) <= room:
        return 0, len(line)
    first = 0
    if cell_len(clean(line[:stop])) > room - 2:
        first = start
        while first and cell_len(clean(line[first - 1 : start])) <= room // 4:
            first -= 1
    return first, _fitting(line, first, room - 2)


def _fitting(line: str, first: int, room: int) -> int:
    """The end of the longest piece from `first` on that fits; at least one character."""
    used = 0
    for position in range(first, len(line)):
        used += cell_len(clean(line[position]))
        if used > room:
            return max(position, first + 1)
    return len(line)
