"""Where limits, infinite sums and integrals go: by continuity, by expansions.

Source: G. H. Hardy, Orders of Infinity, 1910.
"""

from __future__ import annotations

from itertools import pairwise

from derivcheck.kernel.checker.asymptotics import limit_of, tail_of
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.requirements import (
    require,
    require_bounds,
    require_continuous,
    require_declared,
    require_defined,
    require_fresh,
)
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.evidence import (
    Asymptotics,
    Continuity,
    Evidence,
    Have,
    Tail,
)
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    alpha_equal,
    call,
    strictly_between,
    substitute,
)  # fmt: skip

ORDERS = range(1, 13)
"""How many terms of an expansion may be kept."""
SIDES = ("lim+", "lim-")
"""Limits at the lower and at the upper end of an interval, from inside."""
NEITHER = "neither a sum to infinity nor an integral with lemmas for each interval"


def continuity(e: Continuity, facts: Facts, by: Deduction) -> Term:
    """A limit of a function that is continuous where it leads."""
    t = e.term
    if not isinstance(t, Bind) or t.head not in LIMITS or not facts.continuous_at(t):
        raise Rejected("not seen to be continuous where the limit leads")
    return equal(t, substitute(t.body, {t.var: t.args[0]}))


def asymptotics(e: Asymptotics, facts: Facts, by: Deduction) -> Term:
    """A limit by an expansion near where it leads."""
    if e.value in INFINITE:
        raise Rejected("what diverges has no value")
    require_defined(facts, e.value)
    found = tends(e, facts)
    if not facts.field.equal(found, e.value):
        raise Rejected("the expansion has another limit", equal(found, e.value))
    return equal(e.term, e.value)


def tends(e: Asymptotics, facts: Facts) -> Term:
    """Where the body of a limit goes; infinity included.  Raises: Rejected."""
    t = e.term
    if not isinstance(t, Bind) or t.head not in LIMITS:
        raise Rejected("an expansion is of a limit")
    return limit_of(t, length(e.order, facts), facts)


def length(order: Term, facts: Facts) -> int:
    """How many terms of an expansion over the reals are kept.  Raises: Rejected."""
    if not isinstance(order, Num) or order.value not in ORDERS:
        raise Rejected("so many terms are not expanded", order)
    if facts.context.field != "real":
        raise Rejected("expansions are over the reals")
    return int(order.value)


def tail(e: Tail, facts: Facts, by: Deduction) -> Term:
    """That a sum or an integral has a value, or none."""
    found = App("defined", (e.term,))
    return App("not", (found,)) if leads(e, facts, by) else found


def leads(e: Tail, facts: Facts, by: Deduction) -> frozenset[Term]:
    """To which infinities the parts of a sum or an integral go; none if it converges.

    Raises: Rejected.
    """
    t, x, order = e.term, Sym(e.var), length(e.order, facts)
    match t:
        case Bind("sum", _, _, (a, b)) if b == INFINITY and a not in INFINITE and not e.points:
            require_bounds(facts, t)
            found = [tail_of(Bind("lim-", t.var, t.body, (b,)), order, facts)]
        case Bind("int", _, _, (a, b)) if len(e.inside) == len(e.points) + 1:
            require_fresh(e.var, facts, t, *e.points)
            found = []
            for lemmas, ends in zip(e.inside, pairwise((a, *e.points, b)), strict=True):
                require_defined(facts, *(u for u in ends if u not in INFINITE))
                require(facts, call("<", *ends))
                between = facts.entering(e.var, REAL, *strictly_between(x, *ends))
                require_continuous(t, e.var, by.having(lemmas, between))
                limits = (Bind(h, t.var, t.body, (u,)) for h, u in zip(SIDES, ends, strict=True))
                improper = (end for end in limits if not facts.continuous_at(end))
                found += [tail_of(end, order, facts) for end in improper]
        case _:
            raise Rejected(NEITHER)
    return frozenset(found) - {ZERO}


def require_diverges(
    t: Term, value: Term, evidence: Evidence | None, facts: Facts, by: Deduction
) -> None:
    """Requires that a whole line goes to plus or minus infinity.  Raises: Rejected."""
    match evidence:
        case Have(lemmas, of):
            require_diverges(t, value, of, by.having(lemmas, facts), by)
        case (Asymptotics(term) | Tail(term)) as e if alpha_equal(term, t):
            require_declared(e, facts)
            found = leads(e, facts, by) if isinstance(e, Tail) else {tends(e, facts)}
            if found != {value}:
                raise Rejected("the expansion has another limit", equal(t, value))
        case _:
            raise Rejected("the evidence does not show that it diverges")
