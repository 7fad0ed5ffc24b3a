"""Logarithms of sines and cosines over quarters of a turn, laid on the first quarter of a sine.

    int(log(cos(x)), x = 0..pi/2) = int(log(sin(x)), x = 0..pi/2)

Euler's integral of log(sin(x)) is a row of the table; affine changes of variables and splits at
quarter turns reach it (Gradshteyn and Ryzhik 4.224).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derivcheck.kernel.language.terms import ZERO, App, Bind, Sym, call, is_infinite, number
from derivcheck.provers.antiderivatives.changes import line
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import under
from derivcheck.provers.normalforms.ranges import moved_to, split_at, turned

QUARTER = call("pi") / 2
MAX_QUARTERS = 8
"""The longest range, in quarters of a turn, that is split."""


def over_quarters(basis: Basis, t: Bind) -> bool:
    """An integral of log(sin(v)) or log(cos(v)), v affine, by that of log(sin(x)) from 0 to pi/2;
    True if it is split, or laid on that range.
    """
    match t.body:
        case App("log", (App("sin" | "cos" as head, (v,)),)) if not any(map(is_infinite, t.args)):
            affine = line(v, t.var, Univariate(basis.field, basis.known.holds))
        case _:
            return False
    if affine is None:
        return False
    offset, slope = affine
    first, last = (basis.field.constant((offset + slope * end) / QUARTER) for end in t.args)
    if first is None or last is None or first.denominator != 1 or last.denominator != 1:
        return False
    if not 1 < abs(last - first) <= MAX_QUARTERS:
        vanishes = first % 2 == (head == "cos")
        return abs(last - first) == 1 and _laid(basis, t, v == Sym(t.var), vanishes)
    step = Fraction(1 if last > first else -1)
    return split_at(basis, t, basis.normal((number(first + step) * QUARTER - offset) / slope))


def _laid(basis: Basis, t: Bind, plain: bool, vanishes: bool) -> bool:
    """One quarter laid on the first, from where the wave vanishes."""
    ends = (ZERO, QUARTER) if vanishes else (QUARTER, ZERO)
    if plain and ends == t.args:
        return False

    def settle(other: Bind) -> None:
        forth = other if vanishes else replace(other, args=other.args[::-1])
        basis.visit(under(basis, forth))
        if not vanishes:
            turned(basis, other)

    return moved_to(basis, t, ends, settle) is not None
