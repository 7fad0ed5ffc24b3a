"""Where text stands in a file: offsets to lines and columns, also through YAML's folding."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from derivcheck.diagnostics import Diagnosis, Diagnostic, Place, Span

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line of a file, for YAML and for editors; other separators are text."""
_ESCAPE = 10  # the longest escape of a double-quoted YAML scalar: \UXXXXXXXX


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a file with the offsets at which its lines start."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Source:
        """The source of a text."""
        return cls(text, (0, *(end.end() for end in LINE_END.finditer(text))))

    def place(self, start: int, stop: int | None = None) -> Place:
        """The place of the characters [start, stop), cut off at the end of the first line."""
        line = bisect_right(self.starts, start) - 1
        end = self.line_end(start)
        width = max(1, min(end, start + 1 if stop is None else stop) - start)
        return Place(line + 1, start - self.starts[line] + 1, width)

    def line_start(self, index: int) -> int:
        """The offset at which the line of a character starts."""
        return self.starts[bisect_right(self.starts, index) - 1]

    def line_end(self, index: int) -> int:
        """The offset just after the last character of the line, its line break not counted."""
        line = bisect_right(self.starts, index)
        if line == len(self.starts):
            return len(self.text)
        stop = self.starts[line]
        return stop - (2 if self.text[stop - 2 : stop] == "\r\n" else 1)


@dataclass(frozen=True, slots=True)
class Located:
    """A piece of text as read, and the raw characters [start, stop) of the file it came from.

    Arguments:
        value: the text; whitespace, doubled quotes and escapes may differ from the raw characters.
        start: where its first character stands, after any opening quote or block header.
    """

    value: str
    source: Source
    start: int
    stop: int

    def place(self, span: Span | None = None) -> Place:
        """The place of a span of the value; of all of it without a span."""
        if span is None:
            return self.source.place(self.start, self.stop)
        offsets = self._offsets(span.stop)
        first = offsets[min(span.start, len(offsets) - 1)]
        last = offsets[min(span.stop, len(offsets)) - 1] if span.stop > span.start else first
        return self.source.place(first, last + 1)

    def raw(self, span: Span) -> tuple[int, int]:
        """The offsets in the file of a span of the value; an empty one stands before its end."""
        offsets = self._offsets(span.stop)
        if span.start == span.stop:
            return offsets[span.start], offsets[span.start]
        last = span.stop - 1
        twice = self.value[last] == "'" and self._doubled
        return offsets[span.start], offsets[last] + 1 + twice

    def error(self, diagnostic: Diagnostic) -> Diagnosis:
        """The diagnostic of a reader of `value`, lifted to its place in the file."""
        return Diagnosis(replace(diagnostic, place=self.place(diagnostic.span)))

    def part(self, start: int, stop: int) -> Located:
        """The characters [start, stop) of the value."""
        offsets = self._offsets(stop)
        return Located(self.value[start:stop], self.source, offsets[start], offsets[stop])

    @property
    def _doubled(self) -> bool:
        """Whether a quote is written twice, as in single quotes."""
        return self.source.text[max(0, self.start - 1) : self.start] == "'"

    def _offsets(self, stop: int) -> list[int]:
        """File offsets of the first `stop` characters of the value and of the one after them."""
        if len(self.value) == self.stop - self.start:  # nothing is folded or escaped
            return list(range(self.start, self.start + stop + 1))
        raw, at, offsets = self.source.text, self.start, []
        doubled = self._doubled
        for char in self.value[:stop]:
            if char.isspace():
                offsets.append(at)
                at += at < self.stop and raw[at].isspace()
                continue
            while at < self.stop and raw[at].isspace():
                at += 1
            found = raw.find(char, at, min(at + _ESCAPE, self.stop))
            offsets.append(found if found >= 0 else at)
            at = found + 1 + (doubled and char == "'") if found >= 0 else at
        return [*offsets, at]
