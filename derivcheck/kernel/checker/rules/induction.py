"""Induction on a whole number from a lower bound."""

from __future__ import annotations

from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.checker.requirements import require, require_defined, require_sides
from derivcheck.kernel.checker.theorems import Rejected, equal
from derivcheck.kernel.language.claims import integral
from derivcheck.kernel.language.evidence import Induction
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import Sym, Term, call, free_names, substitute


def induction(e: Induction, facts: Facts, by: Deduction) -> Term:
    """An equation that holds at the bound and is kept by each step."""
    n = Sym(e.var)
    if not integral(n, facts.context):
        raise Rejected("induction needs an integer variable")
    start = call("<=", e.base, n)
    sorts = (facts.context.sorts.get(name, REAL) for name in free_names(equal(e.left, e.right)))
    if any(e.var in sort.sizes for sort in sorts):
        raise Rejected("an array grows with the variable of induction")
    rest = [s for s in facts.statements if e.var not in free_names(s)]
    without = Facts(bare(facts.context), rest)
    if e.var in free_names(e.base) or not integral(e.base, facts.context):
        raise Rejected("induction starts at an integer that does not depend on the variable")
    require(facts, start)
    above = without.knowing(start)
    require_defined(above, e.left, e.right)
    require_sides(by.agreement(e.first, without), *_at(e, e.base))
    above = above.knowing(equal(e.left, e.right))
    require_sides(by.agreement(e.step, above), *_at(e, n + 1))
    return equal(e.left, e.right)


def _at(e: Induction, value: Term) -> tuple[Term, Term]:
    return substitute(e.left, {e.var: value}), substitute(e.right, {e.var: value})
