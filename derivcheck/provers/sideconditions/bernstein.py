"""Polynomials in one atom on an interval: where the coefficients have one sign, so has it.

Between two bounds in Bernstein's basis, of a higher degree if need be; beyond one bound by
Taylor coefficients there.  Source: G. T. Cargo, O. Shisha, "The Bernstein form of a polynomial",
Journal of Research of the National Bureau of Standards 70B (1966).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import comb

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.terms import ONE, App, Term, conjuncts, is_infinite, number
from derivcheck.provers.foundations.polynomials import coefficients, of_powers, sum_of

MAX_DEGREE, MAX_ELEVATED = 8, 16
"""The highest degrees of a polynomial and of the basis."""

Row = list[Fraction]
"""The coefficients of a polynomial in one variable, constant first."""


def on_interval(facts: Facts, p: Poly) -> Iterator[Term]:
    """A polynomial in one atom as a sum of terms of one sign, if that is found."""
    places = [place for place, degree in enumerate(p.degrees()) if degree]
    if len(places) != 1 or not 1 < p.total_degree() <= MAX_DEGREE:
        return
    (place,) = places
    rows = coefficients(p, place)
    row = [Fraction(int(rows[d].leading_coefficient())) if d in rows else Fraction(0)
           for d in range(max(rows) + 1)]  # fmt: skip
    x = facts.field.terms[p.context().nvars() - 1 - place]
    low, high = bounds(facts, x)
    for sign in (1, -1):
        for found in _positive([sign * c for c in row], x, low, high):
            yield found if sign > 0 else -found


def _positive(row: Row, x: Term, low: Fraction | None, high: Fraction | None) -> Iterator[Term]:
    """A polynomial as a sum of terms that are not negative between bounds."""
    if low is not None and high is not None:
        if low < high:
            yield from _between(row, x, low, high)
    elif low is not None:
        yield from _beyond(_composed(row, low, Fraction(1)), x - number(low))
    elif high is not None:
        yield from _beyond(_composed(row, high, Fraction(-1)), number(high) - x)


def _beyond(row: Row, t: Term) -> Iterator[Term]:
    if min(row) >= 0:
        yield sum_of([_product(c, (t, k)) for k, c in _kept(row)])


def _between(row: Row, x: Term, low: Fraction, high: Fraction) -> Iterator[Term]:
    """The form of the least degree without a negative coefficient, and that without a zero."""
    left, right, seen = x - number(low), number(high) - x, Fraction(-1)
    scaled = _composed(row, low, high - low)
    for n in range(len(row) - 1, MAX_ELEVATED + 1):
        weights = _in_bernstein(scaled, n)
        least = min(weights)
        if least <= seen or least < 0:
            continue
        above = [(b - least) * comb(n, i) / (high - low) ** n for i, b in enumerate(weights)]
        parts = [_product(c, (left, i), (right, n - i)) for i, c in _kept(above)]
        yield sum_of([number(least), *parts] if least else parts)
        if least:
            return
        seen = least


def _in_bernstein(row: Row, n: int) -> Row:
    """The coefficients in Bernstein's basis of degree n on the unit interval."""
    return [
        sum((Fraction(comb(i, j), comb(n, j)) * c for j, c in enumerate(row[: i + 1])), Fraction(0))
        for i in range(n + 1)
    ]


def _product(c: Fraction, *powers: tuple[Term, int]) -> Term:
    kept = of_powers([power for power in powers if power[1]])
    return number(c) if kept == ONE else kept if c == 1 else number(c) * kept


def _kept(row: Row) -> list[tuple[int, Fraction]]:
    return [(k, c) for k, c in enumerate(row) if c]


def _composed(row: Row, offset: Fraction, slope: Fraction) -> Row:
    """p(offset + slope*t), by Horner's scheme."""
    found: Row = []
    for c in reversed(row):
        raised = [Fraction(0), *(slope * d for d in found)]
        found = [a + offset * b for a, b in zip(raised, [*found, Fraction(0)], strict=True)]
        found[0] += c
    return found[: len(row)]


def bounds(facts: Facts, x: Term) -> tuple[Fraction | None, Fraction | None]:
    """The rational bounds of a term among the facts, as they are written."""
    lows: Row = []
    highs: Row = []
    for statement in conjuncts(facts.statements):
        match statement:
            case App("<" | "<=", (a, b)) | App(">" | ">=", (b, a)):
                if is_infinite(a) or is_infinite(b) or facts.field.is_array(a):
                    continue
                for found, side, other in ((lows, b, a), (highs, a, b)):
                    value = facts.field.constant(other) if side == x else None
                    if value is not None:
                        found.append(Fraction(value))
    return max(lows, default=None), min(highs, default=None)


def affine_bounds(facts: Facts, u: Term) -> tuple[Fraction | None, Fraction | None]:
    """The rational bounds of a term, or of a sum of numeral multiples of terms that have some."""
    low, high = bounds(facts, u)
    value = facts.field.value(u)
    top, below = facts.field.up(value.top), facts.field.up(value.bottom)
    if low is not None or high is not None or below.total_degree() or top.total_degree() != 1:
        return low, high
    ends: list[tuple[Fraction | None, Fraction | None]] = []
    for monomial, c in top.terms():
        places = [n for n, d in enumerate(reversed(tuple(monomial))) if d]
        at = bounds(facts, facts.field.terms[places[0]]) if places else (Fraction(1), Fraction(1))
        factor = Fraction(int(c), int(below.leading_coefficient()))
        pair = [None if end is None else factor * end for end in at]
        ends.append((pair[0], pair[1]) if factor > 0 else (pair[1], pair[0]))
    return _total(low for low, _ in ends), _total(high for _, high in ends)


def _total(ends: Iterable[Fraction | None]) -> Fraction | None:
    """The sum of bounds, if there is none missing."""
    found = Fraction(0)
    for end in ends:
        if end is None:
            return None
        found += end
    return found
