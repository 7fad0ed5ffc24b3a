r"""Ends of rows with a distance behind them, `\\[1.5ex]`, which is no entry of the next row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivcheck.notation.tex.tokens import NO_GAP, Token

_SKIPS = r"\\(?:jot|baselineskip|lineskip|(?:small|med|big)skipamount)"
_LENGTH = re.compile(
    rf"[+-]?(?:(?:\d+|\d*\.\d+)(?:pt|em|ex|mm|cm|mu|in|pc|bp|sp)|(?:\d*\.?\d*){_SKIPS})"
)
_END = r"\\"


def without_distances(tokens: list[Token]) -> list[Token]:
    """The tokens without the distances, and stars, behind the ends of rows."""
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        made.append(tokens[n])
        n = _behind(tokens, n + 1) if tokens[n].text == _END else n + 1
    return made


def _behind(tokens: Sequence[Token], at: int) -> int:
    """The index behind what belongs to the end of a row that stands before an index."""
    at += at < len(tokens) and tokens[at].text == "*" and tokens[at].gap == NO_GAP
    closing = next((n for n in range(at, len(tokens)) if tokens[n].text == "]"), -1)
    if closing < 0 or tokens[at].text != "[":
        return at
    held = "".join(t.text for t in tokens[at + 1 : closing])
    return closing + 1 if _LENGTH.fullmatch(held) else at
