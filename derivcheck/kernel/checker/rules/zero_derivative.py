"""Functions on an interval whose difference does not change."""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.checker.requirements import require, require_defined, require_sides
from derivcheck.kernel.checker.rules.logic import require_in_range
from derivcheck.kernel.checker.suppositions import knowing_defined
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.checker.unbounded import line
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Evidence, ZeroDerivative
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Sym, Term, free_names, substitute


def zero_derivative(e: ZeroDerivative, facts: Facts, by: Deduction) -> Term:
    """An equation that holds at one point of the interval of allowed values."""
    known = knowing_defined(facts, e.left, e.right)
    sort = facts.context.sorts.get(e.var)
    if sort is None or sort.base != "real" or sort.shape or facts.context.field != "real":
        raise Rejected("a zero derivative needs a real variable")
    if e.var in free_names(e.point):
        raise Rejected("the point must not depend on the variable")
    gap = Bind("diff", e.var, e.left - e.right, (Sym(e.var), ONE))
    inside = _on_interval(e.var, known, e.interval, by)
    require_defined(inside, gap)
    require_sides(by.agreement(e.derivative, inside), gap, ZERO)
    at = {e.var: e.point}
    elsewhere = [s for s in known.statements if e.var not in free_names(s)]
    there = facts.about(bare(known.context), elsewhere)
    require_in_range(e.point, (), "real", there)
    for statement in known.statements:
        require(there, substitute(statement, at))
    found = by.equality(e.at_point, there)
    require_sides(found, substitute(e.left, at), substitute(e.right, at))
    return equal(e.left, e.right)


def _on_interval(var: str, facts: Facts, lemmas: Sequence[Evidence], by: Deduction) -> Facts:
    """What is known on the interval to which the facts must confine a variable.

    Comparisons that are affine in the variable do; so does what follows from them, by lemmas.
    """
    confined = by.having(lemmas, facts.about(bare(facts.context), bounds_of(var, facts)))
    for statement in facts.statements:
        if not confined.holds(statement):
            raise Rejected("the allowed values need not form an interval", statement)
    return confined


def bounds_of(var: str, facts: Facts) -> list[Term]:
    """The facts that do not mention a variable, and those that confine it to an interval."""
    return [s for s in facts.statements if var not in free_names(s) or _cuts(s, var, facts)]


def _cuts(statement: Term, var: str, facts: Facts) -> bool:
    """Whether a statement confines a variable to a half-line or a point, being affine in it."""
    match statement:
        case App("<" | "<=" | ">" | ">=" | "=", (a, b)):
            t = a - b
            defined = all(map(facts.holds, definedness(t, facts.context)))
            return defined and line(t, var, Field(facts.context)) is not None
    return False
