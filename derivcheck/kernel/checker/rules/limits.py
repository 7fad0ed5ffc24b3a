"""Where limits, infinite sums and integrals go: by continuity, by expansions, along sequences."""

from __future__ import annotations

from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.convergence import directions, goals_along, valueless
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import LIMITS, Facts
from derivcheck.kernel.checker.requirements import (
    require_declared,
    require_defined,
    require_fresh,
    require_sides,
)
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.evidence import (
    Along,
    Asymptotics,
    Continuity,
    Evidence,
    Have,
    Tail,
)
from derivcheck.kernel.language.sorts import INTEGER, REAL
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
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
    """To which infinities the parts of a sum or an integral go.  Raises: Rejected."""
    t, x = e.term, Sym(e.var)
    if not isinstance(t, Bind) or (t.head == "int" and len(e.inside) != len(e.points) + 1):
        raise Rejected("a sum or an integral is needed, with lemmas for each interval")
    if t.head == "int":
        require_fresh(e.var, facts, t, *e.points)

    def opened(n: int, ends: tuple[Term, Term]) -> Facts:
        return by.having(e.inside[n], facts.entering(e.var, REAL, *strictly_between(x, *ends)))

    return directions(t, e.points, e.var, opened, length(e.order, facts), facts)


def along(e: Along, facts: Facts, by: Deduction) -> Term:
    """That a limit or a sum has no value, by sequences."""
    if not valueless(e.term, reached(e, facts, by), facts):  # type: ignore[arg-type]  # a binder
        raise Rejected("not seen to have no value", App("defined", (e.term,)))
    return App("not", (App("defined", (e.term,)),))


def reached(e: Along, facts: Facts, by: Deduction) -> list[Term]:
    """Where the body of a limit or a sum goes along sequences.  Raises: Rejected."""
    t, n = e.term, Sym(e.var)
    if not isinstance(t, Bind) or t.head not in LIMITS | {"sum"}:
        raise Rejected("a limit or a sum is needed")
    require_fresh(e.var, facts, t)
    counting = facts.entering(e.var, INTEGER, call("<=", ONE, n))
    ways = []
    for at, of in e.ways:
        found, body = by.agreement(of, counting), substitute(t.body, {t.var: at})
        require_defined(counting, at, body, found.right)
        require_sides(found, body, found.right)
        ways.append((at, found.right))
    return goals_along(t, e.var, ways, length(e.order, facts), counting, facts)


def require_diverges(
    t: Term, value: Term, evidence: Evidence | None, facts: Facts, by: Deduction
) -> None:
    """Requires that a whole line goes to plus or minus infinity.  Raises: Rejected."""
    match evidence:
        case Have(lemmas, of):
            require_diverges(t, value, of, by.having(lemmas, facts), by)
        case Asymptotics(term) if alpha_equal(term, t):
            require_declared(evidence, facts)
            if (found := tends(evidence, facts)) != value:
                raise Rejected("the expansion has another limit", equal(found, value))
        case Tail(term) if alpha_equal(term, t):
            require_declared(evidence, facts)
            if leads(evidence, facts, by) != {value}:
                raise Rejected("it does not go there as a whole")
        case _:
            raise Rejected("the evidence does not show that it diverges")
