r"""The LaTeX of an author, in `print:` and between dollar signs, as boxes.

It is read, never executed: only commands that typeset are known, and none of them defines, reads,
writes or loops.  What is read compiles as it stands: braces are balanced, every command has its
arguments, no script stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from derivcheck.notation.formulas.boxes import (
    Accent,
    Box,
    Digits,
    Fence,
    Fraction,
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
    row,
)
from derivcheck.notation.formulas.extent import width
from derivcheck.notation.formulas.signs import (
    ACCENTS,
    COMMANDS,
    FENCES,
    FUNCTIONS,
    LETTERS,
    SIGNS,
    STACKING,
)

DEEPEST = 20
"""How many braces may stand in one another."""
LONGEST = 2_000
"""How many characters are read; longer formulas belong into a step."""

STYLES: dict[str, Style] = {
    "mathrm": "upright", "mathbf": "bold", "boldsymbol": "bold", "mathit": "italic",
    "mathcal": "calligraphic", "mathsf": "sans", "mathtt": "typewriter", "mathbb": "blackboard",
}  # fmt: skip
SPACES = {",": "thin", ":": "thin", ";": "thick", " ": "thick", "quad": "quad", "qquad": "quad"}
_SIZES = frozenset(
    "left right big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr".split()
)
ALONE = frozenset(
    "infty top bot perp parallel circ prime star ast dagger ddagger bullet pm mp ell emptyset "
    "partial nabla".split()
)
"""Commands that TeX takes as an argument without braces, beside the Greek letters."""
_CLOSING = {latex: char for char, latex in FENCES.items()} | {"|": "|", r"\|": "‖"}
_TOKEN = re.compile(
    r"\\([A-Za-z]+)\s*|\\([,;: {}|!])|\^(?!\^)|[A-Za-z]|\d+(?:\.\d+)?"
    r"|[_{}()\[\]+\-*/=<>|.,;:!?']|\s+"
)
_PLAIN = re.compile(r"[A-Za-z0-9 .,:;()/\-']*")


class Unread(ValueError):
    """That a text is no formula which we know."""


@lru_cache(4_096)
def read(latex: str) -> Box | None:
    """The boxes of a formula; None if it is not made of what is known here.

    Arguments:
        latex: what stands in math mode.
    """
    try:
        if len(latex) > LONGEST:
            return None
        reader = _Reader(_tokens(latex))
        found = reader.until("")
        return found if width(found) > 0 else None
    except Unread:
        return None


def _tokens(latex: str) -> list[str]:
    found, position = [], 0
    while position < len(latex):
        token = _TOKEN.match(latex, position)
        if token is None:
            raise Unread
        if not token[0].isspace():
            found.append(token[0].rstrip() if token[1] else token[0])
        position = token.end()
        if token[1] in ("text", "operatorname", *STYLES):
            inner = re.compile(r"\{([^{}\\$%#&~^]*)\}").match(latex, position)
            if inner and _PLAIN.fullmatch(inner[1]):
                found.append("\0" + inner[1])
                position = inner.end()
    return found


class _Reader:
    """A list of tokens and how far it is read."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.position, self.depth = tokens, 0, 0

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.position += 1
        return token

    def until(self, *ends: str) -> Box:
        """All up to a token, which is taken too."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unread
        parts: list[Box] = []
        while self.peek() not in ends:
            if not self.peek():
                raise Unread
            parts.append(self.scripted())
        self.take()
        self.depth -= 1
        return row(*parts)

    def scripted(self) -> Box:
        """A box with its primes and scripts."""
        base = self.single()
        if primes := self._primes():
            base = Primed(base, primes)
        below = above = None
        while self.peek() in ("_", "^"):
            if self.take() == "_":
                below = self._once(below)
            else:
                above = self._once(above) if not primes else self._refuse()
        if self.peek() == "'":
            raise Unread
        limits = base in (Sign("∑"), Sign("∏")) or (
            isinstance(base, Operator) and base.text in STACKING
        )
        return Scripts(base, below, above, limits) if below or above else base

    def _refuse(self) -> Box:
        raise Unread

    def _once(self, before: Box | None) -> Box:
        if before is not None or self.peek() in ("_", "^", "'", ""):
            raise Unread
        return self.argument()

    def _primes(self) -> int:
        count = 0
        while self.peek() == "'":
            self.take()
            count += 1
        return count

    def argument(self) -> Box:
        """What a command or a script takes: a group, or a single token."""
        if self.peek().startswith("\0"):
            return Words(self.take()[1:])
        if self.peek()[:1].isdigit() and len(self.peek()) > 1:  # TeX takes one digit
            token = self.take()
            self.tokens.insert(self.position, token[1:].lstrip(".") or "0")
            if token[1] == ".":
                raise Unread
            return Digits(token[0])
        name = self.peek()[1:] if self.peek()[:1] == "\\" else ""
        if name and name not in ALONE and name not in LETTERS:
            raise Unread  # \frac\sqrt2 and x^\iff are no LaTeX
        return self.single()

    def single(self) -> Box:
        """One token, or a group, or a command with its arguments."""
        token = self.take()
        if token == "{":
            inner = self.until("}")
            return Row(inner.parts, close=True) if isinstance(inner, Row) else inner
        if token[:1] == "\\":
            return self.command(token[1:])
        if token.isalpha():
            return Letters(token)
        if token[:1].isdigit():
            return Digits(token)
        if token in ("(", "[", ")", "]"):
            return Sign(token)
        if token in SIGNS:
            return Sign(token, SIGNS[token][1])
        raise Unread

    def command(self, name: str) -> Box:
        if name in LETTERS:
            return Letters(LETTERS[name])
        if name in COMMANDS:
            return Sign(COMMANDS[name], SIGNS[COMMANDS[name]][1])
        if name in FUNCTIONS:
            return Operator(name)
        if name in SPACES:
            return Space(SPACES[name])  # type: ignore[arg-type]  # the values are its sizes
        if name in ACCENTS:
            return Accent(name, self.argument())
        if name in _SIZES:
            return self._fence(name)
        if name in _PAIRED:
            left, closing = _PAIRED[name]
            return Fence(self.until(f"\\{closing}"), left, _DELIMITERS[closing])
        if name in ("{", "}", "|"):
            return Sign(_DELIMITERS[name])
        if name in _WITH_ARGUMENTS:
            return _WITH_ARGUMENTS[name](self)
        if name in STYLES:
            return self._styled(STYLES[name])
        if name == "text":
            return Words(self._plain())
        if name == "operatorname":
            return Operator(self._plain())
        raise Unread

    def _plain(self) -> str:
        token = self.take()
        if not token.startswith("\0"):
            raise Unread
        return token[1:]

    def _styled(self, style: Style) -> Box:
        if self.peek().startswith("\0"):
            text = self.take()[1:].strip()
            if not text:
                raise Unread
            return Letters(text, style)
        box = self.argument()
        return Letters(box.text, style) if isinstance(box, Letters | Digits) else box

    def _fence(self, name: str) -> Box:
        left = self._delimiter()
        if name != "left":
            return self._refuse() if name == "right" else Sign(left) if left else Row(())
        body = self.until(r"\right")
        return Fence(body, left, self._delimiter())

    def _delimiter(self) -> str:
        token = self.take()
        if token == ".":
            return ""
        if token not in _CLOSING:
            raise Unread
        return _CLOSING[token]


_DELIMITERS = {
    latex[1:]: char for char, latex in FENCES.items() if latex[0] == "\\"
} | {"|": "‖"}  # fmt: skip
_PAIRED = {
    f"l{name}": (_DELIMITERS[f"l{name}"], f"r{name}")
    for name in ("vert", "Vert", "floor", "ceil", "angle")
}  # fmt: skip
_WITH_ARGUMENTS: dict[str, Callable[[_Reader], Box]] = {
    "frac": lambda r: Fraction(r.argument(), r.argument()),
    "dfrac": lambda r: Fraction(r.argument(), r.argument()),
    "tfrac": lambda r: Fraction(r.argument(), r.argument(), small=True),
    "binom": lambda r: Fraction(r.argument(), r.argument(), bar=False),
    "sqrt": lambda r: _root(r),
}


def _root(reader: _Reader) -> Box:
    degree = None
    if reader.peek() == "[":
        reader.take()
        degree = reader.until("]")
    return Root(reader.argument(), degree)
