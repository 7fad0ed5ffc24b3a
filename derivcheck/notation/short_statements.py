"""Short statements written out: plus-minus, membership, `for some`; syntax to syntax.

x = ±a           x = a or x = -a            one side: either
x != ±a          x != a and x != -a         other relations: both, as x > ±a
x ± y = ±z       x + y = z and x - y = -z   both sides: upper with upper, lower with lower
x in [0, 1)      0 <= x < 1
x in {-1, 1}     x = -1 or x = 1
for some x: P    not for all x: not P
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import fail

MARKS = frozenset("±∓")


def is_short(s: Syntax) -> bool:
    """Whether a relation is written out before it is read."""
    return any(map(marked, s.parts)) or any(p.kind in ("interval", "set") for p in s.parts[1:])


def written_out(s: Syntax) -> Syntax:
    """The relations that a short one, or a chain of them, stands for.

    Arguments:
        s: a relation.
    """
    links = zip(s.text.split(), pairwise(s.parts), strict=True)
    made = tuple(_link(s, sign, sides) for sign, sides in links)
    return made[0] if len(made) == 1 else s._replace(kind="operator", text="and", parts=made)


def _link(s: Syntax, sign: str, sides: tuple[Syntax, Syntax]) -> Syntax:
    left, right = sides
    if right.kind == "set" and not marked(left):
        parts = [_link(s, "=", (left, one)) for one in right.parts]
        return _joined(s, "or", parts)
    if any(map(marked, sides)):
        both = all(map(marked, sides))
        if not both or sign == "in":
            _require_clear(sign, *sides, in_chain=len(s.parts) > 2)
        cases = [tuple(_taken(side, upper) for side in sides) for upper in (True, False)]
        joint = "or" if sign == "=" and not both else "and"
        return _joined(s, joint, [_link(s, sign, (one, other)) for one, other in cases])
    return _within(s, left, right) if right.kind == "interval" else _relation(s, sign, left, right)


def _joined(s: Syntax, word: str, parts: Sequence[Syntax]) -> Syntax:
    if len(parts) == 1:
        return parts[0]
    return s._replace(kind="operator", text=word, parts=tuple(parts))


def _require_clear(sign: str, left: Syntax, right: Syntax, in_chain: bool) -> None:
    """Refuses signs on one side of which it cannot be told what they say.

    `(a ± b)^2 = x` would mean both, `b ± sqrt(a) = x` either; of two signs in one side nobody
    knows whether they go together, as in `±sqrt(2) ± sqrt(3)`, unless one is the other turned.

    Raises:
        Diagnosis: what to write in place of it.
    """
    side = left if marked(left) else right
    if sign == "in" and marked(right):
        hint = "write the cases, or the signs in a set alone, x in {±a, ±b}"
        fail("DC105", "what is in what is not clear here", hint, right.start, right.stop)
    signs = [p.text for p in _operators(side) if p.text in MARKS]
    if len(signs) > 1 and len(set(signs)) == 1:
        message = "two signs in one side may go together or not"
        hint = "write the values that are meant, x in {a, b}, or ∓ for what goes the other way"
        fail("DC105", message, hint, side.start, side.stop)
    if sign == "=" and side is left and (in_chain or left.text not in MARKS):
        message = "either of the two cases may be meant here, or both"
        hint = "write x = ±a for either, both cases for both"
        fail("DC105", message, hint, left.start, left.stop)


def _operators(s: Syntax) -> Iterator[Syntax]:
    """The operators in some syntax, outside the relations in it."""
    if s.kind == "operator":
        yield s
    if s.kind != "relation":
        for part in s.parts:
            yield from _operators(part)


def _relation(s: Syntax, signs: str, *sides: Syntax) -> Syntax:
    return s._replace(kind="relation", text=signs, parts=sides)


def _within(s: Syntax, x: Syntax, interval: Syntax) -> Syntax:
    """A number of an interval; an infinite end says nothing."""
    lower, upper = interval.parts
    below = "<" if interval.text[0] == "(" else "<="
    above = "<" if interval.text[1] == ")" else "<="
    if _is_infinite(lower) and _is_infinite(upper):
        return Syntax("name", s.start, s.stop, "True")
    if _is_infinite(lower):
        return _relation(s, above, x, upper)
    if _is_infinite(upper):
        return _relation(s, below, lower, x)
    return _relation(s, f"{below} {above}", lower, x, upper)


def _is_infinite(s: Syntax) -> bool:
    if s.kind == "operator" and s.text == "neg":
        s = s.parts[0]
    return s.kind in ("name", "constant") and s.text in ("oo", "∞")


def marked(s: Syntax) -> bool:
    """Whether `±` or `∓` stands in some syntax, outside the relations in it."""
    return any(part.text in MARKS for part in _operators(s))


def _taken(s: Syntax, upper: bool) -> Syntax:
    parts = tuple(_taken(part, upper) for part in s.parts)
    if s.kind == "operator" and s.text in MARKS:
        if (s.text == "±") == upper:
            return parts[0]._replace(start=s.start)
        return s._replace(text="neg", parts=parts)
    return s._replace(parts=parts)


def for_some(s: Syntax) -> Syntax:
    """`for some x, P: Q` says that it is false that for all x not both P and Q."""
    *binders, last = s.parts
    met = last._replace(kind="operator", text="and") if last.kind == "restricted" else last
    fails = Syntax("operator", last.start, last.stop, "not", (met,))
    every = s._replace(kind="forall", text="forall", parts=(*binders, fails))
    return s._replace(kind="operator", text="not", parts=(every,))
