"""What derivcheck says to people when something is wrong: a code, a sentence, a place, a fix.

A reader of text raises `Diagnosis` (a `Diagnostic` as an exception) with a span in its own text;
`documents` lift the span to a line and column of the file.  The exception tree of the package:

    Diagnosis            the input is wrong; carries a Diagnostic
    (anything else)      a bug; the command line reports it as DC901 and exits 70
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Span:
    """Character offsets [start, stop) into the text that was read."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file: 1-based line and column (in characters), and how many characters."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    Arguments:
        code: `DC101`; a row of `codes.CODES`.
        message: one sentence, no trailing full stop.
        hint: what would be right, or empty.
        span: where, in the text that was read.
        place: where, in the file; filled in by `documents`.
    """

    code: str
    message: str
    hint: str = ""
    span: Span | None = None
    place: Place | None = None

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    @property
    def line(self) -> str:
        """All of it on one line."""
        return f"{self} ({self.hint})" if self.hint else str(self)


class Diagnosis(Exception):
    """Raised by readers when text cannot be read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic

    def at(self, place: Place) -> Diagnosis:
        """The same diagnosis with its place in the file."""
        return Diagnosis(replace(self.diagnostic, place=place))
