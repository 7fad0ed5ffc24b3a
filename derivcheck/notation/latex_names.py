"""How names and plain text look in LaTeX, with nothing of the author's left for TeX to obey.

`escape` makes any string safe as text, `spell` prints a name in a formula, and `harmless` says
whether a spelling of `print:`, which is LaTeX by intention, can do no more than typeset itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

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

_HARMLESS = (
    "hat tilde bar vec dot ddot acute grave breve check widehat widetilde overline underline "
    "mathrm mathbf mathit mathsf mathtt mathcal boldsymbol operatorname text ell hbar imath jmath "
    "partial nabla prime star ast dagger ddagger circ bullet cdot top bot perp parallel infty sin "
    "cos tan exp log ln det dim ker max min sup inf lim Re Im aleph wp emptyset pm mp to "
    "langle rangle lVert rVert lvert rvert"
)
HARMLESS_COMMANDS = frozenset(_HARMLESS.split()) | frozenset(GREEK.values())
"""Commands a spelling may use: they typeset, and none defines, reads, writes or loops."""

_NAME = re.compile(r"(?P<stem>.*?)(?:_(?P<sub>.+?)|(?P<digits>\d+))?(?P<primes>'*)", re.DOTALL)
_TOKEN = re.compile(r"\\([A-Za-z]+)|\\[ ,;:!]|\^(?!\^)|[A-Za-z0-9_{}()\[\]+\-*/=<>|.,;:!?' ]")


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


def harmless(spelling: str) -> bool:
    """Whether a spelling is balanced and made of typesetting commands only."""
    depth, position = 0, 0
    while position < len(spelling):
        found = _TOKEN.match(spelling, position)
        if found is None or (found[1] and found[1] not in HARMLESS_COMMANDS):
            return False
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth < 0:
            return False
        position = found.end()
    return depth == 0 and bool(spelling.strip())


def spell(name: str, spellings: Mapping[str, str] | None = None) -> str:
    r"""A name in a formula: `x1` as `x_{1}`, `alpha` as `\alpha`, `yhat` as `\mathrm{yhat}`.

    Arguments:
        name: a declared or bound name.
        spellings: name -> LaTeX; one that is not `harmless` is passed over.
    """
    given = (spellings or {}).get(name)
    if given is not None and harmless(given):
        return given
    found = _NAME.fullmatch(name)
    if found is None or not found["stem"]:
        return rf"\mathrm{{{upright(name)}}}"
    below = found["sub"] or found["digits"]
    return _stem(found["stem"]) + (f"_{{{_stem(below)}}}" if below else "") + found["primes"]


def distinct_spellings(names: frozenset[str], spellings: Mapping[str, str]) -> dict[str, str]:
    r"""`spellings`, and an upright verbatim one for each name that would print like another.

    Arguments:
        names: all names of a document; `x1` beside `x` prints as `\mathrm{x1}`, for `x[1]` is
            `x_{1}` already.
        spellings: name -> LaTeX.
    """
    seen: dict[str, str] = {}
    made = dict(spellings)
    for name in sorted(names - made.keys(), key=lambda n: (len(n), n)):
        found = _NAME.fullmatch(name)
        subscripted = found is not None and bool(found["digits"] or found["sub"])
        printed = spell(name)
        if printed in seen or (subscripted and found is not None and found["stem"] in names):
            made[name] = rf"\mathrm{{{upright(name)}}}"
        seen[printed] = name
    return made


def upright(name: str) -> str:
    """A name for `\\mathrm`: letters and digits as they are, anything else as boxed text."""
    return "".join(
        c if c.isascii() and c.isalnum() else rf"\text{{{_escape_character(c)}}}" for c in name
    )


def _stem(stem: str) -> str:
    if stem in GREEK:
        return rf"\{GREEK[stem]}"
    if stem in GREEK.values():
        return rf"\{stem}"
    if stem == "lamda":  # SymPy's spelling, since Python keeps `lambda` for itself
        return r"\lambda"
    if stem.isascii() and (stem.isdigit() or (len(stem) == 1 and stem.isalpha())):
        return stem
    return rf"\mathrm{{{upright(stem)}}}"
