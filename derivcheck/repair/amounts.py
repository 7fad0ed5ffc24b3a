"""Wrong numbers and lost summands: what has to stand at a place for the two sides to agree.

    x^2/2    the numeral solved for at one point   x^2/3
    x^3      a coefficient                         x^3/3
    x^2 + 9  the difference of the two sides       x^2 + 6*x + 9

A proposal only: whoever asks for edits has each one judged.

Method: a numeral c is found by the secant rule in c, and in 1/c, at a point (Burden and Faires,
Numerical Analysis, 2.3), and rounded to a fraction with a small denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import isfinite

from flint import acb, arb, ctx, fmpq

from derivcheck.kernel.algebra.values import Undefined, Unknown, Value
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    children,
    free_names,
    number,
    subterms,
)  # fmt: skip
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.positions import Place, Role, places
from derivcheck.provers.foundations.tidying import tidy

MAX_PLACES = 12
"""At how many places a number is solved for."""

MAX_DENOMINATOR, MAX_NUMERATOR = 360, 1_000_000
"""The fractions that a number is rounded to."""

MAX_SUMMAND = 12
"""How many parts a lost summand may have."""

SMALL = range(-4, 13)
"""What is tried where the secant rule finds nothing, as in an exponent."""

STEPS, EXACT, BITS = 12, 1e-11, 64
"""Of the secant rule: steps, relative error of a result, working precision in bits."""

UNKNOWN = "?"
"""Stands for the number that is looked for; no name of a file."""

CONSTANTS: tuple[Term, ...] = (
    number(1), call("sqrt", 2), call("sqrt", 3), call("sqrt", 5), App("pi", ()),
    App("pi", ()) ** 2, App("E", ()), call("log", 2), call("log", 3),
)  # fmt: skip
"""Of what a number may be a simple fraction."""

ARITHMETIC = frozenset(("+", "*", "/", "neg", "^"))

BARE = Context()

MAX_CACHED = 64
"""Of how many sides without the unknown number the values are kept."""

Residual = Callable[[Fraction], float | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a term with the right number has to meet.

    Arguments:
        target: the wanted value of a number; None for an equation, whose sides are to be equal.
        point: values for the names.
        claim: for the declarations.
        unfold: unfolds the definitions.
    """

    target: Value | None
    point: Mapping[str, Term]
    claim: Claim
    unfold: Callable[[Term], Term | None]

    def gap(self, whole: Term, c: Fraction) -> float | None:
        """By how much a term misses its target with `c` for the unknown number."""
        point, context = {**self.point, UNKNOWN: number(c)}, self.claim.context
        equation = isinstance(whole, App) and whole.head == "="
        fixed = tuple(self.point.items())
        with ctx.workprec(BITS):
            values: list[Value] = [
                evaluate(side, point, context)
                if UNKNOWN in free_names(side)
                else _value(side, fixed, context)
                for side in (children(whole) if equation else (whole,))
            ]
            left, right = values if equation else (*values, self.target)
            if any(isinstance(v, Undefined | Unknown) or type(v) is acb for v in (left, right)):
                return None
            try:
                return float(arb(left - right).mid())
            except (TypeError, ValueError, OverflowError):
                return None


@remembered(MAX_CACHED)
def _value(t: Term, point: tuple[tuple[str, Term], ...], context: Context) -> Value:
    """The value of a side that is looked at again with each number that is tried."""
    return evaluate(t, dict(point), context)


def numerals(t: Term, role: Role, wanted: Wanted) -> Iterator[Term]:
    """The term with another number in the place of one that stands there.

    Arguments:
        t: a number or an equation, definitions folded.
        role: which of the two.
        wanted: what it has to meet.
    """
    if wanted.target is not None and not free_names(t):
        yield from _values(wanted)
    found = [(p, _rational(p.term)) for p in places(t, role) if p.role == "number"]
    for place, start in [(p, c) for p, c in found if c is not None][:MAX_PLACES]:
        yield from _with_number(t, place.put, start, wanted)


def _values(wanted: Wanted) -> Iterator[Term]:
    """A number without names: a simple fraction, or one of a familiar constant."""
    for constant in CONSTANTS:
        found = _solved(partial(wanted.gap, constant * Sym(UNKNOWN)), Fraction(1))
        if found is not None:
            yield tidy(number(found) * constant, None)


def coefficients(t: Term, wanted: Wanted) -> Iterator[Term]:
    """The term, or one of its summands, with a coefficient that was lost.

    Arguments: as `numerals`, of a number.
    """
    summands = t.args if isinstance(t, App) and t.head == "+" else ()
    for place in [p for p in places(t, "number") if p.term in (t, *summands)][:MAX_PLACES]:
        if place.top and _rational(place.term) is None:

            def scaled(c: Term, place: Place = place) -> Term:
                return place.put(App("*", (c, place.term)))

            yield from _with_number(t, scaled, Fraction(1), wanted)


def _with_number(
    t: Term, put: Callable[[Term], Term], start: Fraction, wanted: Wanted
) -> Iterator[Term]:
    whole = wanted.unfold(put(Sym(UNKNOWN)))
    found = None if whole is None else _solved(partial(wanted.gap, whole), start)
    if found is not None and found != start:
        yield tidy(put(number(found)), t)


def _rational(t: Term) -> Fraction | None:
    """The number that arithmetic with numerals makes."""
    if any(not isinstance(p, Num) and not _is_arithmetic(p) for p in subterms(t)):
        return None
    from_point = evaluate(t, {}, BARE)
    return Fraction(int(from_point.p), int(from_point.q)) if type(from_point) is fmpq else None


def _is_arithmetic(t: Term) -> bool:
    return isinstance(t, App) and t.head in ARITHMETIC


# --- solving -------------------------------------------------------------------------------------


def _solved(residual: Residual, start: Fraction) -> Fraction | None:
    """The simple fraction at which a residual vanishes."""
    direct = _secant(residual, start)
    if direct is not None and (simple := _simple(direct)) is not None:
        return simple
    inverse = _secant(lambda d: residual(1 / d) if d else None, 1 / start) if start else None
    if inverse and (simple := _simple(1 / inverse)) is not None:
        return simple
    return next((c for c in map(Fraction, SMALL) if _vanishes(residual(c))), None)


def _vanishes(gap: float | None) -> bool:
    return gap is not None and abs(gap) < EXACT


def _secant(residual: Residual, start: Fraction) -> Fraction | None:
    a, b = start, start + 1
    low, high = residual(a), residual(b)
    for _ in range(STEPS):
        if low is None or high is None or not isfinite(low) or not isfinite(high):
            return None
        if abs(high) <= EXACT * (1 + abs(low)):
            return b
        if low == high:
            return None
        change = Fraction(high) * (b - a) / (Fraction(high) - Fraction(low))
        a, b, low = b, (b - change).limit_denominator(10**12), high
        high = residual(b)
    return None


def _simple(c: Fraction) -> Fraction | None:
    """The fraction with a small denominator that a number is meant to be."""
    near = c.limit_denominator(MAX_DENOMINATOR)
    close = abs(near - c) <= Fraction(EXACT) * 100 * (1 + abs(c))
    return near if close and near and abs(near.numerator) <= MAX_NUMERATOR else None


# --- a lost or wrong summand ---------------------------------------------------------------------


def summands(t: Term, claim: Claim) -> Iterator[tuple[Term, bool]]:
    """The term with the one summand that it lacks, or another one of the same names for one.

    Arguments:
        t: the new side, definitions folded.
        claim: what is refuted; the arithmetic of both its sides tells what is missing.

    Returns:
        Terms, and whether a summand was only lost.
    """
    parts = t.args if isinstance(t, App) and t.head == "+" else (t,)
    meant = claim.after.args if isinstance(claim.after, App) and len(parts) > 1 else (claim.after,)
    before = claim.before
    if isinstance(before, Bind) and before.head == "diff":
        before = (derivative(before, claim.context) or (before,))[0]
    lost = _one_term(before - claim.after, claim)
    if lost is not None:
        last = len(parts) - (len(parts) > 1 and _rational(parts[-1]) is not None)
        yield App("+", (*parts[:last], lost, *parts[last:])), True
    for i, part in enumerate(meant if len(meant) == len(parts) else ()):
        right = _one_term(before - claim.after + part, claim)
        if right is not None and free_names(right) == free_names(part):
            whole = (*parts[:i], right, *parts[i + 1 :])
            yield (App("+", whole) if len(whole) > 1 else right), False


def _one_term(t: Term, claim: Claim) -> Term | None:
    """A term that amounts to one monomial, written as that."""
    field = facts_of(claim).field
    try:
        value = field.value(t)
        if len(value.top) != 1 or len(value.bottom) != 1:
            return None
        made = tidy(fraction(field, value), None)
    except (ArithmeticError, MemoryError, RecursionError):
        return None
    return made if sum(1 for _ in subterms(made)) <= MAX_SUMMAND else None
