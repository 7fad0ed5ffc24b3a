r"""Commands of much used packages, written in those of LaTeX.

    \dv{f}{x}  \dv[2]{f}{x}  \dv{x}         \frac{d^2 f}{d x^2}               (physics, derivative)
    \pdv{f}{x}  \pdv[2]{f}{x}  \pdv{f}{x}{y}  \frac{\partial^2 f}{\partial x \partial y}
    \qty(x)  \pqty{x}  \bqty{x}              \left( x \right)

A macro of the document with one of these names comes first.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.notation.tex.tokens import Token, behind, in_place_of

DERIVATIVES = {r"\dv": "d", r"\odv": "d", r"\pdv": r"\partial", r"\pderivative": r"\partial",
               r"\derivative": "d"}  # fmt: skip
"""Command -> the sign of its derivative."""
BRACKETED = {r"\pqty": ("(", ")"), r"\bqty": ("[", "]"), r"\Bqty": (r"\{", r"\}"),
             r"\vqty": ("|", "|")}  # fmt: skip
"""Command with an argument -> the brackets around it."""
SIZED = frozenset((r"\qty", r"\quantity"))
"""Commands before a bracket that say how large it is."""


def unpacked(tokens: list[Token]) -> list[Token]:
    """The tokens, with commands of packages as those of LaTeX."""
    if not any(t.text in DERIVATIVES or t.text in BRACKETED or t.text in SIZED for t in tokens):
        return tokens
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        token, after = tokens[n], tokens[n + 1].text if n + 1 < len(tokens) else ""
        if token.text in SIZED and after in ("(", "[", "|", r"\{"):
            n += 1
        elif token.text in BRACKETED and after == "{":
            stop = behind(tokens, n + 1)
            token = token._replace(stop=tokens[stop - 1].stop)
            opening, closing = BRACKETED[token.text]
            inner = unpacked(tokens[n + 2 : stop - 1])
            made += [*_written(token, r"\left", opening), *inner]
            made += _written(token, r"\right", closing)
            n = stop
        elif token.text in DERIVATIVES and after in ("{", "["):
            written, n = _derivative(tokens, n)
            made += written
        else:
            made.append(token)
            n += 1
    return made


def _derivative(tokens: Sequence[Token], n: int) -> tuple[list[Token], int]:
    """A derivative as a fraction, and the index behind its arguments."""
    command, at = tokens[n], n + 1
    order: list[Token] = []
    if tokens[at].text == "[":
        end = next((k for k in range(at, len(tokens)) if tokens[k].text == "]"), at)
        order, at = list(tokens[at + 1 : end]), end + 1
    groups: list[list[Token]] = []
    while at < len(tokens) and tokens[at].kind == "{" and len(groups) < 3:
        stop = behind(tokens, at)
        groups.append(unpacked(list(tokens[at + 1 : stop - 1])))
        at = stop
    if not groups or at == n + 1:
        return [command], n + 1
    command = command._replace(stop=tokens[at - 1].stop)
    order = [t._replace(start=command.start, stop=command.stop) for t in order]
    above, variables = (groups[:1], groups[1:]) if len(groups) > 1 else ([], groups)
    sign = DERIVATIVES[command.text]
    power = _power(command, order or _written(command, *str(len(variables)) * (len(variables) > 1)))
    below = [t for v in variables for t in (*_written(command, sign), *v)]
    first = [*_written(command, r"\frac", "{", sign), *power]
    if above:
        first += [*_written(command, "{"), *above[0], *_written(command, "}")]
    second = [*below, *(_power(command, order) if len(variables) == 1 else [])]
    first[0] = first[0]._replace(gap=command.gap)
    return [*first, *_written(command, "}", "{"), *second, *_written(command, "}")], at


def _power(at: Token, order: Sequence[Token]) -> list[Token]:
    return [*_written(at, "^", "{"), *order, *_written(at, "}")] if order else []


def _written(at: Token, *texts: str) -> list[Token]:
    """Tokens in the place of a command."""
    return in_place_of(at, *texts, macro=at.text)
