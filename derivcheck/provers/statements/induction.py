"""Inequalities for all integers from a bound on: the first one, and each from the one before.

2^n >= n^2 for n >= 4      2^(n + 1) - (n + 1)^2 = 2*(2^n - n^2) + n^2 - 2*n - 1

The difference of the sides at n + 1 is a multiple of that at n, as the part tells that is no
polynomial, and a rest: both must not be negative.  Of the rest that may take other provers: for
sum(1/k, k = 1..n) >= log(n + 1) it is 1/(n + 1) - log(n + 2) + log(n + 1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, call, free_names, substitute
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import adopt_known, known_of
from derivcheck.provers.equations.induction import grounds, is_integer, known_bounds
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.conclusions import Prover, alone

WEAK = {"<": "<=", "<=": "<=", ">": ">=", ">=": ">="}
MAX_RESTS = 2
"""How many rests other provers are asked about."""

Rest = Callable[[App], Evidence | None]
"""Evidence for a comparison at all allowed points above a bound, by other provers."""


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover] = ()) -> Evidence | None:
    """Evidence for an inequality by induction on an integer name, or None.

    Arguments:
        provers: of comparisons, for what is left.
    """
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    known, provers = known_of(claim).facts, tuple(provers)
    for var in sorted(free_names(claim.before) | free_names(claim.after)):
        if is_integer(claim.context, var):
            for base in known_bounds(claim.context, var):
                if found := step_by_step(claim, var, base, known, limits, provers):
                    return with_domain(claim, found)
    return None


def step_by_step(
    claim: Claim,
    var: str,
    base: Term,
    facts: Facts,
    limits: Limits,
    provers: tuple[Prover, ...] = (),
) -> Evidence | None:
    """Evidence for a comparison by induction on a name from one of its lower bounds, or None."""
    statement = App(claim.relation, (claim.before, claim.after))
    start, above = grounds(statement, var, base, facts)
    first = _at(statement, var, base)
    if not start.holds(first):
        return None
    stated = tuple(s for s in claim.context.assumptions if var not in free_names(s))
    there = replace(claim.context, assumptions=(*stated, call("<=", base, Sym(var))))
    others = partial(alone, context=there, limits=limits, provers=provers)
    step = _step(above, statement, _at(statement, var, Sym(var) + 1), var, limits, others)
    if step is None:
        return None
    return induction(statement, var, base, start.shown(Lemma(first)), step)


def _at(statement: App, var: str, value: Term) -> App:
    left, right = (substitute(side, {var: value}) for side in statement.args)
    return App(statement.head, (left, right))


def _step(
    known: ProofContext, now: App, then: App, var: str, limits: Limits, others: Rest
) -> Evidence | None:
    """Evidence for the statement at n + 1 from that at n."""
    if known.holds(then):
        return known.shown(Lemma(then))
    basis = Basis(known, HANDLERS, limits)
    gap, next_gap = (difference(*statement.args) for statement in (now, then))
    for instance in instances(known.facts.statements, (*now.args, *then.args)):
        adopt_known(basis, instance)
    for t in (*now.args, *then.args):
        basis.visit(t)
    if basis.refined:
        basis.revisit(*now.args, *then.args)
    steps = []
    for factor in _factors(basis, gap, next_gap, var):
        rest = basis.normal(next_gap - factor * gap)
        steps.append((factor, rest))
        if _is_kept(known, now.head, factor, rest):
            return basis.wrapped(Sign(basis.arithmetic(next_gap, factor * gap + rest)))
    for factor, rest in steps[:MAX_RESTS]:
        if known.holds(call("<", 0, factor)):
            left = App(WEAK[now.head], (rest, ZERO))
            shown = others(left)
            if shown and known.learn(Lemma(left, shown)):
                return known.shown(Sign(basis.arithmetic(next_gap, factor * gap + rest)))
    return None


def _is_kept(known: ProofContext, rel: str, factor: Term, rest: Term) -> bool:
    """Whether a multiple of what has a sign and a rest have it too, one of them strictly."""
    weakly = known.holds(App(WEAK[rel], (rest, ZERO)))
    if weakly and known.holds(call("<", 0, factor)):
        return True
    return weakly and known.holds(call("<=", 0, factor)) and known.holds(App(rel, (rest, ZERO)))


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
