"""Lines whose limits go elsewhere at a point, or nowhere, by evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Union

from flint import arb

from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import tends
from derivcheck.kernel.enclosures.valuation import Point
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Asymptotics, Evidence
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    Bind,
    Term,
    call,
)
from derivcheck.kernel.refutation.comparison import Differ, compare

Side = Union[Value, bool, None]
"""What a side is at the point; None if it has no value."""
LEADS = {INFINITY: arb.pos_inf(), MINUS_INFINITY: arb.neg_inf()}


def elsewhere(
    claim: Claim, point: Point, given: Sequence[Evidence], facts: Facts
) -> tuple[Side, Side] | None:
    """Both sides of an equation that fails at a point, as evidence about its limits shows.

    That a side is infinite must hold at the point. A side without a value says nothing there: only
    one that has a value nowhere fails beside a number.

    Arguments:
        given: evidence, of which only expansions of the sides are looked at.
        facts: what is known at the point.

    Returns:
        None if it is not seen to fail.

    Raises: Rejected.
    """
    context, written = claim.context, (claim.before, claim.after)
    told = [e for e in given if isinstance(e, Asymptotics)]
    if claim.relation != "=" or not told:
        return None
    goals = _goals(claim, told, facts)
    before, after = goals
    if before is not None and after is not None and not {before, after} & set(INFINITE):
        found = compare(replace(claim, before=before, after=after), point)
        return (found.before, found.after) if isinstance(found, Differ) else None
    if not any(side in INFINITE for side in written):
        goals = _goals(claim, told, Facts(context))
        if not any(map(_valueless, goals)):
            return None
    if goals[0] == goals[1] or not _apart(ZERO, ONE, context, point):
        return None
    sides = [_side(goal, context, point) for goal in goals]
    if any(side is None and goal is not None for side, goal in zip(sides, goals, strict=True)):
        return None
    return sides[0], sides[1]


def _goals(claim: Claim, told: Sequence[Asymptotics], facts: Facts) -> list[Term | None]:
    """Where both sides go by what is known."""
    leads = {e.term: tends(e, facts) for e in told}
    return [_goal(side, leads, facts) for side in (claim.before, claim.after)]


def _valueless(goal: Term | None) -> bool:
    return goal is None or goal in INFINITE


def _goal(side: Term, leads: Mapping[Term, Term], facts: Facts) -> Term | None:
    """Where a side goes; None if it goes to different values from below and from above."""
    match side:
        case Bind("lim") if side not in leads:
            one, other = (leads.get(replace(side, head=head)) for head in ("lim-", "lim+"))
            if one is None or other is None:
                return side
            infinite = one in INFINITE or other in INFINITE
            if one != other if infinite else facts.holds(call("!=", one, other)):
                return None
    return leads.get(side, side)


def _side(goal: Term | None, context: Context, point: Point) -> Side:
    """A goal as a value, which a number has if it is less than another."""
    if goal is None or goal in LEADS:
        return None if goal is None else LEADS[goal]
    found = compare(Claim(context, goal, "=", goal + 1), point)
    return found.before if isinstance(found, Differ) else None


def _apart(a: Term, b: Term, context: Context, point: Point) -> bool:
    return isinstance(compare(Claim(context, a, "=", b), point), Differ)
