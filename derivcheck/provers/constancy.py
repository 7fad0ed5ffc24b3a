"""Functions of one real variable with one derivative that agree at one point of an interval."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Evidence, ZeroDerivative
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
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.limits import Limits

INVERSES = frozenset("atan asin acos acot asec acsc asinh acosh atanh acoth asech acsch".split())
"""Functions with an algebraic derivative: where one occurs, differentiating helps."""
POINTS = (*map(number, (0, 1, -1, 2, -2)), ONE / 2, -ONE / 2)
"""Where the two sides are compared."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with inverse functions, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    for var in _variables(claim):
        found = _constant(claim, var, limits)
        if found is not None:
            return with_domain(claim, found)
    return None


def _variables(claim: Claim) -> Iterator[str]:
    """The real names that inverse functions depend on."""
    parts = (t for side in (claim.before, claim.after) for t in subterms(side))
    inverse = [t for t in parts if isinstance(t, App) and t.head in INVERSES]
    for name in sorted(frozenset().union(*map(free_names, inverse))):
        sort = claim.context.sorts.get(name)
        if sort is not None and sort.base == "real" and not sort.shape:
            yield name


def _constant(claim: Claim, var: str, limits: Limits) -> Evidence | None:
    facts = known_of(claim).facts
    inside = Knowledge(Facts(bare(facts.context), bounds_of(var, facts)), discharge)
    gap = Bind("diff", var, claim.before - claim.after, (Sym(var), ONE))
    if not all(map(inside.holds, facts.statements)) or not inside.defined(gap):
        return None
    basis = reduced(gap, ZERO, inside, limits)
    if not basis.equal(gap, ZERO):
        return None
    rate, interval = basis.arithmetic(gap, ZERO), tuple(inside.lemmas)
    for point in POINTS:
        found = _at(claim, var, point, facts, limits)
        if found is not None:
            return ZeroDerivative(claim.before, claim.after, var, point, rate, found, interval)
    return None


def _at(claim: Claim, var: str, point: Term, facts: Facts, limits: Limits) -> Evidence | None:
    """Evidence for the equation at a point of the interval."""
    elsewhere = [s for s in facts.statements if var not in free_names(s)]
    there = Knowledge(Facts(bare(facts.context), elsewhere), discharge)
    if not all(there.facts.holds(substitute(s, {var: point})) for s in facts.statements):
        return None
    left, right = (substitute(side, {var: point}) for side in (claim.before, claim.after))
    return split(left, right, there, limits, 0)
