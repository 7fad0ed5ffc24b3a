r"""LaTeX to tokens: commands, letters, digits, signs and braces, each with its place.

Blanks, comments and spacing commands leave no token of their own: the next token says what stood
before it, since `\sin x\,y` and `12 345` leave open what is meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from derivcheck.diagnostics import Diagnosis, Diagnostic, Span
from derivcheck.notation.tex.commands import GREEK_SIGNS, SIGNS, SPACES

MAX_CHARACTERS = 10_000  # of one formula
MAX_TOKENS = 1_500  # of one formula, macros expanded

NO_GAP, BLANK, THIN, WIDE = range(4)
"""What stands before a token: nothing, a blank that TeX drops, a thin space, a wide one."""


EM_SPACE = "\u2003"
r"""As wide as `\quad`."""


class Token(NamedTuple):
    r"""A token with its place in the source.

    Arguments:
        kind: `command`, `letter`, `digit`, `sign`, `{`, `}`, `parameter`, `end`.
        text: of a command with its backslash; environments are `\begin` and a group.
        start, stop: what was written; of what a macro made, where the macro stands.
        gap: what stood before it.
        macro: the macro that made it, or "".
    """

    kind: str
    text: str
    start: int
    stop: int
    gap: int = NO_GAP
    macro: str = ""

    def __str__(self) -> str:
        return self.text


Tokens = tuple[Token, ...]

_TOKEN = re.compile(
    r"""(?P<blank>   \s+ | %[^\n]*\n\s* | %[^\n]*$ )
      | (?P<command> \\(?: [A-Za-z@]+ | [^A-Za-z@] ) )
      | (?P<digit>   [0-9] )
      | (?P<letter>  [^\W\d_] )
      | (?P<brace>   [{}] )
      | (?P<parameter> \#[1-9] )
      | (?P<sign>    . )""",
    re.VERBOSE | re.DOTALL,
)


def refuse(code: str, message: str, hint: str, start: int, stop: int) -> NoReturn:
    """Refuse the text.

    Raises:
        Diagnosis: always.
    """
    raise Diagnosis(Diagnostic(code, message, hint, Span(start, max(stop, start + 1))))


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, without one for the end.

    Raises:
        Diagnosis: DC106 for a text too large.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the formula has {len(text)} characters; the limit is {MAX_CHARACTERS}"
        refuse("DC106", message, "name its parts under define:", 0, MAX_CHARACTERS)
    tokens: list[Token] = []
    gap = NO_GAP
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "sign", match.group()
        start, stop = match.span()
        if kind == "blank":
            gap = max(gap, WIDE if EM_SPACE in word else BLANK)
        elif word in SPACES:
            gap = max(gap, SPACES[word])
        else:
            tokens.extend(_meant(kind, word, start, stop, gap))
            gap = NO_GAP
            if len(tokens) > MAX_TOKENS:
                message = f"the formula has more than {MAX_TOKENS} tokens"
                refuse("DC106", message, "name its parts under define:", 0, len(text))
    return tokens


def _meant(kind: str, word: str, start: int, stop: int, gap: int) -> list[Token]:
    """The tokens of a word; a character of Unicode stands for those that TeX has for it."""
    if kind == "brace":
        return [Token(word, word, start, stop, gap)]
    if word.isascii():
        return [Token(kind, word, start, stop, gap)]
    plain = unicodedata.normalize("NFC", word)
    if plain in GREEK_SIGNS:
        return [Token("command", GREEK_SIGNS[plain], start, stop, gap)]
    if plain in SIGNS:
        made = _TOKEN.finditer(SIGNS[plain])
        words = [(m.lastgroup or "sign", m.group()) for m in made if m.lastgroup != "blank"]
        return [
            Token(w if k == "brace" else k, w, start, stop, NO_GAP if n else gap)
            for n, (k, w) in enumerate(words)
        ]
    return [Token(kind, plain, start, stop, gap)]


def in_place_of(at: Token, *texts: str, macro: str = "") -> list[Token]:
    """Tokens that stand where another one is written.

    Arguments:
        at: the other one.
        texts: of the tokens: commands, braces, digits, letters and signs.
        macro: the macro that makes them, or "".
    """
    return [Token(_kind(text), text, at.start, at.stop, macro=macro) for text in texts]


def _kind(text: str) -> str:
    if text in ("{", "}"):
        return text
    if text[0] == "\\":
        return "command"
    return "letter" if text.isalpha() else "digit" if text.isdigit() else "sign"


def behind(tokens: Sequence[Token], start: int) -> int:
    """The index behind the token or the group at an index; that of the end, if it never closes."""
    depth = 0
    for at in range(start, len(tokens)):
        depth += (tokens[at].kind == "{") - (tokens[at].kind == "}")
        if not depth:
            return at + 1
    return len(tokens)
