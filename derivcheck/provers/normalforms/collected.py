"""Powers with one exponent collected: x^k/2^k as (x/2)^k, whose base tells how it grows.

Of a base of either sign no more is known than a bound of its size, so that factors must be one base
before their growth is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, product_of
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    free_names,
    number,
    substitute,
)


class _Factor(NamedTuple):
    """base^(slope*k + offset), with a slope of 0 for what is no such power."""

    base: Term
    slope: int
    offset: int


def collected(field: Field, t: Term, var: str, least: int = 2) -> Term | None:
    """A term with its powers of what is free of a name as one; None if there are too few.

    Arguments:
        var: an integer in the exponents.
        least: how many powers there must be.

    No base goes below the line that was above it: q^(k - 1) stays one, which has a value at q = 0.
    """
    factors = list(_factors(field, t, var, 1))
    powers = [f for f in factors if f.slope]
    if len(powers) < least:
        return None
    back = max([0, *(-(f.offset // f.slope) for f in powers if f.slope > 0)])
    base = product_of([_power(f.base, f.slope) for f in powers])
    rest = [_power(f.base, n) for f in factors if (n := f.offset + back * f.slope)]
    exponent = Sym(var) - back if back else Sym(var)
    return product_of([*rest, App("^", (base, exponent))])


def _power(base: Term, n: int) -> Term:
    return base if n == 1 else ONE / _power(base, -n) if n < 0 else base ** number(n)


def _factors(field: Field, t: Term, var: str, side: int) -> Iterator[_Factor]:
    match t:
        case App("*", parts):
            for part in parts:
                yield from _factors(field, part, var, side)
        case App("/", (u, v)):
            yield from _factors(field, u, var, side)
            yield from _factors(field, v, var, -side)
        case App("neg", (u,)):
            yield _Factor(number(-1), 0, 1)
            yield from _factors(field, u, var, side)
        case App("^", (u, e)) if var not in free_names(u) and (line := _line(field, e, var)):
            yield _Factor(u, side * line[0], side * line[1])
        case App("exp", (e,)) if var in free_names(e) and (rate := _rate(field, e, var)):
            yield _Factor(rate, side, 0)
            if not field.equal(origin := substitute(e, {var: ZERO}), ZERO):
                yield _Factor(App("exp", (origin,)), 0, side)
        case _ if t != ONE:
            yield _Factor(t, 0, side)


def _line(field: Field, e: Term, var: str) -> tuple[int, int] | None:
    """Slope and offset of an exponent that is c*k + d with whole numbers; None of any other."""
    at = [field.constant(substitute(e, {var: v})) for v in (ZERO, ONE)]
    if None in at or any(Fraction(q or 0).denominator != 1 for q in at):
        return None
    offset, slope = int(at[0] or 0), int((at[1] or 0) - (at[0] or 0))
    return (slope, offset) if slope and field.equal(e, slope * Sym(var) + offset) else None


def _rate(field: Field, e: Term, var: str) -> Term | None:
    """c of an exponential that is c^k up to what is free of the name; None of any other."""
    origin = substitute(e, {var: ZERO})
    slope = substitute(e, {var: ONE}) - origin
    if not field.equal(e, slope * Sym(var) + origin):
        return None
    match fraction(field, field.value(slope)):
        case App("log", (u,)):
            return u
        case normal:
            return App("exp", (normal,))
