"""Which numbers of turns may be whole: none that is not at an angle that is allowed.

cos((x + pi/6)/2) = 0      x = 5*pi/6, where (2*x - pi)/(4*pi) is 1/6

A filter of proposals: to show that something is whole takes long, and there are many proposals.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import pi

from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Term,
    conjuncts,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.statements.turns import float_of

MOVED = {"sin": 0.0, "cos": 0.5}
"""At which part of a half turn a function is zero."""
TURNS = range(-1, 3)
"""At how many zeros is looked."""
CLOSE = 1e-7
Floats = dict[str, float]


def may_be_whole(s: Term, stated: tuple[Term, ...]) -> bool:
    """Whether nothing is seen that a number of turns, which is said to be whole, is not.

    Arguments:
        s: any statement.
        stated: what is known, equations of circular functions among it.
    """
    match s:
        case App("=", (App("floor", (u,)), v)) if u == v:
            equations = [p for p in conjuncts(stated) if isinstance(p, App) and p.head == "="]
            return all(_is_whole(_at(u, point)) for point in _points(equations, free_names(u)))
    return True


def _is_whole(value: float | None) -> bool:
    return value is None or abs(value - round(value)) < CLOSE


def _points(equations: list[App], names: frozenset[str]) -> Iterator[Floats]:
    """Points at which all of some equations hold: zeros of the last sine or cosine."""
    for s in reversed(equations):
        match s:
            case App("=", (App("sin" | "cos" as head, (v,)), zero)) if zero == ZERO:
                if free_names(v) == names:
                    found = (_zero(v, (k + MOVED[head]) * pi) for k in TURNS)
                    yield from (p for p in found if p and all(_holds(q, p) for q in equations))
                    return


def _zero(v: Term, goal: float) -> Floats | None:
    """A point at which an angle that is linear in a name has a value."""
    first, *others = sorted(free_names(v))
    rest = {name: 1 / (3.0 + i) for i, name in enumerate(others)}
    values = [_at(v, {first: x, **rest}) for x in (0.0, 1.0, 2.0)]
    match values:
        case (float(a), float(b), float(c)) if abs(c - 2 * b + a) < CLOSE < abs(b - a):
            return {first: (goal - a) / (b - a), **rest}
    return None


def _holds(s: App, point: Floats) -> bool:
    left, right = (_at(t, point) for t in s.args)
    return left is not None and right is not None and abs(left - right) < CLOSE


def _at(t: Term, point: Floats) -> float | None:
    return float_of(substitute(t, {x: number(Fraction(v)) for x, v in point.items()}))
