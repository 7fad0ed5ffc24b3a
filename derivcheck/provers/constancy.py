"""Functions of one real variable with one derivative that agree at one point of an interval.

What grows like an exponential is divided by it first: f = c*exp(g) follows from f/exp(g) being
constant.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Arithmetic, Evidence, ZeroDerivative
from derivcheck.kernel.facts import Facts, bare
from derivcheck.kernel.inference import bounds_of
from derivcheck.kernel.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.cases import split
from derivcheck.provers.discharge import discharge
from derivcheck.provers.domains import with_domain
from derivcheck.provers.elementary import known_of, reduced
from derivcheck.provers.functional import given
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.limits import Limits
from derivcheck.provers.polynomials import product_of

INVERSES = frozenset("atan asin acos acot asec acsc asinh acosh atanh acoth asech acsch".split())
"""Functions with an algebraic derivative: where one occurs, differentiating helps."""
POINTS = (*map(number, (0, 1, -1, 2, -2)), ONE / 2, -ONE / 2)
"""Where the two sides are compared."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with inverse functions or with given ones, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    for var in _variables(claim):
        found = _constant(claim, claim.before, claim.after, var, limits)
        found = found or _proportional(claim, var, limits)
        if found is not None:
            return with_domain(claim, found)
    return None


def _proportional(claim: Claim, var: str, limits: Limits) -> Evidence | None:
    """Both sides over the exponentials that one of them contains."""
    parts = (t for side in (claim.before, claim.after) for t in subterms(side))
    growing = [t for t in parts if isinstance(t, App) and t.head == "exp" and var in free_names(t)]
    if not growing:
        return None
    over = product_of(tuple(dict.fromkeys(growing)))
    found = _constant(claim, claim.before / over, claim.after / over, var, limits)
    return found and Arithmetic(claim.before, claim.after, (found,))


def _variables(claim: Claim) -> Iterator[str]:
    """The real names that inverse functions, and functions given by equations, depend on."""
    parts = [t for side in (claim.before, claim.after) for t in subterms(side)]
    functions = given(claim.context.assumptions)
    inverse = [t for t in parts if isinstance(t, App) and _is_looked_at(t, functions)]
    for name in sorted(frozenset().union(*map(free_names, inverse))):
        sort = claim.context.sorts.get(name)
        if sort is not None and sort.base == "real" and not sort.shape:
            yield name


def _is_looked_at(t: App, functions: frozenset[str]) -> bool:
    return t.head in INVERSES or (t.head == "apply" and bool(free_names(t.args[0]) & functions))


def _constant(claim: Claim, before: Term, after: Term, var: str, limits: Limits) -> Evidence | None:
    facts = known_of(claim).facts
    inside = Knowledge(Facts(bare(facts.context), bounds_of(var, facts)), discharge)
    gap = Bind("diff", var, before - after, (Sym(var), ONE))
    if not all(map(inside.holds, facts.statements)) or not inside.defined(gap):
        return None
    basis = reduced(gap, ZERO, inside, limits)
    if not basis.equal(gap, ZERO):
        return None
    rate, interval = basis.arithmetic(gap, ZERO), tuple(inside.lemmas)
    for point in POINTS:
        found = _at((before, after), var, point, facts, limits)
        if found is not None:
            return ZeroDerivative(before, after, var, point, rate, found, interval)
    return None


def _at(
    sides: tuple[Term, Term], var: str, point: Term, facts: Facts, limits: Limits
) -> Evidence | None:
    """Evidence for the equation at a point of the interval."""
    elsewhere = [s for s in facts.statements if var not in free_names(s)]
    there = Knowledge(Facts(bare(facts.context), elsewhere), discharge)
    if not all(there.facts.holds(substitute(s, {var: point})) for s in facts.statements):
        return None
    left, right = (substitute(side, {var: point}) for side in sides)
    return split(left, right, there, limits, 0)
