"""Lines that have no value, or whose limits go elsewhere at a point, by evidence.

A line has no value where a part of it has none that it needs for one (`definedness.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Union

from flint import arb

from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import having
from derivcheck.kernel.checker.rules.limits import leads, tends
from derivcheck.kernel.enclosures.valuation import ORDER, Point
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Along, Asymptotics, Evidence, Have, Lemma, Tail
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Term,
)
from derivcheck.kernel.refutation.comparison import Differ, compare
from derivcheck.kernel.refutation.sequences import SHOWING, apart, reached

Side = Union[Value, bool, None]
"""What a side is at the point; None if it has no value."""
Goal = Union[Term, None]
"""Where a term goes; itself if nothing is told of it, None if nowhere."""
Told = Union[Asymptotics, Tail, Along, Have, Lemma]
EXPANSIONS = (Asymptotics, Tail, Along, Have, Lemma)
"""Evidence of where limits, sums and integrals go, that one has no value, what a side is."""
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
    told = [e for e in given if isinstance(e, EXPANSIONS)]
    beside = claim.relation != "=" and any(side in INFINITE for side in written)
    if claim.relation not in ORDER or beside or not told:
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
    allowed = isinstance(compare(Claim(context, ZERO, "=", ONE), point), Differ)
    if (goals[0] == goals[1] and goals[0]) or not allowed:
        return None
    sides = [_side(goal, context, point) for goal in goals]
    seen = all(side is not None or goal is None for side, goal in zip(sides, goals, strict=True))
    return (sides[0], sides[1]) if seen else None


def _goals(claim: Claim, told: Sequence[Told], facts: Facts) -> list[Goal]:
    """Where both sides go by what is known; what may be infinite is not told apart from that.

    Nor is a line that needs a part that is: `1 + sum(f, k = 2..oo)` is as infinite as its sum.
    """
    known, sides = dict(_lead(e, facts) for e in told), (claim.before, claim.after)
    goals = [_goal(side, known, facts) for side in sides]
    if all(map(_valueless, goals)):
        for e in told:
            if isinstance(e, Along | Lemma) and _may_be_infinite(e, facts):
                known.pop(_lead(e, facts)[0], None)
        return [_whole(side, known, facts) for side in sides]
    return goals


def _lead(e: Told, facts: Facts) -> tuple[Term, Goal]:
    """A limit, a sum or an integral, and where it goes; a side and its value.  Raises: Rejected."""
    match e:
        case Asymptotics():
            return e.term, tends(e, facts)
        case Tail():
            ways = leads(e, facts, SHOWING)
            return e.term, next(iter(ways), e.term) if len(ways) < 2 else None
        case Have():
            found = SHOWING.equality(e.of, having(e.lemmas, facts))
            return found.left, found.right
    match SHOWING.infer(e, facts).statement:
        case App("not", (App("defined", (t,)),)):
            return t, None
        case other:
            return other, other


def _may_be_infinite(e: Along | Lemma, facts: Facts) -> bool:
    """Whether evidence shows only that something has no number as its value.  Raises: Rejected."""
    match e:
        case Lemma() | Along(Bind("sum")):
            return True
    return not apart(reached(e, facts, SHOWING), facts)


def _valueless(goal: Goal) -> bool:
    return goal is None or goal in INFINITE


def _goal(side: Term, known: Mapping[Term, Goal], facts: Facts) -> Goal:
    """Where a side goes; None if nowhere, or if a part that it needs has no value."""
    goal = _whole(side, known, facts)
    for condition in definedness(side, facts.context) if goal == side else ():
        match condition:
            case App("defined", (t,)) if t != side and _valueless(_goal(t, known, facts)):
                return None
    return goal


def _whole(side: Term, known: Mapping[Term, Goal], facts: Facts) -> Goal:
    """Where a side goes as a whole; None if nowhere, or elsewhere from below than from above."""
    match side:
        case Bind("lim") if side not in known:
            one, other = (known.get(replace(side, head=head), side) for head in ("lim-", "lim+"))
            if side in (one, other) or one is None or other is None:
                return side
            if apart((one, other), facts):
                return None
            return one if one == other else side
    return known.get(side, side)


def _side(goal: Goal, context: Context, point: Point) -> Side:
    """A goal as a value, which a number has if it is less than another."""
    if goal is None or goal in LEADS:
        return None if goal is None else LEADS[goal]
    found = compare(Claim(context, goal, "=", goal + 1), point)
    return found.before if isinstance(found, Differ) else None
