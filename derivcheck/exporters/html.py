"""A manuscript as a page that stands by itself: MathML, the graph of the steps, what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from derivcheck.exporters.graphing import graph
from derivcheck.exporters.html_page import page
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
from derivcheck.exporters.plotting import plotted
from derivcheck.exporters.prose import text_of
from derivcheck.exporters.templates import filled
from derivcheck.notation.formulas.mathml import formula
from derivcheck.obligations.derivation import obligations
from derivcheck.verdicts.report import VERDICTS, FileReport, StepReport

Told = Mapping[str, Sequence[str]]
"""Key of a line -> what else is to be said of it, in sentences."""
WIDTH = 40.0
"""Of a line of text, in ems."""
KEYS = "Keys: j and k go from line to line, n to the next that is not proved, g opens the graph."


def document(chapters: Sequence[Chapter], shape: Shape, told: Told | None = None) -> str:
    """A page, the body of one, or a template filled in.

    Arguments:
        chapters: derivations.
        shape: what is wanted.
        told: what is said beside lines.
    """
    body = "\n".join(line for c in chapters for line in _chapter(c, shape, told or {}))
    title = _plain(chapters[0].title, chapters[0].path) if len(chapters) == 1 else "Derivations"
    if shape.template is not None:
        return filled(shape.template, title, body)
    if shape.part == "fragment":
        return body + "\n"
    if len(chapters) != 1:
        body = f"<h1>{title}</h1>\n{''.join(_index(chapters))}\n{body}"
    return page(title, f'<main>\n{body}\n</main>\n<p class="keys">{KEYS}</p>')


def _plain(title: Prose, path: str) -> str:
    return escape(text_of(title) or path)


def _index(chapters: Sequence[Chapter]) -> Iterator[str]:
    """The files with their verdicts."""
    yield '<table class="index"><thead><tr><th>derivation</th><th></th>'
    yield "".join(f"<th>{name}</th>" for name in VERDICTS)
    yield "</tr></thead><tbody>"
    for chapter in chapters:
        passed = chapter.report.passed
        state = ("proved", "passes") if passed else ("refuted", "fails")
        title = _text(chapter.title) or escape(chapter.path)
        yield f'<tr><td><a href="#{chapter.key}">{title}</a></td>'
        yield f'<td><span class="verdict {state[0]}">{state[1]}</span></td>'
        yield "".join(f'<td class="n">{_count(chapter.report, name)}</td>' for name in VERDICTS)
        yield "</tr>"
    yield "</tbody></table>"


def _count(report: FileReport, name: str) -> str:
    found = sum(s.verdict is not None and s.verdict.name == name for s in report.steps)
    return str(found or "")


def _chapter(chapter: Chapter, shape: Shape, told: Told) -> Iterator[str]:
    found = {s.id: s for s in chapter.report.steps}
    writer = _Writer(chapter, shape, found, told)
    yield f'<article id="{chapter.key}">'
    yield f"<h2>{_text(chapter.title) or escape(chapter.path)}</h2>"
    if chapter.source:
        yield f'<p class="source">{_text(chapter.source)}</p>'
    problems = (*chapter.report.problems, *chapter.report.warnings)
    yield from (f'<div class="finding invalid"><p>{escape(str(p))}</p></div>' for p in problems)
    drawn = graph(chapter.derivation, chapter.report, chapter.key)
    if drawn and shape.part == "standalone":
        yield f'<details class="overview"><summary>What rests on what</summary>{drawn}</details>'
    yield from writer.blocks(chapter.blocks)
    yield "</article>"


class _Writer:
    """The blocks of a chapter."""

    def __init__(
        self, chapter: Chapter, shape: Shape, found: Mapping[str, StepReport], told: Told
    ) -> None:
        self.chapter, self.shape, self.found, self.told = chapter, shape, found, told
        self.pictures = {o.step.id: o for o in obligations(chapter.derivation)}

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph(words):
                    yield f"<p>{_text(words)}</p>"
                case Nested(inner):
                    yield '<div class="nested">'
                    yield from self.blocks(inner)
                    yield "</div>"
                case Display():
                    yield '<div class="display">'
                    for row in arranged(block, self.shape, WIDTH):
                        yield from self.row(row)
                    yield "</div>"

    def row(self, row: Row) -> Iterator[str]:
        if row.between:
            yield f'<div class="between">{_text(row.between)}</div>'
            return
        step_id = row.key.rpartition(":")[2]
        found = self.found.get(step_id) if row.key else None
        verdict = found.verdict.name if found and found.verdict else ""
        anchor = f' id="{_anchor(row.key)}" tabindex="0"' if found else ""
        opening = f'<span id="{_anchor(row.opening)}"></span>' if row.opening else ""
        left = formula(row.left, display=True) if row.left else ""
        sign = formula(row.sign, display=True) if row.sign else ""
        if row.arrow:
            left, sign = left + sign, ""
        goes_on = " goes-on" if row.continued or row.indented else ""
        yield f'<div class="line {verdict}"{anchor}><div class="left">{opening}{left}</div>'
        yield f'<div class="right{goes_on}">{sign} {formula(row.right, display=True)}</div>'
        yield f'<div class="beside">{self.beside(row, verdict)}</div></div>'
        if row.key:
            yield from self.finding(row, found)

    def beside(self, row: Row, verdict: str) -> str:
        shown = verdict and self.shape.marks != "none"
        badge = f'<span class="verdict {verdict}">{verdict}</span>' if shown else ""
        tag = f'<span class="tag">({escape(row.tag)})</span>' if row.tag is not None else ""
        return " ".join(filter(None, (_text(row.remark), badge, tag)))

    def finding(self, row: Row, found: StepReport | None) -> Iterator[str]:
        """What is wrong with a line, with a picture where there is one."""
        sentences = [_text(row.note)] if row.note else []
        sentences += [escape(one) for one in self.told.get(row.key, ())]
        if not sentences or not found or not found.verdict:
            return
        example = found.verdict.counterexample
        drawn = plotted(self.pictures[found.id], example.point) if example else ""
        inside = "".join(f"<p>{sentence}</p>" for sentence in sentences)
        yield f'<div class="finding {found.verdict.name}">{inside}{drawn}</div>'


def _anchor(key: str) -> str:
    return escape(key.replace(":", "-"))


def _text(words: Prose) -> str:
    return "".join(map(_inline, words))


def _inline(word: Inline) -> str:
    match word:
        case Plain(text):
            return escape(text)
        case Math(box):
            return formula(box)
    return f'<a href="#{_anchor(word.key)}">({escape(word.tag)})</a>'
