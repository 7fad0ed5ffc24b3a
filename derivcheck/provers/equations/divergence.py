"""Limits that are infinite, or go elsewhere than is said, or nowhere."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.judge import facts_of, judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Asymptotics, Evidence, Point
from derivcheck.kernel.language.terms import INFINITE, Bind, Term, number
from derivcheck.kernel.refutation.point import Refuted, facts_at
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import tends

SIDES = ("lim-", "lim+")
MAX_DENOMINATOR = 100
"""Of the numbers that stand for names."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that a limit is infinite, as the other side says, or a point at which it is not."""
    for side, other in ((claim.before, claim.after), (claim.after, claim.before)):
        if claim.relation == "=" and other in INFINITE and isinstance(side, Bind):
            known = _allowed(claim)
            found = tends(known, side) if side.head in LIMITS else None
            right = found is not None and found.value == other
            return known.shown(found) if found and right else refute(claim, limits)
    return None


def refute(claim: Claim, limits: Limits) -> Evidence | None:
    """A point at which a limit goes elsewhere than to the other side, or nowhere; or None."""
    sides = [side for side in (claim.before, claim.after) if _is_limit(side)]
    if claim.relation != "=" or not sides:
        return None
    for values in _points(claim):
        known = ProofContext(facts_at(claim.context, values), discharge)
        told = tuple(e for side in sides for e in _leads(known, side))
        found = Point(values, told)
        if told and isinstance(judge(claim, found), Refuted):
            return found
    return None


def _allowed(claim: Claim) -> ProofContext:
    """What is known at all allowed points, whether or not the sides have values there."""
    return ProofContext(facts_of(claim), discharge)


def _is_limit(t: Term) -> bool:
    return isinstance(t, Bind) and t.head in LIMITS


def _leads(known: ProofContext, t: Term) -> list[Asymptotics]:
    """Where a limit goes, or where it goes from both sides."""
    assert isinstance(t, Bind)
    whole = tends(known, t)
    if whole is not None or t.head != "lim" or t.args[0] in INFINITE:
        return [] if whole is None else [whole]
    ways = [tends(known, replace(t, head=head)) for head in SIDES]
    return [way for way in ways if way is not None]


def _points(claim: Claim) -> list[tuple[tuple[str, Term], ...]]:
    """A few points at which what is assumed holds, if all names stand for numbers."""
    models = _allowed(claim).models
    if models.names != claim.context.sorts.keys():
        return []
    return [
        tuple((name, number(_fraction(v))) for name, v in sorted(point.items()))
        for point in models.points
    ]


def _fraction(v: float) -> Fraction:
    return Fraction(v).limit_denominator(MAX_DENOMINATOR)
