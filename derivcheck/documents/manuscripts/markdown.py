r"""Markdown documents: front matter, code, HTML comments, formulas.

<!-- derivcheck: x real; a real[k] -->     for the displayed formula that follows, or holds it
---                                        front matter, for the whole document
derivcheck: x real                         (or the keys of a derivation file below it)
---
$$ ... $$   \[ ... \]   \\[ ... \\]   ```math ... ```   \begin{align} ... \end{align}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivcheck.documents.manuscripts.blocks import Block, Manuscript, Mark, blank, blanked
from derivcheck.documents.manuscripts.displays import displays_of
from derivcheck.documents.positions import Source

_FENCE = re.compile(
    r"^(?P<indent>[ ]{0,3})(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)(?:\r\n|\r|\n)"
    r"(?P<code>.*?)(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_INLINE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_MARK = re.compile(r"<!--[ \t]*derivcheck[ \t]*:")
_LATEX_MARK = re.compile(r"(?<!\\)%+[ \t]*derivcheck[ \t]*:(?P<rest>[^\r\n]*)")
_FRONT = re.compile(r"\A---[ \t]*(?:\r\n|\r|\n)(?P<body>.*?)^(?:---|\.\.\.)[ \t]*$", re.M | re.S)
_KEY = re.compile(r"^derivcheck[ \t]*:[ \t]*(?P<inline>[^\r\n]*)", re.MULTILINE)
_BRACKETS = re.compile(r"\\\\([\[\]])")
_ESCAPED = re.compile(r"\\([\\_*{}\[\]()#+\-.!|<>&^~])")
_COMMENTED = re.compile(r"(?<!\\)((?:\\\\)*)(%[^\r\n]*)")


def find(text: str) -> Manuscript:
    """What a Markdown document holds."""
    front = _FRONT.match(text)
    hidden = [front.span()] if front else []
    fenced: list[Block] = []
    for match in _FENCE.finditer(text, hidden[0][1] if hidden else 0):
        hidden.append(match.span())
        if match["info"].strip().lower() == "math":
            fenced.append(Block("$$", *match.span("code"), match.start()))
    shown = blanked(text, hidden)
    shown = blanked(shown, [m.span() for m in _INLINE.finditer(shown)])
    comments = [m.span() for m in _COMMENT.finditer(shown)]
    plain = blanked(shown, comments)
    plain = _BRACKETS.sub(r" \\\1", plain)
    source = Source.of(text)
    prose = _without_latex_comments(plain)
    blocks, unclosed = displays_of(prose, source)
    blocks = tuple(sorted((*blocks, *fenced), key=lambda block: block.start))
    formulas = _formulas(text, blocks, comments)
    marks = (*_front_marks(front), *_marks(source, comments), *_inner_marks(source, blocks))
    ordered = tuple(sorted(marks, key=lambda mark: mark.start))
    return Manuscript(text, formulas, blocks, ordered, formulas, unclosed, prose)


def _without_latex_comments(text: str) -> str:
    return _COMMENTED.sub(lambda m: m[1] + " " * len(m[2]), text)


def _formulas(text: str, blocks: tuple[Block, ...], comments: list[tuple[int, int]]) -> str:
    """The formulas as TeX has them, all else left blank."""
    pieces, at = [], 0
    commented = blanked(text, comments)
    for block in blocks:
        pieces.append(blank(text[at : block.start]))
        formula = commented[block.start : block.stop]
        if block.kind == r"\[" and text.startswith(r"\\]", block.stop - 1):
            formula = formula[:-1] + " "  # the escape of the bracket that closes it
        pieces.append(_without_latex_comments(_unescaped(formula)))
        at = block.stop
    return "".join([*pieces, blank(text[at:])])


def _unescaped(formula: str) -> str:
    r"""A formula without Markdown's escapes: `\_` is `_`, and with `\\\\` in it all of them are."""
    if r"\\\\" in formula:
        return _ESCAPED.sub(r" \1", formula)
    return formula.replace(r"\_", " _")


def _marks(source: Source, comments: list[tuple[int, int]]) -> Iterator[Mark]:
    text = source.text
    for start, stop in comments:
        found = _MARK.match(text, start, stop)
        if not found:
            continue
        end = stop - 3 if text[stop - 3 : stop] == "-->" else stop
        inside = text[found.end() : end]
        before = text[source.line_start(start) : start].strip()
        keys = not inside.splitlines()[0].strip() if inside.strip() else False
        yield Mark(found.end(), inside, False, keys, bool(before))


def _inner_marks(source: Source, blocks: tuple[Block, ...]) -> Iterator[Mark]:
    """Marks in comments of LaTeX, which stand inside of formulas."""
    for block in blocks:
        for match in _LATEX_MARK.finditer(source.text, block.start, block.stop):
            line = source.line_start(match.start())
            before = source.text[max(line, block.start) : match.start()].strip()
            yield Mark(match.start("rest"), match["rest"], behind=bool(before))


def _front_marks(front: re.Match[str] | None) -> Iterator[Mark]:
    """What the front matter has under `derivcheck:`."""
    key = _KEY.search(front["body"]) if front else None
    if front is None or key is None:
        return
    base = front.start("body")
    if key["inline"].strip() and not key["inline"].lstrip().startswith("{"):
        yield Mark(base + key.start("inline"), key["inline"], whole=True)
        return
    after = front["body"][key.end("inline") :]
    below = re.match(r"(?:(?:\r\n|\r|\n)(?:[ \t]+[^\r\n]*|[ \t]*(?=[\r\n])))*", after)
    stop = key.end("inline") + (below.end() if below else 0)
    inside = front["body"][key.start("inline") : stop]
    yield Mark(base + key.start("inline"), inside, whole=True, keys=True)
