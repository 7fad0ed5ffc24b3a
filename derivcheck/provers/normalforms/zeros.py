"""Where in a range a function of its variable may be zero or whole, in closed form.

Each factor is a polynomial of degree one or two in one function of the variable, whose argument is
solved for in turn: `2*exp(-x) - 1` at log(2). Waves have a zero in each turn, `sin(v) = w` two of
them, `a*cos(v) + b*sin(v)` the one at tan(v) = -a/b (DLMF 4.23, 4.37). Nothing is trusted: whoever
asks tests that a place is in the range.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice
from math import ceil, floor

from flint import arb, fmpq

from derivcheck.kernel.algebra.elementary import evaluate
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    fresh,
    is_infinite,
    number,
    numeral,
    substitute,
)  # fmt: skip
from derivcheck.provers.antiderivatives.changes import line, naming
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.inverse_pairs import INVERSE
from derivcheck.provers.foundations.polynomials import factored

MAX_TURNS, MAX_NESTED = 24, 4
"""How many turns of a wave are looked at, and how deep functions are nested."""
FAR = 1e6
"""Numbers beyond that are not looked at."""
PI = App("pi", ())
TWICE = number(2) * PI


def zeros(u: Term, t: Bind, uni: Univariate, depth: int = MAX_NESTED) -> Iterator[Term]:
    """Where a function of the variable of an integral may be zero."""
    value = uni.field.value(u)
    for p, _ in factored(value.top)[1]:
        factor = written(uni.field, p)
        if t.var in free_names(factor):
            yield from _zeros(factor, t, uni, depth)


def levels(u: Term, unit: Term, t: Bind, uni: Univariate) -> Iterator[Term]:
    """Where a function may be a whole multiple of a unit, between its values at the ends."""
    affine = line(u, t.var, uni)
    if affine is not None:
        yield from _turns(u, unit, ZERO, t, uni)
        return
    for k in _between_ends(u / unit, t, uni):
        yield from zeros(u - number(k) * unit, t, uni)


def _zeros(u: Term, t: Bind, uni: Univariate, depth: int) -> Iterator[Term]:
    value = uni.field.value(u)
    moving = [uni.field.terms[n] for n in uni.field.used(value)]
    match [g for g in moving if t.var in free_names(g)]:
        case [g]:
            for w in _roots(u, g, t, uni):
                yield from _where(g, w, t, uni, depth)
        case [App("sin", (v,)) as sine, App("cos", (_,)) as cosine] | [
            App("cos", (_,)) as cosine,
            App("sin", (v,)) as sine,
        ]:
            yield from _of_waves(u, sine, cosine, v, t, uni)


def _roots(u: Term, g: Term, t: Bind, uni: Univariate) -> Iterator[Term]:
    """The roots of a polynomial in one function."""
    new = fresh("g", free_names(u) | {t.var} | uni.field.context.sorts.keys())
    found = polynomials(naming(g, new, uni)(u), new, uni)
    match found:
        case ([c, b], _):
            yield uni.tidy(-(c / b))
        case ([c, b, a], _):
            root = uni.root(uni.tidy(b**2 - 4 * a * c))
            yield uni.tidy((-b - root) / (2 * a))
            yield uni.tidy((-b + root) / (2 * a))


def _where(g: Term, w: Term, t: Bind, uni: Univariate, depth: int) -> Iterator[Term]:
    """Where a function of the variable has a value."""
    if t.var in free_names(w) or not depth:
        return
    match g:
        case Sym():
            yield w
        case App("sin" | "cos" as head, (v,)):
            first = call(INVERSE[head], w)
            for start in (first, PI - first if head == "sin" else -first):
                yield from _turns(v, TWICE, start, t, uni)
        case App("tan", (v,)):
            yield from _turns(v, PI, call("atan", w), t, uni)
        case App("^", (v, e)) if (n := numeral(e)) is not None:
            yield from zeros(v - w ** number(1 / Fraction(n)), t, uni, depth - 1)
        case App("^", (base, v)) if t.var not in free_names(base):
            yield from zeros(v - call("log", w) / call("log", base), t, uni, depth - 1)
        case App(head, (v,)) if head in INVERSE:
            yield from zeros(v - call(INVERSE[head], w), t, uni, depth - 1)


def _of_waves(
    u: Term, sine: Term, cosine: Term, v: Term, t: Bind, uni: Univariate
) -> Iterator[Term]:
    """The zeros of a*cos(v) + b*sin(v)."""
    taken = free_names(u) | {t.var} | uni.field.context.sorts.keys()
    s = fresh("s", taken)
    c = fresh("c", taken | {s})
    plain = naming(cosine, c, uni)(naming(sine, s, uni)(u))
    if t.var in free_names(plain):
        return
    a, b = (uni.tidy(substitute(plain, {s: p, c: q})) for p, q in ((ZERO, ONE), (ONE, ZERO)))
    if b != ZERO and uni.tidy(plain - a * Sym(c) - b * Sym(s)) == ZERO:
        yield from _turns(v, PI, call("atan", uni.tidy(-(a / b))), t, uni)


def _turns(v: Term, unit: Term, start: Term, t: Bind, uni: Univariate) -> Iterator[Term]:
    """Where an affine argument is a whole number of units from where these are counted."""
    affine = line(v, t.var, uni)
    if affine is None:
        return
    offset, slope = affine
    for k in _between_ends((v - start) / unit, t, uni):
        yield uni.tidy((number(k) * unit + start - offset) / slope)


def _between_ends(u: Term, t: Bind, uni: Univariate) -> Iterator[int]:
    """The whole numbers strictly between the values of a function at the ends of a range."""
    if any(map(is_infinite, t.args)):
        return
    ends = [_number(substitute(u, {t.var: end}), uni) for end in t.args]
    if ends[0] is None or ends[1] is None:
        return
    low, high = min(ends[0], ends[1]), max(ends[0], ends[1])
    yield from islice(range(floor(low), ceil(high) + 1), MAX_TURNS)


def _number(u: Term, uni: Univariate) -> float | None:
    """About which number a term is."""
    if free_names(u):
        return None
    found = evaluate(u, "real")
    if not isinstance(found, fmpq | arb):
        return None
    value = float(arb(found).mid())
    return value if abs(value) < FAR else None
