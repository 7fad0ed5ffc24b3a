"""What is found in a document before any of it is read: displayed formulas and marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivcheck.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Block:
    """A displayed formula.

    Arguments:
        kind: of the environment without its star, or of the brackets: `align`, `$$`.
        start, stop: where what it holds stands.
        outer: where the environment begins.
    """

    kind: str
    start: int
    stop: int
    outer: int


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands behind `derivcheck:` in a comment, or in the front matter.

    Arguments:
        start: where the text stands.
        text: as many characters as in the document, what makes them a comment left blank.
        whole: whether it is for all of the document.
        keys: whether it holds keys as a derivation file has them, and no items.
        behind: whether something stands before it on its line.
    """

    start: int
    text: str
    whole: bool = False
    keys: bool = False
    behind: bool = False

    @property
    def stop(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A document as it was found.

    Arguments:
        text: of the file.
        formulas: the same, with as many characters, all that is no LaTeX of a formula left blank.
        definitions: where macros may be defined.
        unclosed: what is wrong with formulas that never end, and where they begin.
        prose: the text, comments and what is printed as it stands left blank.
    """

    text: str
    formulas: str
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    definitions: str = ""
    unclosed: tuple[tuple[int, Diagnostic], ...] = ()
    prose: str = ""


def blanked(
    text: str, spans: Iterable[tuple[int, int]], within: tuple[int, int] | None = None
) -> str:
    """A text with the characters of some spans left blank, ends of lines excepted.

    Arguments:
        within: the part of the text that is wanted, if not all of it is.
    """
    first, last = within or (0, len(text))
    pieces, at = [], first
    for start, stop in sorted(spans):
        if stop <= at:
            continue
        start = max(start, at)
        pieces += [text[at:start], blank(text[start:stop])]
        at = stop
    return "".join([*pieces, text[at:last]])


def blank(text: str) -> str:
    """As many blanks as a text has characters, its line ends kept."""
    return "".join(c if c in "\r\n" else " " for c in text)
