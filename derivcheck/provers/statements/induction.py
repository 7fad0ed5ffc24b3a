"""Inequalities for all integers from a bound on: the first one, and each from the one before.

2^n >= n^2 for n >= 4      2^(n + 1) - (n + 1)^2 = 2*(2^n - n^2) + n^2 - 2*n - 1

The difference of the sides at n + 1 is a multiple of that at n, as the part tells that is no
polynomial, and a rest: both must not be negative.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Evidence, Induction, Lemma, Sign
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, free_names, substitute
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import grounds, is_integer, known_bounds
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.derivative_signs import by_derivatives

WEAK = {"<": "<=", "<=": "<=", ">": ">=", ">=": ">="}


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality by induction on an integer name, or None."""
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    known = known_of(claim).facts
    for var in sorted(free_names(claim.before) | free_names(claim.after)):
        if is_integer(claim.context, var):
            for base in known_bounds(claim.context, var):
                if found := _from(claim, var, base, known, limits):
                    return with_domain(claim, found)
    return None


def _from(claim: Claim, var: str, base: Term, facts: Facts, limits: Limits) -> Evidence | None:
    statement = App(claim.relation, (claim.before, claim.after))
    start, above = grounds(statement, var, base, facts)
    first = _at(statement, var, base)
    if not start.holds(first):
        return None
    step = _step(above, statement, _at(statement, var, Sym(var) + 1), var, limits)
    if step is None:
        return None
    return Induction(
        claim.before, claim.after, var, base, start.shown(Lemma(first)), step, claim.relation
    )


def _at(statement: App, var: str, value: Term) -> App:
    left, right = (substitute(side, {var: value}) for side in statement.args)
    return App(statement.head, (left, right))


def _step(known: ProofContext, now: App, then: App, var: str, limits: Limits) -> Evidence | None:
    """Evidence for the statement at n + 1 from that at n."""
    if known.holds(then):
        return known.shown(Lemma(then))
    basis = Basis(known, HANDLERS, limits)
    gap, next_gap = (difference(*statement.args) for statement in (now, then))
    for t in (*now.args, *then.args):
        basis.visit(t)
    if basis.refined:
        basis.revisit(*now.args, *then.args)
    for holds in (known.holds, partial(_by_derivatives, known)):
        for factor in _factors(basis, gap, next_gap, var):
            rest = basis.normal(next_gap - factor * gap)
            if _is_kept(holds, now.head, factor, rest):
                return basis.wrapped(Sign(basis.arithmetic(next_gap, factor * gap + rest)))
    return None


def _by_derivatives(known: ProofContext, goal: App) -> bool:
    """Learns a comparison that a search for derivatives finds, as that of a number and a function
    is not seen without.
    """
    if known.holds(goal) or known.models.refute(goal):
        return known.facts.holds(goal)
    found = by_derivatives(known, goal)
    return found is not None and known.learn(Lemma(goal, found))


def _is_kept(holds: Callable[[App], bool], rel: str, factor: Term, rest: Term) -> bool:
    """Whether a multiple of what has a sign and a rest have it too, one of them strictly."""
    weakly = holds(App(WEAK[rel], (rest, ZERO)))
    if weakly and holds(App("<", (ZERO, factor))):
        return True
    return weakly and holds(App("<=", (ZERO, factor))) and holds(App(rel, (rest, ZERO)))


def _factors(basis: Basis, gap: Term, next_gap: Term, var: str) -> Iterator[Term]:
    """By what the difference of the sides grows, as one atom of it tells."""
    now, then = basis.value(gap), basis.value(next_gap)
    tops = [basis.field.up(v.top) for v in (now, then)]
    last = tops[0].context().nvars() - 1
    for n in sorted(basis.field.used(now), reverse=True):
        place = last - n
        if isinstance(basis.field.terms[n], Sym) or any(top.degrees()[place] != 1 for top in tops):
            continue
        slopes = [basis.polynomial(coefficients(top, place)[1]) for top in tops]
        bottoms = [basis.polynomial(v.bottom) for v in (now, then)]
        yield basis.normal(slopes[1] * bottoms[0] / (slopes[0] * bottoms[1]))
