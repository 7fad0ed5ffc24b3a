"""Equality of algebraic numbers written with roots and rational angles, by a separation bound.

A number made of integers by + - * / and roots is a quotient of algebraic integers of degree at most
D, the product of the orders of the roots.  If no conjugate of its numerator exceeds u and none of
its denominator l, it is zero or at least 1 / (u^(D - 1) * l): a ball below that is zero.

2*cos(p*pi/q) and 2*sin(p*pi/q) are algebraic integers whose conjugates are of the same kind, hence
at most 2; the multiples of pi/q lie in the real part of one cyclotomic field, whose degree goes
into D.

Sources: Burnikel, Funke, Mehlhorn, Schirra, Schmitt, "A separation bound for real algebraic
expressions", ESA 2001, theorem 1; L. C. Washington, Introduction to Cyclotomic Fields, section 2.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, lcm
from typing import NamedTuple

from flint import arb, ctx, fmpq, fmpz

from derivcheck.kernel.algebra.elementary import evaluate, half_turns
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, Num, Term, numeral, subterms

MAX_BITS = 60_000
"""The highest working precision; a bound that needs more decides nothing."""
MAX_EXPONENT = 10_000
"""The largest numeral power that is looked at."""


class Bits(NamedTuple):
    """Binary logarithms of bounds: of the conjugates of a numerator, of those of a denominator."""

    u: Fraction
    l: Fraction  # noqa: E741  # the name it has in the source


def vanishes(t: Term, context: Context) -> bool:
    """Whether a closed term is known to be zero.

    Arguments:
        t: built from numerals and I by + - * /, numeral powers, roots and circular functions of
            rational multiples of pi; others give False.
    """
    orders = _orders(t)
    bits = None if orders is None else _bits(t)
    if bits is None or orders is None:
        return False
    needed = ceil((orders - 1) * bits.u + bits.l) + 1
    if needed > MAX_BITS:
        return False
    with ctx.workprec(needed + 64 + 2 * ceil(bits.u + bits.l)):
        x = evaluate(t, context.field)
        return x == 0 if type(x) is fmpq else x is not None and abs(x) < arb(2) ** -needed


def _orders(t: Term) -> int | None:
    """The product of the orders of the different roots in a term, and the degree of the angles."""
    total, conductor = 1, 4
    for u in set(subterms(t)):
        match u:
            case App(head, (v,)) if head in CIRCULAR and (turns := angle(v)) is not None:
                conductor = lcm(conductor, 2 * int(turns.q))
            case App("^", (_, exponent)):
                total *= _rational(exponent).denominator
            case App("sqrt" | "cbrt" | "I" as head, _):
                total *= ROOTS[head]
        if max(total, conductor) > MAX_BITS:
            return None
    return total * int(fmpz(conductor).euler_phi()) // 2


CIRCULAR = frozenset("sin cos tan cot sec csc".split())
ANGLE = Bits(Fraction(1), Fraction(1))
"""Of 2*cos(v)/2, of 2*sin(v)/(2*cos(v)) and so on."""


def angle(t: Term) -> fmpq | None:
    """The rational number of which a term is pi times that, by its form; None if it is not."""
    return half_turns(t, _numeral)


def _numeral(t: Term) -> fmpq | None:
    q = numeral(t)
    return None if q is None else fmpq(q.numerator, q.denominator)


ROOTS = {"sqrt": 2, "cbrt": 3, "I": 2}
"""head -> order of the root; I is a square root of -1."""


def _bits(t: Term) -> Bits | None:
    match t:
        case Num(q):
            return Bits(
                Fraction(abs(q.numerator).bit_length()), Fraction(q.denominator.bit_length())
            )
        case App("I", ()):
            return Bits(Fraction(0), Fraction(0))
        case App("neg", (v,)):
            return _bits(v)
        case App("+" | "*" | "/" as head, parts):
            return _combined(head, [_bits(v) for v in parts])
        case App(head, (v,)) if head in CIRCULAR:
            return None if angle(v) is None else ANGLE
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
