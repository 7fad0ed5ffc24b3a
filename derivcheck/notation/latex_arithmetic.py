r"""Arithmetic as LaTeX: sums, products, fractions, powers and roots, with the numerals in them.

The operands of a term go in, with `Parts` to write them; a piece comes out.
"""

from __future__ import annotations

import re
from fractions import Fraction

from derivcheck.kernel.language.terms import App, Bind, Num, Term
from derivcheck.notation.latex_parts import Parts, Piece, is_tall, width
from derivcheck.notation.latex_tables import ATOM, FUNCTIONS, POWER, POWERED, PRODUCT, SUM

LONGEST_EXPONENT = 12
"""How many characters an exponential may have in its exponent before it is written `exp(...)`."""
Terms = tuple[Term, ...]


def decimal(value: int | Fraction) -> str:
    """A terminating decimal in full: `3`, `0.333`."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    if not places:
        return str(value.numerator)
    digits = str(int(value * 10**places)).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}"


def negation(parts: Parts, arg: Term) -> Piece:
    """`-a`."""
    inner = parts.piece(arg)
    return Piece("-" + parts.hold(inner, PRODUCT), SUM, inner.open)


def summation(parts: Parts, args: Terms) -> Piece:
    """`a + b - c`."""
    first = parts.piece(args[0])
    text = parts.fence(first.text) if _splits_in_sum(args[0]) else parts.hold(first, SUM)
    last = first
    for arg in args[1:]:
        match arg:
            case App("neg", (inner,)):
                sign, last = "-", parts.piece(inner)
            case _:
                sign, last = "+", parts.piece(arg)
        text += f" {sign} {parts.hold(last, PRODUCT)}"
    return Piece(text, SUM, last.open)


def _splits_in_sum(first: Term) -> bool:
    """Whether a first summand would fall apart without parentheses."""
    return isinstance(first, App) and first.head in ("+", "piecewise", "where", "mod")


def product(parts: Parts, args: Terms) -> Piece:
    """`a b`, with a dot where a reader needs one."""
    text, last = "", Piece("")
    for position, arg in enumerate(args):
        piece = parts.piece(arg)
        open_early = piece.open and position < len(args) - 1
        nested = piece.level < POWER and not isinstance(arg, Bind)
        if open_early or nested or piece.level < PRODUCT:
            piece = Piece(parts.fence(piece.text), PRODUCT)
        if position:
            text += _between(args[position - 1], last, arg, piece) + parts.pause(400)
        text, last = text + piece.text, piece
    return Piece(text, PRODUCT, last.open)


def _between(before: Term, left: Piece, after: Term, right: Piece) -> str:
    """The sign of a product: none where none is needed, else a space or a dot."""
    bars = _is(before, "abs") or _is(after, "abs")
    callable_ = not (isinstance(before, Num) or _is(before, "/") or left.level == PRODUCT)
    called = callable_ and right.text.startswith(("(", r"\left(", r"\bigl(", r"\biggl("))
    if bars or called or right.text[0].isdigit():
        return r" \cdot "
    word = re.search(r"\\mathrm\{[^{}]*\}'*$", left.text) or right.text.startswith(r"\mathrm")
    return r" \, " if word else " "


def fraction(parts: Parts, top: Term, bottom: Term) -> Piece:
    """A fraction; `a/b*c/d`, which is `(a/b*c)/d`, prints as two of them, as it is written."""
    match top:
        case App("*", (*front, last)) if any(_is(factor, "/") for factor in front):
            return product(parts, (*front, App("/", (last, bottom))))
    above, below = parts.piece(top), parts.piece(bottom)
    if parts.is_wide(above.text) or parts.is_wide(below.text):
        left, right = parts.hold(above, PRODUCT), parts.hold(below, ATOM)
        return Piece(rf"{left} \mathbin{{\big/}} {right}", PRODUCT, above.open)
    return Piece(rf"\frac{{{above.text}}}{{{below.text}}}", POWER)


def power(parts: Parts, base: Term, exponent: Term) -> Piece:
    r"""`x^{2}`, `\sin^{2}(x)`."""
    match base, exponent:
        case App(head, args), Num(value) if head in POWERED and value > 1 == value.denominator:
            name = f"{FUNCTIONS[head]}^{{{decimal(value)}}}"
            return Piece(parts.call(name, args), POWER)
    return Piece(f"{parts.base(base)}^{{{_exponent(parts, exponent)}}}", POWER)


def _exponent(parts: Parts, t: Term) -> str:
    """`t` in small type, where simple fractions read better with a slash."""
    match t:
        case App("neg", (App("/", _) as quotient,)):
            return "-" + _exponent(parts, quotient)
        case App("/", (top, bottom)):
            above, below = parts.piece(top), parts.piece(bottom)
            if above.level >= POWER and below.level == ATOM:
                text = f"{above.text}/{below.text}"
                return parts.text(t) if is_tall(text) else text
    return parts.text(t)


def exponential(parts: Parts, arg: Term) -> Piece:
    r"""`e^{x}`, or `\exp(x)` if the exponent is long."""
    text = _exponent(parts, arg)
    if width(text) > LONGEST_EXPONENT:
        return Piece(parts.call(r"\exp", (arg,)), POWER)
    return Piece(rf"\mathrm{{e}}^{{{text}}}", POWER)


def root(parts: Parts, arg: Term, degree: str = "") -> Piece:
    r"""`\sqrt{x}`; the degree stands in brackets."""
    text = parts.text(arg)
    if parts.is_wide(text) and not degree:
        return Piece(parts.fence(text) + "^{1/2}", POWER)
    return Piece(rf"\sqrt{degree}{{{text}}}", POWER)


def _is(t: Term, head: str) -> bool:
    return isinstance(t, App) and t.head == head
