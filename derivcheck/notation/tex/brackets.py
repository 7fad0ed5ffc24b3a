r"""Brackets of LaTeX: `( )`, `\left[ \right]`, `\bigl\{ \bigr\}`, bars, and what stands in them."""

from __future__ import annotations

from typing import NamedTuple

from derivcheck.notation.syntax import Syntax
from derivcheck.notation.tex.commands import BARS, BRACKETS, SAME_BARS, SIZES
from derivcheck.notation.tex.cursor import Reader
from derivcheck.notation.tex.tokens import NO_GAP, Token, refuse


class Opening(NamedTuple):
    """A bracket that opens.

    Arguments:
        sign: `(`, `[`, `\\{`, `|`, or `.` for none.
        first: the token it begins with.
        left: whether `\\left` stands before it.
    """

    sign: str
    first: Token
    left: bool


def sign_at(p: Reader) -> str:
    r"""The bracket that opens at the cursor behind `\left` and sizes, or nothing."""
    n = p.at
    while p.tokens[n].text == r"\left" or p.tokens[n].text in SIZES:
        n += 1
    token = p.tokens[n]
    sign = SAME_BARS.get(token.text, token.text)
    if sign in BRACKETS or sign in BARS or (n > p.at and sign == "."):
        return sign
    return ""


def opens(p: Reader, signs: str) -> bool:
    """Whether one of some brackets opens at the cursor."""
    sign = sign_at(p)
    return bool(sign) and sign in signs


def opened(p: Reader) -> Opening:
    r"""Passes an opening bracket with its `\left` or its size."""
    first = p.token
    left = p.take(r"\left")
    p.size()
    token = p.advance()
    return Opening(SAME_BARS.get(token.text, token.text), first, left)


def closed(p: Reader, opening: Opening) -> str:
    r"""Passes the closing bracket; which one it is."""
    wanted = BRACKETS.get(opening.sign, opening.sign)
    if opening.left:
        if not p.take(r"\right"):
            message = rf"\left{opening.sign} has no \right"
            if p.token.kind == "end" or p.token.kind == "}":
                refuse("DC103", message, r"close it with \right", *opening.first[2:4])
            p.unexpected()
        token = p.advance()
        return SAME_BARS.get(token.text, token.text)
    p.size()
    if opening.sign == "." and p.token.text in ("|", r"\vert", r"\rvert"):
        return p.advance().text
    if SAME_BARS.get(p.token.text, p.token.text) != wanted:
        p.close(wanted, opening.first)
    else:
        p.advance()
    return wanted


def listed(p: Reader) -> list[Syntax]:
    """Expressions with commas between them."""
    parts = [p.statement()]
    while p.sees(",", ";"):
        if p.advance().text == ",":
            no_thousands(p, p.at - 1)
        parts.append(p.statement())
    return parts


def no_thousands(p: Reader, at: int) -> None:
    """Refuses a comma, at an index, between a digit and three of them.  Raises: Diagnosis."""
    comma, first = p.tokens[at : at + 2]
    digits = [t.kind == "digit" for t in p.tokens[at + 1 : at + 5]]
    three = all(digits[:3]) and not any(digits[3:]) and first.gap == NO_GAP
    if p.tokens[at - 1].kind == "digit" and three:
        message = "this comma could separate two numbers or thousands"
        hint = "write a blank behind it, or leave it out"
        refuse("DC124", message, hint, comma.start, comma.stop)


def arguments(p: Reader) -> list[Syntax]:
    """The arguments of a function in their brackets."""
    opening = opened(p)
    with p.inside("("):
        parts = listed(p)
        closing = closed(p, opening)
    if closing != BRACKETS.get(opening.sign):
        refuse("DC103", "the brackets do not match", "close it with the same kind", *p.last[2:4])
    return parts


def loose(p: Reader, s: Syntax) -> None:
    """What falls apart in braces, which print no brackets, beside something.  Raises: Diagnosis."""
    message = "these braces print nothing, so that what is in them falls apart"
    refuse("DC127", message, "write brackets, (a + b)", s.start, s.stop)


def not_bare(p: Reader, s: Syntax) -> None:
    """Refuses a sum in braces that print nothing where a product ends.  Raises: Diagnosis."""
    if s.text == "+" and (s.start, s.stop) in p.bare:
        loose(p, s)
