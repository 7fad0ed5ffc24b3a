"""Text as LaTeX: what TeX would obey is made harmless, formulas stand between dollar signs."""

from __future__ import annotations

import re
import unicodedata

from derivcheck.exporters.manuscript import Inline, Math, Plain, Prose
from derivcheck.notation.formulas.breaking import lines
from derivcheck.notation.formulas.extent import width
from derivcheck.notation.formulas.latex import latex
from derivcheck.notation.latex_names import escape

LONGEST_WORD = 24
"""How many characters of a word TeX gets before it may break it."""
BREAK = r"\allowbreak{}"
"""Where such a word may be broken."""
SOURCE_WIDTH = 92
"""Columns of the source."""
_APART = (r"\qquad", "&&", r"\tag")
"""What best begins a line of source: remarks and tags."""
_PLAIN = {"-": "-", ",": ",", "'": "'", "?": "?", "!": "!", "“": "``", "”": "''", "‘": "`",
          "’": "'", "–": "--", "—": "---"}  # fmt: skip
_JOINS = re.compile(r"(?<=-)(?=-)|(?<=,)(?=,)|(?<=')(?=')")


def text(words: Prose, room: float = 34.0) -> str:
    """Prose in LaTeX, in one line of source.

    Arguments:
        words: text, formulas and references.
        room: of a line, in ems; a formula that is wider may be broken.
    """
    return "".join(_inline(word, room) for word in words)


def wrapped(source: str, indent: str = "", further: str = "") -> str:
    """Source in lines that can be read: broken outside of braces and formulas rather than inside.

    Arguments:
        source: in one line.
        indent, further: what the first line begins with, and the others.
    """
    lines: list[str] = []
    words, line = source.split(), indent
    depths = _depths(words)
    begun = 0
    for n, word in enumerate(words):
        if n > begun and len(line) + 1 + len(word) > SOURCE_WIDTH:
            at = _break(words, depths, begun, n, len(line))
            lines.append((indent if not lines else further) + " ".join(words[begun:at]))
            begun, line = at, further + " ".join(words[at:n])
        line += (" " if n > begun else "") + word
    lines.append((indent if not lines else further) + " ".join(words[begun:]))
    return "\n".join(lines)


def _depths(words: list[str]) -> list[int]:
    """How deep inside of braces and formulas each word begins."""
    depths, depth, formula = [], 0, False
    for word in words:
        depths.append(depth + 2 * formula - word.startswith(_APART))
        for sign in re.findall(r"\\left|\\right|\\.|[{}$]", word):
            depth += {"{": 1, "}": -1, r"\left": 1, r"\right": -1}.get(sign, 0)
            formula ^= sign == "$"
    return depths


def _break(words: list[str], depths: list[int], begun: int, end: int, length: int) -> int:
    """Before which word a line is best broken: outside of braces, and not before its middle."""
    best, column = end, length
    for n in range(end, begun, -1):
        if depths[n] < depths[best]:
            best = n
        column -= len(words[n - 1]) + 1
        if column < SOURCE_WIDTH * 0.4:
            break
    return best


def _inline(word: Inline, room: float) -> str:
    match word:
        case Plain(plain):
            return escaped(plain)
        case Math(box, source):
            return _formula(word, room) if width(box) > room / 2 or not source else f"${source}$"
    return rf"\eqref{{{word.key}}}"


def _formula(word: Math, room: float) -> str:
    """A formula in text, in pieces where TeX would find no place to break it."""
    if width(word.box) <= room / 2:
        return f"${latex(word.box)}$"
    pieces = lines(word.box, room / 2, room / 2) or (word.box,)
    return " ".join(f"${latex(piece)}$" for piece in pieces)


def escaped(plain: str) -> str:
    """Any text as LaTeX text."""
    opened = re.sub(r'(?<![^\s(])"', "“", unicodedata.normalize("NFC", plain))
    return "".join(map(_word, re.split(r"(\s+)", opened.replace('"', "”"))))


def _word(word: str) -> str:
    """A word, in which TeX may break anywhere if it is very long."""
    if word.isspace():
        return " "
    if len(word) <= LONGEST_WORD:
        return _characters(word)
    pieces = (word[i : i + 8] for i in range(0, len(word), 8))
    return BREAK.join(map(_characters, pieces))


def _characters(word: str) -> str:
    """The characters, with empty groups between those that TeX would join: `--`, `''`, `,,`."""
    return "".join(_PLAIN.get(c) or escape(c) for c in _JOINS.sub(_GROUP, word))


_GROUP = "\N{ZERO WIDTH JOINER}"
_PLAIN[_GROUP] = "{}"
