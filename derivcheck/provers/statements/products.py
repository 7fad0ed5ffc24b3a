"""Products that are zero: one of their factors is.

A known equation whose gap factors gives a disjunction; a disjunction of equations follows where the
product of the gaps is zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.evidence import Axiom, Either, Evidence, Have, Lemma
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number
from derivcheck.provers.equations.cases import split
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import factored, of_powers
from derivcheck.provers.foundations.proof_context import ProofContext, alternatives
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS

MAX_FACTORS = 6
"""Products of more factors are not taken apart."""
Powers = list[tuple[Term, int]]
"""Factors with their exponents."""


def factors_of(known: ProofContext, gap: Term, limits: Limits) -> Iterator[Evidence]:
    """p = 0 or q = 0 or .. from a known equation whose gap is a product."""
    if any(alternatives(known.facts)):
        return  # one disjunction at a time
    factors = _factored(known, gap, limits)
    if not factors:
        return
    kept = [(p, e) for p, e in factors if not known.nonzero(p)]
    zero = [call("=", p, ZERO) for p, _ in kept]
    if not zero:
        return
    goal = App("or", tuple(zero)) if len(zero) > 1 else zero[0]
    of = _by_factors(goal, kept, [f for f in factors if f not in kept], known, limits)
    if of:
        yield Lemma(goal, of)


def _factored(known: ProofContext, gap: Term, limits: Limits) -> Powers:
    """The factors of a difference as it is written, or of its normal form; none of a single one."""
    field, basis = known.facts.field, Basis(known.knowing(), HANDLERS, limits)
    _, found = factored(field.value(gap).top)
    if _is_several(found):
        return [(written(field, p), e) for p, e in found]
    basis.visit(gap)
    _, found = factored(basis.value(gap).top)
    return [(basis.polynomial(p), e) for p, e in found] if _is_several(found) else []


def _is_several(found: Sequence[tuple[Poly, int]]) -> bool:
    return 1 < sum(e for _, e in found) <= MAX_FACTORS


def _by_factors(
    goal: Term, factors: Powers, others: Powers, known: ProofContext, limits: Limits
) -> Evidence | None:
    """One of some factors is zero, their product with others being so by what is known."""
    product, rest = of_powers(factors), of_powers(others)
    whole = product * rest if others else product
    of = split(whole, ZERO, known, limits, 0) if known.defined(goal) else None
    zero = [Lemma(call("=", whole, ZERO), of)]
    if of is None or not (rest == ONE or known.nonzero(rest)):
        return None
    last = (Axiom("zero_product", (("u", product), ("v", rest))),) if others else ()
    return known.shown(Have((*zero, *last), _one_of(goal, factors)))


def by_product(
    goal: Term, choices: tuple[Term, ...], known: ProofContext, limits: Limits
) -> Evidence | None:
    """A disjunction of equations from the product of their gaps."""
    sides = [p.args for p in choices if isinstance(p, App) and p.head == "="]
    if len(sides) < len(choices) or len(sides) > MAX_FACTORS:
        return None
    return _by_factors(goal, [(left - right, 1) for left, right in sides], [], known, limits)


def _one_of(goal: Term, factors: Powers) -> Evidence:
    """One of some factors is zero, their product being so."""
    (p, e), *rest = factors
    power = (Axiom("zero_power", (("u", p), ("n", number(e)))),) if e > 1 else ()
    first = Have(power, Lemma(goal))
    if not rest:
        return first
    choice = Axiom("zero_factor", (("u", of_powers([(p, e)])), ("v", of_powers(rest))))
    statement, _ = instance(AXIOMS[choice.name], choice.bindings)
    return Have((choice,), Either(statement, (first, _one_of(goal, rest))))
