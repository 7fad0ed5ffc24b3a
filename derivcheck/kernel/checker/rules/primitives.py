"""Integrals: by a primitive, and in another variable."""

from __future__ import annotations

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import (
    require,
    require_defined,
    require_fresh,
    require_sides,
)
from derivcheck.kernel.checker.rules.limits import require_diverges
from derivcheck.kernel.checker.suppositions import inside
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Evidence, NewtonLeibniz, Substitution
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    ZERO,
    Bind,
    Sym,
    Term,
    call,
    is_infinite,
    strictly_between,
    substitute,
)  # fmt: skip


def newton_leibniz(e: NewtonLeibniz, facts: Facts, by: Deduction) -> Term:
    """An integral by a primitive, at its ends or near them."""
    t, at = e.term, Sym(e.var)
    if not isinstance(t, Bind) or t.head != "int" or facts.context.field != "real":
        raise Rejected("a primitive gives a real integral")
    require_fresh(e.var, facts, t)
    rate = Bind("diff", e.var, e.primitive, (at, ONE))
    between = by.having(e.inside, inside(t, e.var, facts))
    require_defined(between, rate)
    require_sides(by.agreement(e.derivative, between), rate, substitute(t.body, {t.var: at}))
    a, b = t.args
    low, high = (substitute(e.primitive, {e.var: bound}) for bound in (a, b))
    at_ends = (c for u in (low, high) for c in definedness(u, facts.context))
    closed = not is_infinite(t) and continuous(e.primitive, e.var, facts.holds, facts.context)
    if closed and all(map(facts.holds, at_ends)):
        return equal(t, high - low)
    require(facts, call("<", a, b))
    low, high = Bind("lim+", e.var, e.primitive, (a,)), Bind("lim-", e.var, e.primitive, (b,))
    return equal(t, high - low)


def substitution(e: Substitution, facts: Facts, by: Deduction) -> Term:
    """An integral in another variable."""
    t, x, a, b = e.term, Sym(e.var), e.low, e.high
    if not isinstance(t, Bind) or t.head != "int" or facts.context.field != "real":
        raise Rejected("a change of variables is of a real integral")
    require_fresh(e.var, facts, t, a, b)
    require(facts, call("<", a, b))
    between = by.having(e.inside, facts.entering(e.var, REAL, *strictly_between(x, a, b)))
    rate = Bind("diff", e.var, e.inner, (x, ONE))
    require_defined(between, rate)
    require(between, call("!=", rate, ZERO))
    for head, end, evidence, bound in (
        ("lim+", a, e.first, t.args[0]), ("lim-", b, e.last, t.args[1])
    ):  # fmt: skip
        _require_reached(Bind(head, e.var, e.inner, (end,)), bound, evidence, facts, by)
    return equal(t, Bind("int", e.var, substitute(t.body, {t.var: e.inner}) * rate, (a, b)))


def _require_reached(t: Bind, bound: Term, evidence: Evidence, facts: Facts, by: Deduction) -> None:
    """Requires that a function leads to a bound: by its value, by a limit, or to infinity."""
    if bound in INFINITE:
        require_diverges(t, bound, evidence, facts, by)
        return
    reached = by.equality(evidence, facts)
    near = substitute(t.body, {t.var: t.args[0]}) if facts.continuous_at(t) else t
    require_sides(reached, near, bound)
