"""Remainders and congruences in words: `a mod m`, `7 divides a`, `a ≡ b (mod m)`.

The words are read between two operands only, where nothing else could stand, so that names may be
called so.  `a mod m` takes a product whole, as `%` does and as it is printed; of a sum, or of one
side of an equation, it could be the last term or all, so the author is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivcheck.notation.spellings import POWER, RANGE, RELATION
from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tokens import Token, fail

if TYPE_CHECKING:
    from derivcheck.notation.quantifiers import Cursor

LEVELS = {"mod": RANGE, "divides": RELATION}
"""How tightly each word binds."""
CONGRUENT = "≡"


def is_word(token: Token) -> bool:
    """Whether a token is one of the words, if it stands between operands."""
    return token.kind == "name" and token.text in LEVELS


def opens_modulus(p: Cursor) -> bool:
    """Whether `(mod m)` comes next."""
    behind = p.ahead(2).kind in ("name", "number")
    return p.token.text == "(" and p.ahead(1).text == "mod" and behind


def in_words(p: Cursor, left: Syntax) -> Syntax:
    """What a word makes of the operand before it and the one behind it."""
    word = p.advance()
    if word.text == "divides":
        right = p.expression(RANGE)
        if left.kind != "number":
            hint = "write mod(b, a) = 0 where a != 0, or for some integer k, b = a*k"
            fail("DC102", "only a numeral divides in words", hint, left.start, right.stop)
        zero = Syntax("zero", right.stop, right.stop, "0")
        return Syntax("relation", left.start, right.stop, "=", (_mod(right, left), zero))
    right = p.expression(POWER)
    if _is_open_sum(left):
        hint = "write brackets, (a + b) mod m or a + (b mod m)"
        fail("DC124", "mod could take the whole sum or its last term", hint, left.start, word.stop)
    if p.token.text in ("*", "/", "@"):
        hint = "write brackets, a mod (m*n) or (a mod m)*n"
        fail("DC124", "mod could end before the sign or behind it", hint, word.start, p.token.stop)
    return _mod(left, right)


def congruence(p: Cursor, start: int, signs: list[str], parts: list[Syntax]) -> Syntax | None:
    """A chain of relations that is modulo something; None if it is not."""
    last = parts[-1]
    if opens_modulus(p):
        p.advance()
        p.advance()
        modulus = p.expression(RANGE)
        if p.token.text != ")" or set(signs) - {"=", CONGRUENT}:
            fail("DC124", "it is not clear what is modulo this", _CONGRUENCE, start, p.token.stop)
        return _congruent(start, p.advance().stop, parts, modulus)
    if CONGRUENT in signs:
        if set(signs) != {CONGRUENT} or not _is_remainder(last):
            fail("DC101", f"`{CONGRUENT}` needs a modulus", _CONGRUENCE, start, last.stop)
        _, value, modulus = last.parts
        return _congruent(start, last.stop, [*parts[:-1], value], modulus)
    if _is_remainder(last) and not all(map(_is_remainder, parts)):
        message = "mod could take both sides or the last one"
        hint = "write a = (b mod m), or a = b (mod m) for a congruence"
        fail("DC124", message, hint, start, last.stop)
    return None


_CONGRUENCE = "write a = b (mod m)"


def _congruent(start: int, stop: int, parts: list[Syntax], modulus: Syntax) -> Syntax:
    made = tuple(_mod(part, modulus) for part in parts)
    return Syntax("relation", start, stop, " ".join("=" for _ in made[1:]), made)


def _mod(value: Syntax, modulus: Syntax) -> Syntax:
    span = min(value.start, modulus.start), max(value.stop, modulus.stop)
    return Syntax("known", *span, "mod", (Syntax("name", *span, "mod"), value, modulus))


def _is_remainder(s: Syntax) -> bool:
    """Whether it is `a mod m`, not in brackets."""
    return s.kind == "known" and s.text == "mod" and s.parts[1].start == s.start


def _is_open_sum(s: Syntax) -> bool:
    """Whether it is a sum, or has a sign before it, and does not stand in brackets."""
    if s.kind != "operator" or s.text not in ("+", "neg", "±", "∓"):
        return False
    return s.text != "+" or s.parts[0].start == s.start
