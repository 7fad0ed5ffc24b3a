"""Boxes as LaTeX for math mode, as a careful author types it.

amsmath is all it needs, and amsfonts for letters of the blackboard.
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
from derivcheck.notation.formulas.extent import is_tall
from derivcheck.notation.formulas.signs import BARS, FENCES, FUNCTIONS, SIGNS
from derivcheck.notation.latex_names import GREEK, escape

STYLES: dict[Style, str] = {
    "upright": "mathrm", "bold": "mathbf", "calligraphic": "mathcal", "sans": "mathsf",
    "typewriter": "mathtt", "italic": "mathit", "blackboard": "mathbb",
}  # fmt: skip
SPACES: dict[str, str] = {"thin": r"\,", "thick": r"\;", "quad": r"\quad"}
_ENVIRONMENTS = {"matrix": "bmatrix", "cases": "cases"}
_OWN = {"d": r"\mathrm{d}", "mod": r"\bmod", "xor": r"\mathbin{\text{xor}}", "": ""}
_RIGHT = {char: bar for bar, char in BARS.items()}


def latex(box: Box) -> str:
    """A formula in LaTeX."""
    match box:
        case Letters(text, style):
            return _letters(text, style)
        case Digits(text):
            return text
        case Words(text, typed):
            return rf"\text{{\ttfamily {escape(text)}}}" if typed else rf"\text{{{escape(text)}}}"
        case Operator(text):
            return rf"\{text}" if text in FUNCTIONS else rf"\operatorname{{{_upright(text)}}}"
        case Sign(char):
            own = _OWN.get(char)
            return own if own is not None else SIGNS[char][0] if char in SIGNS else FENCES[char]
        case Space(gap):
            return SPACES[gap]
        case Row(parts, close):
            return _row(parts, close)
        case Edge(char, opens, tall):
            size = ("bigg" if tall else "big") + ("l" if opens else "r")
            return rf"\{size}{FENCES[char]}"
    return _structure(box)


def _structure(box: Box) -> str:
    match box:
        case Fraction(top, bottom, small, bar):
            command = ("tfrac" if small else "frac") if bar else "binom"
            return rf"\{command}{{{latex(top)}}}{{{latex(bottom)}}}"
        case Scripts(base, below, above):
            return f"{_base(base)}{_script('_', below)}{_script('^', above)}"
        case Primed(base, count):
            return latex(base) + "'" * count
        case Root(body, degree):
            at = f"[{{{latex(degree)}}}]" if degree and not isinstance(degree, Digits) else ""
            at = f"[{latex(degree)}]" if isinstance(degree, Digits) else at
            return rf"\sqrt{at}{{{latex(body)}}}"
        case Accent(name, body):
            return rf"\{name}{{{latex(body)}}}"
        case Fence():
            return _fence(box)
        case Grid(rows, "stack"):
            return rf"\substack{{{_lines(rows)}}}"
        case Grid(rows, kind):
            name = _ENVIRONMENTS[kind]
            return rf"\begin{{{name}}} {_lines(rows)} \end{{{name}}}"
    raise TypeError(f"no box: {box!r}")


def _letters(text: str, style: Style) -> str:
    if text in GREEK and style == "italic":
        return rf"\{GREEK[text]}"
    if len(text) == 1 and style == "italic" and text.isascii():
        return text
    return rf"\{STYLES[style]}{{{_upright(text)}}}"


def _upright(name: str) -> str:
    """A name for `\\mathrm`: letters and digits as they are, anything else as boxed text."""
    return "".join(
        c if c.isascii() and (c.isalnum() or c in " '") else rf"\text{{{escape(c)}}}" for c in name
    ).replace(" ", r"\ ")


def _base(base: Box) -> str:
    """What carries scripts; a group if TeX would hang them on its last part."""
    text = latex(base)
    return f"{{{text}}}" if isinstance(base, Row | Scripts | Primed) and not _simple(base) else text


def _simple(base: Box) -> bool:
    return isinstance(base, Primed) and isinstance(base.base, Letters) and len(base.base.text) == 1


def _script(sign: str, box: Box | None) -> str:
    if box is None:
        return ""
    text = latex(box)
    alone = isinstance(box, Letters) and len(box.text) == 1 and box.style == "italic"
    digit = isinstance(box, Digits) and len(box.text) == 1
    bare = alone or digit or (isinstance(box, Sign) and box.char in "⊤∗⋆∞+-")
    return f"{sign}{text}" if bare else f"{sign}{{{text}}}"


def _fence(box: Fence) -> str:
    body, left, right = latex(box.body), FENCES[box.left], FENCES[_RIGHT.get(box.right, box.right)]
    if "" in (box.left, box.right):
        return rf"\left{left} {body} \right{FENCES[box.right] if box.right != '|' else '|'}"
    if is_tall(box.body):
        return rf"\left{left} {body} \right{right}"
    gap = " " if left[-1].isalpha() else ""
    return f"{left}{gap}{body}{' ' if gap else ''}{right}"


def _lines(rows: tuple[tuple[Box, ...], ...]) -> str:
    return r" \\ ".join(" & ".join(map(latex, row)) for row in rows)


def _row(parts: tuple[Box, ...], close: bool) -> str:
    text = ""
    last: Box | None = None
    for part in parts:
        piece = latex(part)
        if not piece:
            last = part if isinstance(part, Sign) and part.role == "apply" else last
            continue
        text = _joined(text, piece, close or _adjoin(last, part))
        last = part
    return text


def _joined(before: str, after: str, close: bool) -> str:
    if not before:
        return after
    word = before.rsplit("\\", 1)[-1]
    runs_on = "\\" in before and word.isalpha() and after[0].isalpha()
    return before + ("" if close and not runs_on else " ") + after


def _adjoin(before: Box | None, after: Box) -> bool:
    """Whether no blank stands between two parts in the source."""
    match before, after:
        case Sign(role="prefix" | "apply"), _:
            return True
        case _, Sign(role="postfix" | "comma"):
            return True
        case (Sign(char="/"), _) | (_, Sign(char="/")):
            return True
        case Edge(opens=True), _:
            return True
        case _, Edge(opens=False):
            return True
    return False
