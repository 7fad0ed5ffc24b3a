"""Whether sums, integrals and limits have values: by the growth of bodies, and along sequences.

Source: G. H. Hardy, Orders of Infinity, 1910; W. Rudin, Principles of Mathematical Analysis, 3.23
(terms of a convergent series go to 0) and 4.2 (limits by sequences).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from derivcheck.kernel.checker.asymptotics import limit_of, tail_of
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.requirements import require, require_bounds, require_defined
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ZERO,
    Bind,
    Sym,
    Term,
    call,
    substitute,
    whole,
)  # fmt: skip

Opened = Callable[[int, tuple[Term, Term]], Facts]
"""What is known in an interval, counted from 0, of a variable of which something is known."""


def directions(
    t: Bind, points: Sequence[Term], var: str, opened: Opened, order: int, facts: Facts
) -> frozenset[Term]:
    """To which infinities the parts of a sum or an integral go; none if it converges.

    Arguments:
        points: those that divide the range of an integral, in order.
        var: what its variable is called inside of the intervals.

    Raises: Rejected.
    """
    match t:
        case Bind("sum", _, _, (a, b)) if b == INFINITY and a not in INFINITE and not points:
            require_bounds(facts, t)
            found = [tail_of(Bind("lim-", t.var, t.body, (b,)), order, facts)]
        case Bind("int", _, _, (a, b)):
            found = []
            for n, ends in enumerate(pairwise((a, *points, b))):
                _require_interval(ends, facts)
                require_continuous(t, var, opened(n, ends))
                found += [
                    _beside(Bind(head, t.var, t.body, (end,)), order, facts)
                    for head, end in zip(("lim+", "lim-"), ends, strict=True)
                ]
        case _:
            raise Rejected("neither an integral nor a sum to infinity")
    return frozenset(found) - {ZERO}


def _require_interval(ends: tuple[Term, Term], facts: Facts) -> None:
    require_defined(facts, *(u for u in ends if u not in INFINITE))
    require(facts, call("<", *ends))


def require_continuous(t: Bind, var: str, inside: Facts) -> None:
    """An integrand must be continuous, and defined, by what is known inside.  Raises: Rejected."""
    body = substitute(t.body, {t.var: Sym(var)})
    require_defined(inside, body)
    if not continuous(body, var, inside.holds, inside.context):
        raise Rejected("the integrand may not be continuous")


def _beside(end: Bind, order: int, facts: Facts) -> Term:
    return ZERO if facts.continuous_at(end) else tail_of(end, order, facts)


def goals_along(
    t: Bind, var: str, ways: Sequence[tuple[Term, Term]], order: int, counting: Facts, facts: Facts
) -> list[Term]:
    """Where a body goes along sequences that lead to where its binder does.  Raises: Rejected.

    Arguments:
        ways: the sequences, and what the body is along them.
        counting: what is known of `var`, which counts them.
    """
    goals = []
    for at, along in ways:
        end = t.args[-1]
        reached = limit_of(Bind("lim-", var, at, (INFINITY,)), order, facts)
        if not facts.field.equal(reached, end):
            raise Rejected("the sequence leads elsewhere")
        for statement in _on_the_way(t, at, end):
            require(counting, statement)
        goals.append(limit_of(Bind("lim-", var, along, (INFINITY,)), order, facts))
    return goals


def valueless(t: Bind, goals: Sequence[Term], facts: Facts) -> bool:
    """Whether what a body goes to leaves no number to a limit, or to an infinite sum."""
    match t:
        case Bind("sum", _, _, (_, b)) if b == INFINITY:
            return any(facts.holds(call("!=", goal, ZERO)) for goal in goals)
        case Bind(head) if head in LIMITS:
            return any(g in INFINITE for g in goals) or apart(goals, facts)
    return False


def apart(goals: Sequence[Term], facts: Facts) -> bool:
    """Whether some goals are different ones, so that a limit is not even infinite."""
    return any(
        g != h if {g, h} & set(INFINITE) else facts.holds(call("!=", g, h))
        for g, h in pairwise(goals)
    )


def _on_the_way(t: Bind, at: Term, end: Term) -> tuple[Term, ...]:
    """What must hold of a sequence that leads to where a binder does."""
    counts = (whole(at),) if t.sort == "integer" else ()
    if end in INFINITE:
        return counts
    return (*counts, call({"lim+": ">", "lim-": "<"}.get(t.head, "!="), at, end))
