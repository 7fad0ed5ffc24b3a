"""Equality of real algebraic numbers written with roots, decided by a separation bound.

A number made of integers by + - * / and roots is a quotient of algebraic integers of degree at most
D, the product of the orders of the roots.  If no conjugate of its numerator exceeds u and none of
its denominator l, it is zero or at least 1 / (u^(D - 1) * l): a ball below that is zero.

Source: Burnikel, Funke, Mehlhorn, Schirra, Schmitt, "A separation bound for real algebraic
expressions", ESA 2001, theorem 1.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import NamedTuple

from flint import arb, ctx, fmpq

from derivcheck.kernel.claims import Context
from derivcheck.kernel.evaluation import evaluate
from derivcheck.kernel.terms import App, Num, Term, numeral, subterms

MAX_BITS = 60_000
"""The highest working precision; a bound that needs more decides nothing."""
MAX_EXPONENT = 10_000
"""The largest numeral power that is looked at."""


class Bits(NamedTuple):
    """Binary logarithms of bounds: of the conjugates of a numerator, of those of a denominator."""

    u: Fraction
    l: Fraction  # noqa: E741  # the name it has in the source


def vanishes(t: Term, context: Context) -> bool:
    """Whether a closed term is known to be zero; over the complex field nothing is.

    Arguments:
        t: built from numerals by + - * /, numeral powers and roots; others give False.
    """
    orders = _orders(t)
    bits = _bits(t) if context.field == "real" and orders is not None else None
    if bits is None or orders is None:
        return False
    needed = ceil((orders - 1) * bits.u + bits.l) + 1
    if needed > MAX_BITS:
        return False
    with ctx.workprec(needed + 64 + 2 * ceil(bits.u + bits.l)):
        x = evaluate(t, {}, context)
        return x == 0 if type(x) is fmpq else type(x) is arb and abs(x) < arb(2) ** -needed


def _orders(t: Term) -> int | None:
    """The product of the orders of the different roots in a term."""
    total = 1
    for u in set(subterms(t)):
        match u:
            case App("^", (_, exponent)):
                total *= _rational(exponent).denominator
            case App("sqrt" | "cbrt" as head, _):
                total *= ROOTS[head]
        if total > MAX_BITS:
            return None
    return total


ROOTS = {"sqrt": 2, "cbrt": 3}


def _bits(t: Term) -> Bits | None:
    match t:
        case Num(q):
            return Bits(
                Fraction(abs(q.numerator).bit_length()), Fraction(q.denominator.bit_length())
            )
        case App("neg", (v,)):
            return _bits(v)
        case App("+" | "*" | "/" as head, parts):
            return _combined(head, [_bits(v) for v in parts])
        case App("sqrt" | "cbrt" as head, (v,)):
            return _root(_bits(v), ROOTS[head])
        case App("^", (v, exponent)):
            return _powered(_bits(v), _rational(exponent))
    return None


def _powered(b: Bits | None, e: Fraction) -> Bits | None:
    found = _root(b, e.denominator)
    if found is None or abs(e.numerator) > MAX_EXPONENT:
        return None
    u, l = (abs(e.numerator) * bits for bits in found)  # noqa: E741
    return Bits(u, l) if e > 0 else Bits(l, u)


def _rational(t: Term) -> Fraction:
    """An exponent; what is no rational number has an order too large."""
    found = numeral(t)
    return Fraction(1, MAX_BITS + 1) if found is None else Fraction(found)


def _combined(head: str, parts: list[Bits | None]) -> Bits | None:
    """u1*l2 + l1*u2 over l1*l2, u1*u2 over l1*l2, u1*l2 over l1*u2; a sum doubles at most."""
    total = parts[0]
    for b in parts[1:]:
        if total is None or b is None:
            return None
        a = total
        total = {
            "+": Bits(max(a.u + b.l, a.l + b.u) + 1, a.l + b.l),
            "*": Bits(a.u + b.u, a.l + b.l),
            "/": Bits(a.u + b.l, a.l + b.u),
        }[head]
    return total


def _root(b: Bits | None, k: int) -> Bits | None:
    """The k-th root of U/L as that of U*L^(k-1) over L, or as U over that of U^(k-1)*L."""
    if b is None or k == 1:
        return b
    if b.u >= b.l:
        return Bits((b.u + (k - 1) * b.l) / k, b.l)
    return Bits(b.u, ((k - 1) * b.u + b.l) / k)
