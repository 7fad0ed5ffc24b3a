r"""Remarks behind a formula, and the conditions that they state.

    x^2 \quad \text{for } x > 0          the line holds where x > 0
    x^2, \qquad x > 0                    (as a column of its own) the same
    \quad \forall x \in \mathbb{R}       nothing is said
    \quad (u = \sin x)                   a substitution: what u is
    \mid -3                              what is done to both sides next: nothing is said

A remark reaches to the end of its line.  One with a connective in it, such as `\implies`, is none:
what stands behind that is stated, and has to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from derivcheck.diagnostics import Span
from derivcheck.notation.tex.commands import (
    ADDING,
    BARS,
    DOTS,
    PRODUCTS,
    QUOTIENTS,
    SIZES,
    UPRIGHT,
)
from derivcheck.notation.tex.names import candidates
from derivcheck.notation.tex.relations import LINKS, joint_at, nested
from derivcheck.notation.tex.tokens import WIDE, Token, behind

CONDITIONS = frozenset(
    "for if when where whenever with provided assuming given case on let setting putting "
    "für falls wenn wobei mit sofern sei pour si où ou avec lorsque quand para con donde per se "
    "dove".split()
)
"""First words of a remark that says where, or of what, the formula holds."""
REASONS = frozenset(
    "as since because by using from see note recall due cf eq "
    "da weil denn nach wegen mittels siehe car puisque comme selon par porque ya perché".split()
)
"""First words of a remark that says why the formula holds, or tells about it."""
ALL = frozenset(
    "all every each any arbitrary fixed given real the case cases that of we have let "
    "alle jedes jede jeden der fall dass tout tous toute toutes le cas todo todos toda todas "
    "el caso ogni tutti tutte il".split()
)
"""Words behind the first one that leave what is said as it is; `no`, `not` and `some` do not."""
COLUMN = WIDE + 1
"""The gap before what stands in a column of its own."""
_MARKS = ".,;:()[]"
SET_APART = BARS | {r"\mid", r"\bigm"}
"""What stands before an operation that is done to both sides."""
OPERATIONS = frozenset(
    (*ADDING, *PRODUCTS, *QUOTIENTS, *UPRIGHT, ":", "(", r"\sqrt", r"\ln", r"\log", r"\exp")
)
"""What stands first behind the bar of a remark on what is done to both sides."""


class Remark(NamedTuple):
    """A remark.

    Arguments:
        start: the index of its first token.
        condition: where the formula in it stands, if it says where or of what the line holds.
    """

    start: int
    condition: Span | None = None


def remark_in(tokens: Sequence[Token], stop: int) -> Remark | None:
    """The remark that the tokens before an index end with, if one has mathematics in it."""
    depths = nested(tokens)
    for n in range(1, stop):
        if depths[n - 1] or tokens[n - 1].text in ("_", "^"):
            continue
        found = next((r for kind in KINDS if (r := kind(tokens, n, stop))), None)
        if found and not _links(tokens, n, stop):
            return found
    return None


def first_word(tokens: Sequence[Token], n: int) -> str:
    r"""The first word of `\text{...}` at an index, in small letters; "" if none stands there."""
    return next(iter(_words(tokens, n)), "")


def _words(tokens: Sequence[Token], n: int) -> list[str]:
    r"""The words of `\text{...}` at an index, in small letters; none if it does not stand there."""
    if tokens[n].text not in UPRIGHT:
        return []
    written = "".join(
        " " if token.text in _MARKS else " " * bool(token.gap) + token.text
        for token in tokens[n + 2 : behind(tokens, n + 1) - 1]
    )
    return written.lower().split()


def _links(tokens: Sequence[Token], start: int, stop: int) -> bool:
    found = (joint_at(tokens, n) for n in range(start, stop))
    return any(f and f.joint in LINKS for f in found)


def _worded(tokens: Sequence[Token], n: int, stop: int) -> Remark | None:
    r"""`\text{for } x > 0`, with a bracket before it or without."""
    first = n + 1 if tokens[n].text in ("(", "[") and _closes(tokens, n, stop) else n
    word, *more = (_words(tokens, first) if first < stop else []) or [""]
    if word not in CONDITIONS | REASONS or (word in CONDITIONS and not ALL.issuperset(more)):
        return None
    start = behind(tokens, first + 1)
    inner = stop - (first - n)
    return Remark(n, _span(tokens, start, inner) if word in CONDITIONS else None)


def _quantified(tokens: Sequence[Token], n: int, stop: int) -> Remark | None:
    r"""`\quad \forall x > 0`."""
    if tokens[n].text != r"\forall" or not _apart(tokens, n):
        return None
    return Remark(n, _span(tokens, n + 1, stop))


def _bracketed(tokens: Sequence[Token], n: int, stop: int) -> Remark | None:
    r"""`\quad (u = \sin x)`, and the number of a formula."""
    first = n + 1 if tokens[n].text == r"\left" else n
    apart = first < stop and tokens[n].gap >= WIDE and tokens[first].text in ("(", "[")
    if not apart or not _closes(tokens, first, stop):
        return None
    inside = first + 1, stop - 1 - (first - n)
    depths = nested(tokens[slice(*inside)])
    related = any(
        joint_at(tokens, k) for k, depth in enumerate(depths, inside[0]) if not depth
    )  # fmt: skip
    numbered = all(t.kind in ("digit", "sign") for t in tokens[slice(*inside)])
    other = tokens[inside[0]].text in UPRIGHT  # words that say something else, as `no` and `some`
    if other or (not related and not (numbered and inside[0] + 1 == inside[1])):
        return None
    return Remark(n, _span(tokens, *inside) if related else None)


def _operation(tokens: Sequence[Token], n: int, stop: int) -> Remark | None:
    r"""`\quad | -3`, which is done to both sides."""
    first = n + 1 if tokens[n].text in SIZES else n
    if tokens[n].gap < WIDE or first + 1 >= stop or tokens[first].text not in SET_APART:
        return None
    sign = tokens[first + 1].text
    bars = sum(1 for t in tokens[first:stop] if t.text in BARS)
    if sign not in OPERATIONS:
        return None
    return None if bars > 1 else Remark(n)


def _ranged(tokens: Sequence[Token], n: int, stop: int) -> Remark | None:
    r"""`\qquad k = 1, 2, \ldots`, which says what values a name has."""
    named = n + 2 < stop and candidates(tokens[n]) and tokens[n + 1].text == "="
    if not named or not _apart(tokens, n) or tokens[n].gap < WIDE:
        return None
    part = tokens[n:stop]
    depths = nested(part)
    related = sum(1 for k in range(n, stop) if not depths[k - n] and joint_at(tokens, k))
    return Remark(n) if related == 1 and any(t.text in DOTS for t in part) else None


def _column(tokens: Sequence[Token], n: int, stop: int) -> Remark | None:
    """`x > 0` in a column of its own, behind a formula."""
    if tokens[n].gap < COLUMN or joint_at(tokens, n):
        return None
    depths = nested(tokens)
    joints = [k for k in range(n, stop) if not depths[k] and joint_at(tokens, k)]
    return Remark(n, _span(tokens, n, stop)) if joints else None


KINDS: tuple[Callable[[Sequence[Token], int, int], Remark | None], ...] = (
    _worded,
    _quantified,
    _bracketed,
    _operation,
    _ranged,
    _column,
)
"""The kinds of remarks, the surest first."""


def _apart(tokens: Sequence[Token], n: int) -> bool:
    return tokens[n].gap >= WIDE or tokens[n - 1].text in (",", ";")


def _closes(tokens: Sequence[Token], n: int, stop: int) -> bool:
    """Whether a bracket closes just before an index."""
    depths = nested(tokens[n:stop])
    return len(depths) > 1 and all(depths[:-1]) and not depths[-1]


def _span(tokens: Sequence[Token], start: int, stop: int) -> Span | None:
    """Where tokens stand, without brackets around; None if no mathematics is there."""
    if start >= stop:
        return None
    return Span(tokens[start].start, tokens[stop - 1].stop)
