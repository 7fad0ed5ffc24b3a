r"""Relations and connectives between the sides of a formula, with a note over them or without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from derivcheck.notation.tex.commands import CONNECTIVES, RELATIONS, UPRIGHT
from derivcheck.notation.tex.tokens import NO_GAP, WIDE, Token, behind

Joint = Literal["", "=", "!=", "<", "<=", ">", ">=", "in", ":=", "~", "=>", "<==", "<=>"]
r"""What stands before a side: nothing, a relation, `:=` for a definition, `~` for a relation that
is not read (as `\approx`), or a connective, of which `<==` is `implied by`."""
LINKS: frozenset[Joint] = frozenset(("=>", "<==", "<=>"))
"""Joints of statements."""
WORDS = {"and": r"\land", "or": r"\lor"}
"""Words between statements."""
STACKED = frozenset((r"\overset", r"\stackrel", r"\underset"))


class Found(NamedTuple):
    """A joint, and the index of the token behind it."""

    joint: Joint
    stop: int


def joint_at(tokens: Sequence[Token], n: int) -> Found | None:
    """What joins two sides at an index, if anything does."""
    text = tokens[n].text
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    if text == ":" and after == "=":
        return Found(":=", n + 2)
    if text == r"\not" and after in ("=", r"\in"):
        return Found("!=" if after == "=" else "~", n + 2)
    if text in STACKED:
        return _stacked(tokens, n)
    joint = RELATIONS.get(text) or CONNECTIVES.get(text)
    return Found(cast(Joint, joint), n + 1) if joint else None


def worded(tokens: list[Token]) -> list[Token]:
    r"""The tokens with `\text{and}`, `\text{ or }` between statements as `\land`, `\lor`."""
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        stop = behind(tokens, n + 1) if tokens[n].text in UPRIGHT else n
        word = "".join(t.text for t in tokens[n + 2 : stop - 1])
        if word not in WORDS or not made or stop >= len(tokens):
            made.append(tokens[n])
            n += 1
            continue
        if made[-1].text == ",":
            made.pop()
        made.append(Token("command", WORDS[word], tokens[n].start, tokens[stop - 1].stop))
        tokens[stop] = tokens[stop]._replace(gap=NO_GAP)
        n = stop
    return made


def listed(tokens: list[Token]) -> list[Token]:
    r"""The tokens with `x = 2, y = 1` as `x = 2 \land y = 1`, where only equations stand.

    A comma with a wide space behind it is left: what follows could be a condition.
    """
    cuts = [-1, *_commas(tokens), len(tokens)]
    parts = [tokens[low + 1 : high] for low, high in pairwise(cuts)]
    if len(parts) == 1 or not all(map(_is_equation, parts)):
        return tokens
    if any(tokens[cut + 1].gap == WIDE for cut in cuts[1:-1]):
        return tokens
    made = list(tokens)
    for cut in cuts[1:-1]:
        made[cut] = Token("command", r"\land", tokens[cut].start, tokens[cut].stop)
    return made


def _commas(tokens: Sequence[Token]) -> list[int]:
    """The indices of the commas outside of brackets, but for those at the end."""
    found, depth = [], 0
    for n, token in enumerate(tokens[:-1]):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if token.text == "," and not depth:
            found.append(n)
    return found


_OPENING = frozenset(("{", "(", "[", r"\{", r"\begin", r"\left"))
_CLOSING = frozenset(("}", ")", "]", r"\}", r"\end", r"\right"))


def _is_equation(tokens: Sequence[Token]) -> bool:
    """Whether one equals sign stands between, and no other relation; a link may stand before."""
    joints, depth = list[tuple[Joint, int]](), 0
    for n, token in enumerate(tokens):
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        found = joint_at(tokens, n) if not depth else None
        if found and found.joint in LINKS:
            joints = []
        elif found:
            joints.append((found.joint, n))
    return [joint for joint, _ in joints] == ["="] and 0 < joints[0][1] < len(tokens) - 1


def _stacked(tokens: Sequence[Token], n: int) -> Found | None:
    r"""`\overset{(a)}{=}`: the relation, whatever note stands over it."""
    first = behind(tokens, n + 1)
    last = behind(tokens, first)
    inside = [t.text for t in tokens[first:last] if t.kind not in ("{", "}")]
    if len(inside) != 1:
        return None
    joint = RELATIONS.get(inside[0]) or CONNECTIVES.get(inside[0])
    return Found(cast(Joint, joint), last) if joint else None
