"""Sums of hypergeometric terms over any range: by what they are the differences of.

    sum(1/(k*(k + 1)), k = a..b) = f(b + 1) - f(a) with f(k) = -1/k
    sum(k*k!, k = a..b)          = f(b + 1) - f(a) with f(k) = k!

Whether there is such an f, and which, Gosper's algorithm tells (M. Petkovsek, H. Wilf and
D. Zeilberger, A = B, chapter 5).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Chain, Congruence
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    is_infinite,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.gosper import certificate, is_rational

FACTORIALS = frozenset(("factorial", "gamma", "binomial"))
"""Heads of hypergeometric terms that are summed."""


def summed_up(basis: Basis, t: Bind) -> bool:
    """Proposes the value of a sum over a range; whether it is accepted."""
    moving = any(t.var in free_names(end) for end in t.args)
    if moving or is_infinite(t) or not _may_be_difference(t.body, t.var):
        return False
    name = name_for(basis, t)
    old = renamed(t, name)
    known = basis.known.inside(old, name)
    known = known.knowing(*definedness(old.body, known.facts.context))
    generic = Basis(known.positive(), basis.handlers, basis.limits)
    root = antidifference(generic, old.body, old.body, name)
    if root is None:
        return False
    moved = substitute(root, {name: Sym(name) + 1}) - root
    if not known.defined(moved):
        return False
    inner = Basis(known, basis.handlers, basis.limits)
    inner.visit(old.body)
    inner.visit(moved)
    if not inner.equal(old.body, moved):
        return False
    parts = (inner.evidence(old.body, moved), None, None)
    row = series_row("sum_telescope", replace(old, body=root))
    return basis.propose(Chain((Congruence(old, replace(old, body=moved), parts, name), row)))


def _may_be_difference(t: Term, var: str) -> bool:
    """Whether a term is a fraction with a name in its denominator, or has its factorial.

    Polynomials and exponentials are summed by rows of their own.
    """
    parts = [u for u in subterms(t) if var in free_names(u)]
    if is_rational(t, frozenset((var,))):
        return any(var in free_names(_denominator(u)) for u in parts)
    return any(isinstance(u, App) and u.head in FACTORIALS for u in parts)


def _denominator(t: Term) -> Term:
    match t:
        case App("/", (_, v)):
            return v
        case App("^", (u, Num(n))) if n < 0:
            return u
    return ONE


def antidifference(basis: Basis, t: Term, core: Term, name: str) -> Term | None:
    """The term whose differences are another one, a multiple of a third; None if there is none.

    Arguments:
        core: by which the term is divided; the quotient is rational in the name.
    """
    normal = []
    for ratio in (substitute(t, {name: Sym(name) + 1}) / t, t / core):
        basis.visit(ratio)
        normal.append(basis.normal(ratio))
    if not all(is_rational(ratio, frozenset((name,))) for ratio in normal):
        return None
    found = certificate(basis, normal[0], name)
    return None if found is None else basis.normal(found * normal[1]) * core
