"""A derivation as it goes to paper, in no format yet: paragraphs, displays, lines with remarks.

`composing.py` makes it of a derivation and its report, one file a format prints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

from derivcheck.documents.model import Derivation
from derivcheck.notation.formulas.boxes import Box
from derivcheck.verdicts.report import FileReport, VerdictName


@dataclass(frozen=True, slots=True)
class Plain:
    """Text."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """A formula in text; `source` is the author's own LaTeX of it."""

    box: Box
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A line, by its key and what stands beside it."""

    key: str
    tag: str


Inline = Union[Plain, Math, Reference]
Prose = tuple[Inline, ...]
"""Text with formulas and references in it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found about a line.

    Arguments:
        verdict: None for a line that is never judged.
        failure: what is wrong with it, a sentence; nothing for a line that is proved.
    """

    verdict: VerdictName | None
    failure: Prose = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a display.

    Arguments:
        left: what stands in front of the sign, in a first line.
        sign: the relation or arrow; None where a line opens without one.
        right: the formula; None if it could not be read.
        typed: the formula as plain text.
        remark: rules and conditions: `by the chain rule, for x != 0`.
        key: of the step.
        tag: what stands beside the line, None for nothing.
        opening: the key of the line that is told as its left side.
    """

    left: Box | None
    sign: Box | None
    right: Box | None
    typed: str = ""
    remark: Prose = ()
    key: str = ""
    tag: str | None = None
    mark: Mark = Mark(None)
    opening: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """Text between the lines of a display."""

    prose: Prose


@dataclass(frozen=True, slots=True)
class Display:
    """Lines that are aligned at their signs."""

    rows: tuple[Line | Between, ...]
    kind: Literal["chain", "statements", "claims", "definitions"] = "chain"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text of its own."""

    prose: Prose


@dataclass(frozen=True, slots=True)
class Nested:
    """Sub-steps."""

    blocks: tuple[Block, ...]


Block = Union[Display, Paragraph, Nested]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A derivation.

    Arguments:
        title: as the author wrote it; nothing if there is none.
        source: where it comes from.
        key: made of the file's name, for anchors and labels.
        opening: how many of its blocks tell what is declared, assumed and defined.
        derivation, report: what it was made of.
    """

    title: Prose
    source: Prose
    key: str
    path: str
    blocks: tuple[Block, ...]
    derivation: Derivation
    report: FileReport
    opening: int = 0


Marks = Literal["none", "margin", "inline"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How a document is shaped.

    Arguments:
        part: a whole document, or only what goes into a body.
        marks: where rules, conditions and verdicts stand.
        numbers: whether every line has a number.
        width: of a line of text, in ems.
        template: a document with a place for the body.
        declarations: whether comments say what LaTeX cannot, so that it is read back as the same.
    """

    part: Literal["standalone", "fragment"] = "standalone"
    marks: Marks = "margin"
    numbers: bool = False
    width: float = 34.0
    template: str | None = None
    declarations: bool = False
