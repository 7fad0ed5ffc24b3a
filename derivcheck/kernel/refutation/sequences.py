"""Limits and infinite sums that have no value, by sequences along which their bodies go.

A point may be shown such evidence; a proof has rows for that (`checker/axioms.py`).

Source: W. Rudin, Principles of Mathematical Analysis, 3.23 (terms of a convergent series go to 0)
and 4.2 (limits by sequences).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.inference import GOALS, RULES
from derivcheck.kernel.checker.requirements import (
    require,
    require_defined,
    require_fresh,
    require_sides,
)
from derivcheck.kernel.checker.rules.limits import length
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.evidence import Along
from derivcheck.kernel.language.sorts import INTEGER
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    substitute,
    whole,
)  # fmt: skip


def along(e: Along, facts: Facts, by: Deduction) -> Term:
    """That a limit or a sum has no value, by sequences: what its body goes to leaves it no number.

    The terms of a sum that has a value go to 0.
    """
    goals = reached(e, facts, by)
    if isinstance(e.term, Bind) and e.term.head == "sum":
        nothing = any(facts.holds(call("!=", goal, ZERO)) for goal in goals)
    else:
        nothing = any(goal in INFINITE for goal in goals) or apart(goals, facts)
    if not nothing:
        raise Rejected("not seen to have no value", App("defined", (e.term,)))
    return App("not", (App("defined", (e.term,)),))


def reached(e: Along, facts: Facts, by: Deduction) -> list[Term]:
    """Where the body of a limit or a sum goes along sequences that lead to where that does.

    Raises: Rejected.
    """
    t, n = e.term, Sym(e.var)
    if not isinstance(t, Bind) or t.head not in LIMITS | {"sum"}:
        raise Rejected("a limit or a sum is needed")
    if t.head == "sum" and t.args[-1] != INFINITY:  # the terms of any other need not go to 0
        raise Rejected("a sum to infinity is needed")
    require_fresh(e.var, facts, t)
    counting, goals = facts.entering(e.var, INTEGER, call("<=", ONE, n)), []

    def far(u: Term) -> Term:
        return limit_of(Bind("lim-", e.var, u, (INFINITY,)), length(e.order, facts), facts)

    for at, of in e.ways:
        found, body = by.agreement(of, counting), substitute(t.body, {t.var: at})
        require_defined(counting, at, body, found.right)
        require_sides(found, body, found.right)
        if not facts.field.equal(far(at), t.args[-1]):
            raise Rejected("the sequence leads elsewhere")
        for statement in _on_the_way(t, at):
            require(counting, statement)
        goals.append(far(found.right))
    return goals


def _on_the_way(t: Bind, at: Term) -> tuple[Term, ...]:
    """What must hold of a sequence that leads to where a binder does."""
    counts, end = (whole(at),) if t.sort == "integer" else (), t.args[-1]
    if end in INFINITE:
        return counts
    return (*counts, call({"lim+": ">", "lim-": "<"}.get(t.head, "!="), at, end))


def apart(goals: Sequence[Term], facts: Facts) -> bool:
    """Whether some goals are different ones, so that a limit is not even infinite."""
    return any(
        g != h if {g, h} & set(INFINITE) else facts.holds(call("!=", g, h))
        for g, h in pairwise(goals)
    )


SHOWING = Deduction({**RULES, Along: along}, GOALS)
"""What evidence shows of a claim at a point: what a proof may rest on, and sequences."""
