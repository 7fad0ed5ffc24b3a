"""A manuscript as MathML: each display a table of lines, text in paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

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
from derivcheck.exporters.prose import text_of
from derivcheck.exporters.templates import filled
from derivcheck.notation.formulas.mathml import formula, mathml

RIGHT, LEFT = ('style="text-align: right"', 'style="text-align: left"')


def document(chapters: Sequence[Chapter], shape: Shape) -> str:
    """A page without a style, the body of one, or a template filled in.

    Arguments:
        chapters: derivations.
        shape: what is wanted.
    """
    body = "\n".join(line for c in chapters for line in _chapter(c, shape)) + "\n"
    title = escape(text_of(chapters[0].title)) if chapters else ""
    if shape.template is not None:
        return filled(shape.template, title, body)
    if shape.part == "fragment":
        return body
    head = f'<meta charset="utf-8">\n<title>{title}</title>'
    return f"<!DOCTYPE html>\n<html>\n<head>\n{head}\n</head>\n<body>\n{body}</body>\n</html>\n"


def _chapter(chapter: Chapter, shape: Shape) -> Iterator[str]:
    if shape.part == "standalone":
        yield f"<h1>{_text(chapter.title) or escape(chapter.path)}</h1>"
        if chapter.source:
            yield f"<p><em>{_text(chapter.source)}</em></p>"
    yield from _blocks(chapter.blocks, shape)


def _blocks(blocks: Sequence[Block], shape: Shape) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(words):
                yield f"<p>{_text(words)}</p>"
            case Nested(inner):
                yield "<blockquote>"
                yield from _blocks(inner, shape)
                yield "</blockquote>"
            case Display():
                rows = arranged(block, shape, shape.width)
                lines = "\n".join(map(_line, rows))
                table = f'<mtable displaystyle="true">\n{lines}\n</mtable>'
                yield f'<math display="block">{table}</math>'
                yield from (f"<p>{_text(row.note)}</p>" for row in rows if row.note)


def _line(row: Row) -> str:
    if row.between:
        return f"<mtr><mtd></mtd><mtd {LEFT}><mrow>{_within(row.between)}</mrow></mtd></mtr>"
    sign = mathml(row.sign) if row.sign else ""
    left = mathml(row.left) if row.left else ""
    if row.arrow:
        left, sign = left + sign, ""
    indent = '<mspace width="2em"></mspace>' if row.indented else ""
    tag = f"<mtext>({escape(row.tag)})</mtext>" if row.tag is not None else ""
    verdict = f"<mtext>{row.verdict}</mtext>" if row.verdict else ""
    beside = _within(row.remark) + verdict + tag
    return (
        f"<mtr><mtd {RIGHT}>{left}</mtd><mtd {LEFT}><mrow>{indent}{sign}{mathml(row.right)}</mrow>"
        f"</mtd><mtd {LEFT}><mrow>{beside}</mrow></mtd></mtr>"
    )


def _within(words: Prose) -> str:
    """Words inside of a formula."""
    return "".join(map(_part, words))


def _part(word: Inline) -> str:
    match word:
        case Math(box):
            return mathml(box)
        case Plain(text):
            shown = text
        case _:
            shown = f"({word.tag})"
    return f"<mtext>{escape(shown).replace(' ', '&#160;')}</mtext>"


def _text(words: Prose) -> str:
    return "".join(map(_inline, words))


def _inline(word: Inline) -> str:
    match word:
        case Plain(text):
            return escape(text)
        case Math(box):
            return formula(box)
    return f"({escape(word.tag)})"
