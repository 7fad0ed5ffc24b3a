"""A manuscript as Typst: aligned equations, text as strings of which nothing is obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

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
from derivcheck.notation.formulas.typst import quoted, typst

PREAMBLE = '#set page(paper: "a4")\n#set par(justify: true)\n\n'


def document(chapters: Sequence[Chapter], shape: Shape) -> str:
    """A document, the body of one, or a template filled in.

    Arguments:
        chapters: derivations.
        shape: what is wanted.
    """
    body = "\n".join(line for c in chapters for line in _chapter(c, shape)) + "\n"
    if shape.template is not None:
        return filled(shape.template, _text(chapters[0].title) if chapters else "", body)
    if shape.part == "fragment":
        return body
    contents = "#outline()\n\n" if len(chapters) > 1 else ""
    return PREAMBLE + contents + body


def _chapter(chapter: Chapter, shape: Shape) -> Iterator[str]:
    if shape.part == "standalone" or shape.template is not None:
        yield f"= {_text(chapter.title) or _plain(chapter.path)}"
        if chapter.source:
            yield f"#emph[{_text(chapter.source)}]"
        yield ""
    yield from _blocks(chapter.blocks, shape, shape.width)


def _blocks(blocks: Sequence[Block], shape: Shape, room: float) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(words):
                yield _text(words)
            case Nested(inner):
                yield "#pad(left: 1.5em)["
                yield from _blocks(inner, shape, room - 2.0)
                yield "]"
            case Display():
                yield from _display(block, shape, room)
        yield ""


def _display(display: Display, shape: Shape, room: float) -> Iterator[str]:
    run: list[Row] = []
    rows = arranged(display, shape, room)
    for row in rows:
        if row.between:
            yield from _equation(run)
            yield _text(row.between)
            run = []
        else:
            run.append(row)
    yield from _equation(run)
    for row in rows:
        if row.note:
            yield f"#emph[{_plain(row.verdict or 'note')}: {_text(row.note)}]"


def _equation(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield "$ " + " \\\n  ".join(map(_line, rows)) + " $"


def _line(row: Row) -> str:
    sign = typst(row.sign) if row.sign else ""
    left = typst(row.left) if row.left else ""
    if row.arrow:
        left, sign = sign, "quad"
    parts = [left, "&", "quad" if row.indented else "", sign, typst(row.right), *_beside(row)]
    return " ".join(filter(None, parts))


def _beside(row: Row) -> Iterator[str]:
    if row.remark:
        yield "quad " + " ".join(map(_within, row.remark))
    if row.verdict:
        yield f"quad {quoted(row.verdict)}"
    if row.tag is not None:
        yield f"quad {quoted(f'({row.tag})')}"


def _within(word: Inline) -> str:
    """A word of a remark inside of a formula."""
    match word:
        case Plain(text):
            return quoted(text)
        case Math(box):
            return typst(box)
    return quoted(f"({word.tag})")


def _text(words: Prose) -> str:
    return "".join(map(_inline, words))


def _inline(word: Inline) -> str:
    match word:
        case Plain(text):
            return _plain(text)
        case Math(box):
            return f"${typst(box)}$"
    return _plain(f"({word.tag})")


def _plain(text: str) -> str:
    """Any text, of which nothing is markup."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return _OBEYED.sub(r"\\\g<0>", shown)


_OBEYED = re.compile(
    r"[\\*_`$#@<>\[\]~]"  # wherever it stands
    r"|[-/](?=[-/*?])|:(?=/)"  # dashes, comments, addresses
    r"|(?:(?<=^)|(?<=^\s))[-+=/.]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"  # lists, headings
)
