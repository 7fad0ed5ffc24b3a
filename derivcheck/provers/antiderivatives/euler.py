"""Changes of variables that make a root of a quadratic term rational (Euler).

    q = a*y^2 + c, y = x + b/(2*a)
    u = y/sqrt(q)                y^2 = c*u^2/(1 - a*u^2),       q = c/(1 - a*u^2)
    u = sqrt(a)*y + sqrt(q)      y = (u^2 - c)/(2*sqrt(a)*u),   sqrt(q) = (u^2 + c)/(2*u)
    u = y/(sqrt(c) + sqrt(q))    y = 2*sqrt(c)*u/(1 - a*u^2),   sqrt(q) = y/u - sqrt(c)

The first serves functions of y^2 over an odd power of sqrt(q), the second positive a, the third
positive c. What is rational in x and sqrt(q) is rational in u, and u is differentiable wherever
sqrt(q) is (Hardy, The Integration of Functions of a Single Variable, chapter V; Gradshteyn and
Ryzhik 2.251).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Num,
    Sym,
    Term,
    call,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.antiderivatives.radicals import radical, rewritten
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Univariate


def rationalised(f: Term, var: str, new: str, uni: Univariate) -> Iterator[tuple[Term, Term]]:
    """The integrand in u, and u, where all roots are square roots of one quadratic term."""
    roots = [r for t in dict.fromkeys(subterms(f)) if (r := radical(t, var))]
    found = polynomials(roots[0][0], var, uni) if roots else None
    if found is None or found[1] or len(found[0]) != 3:
        return
    key = uni.field.key(roots[0][0])
    if any(uni.field.key(q) != key or e.denominator != 2 for q, e in roots):
        return
    (c, b, a), x = found[0], Sym(var)
    moved, rest = uni.tidy(b / (2 * a)), uni.tidy(c - b**2 / (4 * a))
    y, q = (x if moved == ZERO else x + moved), call("sqrt", roots[0][0])
    if rest != ZERO:
        centred = f if moved == ZERO else substitute(f, {var: x - moved})
        plain = call("sqrt", rest + a * x**2)
        yield _even(centred, plain, (rest, a), var, Sym(new), uni), y / q
    for change in _ways(a, rest, y, q, Sym(new), uni):

        def put(t: Term, change: _Way = change) -> Term | None:
            one = radical(t, var)
            if one is not None:
                return change.root ** number(2 * one[1])
            return change.back - moved if t == x else None

        yield uni.tidy(rewritten(put, f) * change.rate), change.inner


class _Way(NamedTuple):
    """What y, sqrt(q) and the derivative of y are in u, and u."""

    back: Term
    root: Term
    rate: Term
    inner: Term


def _ways(a: Term, c: Term, y: Term, q: Term, u: Term, uni: Univariate) -> Iterator[_Way]:
    if uni.holds(call("<", ZERO, a)):
        s = uni.root(a)
        top = u**2 + c
        inner = (y if s == ONE else s * y) + q
        yield _Way((u**2 - c) / (2 * s * u), top / (2 * u), top / (2 * s * u**2), inner)
    elif uni.holds(call("<", ZERO, c)):
        s, top, below = uni.root(c), 1 + a * u**2, 1 - a * u**2
        yield _Way(2 * s * u / below, s * top / below, 2 * s * top / below**2, y / (s + q))


def _even(f: Term, q: Term, of: tuple[Term, Term], var: str, u: Term, uni: Univariate) -> Term:
    """The integrand in u = x/sqrt(q), which still holds x if it is not of that kind.

    Arguments:
        of: the coefficients of 1 and x^2.
    """
    c, a = of
    square = c * u**2 / (1 - a * u**2)

    def lowered(t: Term) -> Term | None:
        match t:
            case App("^", (Sym(name), Num(n))) if name == var and n % 2 == 0:
                return square ** number(Fraction(n) / 2)
        return None

    return uni.tidy(rewritten(lowered, uni.tidy(f * q**3 / c)))
