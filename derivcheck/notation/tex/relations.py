r"""Relations and connectives between the sides of a formula, with a note over them or without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from derivcheck.notation.tex.commands import (
    ADDING,
    CLOSING,
    CONNECTIVES,
    OPENING,
    RELATIONS,
    UPRIGHT,
)
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.tokens import NO_GAP, WIDE, Token, behind

Joint = Literal["", "=", "!=", "<", "<=", ">", ">=", "in", ":=", "~", "=>", "<==", "<=>"]
r"""What stands before a side: nothing, a relation, `:=` for a definition, `~` for a relation that
is not read (as `\approx`), or a connective, of which `<==` is `implied by`."""
LINKS: frozenset[Joint] = frozenset(("=>", "<==", "<=>"))
"""Joints of statements."""
QUANTIFIERS = frozenset((r"\forall", r"\exists"))
"""What begins a statement that reaches to the end of its line."""
WORDS = {   # words between statements, without their blanks -> the connective
    **dict.fromkeys("and und et".split(), r"\land"),
    **dict.fromkeys("or oder ou".split(), r"\lor"),
    **dict.fromkeys("so hence thus therefore then implies sothat andso andhence andthus ie i.e. "
                    "also somit folglich daher daraus dann donc d'où alors luego entonces quindi "
                    "dunque whence giving yielding yields gives".split(), r"\implies"),
    **dict.fromkeys("iff ifandonlyif genaudannwenn gdw. sietseulementsi ssi isequivalentto "
                    "equivalently".split(), r"\iff"),
}  # fmt: skip
PROSE = UPRIGHT - {r"\mathrm", r"\operatorname", r"\rm", r"\mathop", r"\symup"}
"""Commands of words; the others set names."""
STACKED = frozenset((r"\overset", r"\stackrel", r"\underset"))


class Found(NamedTuple):
    """A joint, and the index of the token behind it."""

    joint: Joint
    stop: int


def joint_at(tokens: Sequence[Token], n: int) -> Found | None:
    """What joins two sides at an index, if anything does; nothing behind the last token."""
    text = tokens[n].text if n < len(tokens) else ""
    after = tokens[n + 1].text if n + 1 < len(tokens) else ""
    if text == ":" and after == "=":
        return Found(":=", n + 2)
    if text == "=" and after == ":":
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
        word = "".join(t.text for t in tokens[n + 2 : stop - 1]).strip(".,:;").lower()
        known = WORDS if tokens[n].text in PROSE else ("and", "or")
        if word not in known or not made or stop >= len(tokens):
            made.append(tokens[n])
            n += 1
            continue
        if made[-1].text == ",":
            made.pop()
        made.append(Token("command", WORDS[word], tokens[n].start, tokens[stop - 1].stop))
        tokens[stop] = tokens[stop]._replace(gap=NO_GAP)
        n = stop
    return made


def filled(tokens: list[Token]) -> list[Token]:
    r"""The tokens without empty braces that only make room: `\implies{} x`, `{} + x`, `{}= x`."""
    made: list[Token] = []
    n = 0
    while n < len(tokens):
        empty = tokens[n].kind == "{" and n + 1 < len(tokens) and tokens[n + 1].kind == "}"
        after = tokens[n + 2].text if n + 2 < len(tokens) else ""
        ahead = joint_at(tokens, n + 2) if after else None
        room = not made or made[-1].text in _ROOM or not after or after in ADDING
        room = room or bool(n and joint_at(tokens, n - 1))
        if empty and after not in ("_", "^") and (room or ahead):
            n += 2
            continue
        made.append(tokens[n])
        n += 1
    return made or tokens


_ROOM = frozenset((*ADDING, "&", r"\\", "(", "["))


def listed(tokens: list[Token]) -> list[Token]:
    r"""The tokens with `x = 2, y = 1` as `x = 2 \land y = 1`, where only equations stand.

    A comma with a wide space behind it is left, since what follows could be a condition, unless
    each equation gives one name a value without names: `x = 2, \quad y = 1`.
    """
    cuts = [-1, *_commas(tokens), len(tokens)]
    parts = [tokens[low + 1 : high] for low, high in pairwise(cuts)]
    if len(parts) == 1 or not all(map(_is_equation, parts)):
        return tokens
    if any(tokens[cut + 1].gap == WIDE for cut in cuts[1:-1]) and not _are_values(parts):
        return tokens
    made = list(tokens)
    for cut in cuts[1:-1]:
        made[cut] = Token("command", r"\land", tokens[cut].start, tokens[cut].stop)
    return made


def _commas(tokens: Sequence[Token]) -> list[int]:
    """The indices of the commas outside of brackets, but for those at the end."""
    depths = zip(tokens[:-1], nested(tokens), strict=False)
    return [n for n, (token, depth) in enumerate(depths) if token.text == "," and not depth]


def nested(tokens: Sequence[Token]) -> list[int]:
    r"""How many brackets are open behind each token; `\left\{` and `\right.` are one each."""
    found, depth, before = list[int](), 0, ""
    for token in tokens:
        if before not in (r"\left", r"\right"):
            depth += (token.text in OPENING) - (token.text in CLOSING)
        found.append(depth)
        before = token.text
    return found


def _is_equation(tokens: Sequence[Token]) -> bool:
    """Whether one equals sign stands between, and no other relation; a link may stand before."""
    joints = list[tuple[Joint, int]]()
    for n, depth in enumerate(nested(tokens)):
        found = joint_at(tokens, n) if not depth else None
        if found and found.joint in LINKS:
            joints = []
        elif found:
            joints.append((found.joint, n))
    return [joint for joint, _ in joints] == ["="] and 0 < joints[0][1] < len(tokens) - 1


def _are_values(parts: Sequence[Sequence[Token]]) -> bool:
    """Whether equations give each another name a value in which no name stands."""
    named = list[tuple[str, ...]]()
    for part in parts:
        sign = next(n for n in range(len(part)) if joint_at(part, n))
        left = [t for t in part[:sign] if t.text not in ("&", "{", "}")]
        named.append(tuple(t.text for t in left))
        subscript = [t.text for t in left[1:2]] == ["_"] and len(left) > 2
        if not (candidates(left[0]) and (len(left) == 1 or subscript)):
            return False
        if any(candidates(t) and t.text not in _CONSTANTS for t in part[sign:]):
            return False
    return len({*named}) == len(named)


_CONSTANTS = frozenset((r"\pi", "e", "i"))


def _stacked(tokens: Sequence[Token], n: int) -> Found | None:
    r"""`\overset{(a)}{=}`: the relation, whatever note stands over it."""
    first = behind(tokens, n + 1)
    last = behind(tokens, first)
    inside = [t.text for t in tokens[first:last] if t.kind not in ("{", "}")]
    if len(inside) != 1:
        return None
    joint = RELATIONS.get(inside[0]) or CONNECTIVES.get(inside[0])
    return Found(cast(Joint, joint), last) if joint else None
