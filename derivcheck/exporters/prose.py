r"""Notes and titles: text in which `$...$` and `\(...\)` are mathematics, where we can read it.

What is no formula that we know stays text, dollar signs and all, and is made harmless by whoever
prints it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.exporters.manuscript import Inline, Math, Plain, Prose
from derivcheck.notation.formulas.author import read

_FORMULA = re.compile(r"\$\$([^$]+)\$\$|(?<!\\)\$([^$]+)(?<!\\)\$|\\\((.+?)\\\)", re.DOTALL)


def prose(text: str) -> Prose:
    """The text of a note.

    Arguments:
        text: as the author wrote it.
    """
    parts: list[Inline] = []
    position = 0
    for found in _FORMULA.finditer(text):
        source = next(group for group in found.groups() if group is not None).strip()
        box = read(source)
        if box is None:
            continue
        parts += _plain(text[position : found.start()])
        parts.append(Math(box, source))
        position = found.end()
    return (*parts, *_plain(text[position:]))


def _plain(text: str) -> list[Inline]:
    blank = re.sub(r"\s+", " ", text)
    return [Plain(blank)] if blank else []


def text_of(words: Prose) -> str:
    """Prose as plain text, formulas in the author's own writing."""
    return "".join(map(_text, words))


def _text(word: Inline) -> str:
    match word:
        case Plain(text):
            return text
        case Math(_, source):
            return source or ""
    return f"({word.tag})"


def listed(items: Sequence[Prose], last: str = " and ") -> Prose:
    """`a`, `a and b`, `a, b and c`."""
    made: Prose = ()
    for position, item in enumerate(items):
        joint = last if position == len(items) - 1 else ", "
        made += (Plain(joint), *item) if position else item
    return made


def merged(words: Prose) -> Prose:
    """Prose in which no text follows another."""
    made: list[Inline] = []
    for word in words:
        last = made[-1] if made else None
        if isinstance(word, Plain) and isinstance(last, Plain):
            made[-1] = Plain(last.text + word.text)
        else:
            made.append(word)
    return tuple(made)
