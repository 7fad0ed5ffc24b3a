"""The blanks of a text as derivcheck writes them; nothing but blanks changes.

around + - and relations, words     one blank
around ^ and .., inside brackets    none
around * and /                      as the author has it, the same on both sides
after a comma or a colon            one blank
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derivcheck.diagnostics import Diagnosis, Span
from derivcheck.notation.respelling import Changes
from derivcheck.notation.tokens import KEYWORDS, Token, tokenize

OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
TIGHT = frozenset(["^", ".."])
FREE = frozenset("*/")
SIGNS = frozenset("+-")
SPACED = frozenset("= != < <= > >= => -> <=> @".split()) | KEYWORDS | {"in", "and", "or", "for"}
POSTFIX = frozenset(["!", ".T"])


def spaced(text: str) -> Changes:
    """What to change of a text so that its blanks are as they should be.

    Arguments:
        text: an expression or statement; what cannot be read stays, and so do ends of lines.
    """
    try:
        tokens = tokenize(text)[:-1]
    except Diagnosis:
        return ()
    roles = list(_roles(tokens))
    changes = []
    for n in range(1, len(tokens)):
        span = Span(tokens[n - 1].stop, tokens[n].start)
        gap = text[span.start : span.stop]
        wanted = _gap(roles, n, tokens, gap)
        if "\n" not in gap and gap != wanted:
            changes.append((span, wanted))
    return tuple(changes)


@dataclass(frozen=True, slots=True)
class _Role:
    """What a token asks for: blanks before and after it; None if it does not mind."""

    before: bool | None = None
    after: bool | None = None


_OPERAND, _OPENS, _CLOSES = _Role(), _Role(after=False), _Role(before=False)
_SPACED, _TIGHT = _Role(True, True), _Role(False, False)
_COMMA = _Role(False, True)


def _roles(tokens: Sequence[Token]) -> Iterator[_Role]:
    """The role of each token."""
    ended, bars = False, 0  # whether an operand ends just before, and how many bars are open
    for n, token in enumerate(tokens):
        following = tokens[n + 1].text if n + 1 < len(tokens) else ""
        if token.text == "|" and token.kind == "operator":
            role, bars = (_CLOSES, bars - 1) if ended and bars else (_OPENS, bars + 1)
            ended = role is _CLOSES
        else:
            role = _role(token, ended, following)
            ended = token.kind != "operator" or token.text in CLOSING | POSTFIX
        yield role


def _role(token: Token, ended: bool, following: str) -> _Role:
    text = token.text
    if token.kind != "operator":
        return _OPERAND
    if text in SIGNS and following in (")", ","):  # the side of a limit
        return _CLOSES if ended else _OPERAND
    if text in SIGNS:
        return _SPACED if ended else _OPENS
    if text in OPENING:
        return _TIGHT if ended else _OPENS
    if text in CLOSING or text in POSTFIX:
        return _CLOSES
    if text in TIGHT:
        return _TIGHT
    if text in (",", ":"):
        return _COMMA
    return _SPACED if text in SPACED else _OPENS if text == "√" else _OPERAND


def _gap(roles: Sequence[_Role], n: int, tokens: Sequence[Token], gap: str) -> str:
    """The blanks before a token: brackets have the last word, then operators."""
    one, two = tokens[n - 1], tokens[n]
    before, after = roles[n - 1].after, roles[n].before
    if one.text in OPENING or two.text in CLOSING or after is False:
        return ""
    if before is None and after is None:
        free = n if two.text in FREE else n - 1
        return _beside(tokens, free, gap) if tokens[free].text in FREE else " " * bool(gap)
    return "" if before is False else " "


def _beside(tokens: Sequence[Token], n: int, gap: str) -> str:
    """The blanks on each side of a product sign: one where the author has some on both sides."""
    if not 0 < n < len(tokens) - 1:
        return gap
    both = tokens[n - 1].stop < tokens[n].start and tokens[n].stop < tokens[n + 1].start
    return " " * both
