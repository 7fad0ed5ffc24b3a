r"""Statements in the notes at braces: `\underbrace{x - x}_{= 0}` states that x - x is 0.

The formula is read without the note, and what the note states is a claim of its own.
"""

from __future__ import annotations

import re

import yaml

from derivcheck.diagnostics import Span
from derivcheck.documents.manuscripts.lines import group_end
from derivcheck.documents.manuscripts.nodes import Rows, scalar, table

_BRACE = re.compile(r"\\(?:under|over)(?:brace|bracket)\s*\{")
_NOTE = re.compile(r"\s*[_^]\s*\{")
_STATED = re.compile(r"\s*(?:=(?!\s*:)|[<>]|\\(?:leq?|geq?|neq?|lt|gt)(?![A-Za-z]))")


def without_notes(text: str, base: int) -> tuple[str, list[tuple[str, Span]]]:
    """The text, such notes left blank, and what they state, with its place in the document.

    Arguments:
        text: of a displayed formula.
        base: where that stands.
    """
    found: list[tuple[str, Span]] = []
    for match in reversed([*_BRACE.finditer(text)]):  # the inner ones first
        above = match.end()
        behind = group_end(text, above - 1, len(text)) - 1
        note = _NOTE.match(text, behind + 1)
        stop = group_end(text, note.end() - 1, len(text)) - 1 if note else 0
        if not note or not stop or not _STATED.match(text, note.end()):
            continue
        blank = " " * (note.end() - behind)
        stated = text[above:behind] + blank + text[note.end() : stop]
        found.append((stated, Span(base + above, base + stop)))
        text = text[: behind + 1] + " " * (stop - behind) + text[stop + 1 :]
    return text, found[::-1]


def claim(stated: str, span: Span) -> yaml.MappingNode:
    """What a note states, as a step; its place is that in the document."""
    rows: Rows = [(scalar("claim", span.start, span.stop), scalar(stated, span.start, span.stop))]
    return table(rows, span.start, span.stop)
