r"""Signs in an alphabet or set as what they are anyway: `\boldsymbol{\cdot}`, `\mathbin{+}`."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.tex.tokens import Token, behind

DRESSES = frozenset((r"\boldsymbol", r"\bm", r"\mathbf", r"\pmb", r"\mathbin", r"\mathrel"))
"""Commands that change how a sign looks or how far it stands off."""
SIGNS = frozenset((r"\cdot", r"\times", "+", "-"))
"""Those that mean the same in bold; a star or a circle may become another operation."""


def undressed(tokens: list[Token]) -> list[Token]:
    """The tokens with such signs as they are without."""
    if not any(t.text in DRESSES for t in tokens):
        return tokens
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        sign = _sign(tokens, n)
        made.append(sign or tokens[n])
        n = behind(tokens, n + 1) if sign else n + 1
    return made


def _sign(tokens: Sequence[Token], n: int) -> Token | None:
    """The sign that the command at an index dresses, in its place; None for anything else."""
    if tokens[n].text not in DRESSES or n + 1 >= len(tokens):
        return None
    inside = [t for t in tokens[n + 1 : behind(tokens, n + 1)] if t.kind not in ("{", "}")]
    if len(inside) != 1 or inside[0].text not in SIGNS:
        return None
    return inside[0]._replace(gap=tokens[n].gap)
