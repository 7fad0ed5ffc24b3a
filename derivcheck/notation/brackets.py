"""Brackets told apart before what is in them is read: norms and intervals.

The tokens and the place of the opening bracket go in; whether it is one comes out.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.tokens import Token

OPENING, CLOSING = frozenset(("(", "[", "{", ".(")), frozenset(")]}")
BEHIND = frozenset((")", "]", "}", "|", ".T", ".H", "!"))
"""Operators behind which a bar closes."""


def is_interval(tokens: Sequence[Token], at: int) -> bool:
    """Whether a bracket holds two ends, `[a, b)`: a comma stands directly in it."""
    depth = 0
    for token in tokens[at:-1]:
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth <= 0 or (depth == 1 and token.text == ","):
            return depth == 1
    return False


def is_norm(tokens: Sequence[Token], at: int) -> bool:
    """Whether two bars open that two bars close: `||x||`, not `||x| - 1|`."""
    if not (tokens[at].text == tokens[at + 1].text == "|" and _adjacent(tokens, at)):
        return False
    level, at = 1, at + 2
    while level and tokens[at].kind != "end":
        if tokens[at].text == "|":
            level += -1 if _ends_operand(tokens[at - 1]) else 1
        at += 1
    return tokens[at].text == "|" and _adjacent(tokens, at - 1)


def _adjacent(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].stop == tokens[at + 1].start


def _ends_operand(token: Token) -> bool:
    return token.kind in ("number", "name") or (token.kind == "operator" and token.text in BEHIND)
