"""Induction on a whole number from a lower bound."""

from __future__ import annotations

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.requirements import require, require_defined, require_sides
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.suppositions import apart_from, grown
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.claims import integral
from derivcheck.kernel.language.evidence import Evidence, Induction
from derivcheck.kernel.language.terms import App, Sym, Term, call, free_names, substitute


def induction(e: Induction, facts: Facts, by: Deduction) -> Term:
    """An equation or a comparison that holds at the bound and is kept by each step."""
    if e.relation not in ALLOWED:
        raise Rejected("induction is on an equation or a comparison")
    n = Sym(e.var)
    if not integral(n, facts.context):
        raise Rejected("induction needs an integer variable")
    start = call("<=", e.base, n)
    if grown(e.var, facts) & free_names(equal(e.left, e.right)):
        raise Rejected("an array grows with the variable of induction")
    without = apart_from(e.var, facts)
    if e.var in free_names(e.base) or not integral(e.base, facts.context):
        raise Rejected("induction starts at an integer that does not depend on the variable")
    require(facts, start)
    above = without.knowing(start)
    require_defined(above, e.left, e.right)
    _require_at(e, e.base, e.first, without, by)
    _require_at(e, n + 1, e.step, above.knowing(App(e.relation, (e.left, e.right))), by)
    return App(e.relation, (e.left, e.right))


def _require_at(e: Induction, at: Term, of: Evidence, facts: Facts, by: Deduction) -> None:
    """Requires the statement at a value; that its sides have values is known.  Raises: Rejected."""
    left, right = (substitute(side, {e.var: at}) for side in (e.left, e.right))
    if e.relation == "=":
        require_sides(by.agreement(of, facts), left, right)
    else:
        by.prove(App(e.relation, (left, right)), of, facts)
