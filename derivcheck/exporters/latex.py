r"""A manuscript as LaTeX: `align*`, `\intertext`, `\tag` and `\eqref`; amsmath is all it needs.

Letters of the blackboard, which an author asks for by `print:`, need amsfonts as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derivcheck.exporters.declared import displays
from derivcheck.exporters.latex_text import BREAK, escaped, text, wrapped
from derivcheck.exporters.layout import Row, arranged
from derivcheck.exporters.manuscript import (
    Block,
    Chapter,
    Display,
    Math,
    Nested,
    Paragraph,
    Prose,
    Shape,
)
from derivcheck.exporters.templates import filled
from derivcheck.notation.formulas.boxes import Box, Edge, Sign
from derivcheck.notation.formulas.boxes import Row as Parts
from derivcheck.notation.formulas.extent import width
from derivcheck.notation.formulas.latex import latex

PREAMBLE = r"""\documentclass[a4paper]{article}
\usepackage{amsmath}
"""
BLACKBOARD = "\\usepackage{amsfonts}\n"
START = r"""\allowdisplaybreaks
\begin{document}
"""
END = "\\end{document}\n"
QUOTE = 5.0
"""How much narrower lines are in a quotation, in ems."""
_MACROS = re.compile(r"\\(?:begin\{[a-z]+\*?\}|[a-zA-Z]+)")
_OF_AMSMATH = frozenset(
    r"\begin{align} \begin{align*} \begin{multline*} \begin{multline} \begin{bmatrix} "
    r"\begin{cases} \begin{equation*} \intertext \tag \eqref \tfrac \dfrac \binom "
    r"\operatorname \text \substack "
    r"\implies \iff \impliedby \lvert \rvert \lVert \rVert \bmod \allowdisplaybreaks ".split()
)


def body(chapters: Sequence[Chapter], shape: Shape) -> str:
    """What goes into the body of a document."""
    many = len(chapters) > 1
    parts = []
    seen: Counter[str] = Counter()
    for chapter in chapters:
        writer = _Writer(shape, shape.width)
        if shape.declarations:
            opening = writer.blocks(chapter.blocks[: chapter.opening])
            made = "\n".join([*opening, *displays(chapter, seen[chapter.path])])
            seen[chapter.path] += 1
        else:
            made = "\n".join(writer.blocks(chapter.blocks))
        parts.append("\n".join([*_heading(chapter, shape, many), made]))
    return "\n\n".join(parts) + "\n"


def document(chapters: Sequence[Chapter], shape: Shape) -> str:
    """A document, a fragment, or a template filled in.

    Arguments:
        chapters: derivations.
        shape: what is wanted.
    """
    made = body(chapters, shape)
    if shape.template is not None:
        title = text(chapters[0].title) if chapters else ""
        return filled(shape.template, title, made)
    if shape.part == "fragment":
        return _needs(made, chapters) + made
    contents = "\\tableofcontents\n\n" if len(chapters) > 1 else ""
    loose = "\\sloppy\n" if BREAK in made else ""
    letters = BLACKBOARD if r"\mathbb" in made else ""
    return PREAMBLE + letters + START + loose + contents + made + END


def _heading(chapter: Chapter, shape: Shape, many: bool) -> Iterator[str]:
    if shape.part == "fragment":
        return
    title = text(chapter.title) or escaped(chapter.path)
    yield rf"\section{{{title}}}" if many else rf"\section*{{{title}}}"
    if chapter.source:
        yield (
            wrapped(rf"{{\raggedright\noindent\itshape {text(chapter.source)}\par\nobreak}}") + "\n"
        )


def _needs(made: str, chapters: Sequence[Chapter]) -> str:
    """What the preamble of the document must have."""
    used = sorted(set(_MACROS.findall(made)) & _OF_AMSMATH)
    names = ", ".join(re.sub(r"\\begin\{(.*)\}", r"\1", name) for name in used)
    titles = "; ".join(filter(None, (text(c.title) for c in chapters)))
    packages = [f"amsmath: {names}"] if names else []
    packages += [r"amsfonts: \mathbb"] if r"\mathbb" in made else []
    told = f"needs {'; '.join(packages) or 'no package'}"
    lines = [f"% {re.sub(r'[^ -~]', '?', titles)}"] if titles else []
    return "\n".join([*lines, *(f"% {line}" for line in wrapped(told).splitlines())]) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Blocks for lines of some width."""

    shape: Shape
    room: float

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for position, block in enumerate(blocks):
            match block:
                case Paragraph(words):
                    if position and isinstance(blocks[position - 1], Paragraph):
                        yield ""
                    yield wrapped(self.paragraph(words))
                case Nested(inner):
                    narrow = replace(self, room=self.room - QUOTE)
                    yield r"\begin{quote}"
                    yield from narrow.blocks(inner)
                    yield r"\end{quote}"
                case Display():
                    yield from self.display(block)

    def ragged(self, words: Prose) -> str:
        """Text with formulas that TeX cannot break well enough to fill its lines."""
        wide = any(isinstance(w, Math) and width(w.box) > self.room / 2 for w in words)
        made = text(words, self.room)
        return rf"\raggedright {made}" if wide or BREAK in made else made

    def paragraph(self, words: Prose) -> str:
        made = self.ragged(words)
        return rf"{{{made}\par}}" if made.startswith(r"\raggedright") else made

    def display(self, display: Display) -> Iterator[str]:
        """The environment of a display, and the footnotes of its lines."""
        before, rows, after = _apart(arranged(display, self.shape, self.room))
        yield from (wrapped(self.paragraph(row.between)) for row in before)
        name = self.environment(rows)
        yield rf"\begin{{{name}}}"
        yield from self.lines(rows, name)
        yield rf"\end{{{name}}}"
        notes = [row.note for row in rows if row.note]
        if notes:
            step = r"\stepcounter{footnote}" if len(notes) > 1 else ""
            if step:
                yield rf"\addtocounter{{footnote}}{{-{len(notes)}}}%"
            for note in notes:
                yield wrapped(rf"{step}\footnotetext{{{text(note, self.room)}}}") + "%"
        yield from (wrapped(self.paragraph(row.between)) for row in after)

    def environment(self, rows: Sequence[Row]) -> str:
        star = "" if self.shape.numbers and any(r.tag for r in rows) else "*"
        lines = [r for r in rows if not r.between]
        alone = len(lines) == len(rows) and all(r.alone for r in lines)
        if alone and len(lines) > 1:
            return f"multline{star}"
        if alone and not any(r.remark for r in lines):
            return f"equation{star}"
        return f"align{star}"

    def lines(self, rows: Sequence[Row], name: str) -> Iterator[str]:
        flat = not name.startswith("align")
        for position, row in enumerate(rows):
            if row.between:
                yield wrapped(rf"\intertext{{{self.ragged(row.between)}}}")
                continue
            after = next((r for r in rows[position + 1 :] if not r.between), None)
            end = "" if after is None else r" \\"
            source = f"{cells(row, flat)}{self.beside(row)}{self.tag(row, name)}{end}"
            yield wrapped(source, "  ", "      ")

    def beside(self, row: Row) -> str:
        """The remark, and the mark of a footnote."""
        words = text(row.remark)
        note = rf"{row.verdict}\footnotemark" if row.note else ""
        if not words and not note:
            return ""
        words += ", " if words and note else ""
        column = " && " if row.column else r" \qquad "
        return rf"{column}\text{{{words}{note}}}"

    def tag(self, row: Row, name: str) -> str:
        if row.tag is None:
            return r" \notag" if name == "align" else ""
        label = rf" \label{{{row.key}}}"
        return label if self.shape.numbers else rf" \tag{{{escaped(row.tag)}}}{label}"


def _apart(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """The texts before the first line of a display, its rows, and the texts behind its last."""
    lines = [n for n, row in enumerate(rows) if not row.between]
    first, last = (lines[0], lines[-1] + 1) if lines else (len(rows), len(rows))
    return rows[:first], rows[first:last], rows[last:]


def cells(row: Row, flat: bool) -> str:
    """The cells of a line: what stands left of the alignment, and right of it."""
    right = _line(row.right, row.continued)
    sign = latex(row.sign) if row.sign else ""
    if flat:
        return " ".join(filter(None, (latex(row.left) if row.left else "", sign, right)))
    if row.arrow:
        return f"{sign} \\quad & {right}" if sign else f"& {right}"
    left = f"{latex(row.left)} " if row.left else ""
    indent = r"\quad " if row.indented else ""
    return f"{left}&{indent or ('' if sign else ' ')}{f'{sign} ' if sign else ''}{right}"


def _line(box: Box, continued: bool) -> str:
    """A formula, with an empty group before a sign that begins it."""
    made = latex(box)
    first = box.parts[0] if isinstance(box, Parts) and box.parts else box
    signed = isinstance(first, Sign) and first.role in ("binary", "times")
    closing = isinstance(first, Edge) and not first.opens
    return f"{{}} {made}" if continued and signed and not closing else made
