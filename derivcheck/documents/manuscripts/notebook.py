"""Notebooks: the Markdown of their cells, where it stands in the file.

What is no Markdown, and what JSON puts around it, is left blank, so that lines and columns stay
those of the file: of an escape only the sign is left, behind a blank.  The lines of a cell are read
as they stand in the file: on lines of their own, as editors write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from derivcheck.documents.manuscripts import markdown
from derivcheck.documents.manuscripts.blocks import Manuscript, blank

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\\r\n]|\\.)*)"(?P<key>\s*:)?|(?P<open>[{\[])|(?P<close>[}\]])'
)
_ESCAPE = re.compile(r'\\(?:u[0-9a-fA-F]{4}|(?P<sign>["\\/])|.)')
Range = tuple[int, int]


def find(text: str) -> Manuscript:
    """What the Markdown cells of a notebook hold."""
    pieces, at = list[str](), 0
    for start, stop in _sources(text):
        pieces += [blank(text[at:start]), _ESCAPE.sub(_unescaped, text[start:stop])]
        at = stop
    shown = "".join([*pieces, blank(text[at:])])
    return replace(markdown.find(shown), text=text)


def _unescaped(match: re.Match[str]) -> str:
    return (match["sign"] or "").rjust(len(match[0]))


def _sources(text: str) -> Iterator[Range]:
    """Where the lines of the Markdown cells stand."""
    open_: list[str] = []  # the key under which each bracket stands
    key, kind, lines = "", "", list[Range]()
    for match in _TOKEN.finditer(text):
        if match["key"]:
            key = match["text"]
        elif match["open"]:
            open_.append(key)
            if len(open_) == _CELL:
                kind, lines = "", []
            key = key if match["open"] == "[" else ""
        elif match["close"]:
            if len(open_) == _CELL and kind == "markdown":
                yield from lines
            open_ = open_[:-1]
            key = open_[-1] if open_ else ""
        elif open_[1:2] == ["cells"] and key == "source" and len(open_) in (_CELL, _CELL + 1):
            lines.append(match.span("text"))
        elif open_[1:2] == ["cells"] and key == "cell_type" and len(open_) == _CELL:
            kind = match["text"]


_CELL = 3
"""How deep the entries of a cell stand: in the notebook, in its list of cells, in the cell."""
