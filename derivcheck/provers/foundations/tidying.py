"""A term as its author would write it: no idle zeros and ones, signs and numerals in front.

    2*x + -3*y    2*x - 3*y         x + 0      x           x*y*2      2*x*y
    1*x           x                 -(-x)      x           x*(1/2)    x/2
    diff(f(s), s = x)        f'(x)          diff(s^2, s = x)       diff(x^2, x)

Only for what was put into a term; nothing that is judged goes through it unseen.
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    free_names,
    fresh,
    number,
    substitute,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild


def tidy(t: Term, old: Term | None) -> Term:
    """The same value, written as one would by hand where it is not as it was.

    Arguments:
        t: a number or a statement.
        old: what stood there before; its parts stay as they are.
    """
    if t == old:
        return t
    parts = children(t)
    was = children(old) if old is not None and type(old) is type(t) else ()
    matched = was if len(was) == len(parts) else (None,) * len(parts)
    kept = tuple(tidy(part, one) for part, one in zip(parts, matched, strict=True))
    return _tidied(rebuild(t, kept) if parts else t)


def _tidied(t: Term) -> Term:
    """The rules for one head."""
    match t:
        case App("neg", (App("neg", (u,)),)):
            return u
        case App("neg", (u,)) if u == ZERO:
            return ZERO
        case App("+", parts):
            return _sum(parts)
        case App("*", parts):
            return _product(parts)
        case App("/", (u, v)):
            return _quotient(u, v)
        case App("^", (u, v)) if v == ONE:
            return u
        case Bind("diff", var, App("apply", (Sym(f), Sym(inner))), args) if inner == var:
            at = fresh("t", {f})  # so it is written f'(x)
            return Bind("diff", at, App("apply", (Sym(f), Sym(at))), args)
        case Bind("diff", var, body, (Sym(name), *rest)) if name not in free_names(body):
            return Bind("diff", name, substitute(body, {var: Sym(name)}), (Sym(name), *rest))
    return t


def _sum(parts: tuple[Term, ...]) -> Term:
    kept = [p for p in parts if p != ZERO]
    return App("+", tuple(kept)) if len(kept) > 1 else kept[0] if kept else ZERO


def _product(parts: tuple[Term, ...]) -> Term:
    """Numerals together and in front, one sign before the whole, no ones."""
    signs = [isinstance(p, App) and p.head == "neg" for p in parts]
    bare = [p.args[0] if s and isinstance(p, App) else p for p, s in zip(parts, signs, strict=True)]
    flat = [q for p in bare for q in (p.args if isinstance(p, App) and p.head == "*" else (p,))]
    values = (_value(p) for p in flat)
    factor = prod((v for v in values if v is not None), start=Fraction(1))
    made = _scaled(factor, [p for p in flat if _value(p) is None])
    return App("neg", (made,)) if sum(signs) % 2 else made


def _scaled(factor: Fraction, rest: list[Term]) -> Term:
    """A product with its numeral in front, in the one fraction that it is or becomes."""
    match rest:
        case [App("/", (u, v))] if factor != 1:
            return _quotient(
                _product((number(factor.numerator), u)), number(factor.denominator) * v
            )
    top = [*([number(factor.numerator)] if factor.numerator != 1 or not rest else []), *rest]
    made = top[0] if len(top) == 1 else App("*", tuple(top))
    return made if factor.denominator == 1 else App("/", (made, number(factor.denominator)))


def _quotient(u: Term, v: Term) -> Term:
    """The sign before the whole, one fraction only, its numerals without a common factor."""
    for w, other in ((u, v), (v, u)):
        if isinstance(w, App) and w.head == "neg":
            below = _quotient(w.args[0], v) if w is u else _quotient(other, w.args[0])
            return App("neg", (below,))
    if isinstance(u, App) and u.head == "/":
        return _quotient(u.args[0], _product((u.args[1], v)))
    top, upper = _numeral_first(u)
    bottom, lower = _numeral_first(v)
    factor = Fraction(upper) / Fraction(lower)
    above = _scaled(Fraction(factor.numerator), top)
    below = _scaled(Fraction(factor.denominator), bottom)
    return above if below == ONE else App("/", (above, below))


def _numeral_first(t: Term) -> tuple[list[Term], int]:
    """A product as its other factors and its numeral, 1 if there is none."""
    match t:
        case Num(value) if value and value.denominator == 1:
            return [], int(value)
        case App("*", (Num(value), *rest)) if value and value.denominator == 1:
            return rest, int(value)
    return [t], 1


def _value(t: Term) -> Fraction | None:
    """The number that a numeral, or a fraction of numerals, stands for."""
    match t:
        case Num(value):
            return Fraction(value)
        case App("/", (Num(top), Num(bottom))) if bottom:
            return Fraction(top) / Fraction(bottom)
    return None
