"""Boxes as MathML Core, which browsers show by themselves.

Source: W3C, MathML Core, 2023; letters of other alphabets are Unicode's mathematical ones, as Core
knows no `mathvariant` but `normal`.
"""

from __future__ import annotations

from html import escape

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
from derivcheck.notation.formulas.signs import ACCENTS, BARS

ALPHABETS: dict[Style, tuple[int, int, int]] = {
    "bold": (0x1D400, 0x1D41A, 0x1D7CE),
    "sans": (0x1D5A0, 0x1D5BA, 0x1D7E2),
    "typewriter": (0x1D670, 0x1D68A, 0x1D7F6),
    "calligraphic": (0x1D49C, 0x1D4B6, 0),
    "blackboard": (0x1D538, 0x1D552, 0x1D7D8),
}
"""Style -> where its capitals, small letters and digits begin."""
ELSEWHERE: dict[str, dict[str, str]] = {
    "calligraphic": dict(zip("BEFHILMR", "ℬℰℱℋℐℒℳℛ", strict=True)),
    "blackboard": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
}
"""Style -> its capitals that Unicode has elsewhere."""
SPACES = {"thin": "0.17em", "thick": "0.28em", "quad": "1em"}
_OPERATORS = {"-": "−", "*": "∗", "mod": "mod", "xor": "xor"}
_INVISIBLE = {"times": "\N{INVISIBLE TIMES}", "apply": "\N{FUNCTION APPLICATION}"}


def formula(box: Box, *, display: bool = False) -> str:
    """A whole formula.

    Arguments:
        box: what it shows.
        display: whether it stands in a line of its own.
    """
    style = ' displaystyle="true"' if display else ""
    return f"<math{style}>{mathml(box)}</math>"


def mathml(box: Box) -> str:
    """A part of a formula."""
    match box:
        case Letters(text, style):
            return _letters(text, style)
        case Digits(text):
            return f"<mn>{escape(text)}</mn>"
        case Words(text, typed):
            kind = ' class="typed"' if typed else ""
            return f"<mtext{kind}>{escape(text).replace(' ', '&#160;')}</mtext>"
        case Operator(text):
            return f"<mi>{escape(text)}</mi>" if len(text) > 1 else _letters(text, "upright")
        case Sign():
            return _sign(box)
        case Space(size):
            return f'<mspace width="{SPACES[size]}"></mspace>'
        case Row(parts):
            return f"<mrow>{''.join(map(mathml, parts))}</mrow>"
        case Edge(char, opens):
            side = "prefix" if opens else "postfix"
            return f'<mo form="{side}" fence="true">{escape(BARS.get(char, char))}</mo>'
    return _structure(box)


def _structure(box: Box) -> str:
    match box:
        case Fraction(top, bottom, _, bar):
            line = "" if bar else ' linethickness="0"'
            made = f"<mfrac{line}>{mathml(top)}{mathml(bottom)}</mfrac>"
            return made if bar else f"<mrow><mo>(</mo>{made}<mo>)</mo></mrow>"
        case Scripts(base, below, above, limits):
            return _scripts(base, below, above, limits)
        case Primed(base, count):
            return f"<msup>{mathml(base)}<mo>{'′' * count}</mo></msup>"
        case Root(body, None):
            return f"<msqrt>{mathml(body)}</msqrt>"
        case Root(body, degree) if degree:
            return f"<mroot>{mathml(body)}{mathml(degree)}</mroot>"
        case Accent("underline", body):
            return f'<munder>{mathml(body)}<mo stretchy="true">_</mo></munder>'
        case Accent(name, body):
            wide = "true" if name in ("overline", "widehat", "widetilde") else "false"
            sign = escape(ACCENTS[name])
            return f'<mover accent="true">{mathml(body)}<mo stretchy="{wide}">{sign}</mo></mover>'
        case Fence(body, left, right):
            tall = is_tall(body)
            ends = _fence(left, "prefix", tall), _fence(right, "postfix", tall)
            return f"<mrow>{ends[0]}{mathml(body)}{ends[1]}</mrow>"
        case Grid(rows, kind):
            return _grid(rows, kind)
    raise TypeError(f"no box: {box!r}")


def _letters(text: str, style: Style) -> str:
    if style in ALPHABETS:
        return f"<mi>{''.join(_other(c, style) for c in text)}</mi>"
    upright = ' mathvariant="normal"' if style == "upright" and len(text) == 1 else ""
    return f"<mi{upright}>{escape(text)}</mi>"


def _other(char: str, style: Style) -> str:
    """A letter of another alphabet; as it is where that lacks it."""
    if char in ELSEWHERE.get(style, ()):
        return ELSEWHERE[style][char]
    capitals, small, digits = ALPHABETS[style]
    for first, start in (("A", capitals), ("a", small), ("0", digits)):
        place = ord(char) - ord(first)
        if start and 0 <= place < (10 if first == "0" else 26):
            return chr(start + place)
    return escape(char)


def _sign(sign: Sign) -> str:
    if not sign.char:
        return f"<mo>{_INVISIBLE[sign.role]}</mo>"
    char = escape(_OPERATORS.get(sign.char) or BARS.get(sign.char, sign.char))
    if sign.char == "d":
        return '<mi mathvariant="normal">d</mi>'
    if sign.role == "prefix":
        return f'<mo form="prefix">{char}</mo>'
    if sign.char in "∞⊤ℓℏ…⋯∅ıȷℜℑℵ℘ℤℚℂℝ":
        return f'<mi mathvariant="normal">{char}</mi>' if len(char) == 1 else f"<mi>{char}</mi>"
    return f'<mo stretchy="false">{char}</mo>' if sign.char in "()[]|" else f"<mo>{char}</mo>"


def _fence(char: str, form: str, tall: bool = True) -> str:
    shown = escape(BARS.get(char, char))
    grows = "true" if tall else "false"
    return f'<mo form="{form}" fence="true" stretchy="{grows}" lspace="0" rspace="0">{shown}</mo>'


def _scripts(base: Box, below: Box | None, above: Box | None, limits: bool) -> str:
    names = ("munder", "mover", "munderover") if limits else ("msub", "msup", "msubsup")
    inner = mathml(base)
    if below and above:
        return f"<{names[2]}>{inner}{mathml(below)}{mathml(above)}</{names[2]}>"
    name, script = (names[0], below) if below else (names[1], above)
    return f"<{name}>{inner}{mathml(script)}</{name}>" if script else inner


def _grid(rows: tuple[tuple[Box, ...], ...], kind: str) -> str:
    lines = "".join(
        f"<mtr>{''.join(f'<mtd>{mathml(cell)}</mtd>' for cell in row)}</mtr>" for row in rows
    )
    table = f'<mtable class="{kind}">{lines}</mtable>'
    if kind == "matrix":
        return f"<mrow>{_fence('[', 'prefix')}{table}{_fence(']', 'postfix')}</mrow>"
    return f"<mrow>{_fence('{', 'prefix')}{table}</mrow>" if kind == "cases" else table
