"""How plain text looks in LaTeX, with nothing of the author's left for TeX to obey."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "αβγδεζηθικλμνξπρςστυφχψωΓΔΘΛΞΠΣΥΦΨΩϵϑϕϖϱ"
_COMMANDS = (
    "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho varsigma "
    "sigma tau upsilon varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi "
    "Omega epsilon vartheta phi varpi varrho"
)
GREEK = dict(zip(_LETTERS, _COMMANDS.split(), strict=True))
"""Greek letter -> the command that prints it, without the backslash."""

MATH_SIGNS = {
    "≤": r"\le",     "≥": r"\ge",     "≠": r"\ne",      "≈": r"\approx", "∈": r"\in",
    "→": r"\to",     "⇒": r"\Rightarrow", "⇔": r"\Leftrightarrow", "∀": r"\forall", "∃": r"\exists",
    "∞": r"\infty",  "∂": r"\partial", "∇": r"\nabla",  "∑": r"\sum",    "∏": r"\prod",
    "∫": r"\int",    "√": r"\surd",   "·": r"\cdot",    "×": r"\times",  "÷": r"\div",
    "±": r"\pm",     "−": "-",        "∧": r"\land",    "∨": r"\lor",    "¬": r"\lnot",
    "²": "{}^{2}",   "³": "{}^{3}",   "°": r"{}^{\circ}", "′": r"{}^{\prime}", "∘": r"\circ",
    "⊤": r"\top",    "ℓ": r"\ell",
}  # fmt: skip
"""Sign -> the formula that prints it."""

TEXT_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{",  "}": r"\}",  "$": r"\$",  "&": r"\&",
    "#": r"\#",                "%": r"\%",  "_": r"\_",  "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\ensuremath{<}", ">": r"\ensuremath{>}",
    "|": r"\ensuremath{|}",    '"': r"\char34{}",       "'": "'{}", "`": r"\textasciigrave{}",
    "-": "-{}",                "–": "--{}", "—": "---{}", "…": r"\dots{}",
    "“": "``{}",               "”": "''{}", "‘": "`{}",  "’": "'{}",  "„": ",,{}",
    "ß": r"\ss{}",             "ø": r"\o{}", "Ø": r"\O{}", "æ": r"\ae{}", "Æ": r"\AE{}",
    "œ": r"\oe{}",             "Œ": r"\OE{}", "ł": r"\l{}", "Ł": r"\L{}", "ı": r"\i{}",
    "§": r"\S{}",              "©": r"\copyright{}", "\xa0": "~",
    "?": "?{}",                "!": "!{}",  ",": ",{}",
}  # fmt: skip
"""Character -> LaTeX text; the `{}` keep TeX from joining `--`, `?` and backquote, and the like."""

ACCENTS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u",
    "\u0307": ".", "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0327": "c",
}  # fmt: skip
"""Combining accent -> the accent command of LaTeX text."""


def escape(text: str) -> str:
    """Any text as LaTeX text: every special character escaped, unknown ones as `?`."""
    opened = re.sub(r'(?<![^\s(])"', "“", unicodedata.normalize("NFC", text))
    return "".join(map(_escape_character, opened))


def _escape_character(character: str) -> str:
    if character in TEXT_SIGNS:
        return TEXT_SIGNS[character]
    if character in GREEK:
        return rf"\ensuremath{{\{GREEK[character]}}}"
    if character in MATH_SIGNS:
        return rf"\ensuremath{{{MATH_SIGNS[character]}}}"
    if " " <= character <= "~":
        return character
    letter, accent, *rest = (*unicodedata.normalize("NFD", character), "", "")
    if accent in ACCENTS and letter.isascii() and not any(rest):
        return rf"\{ACCENTS[accent]}{{{letter}}}"
    return " " if character.isspace() else "?"
