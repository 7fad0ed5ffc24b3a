"""Conditions that fail where one looks: a proof under them speaks of no point.

    sum(sqrt(-k)^2, k = 1..3) = -6      for all k = 1..3: -k >= 0, which fails for k = 1
    lim(sqrt(x)^2, x -> -1) = -1        beside -1 there is no value, so there is no limit

What is seen here takes a proof away, and makes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.shapes import entered
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    App,
    Bind,
    Term,
    call,
    joined,
    number,
    numeral,
    substitute,
)

Rational = int | Fraction
LOOKED = 8
"""How many whole numbers of a range are looked at."""
WITHIN = tuple(Fraction(n, 1009) for n in (101, 307, 499, 701, 907))
"""Where between its ends an integrand is looked at: where none has a pole by chance."""
BESIDE = tuple(Fraction(1, 2**n) for n in (12, 14, 16))
"""How near to where a limit leads."""
SIDES: dict[str, tuple[int, ...]] = {"lim": (-1, 1), "lim+": (1,), "lim-": (-1,)}


def implied(condition: Term, context: Context) -> Iterator[Term]:
    """What a condition says of a few places."""
    match condition:
        case Bind("forall", var, body, (low, high), "integer"):
            if isinstance(first := numeral(low), int):
                for u in map(number, range(first, first + LOOKED)):
                    here = substitute(body, {var: u})
                    yield here if high == INFINITY else call("implies", call("<=", u, high), here)
        case App("defined", (Bind() as t,)):
            needs = call("and", *definedness(t.body, entered(t, context)))
            for places in _places(t):
                yield joined("or", [substitute(needs, {t.var: u}) for u in places])


def _places(t: Bind) -> Iterator[list[Term]]:
    """Places of which one at least must have a value, where a limit or an integral has one."""
    ends = [numeral(u) for u in t.args]
    match t.head, ends:
        case "int", [low, high] if _known(t.args):
            yield from ([number(u)] for part in WITHIN if (u := _between(low, high, part)) != low)
        case (("lim" | "lim+" | "lim-"), [None]) if t.args[0] in INFINITE:
            sign = 1 if t.args[0] == INFINITY else -1
            yield [number(sign / step) for step in BESIDE]
        case (("lim" | "lim+" | "lim-"), [at]) if at is not None:
            for side in SIDES[t.head]:
                yield [number(at + side * step) for step in BESIDE]


def _known(ends: tuple[Term, ...]) -> bool:
    """Whether each end is a number that is written down, or infinite on its side."""
    sides = zip(ends, (MINUS_INFINITY, INFINITY), strict=True)
    return all(u == far or numeral(u) is not None for u, far in sides)


def _between(low: Rational | None, high: Rational | None, part: Fraction) -> Rational:
    """A place between two ends, an infinite one being None; the lower end if there is none."""
    if low is not None and high is not None:
        return low + (high - low) * part
    far = part / (1 - part)
    return low + far if low is not None else high - far if high is not None else far - 1 / far
