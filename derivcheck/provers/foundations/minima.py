"""Where a function of one number is least: simple numbers near the place, for a search to try.

Nothing is proved by them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from derivcheck.kernel.language.terms import App, Term, call, free_names, number
from derivcheck.provers.foundations.approximation import UNDEFINED, UNKNOWN, truth, value

GRID = tuple(s * 1.25**k for s in (-1, 1) for k in range(-20, 21))
"""Where the function is looked at first, from about 1/90 to 90."""
STEPS = 60
"""How often the place is narrowed down."""
CLOSE = 1e-5
"""How far off the place may be found: where a function is least it is flat."""
MAX_DENOMINATOR = 12
"""Of a simple fraction."""
WAYS: tuple[tuple[Callable[[float], float], Callable[[Term], Term]], ...] = (
    (lambda c: c, lambda q: q),
    (math.log, lambda q: call("exp", q)),
    (math.exp, lambda q: call("log", q)),
    (lambda c: c * c, lambda q: call("sqrt", q)),
    (lambda c: c / math.pi, lambda q: q * App("pi", ())),
)
"""What of the place may be a simple fraction, and the number that this makes."""


def near_minimum(t: Term, x: str, stated: Sequence[Term]) -> Iterator[Term]:
    """The place where a term is least, if it is a number of a simple kind.

    Arguments:
        t: a term of real numbers with no other name than x.
        stated: what holds of x.
    """
    if free_names(t) != {x}:
        return
    allowed = [s for s in stated if free_names(s) == {x}]

    def at(v: float) -> float:
        try:
            if not all(truth(s, {x: v}, "real") for s in allowed):
                return math.inf
            return float(value(t, {x: v}, "real"))
        except (*UNDEFINED, *UNKNOWN):
            return math.inf

    k = min(range(len(GRID)), key=lambda k: at(sorted(GRID)[k]))
    if 0 < k < len(GRID) - 1 and at(sorted(GRID)[k]) < math.inf:
        yield from _simple(_narrowed(at, sorted(GRID)[k - 1], sorted(GRID)[k + 1]))


def _narrowed(at: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(STEPS):
        one, other = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, other) if at(one) < at(other) else (one, high)
    return (low + high) / 2


def _simple(c: float) -> Iterator[Term]:
    """The first kind of number that is as close as the place is known."""
    for image, number_of in WAYS:
        try:
            seen = image(c)
        except (*UNDEFINED, OverflowError):
            continue
        q = Fraction(seen).limit_denominator(MAX_DENOMINATOR)
        if abs(q - seen) < CLOSE:
            yield number_of(number(q))
            return
