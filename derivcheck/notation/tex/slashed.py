r"""Derivatives with a slash or `\over`, `dy/dx`, `{d \over dx} f`, written with a line.

What stands above the slash is a name, with scripts and arguments or without, or nothing.  An italic
d that is declared is left as it is: `d y/d x` is a quotient then.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.tex.commands import (
    ALPHABETS,
    BINOMIALS,
    FRACTIONS,
    OPAQUE,
    PRIMES,
    UPRIGHT,
)
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.tokens import Token, behind, in_place_of


def over_a_line(tokens: list[Token], d_is_declared: bool) -> list[Token]:
    """The tokens, slashed derivatives and those in braces with `\\over` as fractions."""
    tokens, n = _without_over(tokens, d_is_declared), 0
    while n < len(tokens):
        found = _derivative(tokens, n, d_is_declared) if tokens[n].text in _SIGNS else None
        if found:
            slash, stop = found
            inside = [*tokens[n:slash]]
            line = in_place_of(tokens[n], r"\frac", "{")
            line[0] = line[0]._replace(gap=tokens[n].gap)
            between = in_place_of(tokens[slash], "}", "{")
            end = in_place_of(tokens[stop - 1], "}")
            below = tokens[slash + 1 : stop]
            tokens = [*tokens[:n], *line, *inside, *between, *below, *end, *tokens[stop:]]
            n = stop + len(line) + 1
        n += 1
    return tokens


def _without_over(tokens: list[Token], d_is_declared: bool) -> list[Token]:
    r"""The tokens, `{dy \over dx}` as `\frac{dy}{dx}` where the braces are no argument."""
    made, n = list[Token](), 0
    for n, token in enumerate(tokens):
        made.append(token)
        if token.text != r"\over" or not _sign(tokens, n + 1, d_is_declared):
            continue
        start = _opening(made)
        before = made[start - 1] if start > 0 else None
        argued = before is not None and (before.text in ("_", "^") or before.kind == "}")
        argued = argued or (before is not None and before.text in _TAKING)
        if start < 0 or argued or not _sign(made, start + 1, d_is_declared):
            continue
        line = in_place_of(made[start], r"\frac", "{")
        made[start : start + 1] = [line[0]._replace(gap=made[start].gap), line[1]]
        made[-1:] = in_place_of(token, "}", "{")
    return made


def _opening(tokens: Sequence[Token]) -> int:
    """The index of the brace around the last token; -1 if there is none."""
    depth = 0
    for n in range(len(tokens) - 1, -1, -1):
        depth += (tokens[n].kind == "}") - (tokens[n].kind == "{")
        if depth < 0:
            return n
    return -1


_TAKING = frozenset((*FRACTIONS, *BINOMIALS, *OPAQUE, *ALPHABETS, r"\sqrt", r"\text"))
"""Commands that take what stands in braces behind them."""
_SIGNS = frozenset(("d", r"\partial", *UPRIGHT))


def _derivative(tokens: Sequence[Token], n: int, d_is_declared: bool) -> tuple[int, int] | None:
    """The indices of the slash and of the token behind the derivative."""
    above = _sign(tokens, n, d_is_declared)
    if not above or (n and tokens[n - 1].text in ("_", "^", "/")):
        return None
    slash = _behind_name(tokens, _behind_scripts(tokens, above, "^")) or above
    slash = slash if slash < len(tokens) else above
    if slash >= len(tokens) or tokens[slash].text != "/":
        return None
    at, stop = slash + 1, 0
    while below := _sign(tokens, at, d_is_declared):
        if tokens[below - 1].text != tokens[above - 1].text:
            break
        end = _behind_letter(tokens, below)
        if not end:
            break
        at = stop = _behind_scripts(tokens, end, "_^")
        if tokens[below - 1].text != r"\partial":
            break
    return (slash, stop) if stop else None


def _sign(tokens: Sequence[Token], n: int, d_is_declared: bool) -> int:
    r"""The index behind a d or a `\partial` at an index; 0 if none stands there."""
    if n >= len(tokens):
        return 0
    if tokens[n].text == "d":
        return 0 if d_is_declared else n + 1
    if tokens[n].text in UPRIGHT:
        stop = behind(tokens, n + 1)
        return stop if [t.text for t in tokens[n + 1 : stop] if t.kind not in "{}"] == ["d"] else 0
    return n + 1 if tokens[n].text == r"\partial" else 0


def _behind_name(tokens: Sequence[Token], n: int) -> int:
    """The index behind a name with its scripts and a bracket; 0 if none stands there."""
    stop = _behind_letter(tokens, n)
    stop = _behind_scripts(tokens, stop, "_^") if stop else 0
    if stop and stop < len(tokens) and tokens[stop].text == "(":
        depth = 0
        for at in range(stop, len(tokens)):
            depth += (tokens[at].text == "(") - (tokens[at].text == ")")
            if not depth:
                return at + 1
    return stop


def _behind_letter(tokens: Sequence[Token], n: int) -> int:
    if n >= len(tokens):
        return 0
    if tokens[n].text in ALPHABETS:
        return behind(tokens, n + 1)
    return n + 1 if candidates(tokens[n]) else 0


def _behind_scripts(tokens: Sequence[Token], n: int, signs: str) -> int:
    while n < len(tokens) and (tokens[n].text in PRIMES or tokens[n].text in tuple(signs)):
        n = n + 1 if tokens[n].text in PRIMES else behind(tokens, n + 1)
    return n
