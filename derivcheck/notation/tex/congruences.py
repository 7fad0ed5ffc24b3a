r"""Congruences and divisors: `a \equiv b \pmod m`, `7 \mid n^2 - 1`.

a \equiv b \pmod m     mod(a, m) = mod(b, m), as plain notation has it
a \equiv b \mod m      the same; behind `=` it could be of both sides or of the last
7 \mid n^2 - 1         mod(n^2 - 1, 7) = 0
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.commands import UPRIGHT
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import Token, refuse
from derivcheck.notation.tex.trees import alike, known

CONGRUENT = r"\equiv"
DIVIDES = {r"\mid": "=", r"\nmid": "!="}
HINT = r"write a \equiv b \pmod m"


def opens_modulus(p: Reader) -> int:
    r"""How many tokens begin a modulus here, `\pmod`, `(\bmod`, `(\text{mod}`; 0 if it is none."""
    if p.token.text in (r"\pmod", r"\pod"):
        return 1
    if p.token.text != "(":
        return 0
    if p.ahead(1).text in (r"\bmod", r"\mod"):
        return 2
    if p.ahead(1).text not in UPRIGHT or p.ahead(2).kind != "{":
        return 0
    start, stop = p.inner(p.at + 2)
    return stop + 1 - p.at if p.words(start, stop) == "mod" else 0


def moduli(p: Reader) -> list[Syntax]:
    """Passes a modulus, if one stands here."""
    length = opens_modulus(p)
    if not length:
        return []
    opening = p.token
    p.go(p.at + length)
    if length == 1:
        return [p.argument()]
    with p.inside("("):
        made = p.expression()
        p.close(")", opening)
    return [made]


def congruence(
    p: Reader, signs: Sequence[str], parts: Sequence[Syntax], given: Sequence[Syntax], first: Token
) -> Syntax:
    """A chain of relations that is modulo something.

    Arguments:
        signs, parts: of the chain.
        given: the moduli that were written.
        first: its first `\\equiv`, or where it begins.

    Raises:
        Diagnosis: DC124, DC126 if it is not clear modulo what, or what.
    """
    span = parts[0].start, p.last.stop
    last = parts[-1]
    if not given and {*signs} == {CONGRUENT} and _is_remainder(last):
        *_, value, modulus = last.parts
        return _congruent(span, [*parts[:-1], value], modulus)
    if not given:
        refuse("DC126", r"the relation \equiv is not read without its modulus", HINT, *first[2:4])
    if not signs or not {*signs} <= {CONGRUENT, "="}:
        refuse("DC124", "it is not clear what is modulo this", HINT, *span)
    if not all(alike(one, other) for one, other in pairwise(given)):
        refuse("DC124", "the sides are modulo different numbers", HINT, *span)
    return _congruent(span, parts, given[0])


def of_one(p: Reader, parts: Sequence[Syntax]) -> None:
    r"""Refuses `a = b \mod m`, which could be of both sides.  Raises: Diagnosis."""
    last = parts[-1]
    inside = (t for t in p.tokens if last.start <= t.start < last.stop)
    sign = next((t for t in inside if t.text == r"\mod"), None)
    if sign and _is_remainder(last) and not all(map(_is_remainder, parts)):
        message = r"\mod could take both sides or the last one"
        refuse("DC124", message, r"write \bmod for the last one, \pmod for both", *sign[2:4])


def _is_remainder(s: Syntax) -> bool:
    return s.kind == "known" and s.text == "mod" and s.parts[1].start == s.start


def _congruent(span: tuple[int, int], parts: Sequence[Syntax], modulus: Syntax) -> Syntax:
    made = tuple(known("mod", (part.start, part.stop), part, modulus) for part in parts)
    return Syntax("relation", *span, " ".join("=" for _ in made[1:]), made)


def divides(p: Reader, left: Syntax) -> Syntax:
    r"""What `\mid` makes of the numeral before it and what stands behind."""
    sign = p.advance()
    right = p.expression()
    if left.kind != "number" or float(left.text) == 0:
        message = "only a numeral divides here, since 0 divides 0 and has no remainder"
        refuse("DC126", message, r"write b \equiv 0 \pmod a", left.start, sign.stop)
    zero = Syntax("number", right.stop, right.stop, "0")
    parts = (known("mod", (right.start, right.stop), right, left), zero)
    return Syntax("relation", left.start, right.stop, DIVIDES[sign.text], parts)
