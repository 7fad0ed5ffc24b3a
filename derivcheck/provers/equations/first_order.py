"""Solutions of differential equations y' = F(t, y) that are polynomial in y: there is only one.

    y' = y*(1 - y), y(0) = 1/2      y(x) = 1/(1 + exp(-x))

The difference d of two solutions y and g solves d' = Q*d, with Q the quotient of F(t, y) - F(t, g)
by y - g; so d/exp(int(Q, s = 0..x)) has no derivative, and vanishes everywhere if it does somewhere
(Coddington and Levinson, Theory of Ordinary Differential Equations, section 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Arithmetic, Evidence
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    number,
    substitute,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.zero_derivative import unchanging
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.unknown_functions import named
from derivcheck.provers.normalforms.functional import applications

MAX_DEGREE = 6
"""The highest power of the function."""


@dataclass(frozen=True, slots=True)
class Equation:
    """f' = sum of c[k]*f^k, for all values of a name in the coefficients."""

    f: str
    var: str
    powers: tuple[Term, ...]


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that a solution of a given equation is another one, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    for equation in _given(known_of(claim).facts):
        for sides in ((claim.before, claim.after), (claim.after, claim.before)):
            match sides:
                case (App("apply", (Sym(f), Sym(x))), other) if (
                    f == equation.f and f not in free_names(other)
                ):
                    found = _only(claim, equation, x, other, limits)
                    if found is not None:
                        return with_domain(claim, found)
    return None


def _given(facts: Facts) -> Iterator[Equation]:
    """The equations of first order that are known for all values of a name."""
    for s in conjuncts(facts.statements):
        match s:
            case Bind("forall", t, App("=", (left, right)), ()):
                gap = left - right
                for f in {f: None for f, a in applications(gap) if a == (Sym(t),)}:
                    found = _polynomial(facts, f, t, gap)
                    if found is not None:
                        yield found


def _polynomial(facts: Facts, f: str, t: str, gap: Term) -> Equation | None:
    """An equation solved for the derivative, if it is a polynomial in the function."""
    slope, value = (Sym(fresh(n, free_names(gap) | facts.context.sorts.keys())) for n in ("p", "q"))
    gap = named(gap, t, {f: (slope, value)})
    if f in free_names(gap) or slope.name not in free_names(gap):
        return None
    rest = substitute(gap, {slope.name: ZERO})
    lead = substitute(gap, {slope.name: ONE}) - rest
    field = facts.field
    right = field.value(-rest / lead)
    if slope.name in free_names(fraction(field, right)) or not field.equal(
        gap, lead * slope + rest
    ):
        return None
    return _by_powers(facts, f, t, value, fraction(field, right))


def _by_powers(facts: Facts, f: str, t: str, value: Sym, right: Term) -> Equation | None:
    field, powers = facts.field, []
    rest = right
    for _ in range(MAX_DEGREE + 1):
        constant = fraction(field, field.value(substitute(rest, {value.name: ZERO})))
        powers.append(constant)
        rest = fraction(field, field.value((rest - constant) / value))
        if rest == ZERO:
            return Equation(f, t, tuple(powers))
    return None


def _only(claim: Claim, equation: Equation, x: str, other: Term, limits: Limits) -> Evidence | None:
    """Evidence that a function is a solution that agrees with it at a point."""
    known = known_of(claim)
    s = fresh("s", taken_by(known.facts, claim.before, claim.after))
    there: dict[str, Term] = {x: Sym(s)}
    y, g = App("apply", (Sym(equation.f), Sym(s))), substitute(other, there)
    rate = _quotient(tuple(substitute(c, {equation.var: Sym(s)}) for c in equation.powers), y, g)
    factor = call("exp", Bind("int", s, rate, (ZERO, Sym(x))))
    sides = ((claim.before - claim.after) / factor, ZERO)
    if not known.defined(*sides):
        return None
    found = unchanging(known.facts, *sides, x, limits)
    return found and known.shown(Arithmetic(claim.before, claim.after, (found,)))


def _quotient(powers: tuple[Term, ...], y: Term, g: Term) -> Term:
    """(F(y) - F(g))/(y - g) for a polynomial F: y^n - g^n is y - g times the sum of y^i*g^j."""
    total: Term = ZERO
    parts: Term = ZERO
    for n, c in enumerate(powers[1:], 1):
        parts = _power(y, n - 1) if n == 1 else parts * g + _power(y, n - 1)
        if c != ZERO:
            total = c * parts if total == ZERO else total + c * parts
    return total


def _power(t: Term, n: int) -> Term:
    return ONE if n == 0 else t if n == 1 else t ** number(n)
