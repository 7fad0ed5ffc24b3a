"""Refutation by value: a side that balls do not enclose, by its normal form at a point.

int(sqrt(x^2), x = -1..1) = 0 is refuted, as the integral is 1
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Point
from derivcheck.kernel.language.terms import Bind, Term, free_names, is_infinite, subterms
from derivcheck.kernel.refutation.comparison import UnknownOutcome, compare
from derivcheck.kernel.refutation.point import Refuted, facts_at
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.divergence import points
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.models import connected, has_binder
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.sides import has_cases
from derivcheck.provers.normalforms.valued import valued

MAX_POINTS, MAX_MISSED = 4, 2
"""At how many points values are looked for, and at how many they may be missed."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """A point at which the sides of an equation have different values; or None."""
    sides = [side for side in (claim.before, claim.after) if _is_searched(side)]
    if claim.relation != "=" or not sides:
        return None
    missed = 0
    for values in _points(claim)[:MAX_POINTS]:
        if missed == MAX_MISSED:
            break
        if not isinstance(compare(claim, dict(values)), UnknownOutcome):
            continue  # balls tell
        known = ProofContext(facts_at(claim.context, values), discharge)
        told = [valued(Basis(known.knowing(), HANDLERS, limits), side) for side in sides]
        found = Point(values, tuple(e for e in told if e is not None))
        if None not in told and isinstance(judge(claim, found), Refuted):
            return found
        missed += None in told  # else the sides agree there, as they do at the ends of a range
    return None


def _points(claim: Claim) -> list[tuple[tuple[str, Term], ...]]:
    """Points that differ in the names of the sides; the others stay where they are."""
    about = claim.context.assumptions
    names = connected(free_names(claim.before) | free_names(claim.after), about)
    context = replace(
        claim.context,
        sorts={name: sort for name, sort in claim.context.sorts.items() if name in names},
        assumptions=tuple(s for s in about if free_names(s) <= names),
    )
    first = dict(next(iter(points(claim)), ()))
    apart = [tuple({**first, **dict(p)}.items()) for p in points(replace(claim, context=context))]
    return list(dict.fromkeys(tuple(sorted(p)) for p in apart)) if first or not names else []


def _is_searched(t: Term) -> bool:
    """Whether a term holds an integral, a series, or a limit by cases or of sums, products."""
    return any(isinstance(u, Bind) and _is_hard(u) for u in subterms(t))


def _is_hard(t: Bind) -> bool:
    """Whether it may have a value that no balls enclose."""
    if t.head in LIMITS:
        return has_binder(t.body) or has_cases(t)
    return t.head == "int" or (t.head in ("sum", "prod") and is_infinite(t))
