r"""A manuscript as Markdown: `aligned` in blocks of `math`, formulas in text between $` and `$.

GitHub shows both, and no reader of Markdown touches what is inside of either: between `$$`, a
backslash and an underscore mean something to CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from derivcheck.exporters.latex import cells
from derivcheck.exporters.latex_text import escaped
from derivcheck.exporters.layout import Row, arranged
from derivcheck.exporters.manuscript import (
    Block,
    Chapter,
    Display,
    Inline,
    Math,
    Nested,
    Paragraph,
    Plain,
    Prose,
    Shape,
)
from derivcheck.exporters.templates import filled
from derivcheck.notation.formulas.latex import latex

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&@-])")


def document(chapters: Sequence[Chapter], shape: Shape) -> str:
    """A document, or the body of one.

    Arguments:
        chapters: derivations.
        shape: what is wanted.
    """
    body = "\n".join(line for c in chapters for line in _chapter(c, shape))
    title = _text(chapters[0].title) if chapters else ""
    return filled(shape.template, title, body + "\n") if shape.template else body + "\n"


def _chapter(chapter: Chapter, shape: Shape) -> Iterator[str]:
    if shape.part == "standalone":
        yield f"# {_text(chapter.title) or _plain(chapter.path)}"
        yield ""
        if chapter.source:
            yield f"*{_text(chapter.source).strip()}*"
            yield ""
    yield from _blocks(chapter.blocks, shape, "")


def _blocks(blocks: Sequence[Block], shape: Shape, quote: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(words):
                yield f"{quote}{_text(words)}"
            case Nested(inner):
                yield from _blocks(inner, shape, f"{quote}> ")
                continue
            case Display():
                yield from (f"{quote}{line}".rstrip() for line in _display(block, shape))
        yield quote.rstrip()


def _display(display: Display, shape: Shape) -> Iterator[str]:
    """Runs of lines, each as one formula, with the texts between them."""
    rows = arranged(display, shape, shape.width)
    run: list[Row] = []
    for row in rows:
        if not row.between:
            run.append(row)
            continue
        yield from _formula(run)
        yield from (_text(row.between), "")
        run = []
    yield from _formula(run)
    for row in rows:
        if row.note:
            yield f"*{row.verdict or 'note'}*: {_text(row.note)}"


def _formula(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        return
    yield "```math"
    yield r"\begin{aligned}"
    for number, row in enumerate(rows, 1):
        end = r" \\" if number < len(rows) else ""
        yield f"{cells(row, flat=False)}{_beside(row)}{end}"
    yield r"\end{aligned}"
    yield "```"
    yield ""


def _beside(row: Row) -> str:
    verdict = [rf"\text{{{row.verdict}}}"] if row.verdict else []
    tag = [rf"\text{{({escaped(row.tag)})}}"] if row.tag is not None else []
    remark = ["".join(map(_within, row.remark))] if row.remark else []
    return "".join(rf" \qquad {part}" for part in (*remark, *verdict, *tag))


def _within(word: Inline) -> str:
    """A word of a remark inside of a formula."""
    match word:
        case Plain(text):
            return rf"\text{{{escaped(text)}}}"
        case Math(box):
            return latex(box)
    return rf"\text{{({escaped(word.tag)})}}"


def _text(words: Prose) -> str:
    return "".join(map(_inline, words))


def _inline(word: Inline) -> str:
    match word:
        case Plain(text):
            return _plain(text)
        case Math(box):
            return f"$`{latex(box)}`$"
    return f"({_plain(word.tag)})"


def _plain(text: str) -> str:
    """Any text, of which nothing is a link, an image, HTML, or calls a person."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return _MARKS.sub(r"\\\1", " ".join(printable.split()) if printable.strip() else "").join(
        (" " if printable[:1].isspace() else "", " " if printable[-1:].isspace() else "")
    )
