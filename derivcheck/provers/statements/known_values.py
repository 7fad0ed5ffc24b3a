"""Comparisons of what known equations determine: with that put in, factor by factor.

a > 0      for m*a = m*g*sin(t) - mu*N, N = m*g*cos(t) and tan(t) > mu

The difference of the sides is g*(sin(t) - mu*cos(t)) where the equations hold; the sign of a factor
that is not seen is a question of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from derivcheck.kernel.language.claims import ORDERS, Claim, Context
from derivcheck.kernel.language.evidence import Evidence, Hypothesis, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Sym,
    Term,
    conjuncts,
    free_names,
    number,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import adopt_known, known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.solving import solved
from derivcheck.provers.sideconditions.one_sided import side
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.conclusions import alone

Prover = Callable[[Claim, Limits], Evidence | None]
MAX_FACTORS = 4
"""How many factors of a difference may have signs that are not seen."""


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover]) -> Evidence | None:
    """Evidence for a comparison by the factors of the difference of its sides, or None.

    Arguments:
        provers: of comparisons, in their order.
    """
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    known, gap = known_of(claim), difference(claim.before, claim.after)
    basis = _solved(known, gap, limits)
    content, factors = basis.factors(gap)
    form = number(content) * of_powers(factors)
    if not factors or (len(factors) == 1 and free_names(form) == free_names(gap)):
        return None
    if not signs_learnt(known, [p for p, _ in factors], claim.context, limits, tuple(provers)):
        return None
    return with_domain(claim, basis.wrapped(Sign(basis.arithmetic(gap, form))))


def signs_learnt(
    known: ProofContext,
    factors: Sequence[Term],
    context: Context,
    limits: Limits,
    provers: tuple[Prover, ...],
) -> bool:
    """Learns of factors on which side of zero they are; whether that is known of all of them."""
    unseen = [p for p in factors if not _is_seen(known, p)]
    if len(unseen) > MAX_FACTORS:
        return False
    for factor in unseen:
        ways = (App(rel, (factor, ZERO)) for rel in (side(known, factor) or "><"))
        lemmas = (Lemma(s, _shown(s, context, limits, provers)) for s in ways)
        if not any(lemma.of and known.learn(lemma) for lemma in lemmas):
            return False
    return True


def _shown(
    s: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a comparison, known equations put aside at first."""
    rest = tuple(p for p in conjuncts(context.assumptions) if not _is_equation(p))
    plain = replace(context, assumptions=rest, facts=())
    found = alone(s, plain, limits, provers)
    return found if found or plain == context else alone(s, context, limits, provers)


def _is_seen(known: ProofContext, factor: Term) -> bool:
    return any(known.holds(App(rel, (factor, ZERO))) for rel in (">", "<"))


def _solved(known: ProofContext, gap: Term, limits: Limits) -> Basis:
    """The basis in which known equations are used, those for names of a term solved for these."""
    basis, names = Basis(known, HANDLERS, limits), free_names(gap)
    equations = [s for s in conjuncts(known.facts.statements) if _is_equation(s)]
    for s in sorted(equations, key=lambda s: not names.isdisjoint(free_names(s))):
        if names.isdisjoint(free_names(s)) or not any(_one(basis, s, n) for n in sorted(names)):
            adopt_known(basis, Hypothesis(s))
    basis.visit(gap)
    return basis


def _is_equation(s: Term) -> bool:
    match s:
        case App("=", (left, _)):
            return not (isinstance(left, App) and left.head == "floor")
    return False


def _one(basis: Basis, s: Term, name: str) -> bool:
    """Uses an equation as the value of a name, if it is linear in that."""
    left, right = s.args  # type: ignore[union-attr]  # an equation
    for t in (left, right):
        basis.visit(t)
    lemmas = (*basis.lemmas, Hypothesis(s))
    found = solved(basis.known, basis.field, lemmas, left, right, Sym(name))
    if found is None or not basis.known.learn(found):
        return False
    basis.lemmas += Hypothesis(s), Hypothesis(found.statement)
    value = found.statement.args  # type: ignore[union-attr]  # an equation
    return basis.field.assume(*value)
