"""Boxes as Typst's mathematics; signs stand as their characters, which Typst knows.

Source: the reference of Typst 0.12, "Math" and "Symbols".
"""

from __future__ import annotations

from derivcheck.notation.formulas.boxes import (
    Accent,
    Box,
    Digits,
    Edge,
    Fence,
    Fraction,
    Grid,
    Letters,
    Operator,
    Primed,
    Root,
    Row,
    Scripts,
    Sign,
    Space,
    Style,
    Words,
)
from derivcheck.notation.formulas.signs import BARS, FUNCTIONS

STYLES: dict[Style, str] = {
    "upright": "upright", "bold": "bold", "calligraphic": "cal", "sans": "sans",
    "typewriter": "mono", "italic": "italic", "blackboard": "bb",
}  # fmt: skip
ACCENTS = {
    "hat": "hat", "widehat": "hat", "tilde": "tilde", "widetilde": "tilde", "bar": "macron",
    "overline": "overline", "underline": "underline", "vec": "arrow", "dot": "dot",
    "ddot": "dot.double", "acute": "acute", "grave": "grave", "breve": "breve", "check": "caron",
}  # fmt: skip
_ESCAPED = frozenset("#$\\\"_^/&@*~'`<>()[]{}|,;:.!?=+-")
_OWN = {"-": "-", "+": "+", "=": "=", "<": "<", ">": ">", ":": "colon", "!": "excl", "*": "ast",
        "/": "slash", ",": "comma", ";": "semi", "|": "|", ".": "dot.basic", "?": "quest",
        "mod": '"mod"', "xor": '"xor"', "d": "dif"}  # fmt: skip


def typst(box: Box) -> str:
    """A formula, for between dollar signs."""
    match box:
        case Letters(text, style):
            return _letters(text, style)
        case Digits(text):
            return text
        case Words(text, typed):
            return f"#raw({quoted(text)})" if typed else quoted(text)
        case Operator(text):
            return text if text in FUNCTIONS else f"op({quoted(text)})"
        case Sign(char):
            shown = BARS.get(char, char)
            return _OWN.get(shown) or (f"\\{shown}" if shown in _ESCAPED else shown)
        case Space(size):
            return size  # Typst has the same names
        case Row(parts):
            return " ".join(filter(None, map(typst, parts)))
        case Edge(char):
            shown = BARS.get(char, char)
            return f"\\{shown}" if shown in _ESCAPED else shown
    return _structure(box)


def quoted(text: str) -> str:
    """Text as a string of Typst, in which nothing is obeyed."""
    shown = "".join(c if c.isprintable() else " " for c in text)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _structure(box: Box) -> str:
    match box:
        case Fraction(top, bottom, small, bar):
            made = f"{'frac' if bar else 'binom'}({_argument(top)}, {_argument(bottom)})"
            return f"inline({made})" if small else made
        case Scripts(base, below, above):
            return f"{_base(base)}{_script('_', below)}{_script('^', above)}"
        case Primed(base, count):
            return f"{_base(base)}{chr(39) * count}"
        case Root(body, None):
            return f"sqrt({_argument(body)})"
        case Root(body, degree) if degree:
            return f"root({_argument(degree)}, {_argument(body)})"
        case Accent(name, body):
            return f"{ACCENTS[name]}({_argument(body)})"
        case Fence(body, "(", ")"):
            return f"({typst(body)})"
        case Fence(body, "[", "]"):
            return f"[{typst(body)}]"
        case Fence(body, left, right):
            ends = (_delimiter(left), _delimiter(right))
            return f"lr({ends[0]} {typst(body)} {ends[1]})"
        case Grid(rows, kind):
            return _grid(rows, kind)
    raise TypeError(f"no box: {box!r}")


def _argument(box: Box) -> str:
    """What a function takes; an empty string where there is nothing."""
    return typst(box) or '""'


def _script(sign: str, box: Box | None) -> str:
    if box is None:
        return ""
    text = typst(box)
    short = isinstance(box, Letters | Digits) and len(text) == 1
    return f"{sign}{text}" if short else f"{sign}({text})"


def _delimiter(char: str) -> str:
    shown = BARS.get(char, char)
    return f"\\{shown}" if shown else ""


def _letters(text: str, style: Style) -> str:
    if len(text) > 1 or not text.isascii() or not text.isalpha():
        inner = text if style == "italic" and len(text) == 1 else quoted(text)
        return inner if style in ("italic", "upright") else f"{STYLES[style]}({inner})"
    return text if style == "italic" else f"{STYLES[style]}({text})"


def _base(base: Box) -> str:
    """What carries scripts; in a group without marks if it is several boxes."""
    alone = isinstance(base, Letters | Digits | Sign | Operator | Fence | Accent | Grid)
    return typst(base) if alone else f"lr({typst(base)})"


def _grid(rows: tuple[tuple[Box, ...], ...], kind: str) -> str:
    if kind == "matrix":
        return f'mat(delim: "[", {"; ".join(", ".join(map(typst, row)) for row in rows)})'
    if kind == "cases":
        return f"cases({', '.join(' & '.join(map(typst, row)) for row in rows)})"
    return " \\ ".join(" ".join(map(typst, row)) for row in rows)
