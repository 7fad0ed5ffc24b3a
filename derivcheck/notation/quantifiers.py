"""What `for all` and `for some` bind: names, with a range, what they are and what bounds them.

for all x, j = 1..k: P        for all integer n >= 1: P        for every positive real t: P
"""

from __future__ import annotations

from typing import Protocol

from derivcheck.notation.spellings import LOWEST
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import Token, fail

COMPARED = frozenset(("<", "<=", ">", ">=", "in"))
SORT_WORDS = frozenset(("real", "complex", "integer", "rational", "boolean"))
"""What may stand before a name that `for all` binds."""
SORTS = {
    **{word: word for word in SORT_WORDS},
    "reals": "real", "integers": "integer", "rationals": "rational",
}  # fmt: skip
"""The same, and in the plural, with what it is."""
SIGN_WORDS = {"positive": ">", "nonnegative": ">=", "negative": "<", "nonzero": "!="}
"""What may stand before that, and how the number compares with 0."""
QUANTIFIERS = frozenset(("all", "some", "every", "each", "any"))
"""What may stand behind `for`; all but `some` mean the same."""
NUMBERS = {
    **{word: sort for word, sort in SORTS.items() if sort != "boolean"},
    "R": "real", "Z": "integer", "Q": "rational", "C": "complex",
    "RR": "real", "ZZ": "integer", "QQ": "rational", "CC": "complex",
    "ℝ": "real", "ℤ": "integer", "ℚ": "rational", "ℂ": "complex",
}  # fmt: skip
"""What may stand behind `in` there, and what it is."""


class Cursor(Protocol):
    """What reads, as far as it is needed here."""

    @property
    def token(self) -> Token:
        """The token that comes next."""

    def advance(self) -> Token:
        """Step over a token."""

    def ahead(self, count: int) -> Token:
        """The token so many places further on."""

    def sees(self, *words: str) -> bool:
        """Whether one of some signs comes next."""

    def expression(self, level: int) -> Syntax:
        """Read an expression."""

    def chain(self, left: Syntax) -> Syntax:
        """Read the relations that follow a left side."""

    def bound_name(self) -> Syntax | None:
        """Read a bound name with what it is, if one comes next."""


def for_all(p: Cursor) -> Syntax:
    """`for all x, j = 1..k: P`; a comma may stand for the colon; `exists` is `for some`."""
    _, word, start, _ = p.advance()
    kind = "forsome" if word == "exists" or p.token.text == "some" else "forall"
    if p.token.text in QUANTIFIERS and p.ahead(1).kind == "name":
        p.advance()
    binders: list[Syntax] = []
    conditions: tuple[Syntax, ...] = ()
    while True:
        part, stated = _binder(p)
        among = bool(conditions) == bool(binders) and p.sees(",", ":") and _bounds(part)
        if among and part.parts[0].text not in map(_name, binders):
            stated, part = (part,), part.parts[0]
        conditions += stated
        if not (p.sees(",", ":") and _binds(part)):
            break
        binders.append(part)
        if p.advance().text == ":":
            part = p.expression(LOWEST)
            break
    if not binders:
        hint = "write for all j = 1..k, P or for all x: P"
        fail("DC105", "for all needs a name and a statement", hint, start, part.stop)
    if p.sees(":") and binders[-1].stop < part.start:
        p.advance()
        conditions, part = (*conditions, part), p.expression(LOWEST)
    if conditions:
        part = Syntax("restricted", part.start, part.stop, ":", (*conditions, part))
    return Syntax(kind, start, part.stop, kind, (*binders, part))


def _binder(p: Cursor) -> tuple[Syntax, tuple[Syntax, ...]]:
    """What may be bound next, `integer n >= 1` with what that says of it."""
    signed = p.token.text in SIGN_WORDS and sorted_name(*map(p.ahead, range(1, 5)))
    sign = SIGN_WORDS[p.advance().text] if signed else ""
    found = p.bound_name()
    if found is None:
        return p.expression(LOWEST), ()
    (name,) = found.parts
    stated = (_compared_with_zero(name, sign),) if sign else ()
    return found, (*stated, p.chain(name)) if p.sees(*COMPARED) else stated


def sorted_name(first: Token, second: Token, third: Token, fourth: Token) -> Syntax | None:
    """The bound name with which four tokens begin, and what it is."""
    if first.kind != "name":
        return None
    if first.text in SORTS and second.kind == "name":
        sort, name, last = SORTS[first.text], second, second
    elif second.text == "in" and third.text in NUMBERS and fourth.text in (",", ":"):
        sort, name, last = NUMBERS[third.text], first, third
    else:
        return None
    inner = Syntax("name", name.start, name.stop, name.text)
    return Syntax("sorted", first.start, last.stop, sort, (inner,))


def _compared_with_zero(name: Syntax, sign: str) -> Syntax:
    zero = Syntax("number", name.start, name.stop, "0")
    return Syntax("relation", name.start, name.stop, sign, (name, zero))


def _name(binder: Syntax) -> str:
    return binder.text if binder.kind == "name" else binder.parts[0].text


def _bounds(part: Syntax) -> bool:
    """Whether this bounds the number that `for all` binds: `x > 0`, `x in (0, 1)`."""
    if part.kind != "relation" or part.text not in COMPARED or part.parts[0].kind != "name":
        return False
    return part.parts[1].kind != "range"


def _binds(part: Syntax) -> bool:
    """Whether this can be what `for all` binds: `x`, `j = 1..k`, `j in 1..k`."""
    if part.kind == "relation" and part.text in ("=", "in"):
        return part.parts[0].kind == "name" and part.parts[1].kind == "range"
    return part.kind in ("name", "sorted")
