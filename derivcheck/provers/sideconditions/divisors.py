"""Side conditions by divisors: what divides something that is not zero is not zero.

And what has a multiple that is zero, by a cofactor that is not, is zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Hypothesis, Lemma
from derivcheck.kernel.language.evidence import Sign as BySign
from derivcheck.kernel.language.terms import App, Term, call, conjuncts, is_infinite, number
from derivcheck.provers.foundations.polynomials import MAX_DEGREE
from derivcheck.provers.foundations.proof_context import ProofContext


def by_factors(known: ProofContext, rel: str, difference: Term) -> None:
    """Not zero because no factor is: each divides something that is not zero."""
    facts = known.facts
    if rel not in ("!=", ">", "<"):
        return
    v = facts.field.value(difference)
    if v.top.is_constant() or v.top.total_degree() > MAX_DEGREE:
        return
    _, factors = v.top.factor()
    parts = [written(facts.field, p) for p, _ in factors]
    for p, (factor, _) in zip(parts, factors, strict=True):
        if not known.facts.holds(call("!=", p, 0)) and not _divisor(known, factor):
            return
    whole = parts[0]
    for p in parts[1:]:
        known.learn(Axiom("nonzero_product", (("u", whole), ("v", p))))
        whole = whole * p
    if rel == "!=":
        form = App("*", tuple(parts)) if len(parts) > 1 else parts[0]
        scaled = Arithmetic(difference, _scaled_like(known.facts, difference, factors))
        known.learn(Lemma(call("!=", difference, 0), BySign(scaled))) if form else None


def _scaled_like(facts: Facts, difference: Term, factors: list[tuple[Poly, int]]) -> Term:
    v = facts.field.value(difference)
    content, _ = v.top.factor()
    powers = [(written(facts.field, p), int(n)) for p, n in factors]
    parts = [number(int(content)), *(p if n == 1 else p ** number(n) for p, n in powers)]
    top = App("*", tuple(parts)) if len(parts) > 1 else parts[0]
    return top if v.bottom.is_one() else top / written(facts.field, v.bottom)


def _divisor(known: ProofContext, p: Poly) -> bool:
    """p != 0 because it divides something that is known not to be zero."""
    facts = known.facts
    for difference in _nonzero(facts):
        v = facts.field.value(difference)
        top, q = facts.field.up(v.top), facts.field.up(p)
        if v.top.is_constant() or not v.bottom.is_constant():
            continue
        cofactor, rest = divmod(top, q)
        if rest.is_zero() and not cofactor.is_zero():
            other = written(facts.field, cofactor)
            if known.learn(Axiom("nonzero_factor", (("u", written(facts.field, q)), ("v", other)))):
                return True
    return _cofactor(known, p)


def _cofactor(known: ProofContext, p: Poly) -> bool:
    """p != 0 because p*q is by a known equation something that is not zero."""
    facts = known.facts
    for fact in conjuncts(facts.statements):
        match fact:
            case App("=", (a, b)) if not is_infinite(a) and not is_infinite(b):
                v = facts.field.value(a - b)
            case _:
                continue
        cofactor, rest = divmod(facts.field.up(v.top), facts.field.up(p))
        if cofactor.is_zero() or rest.is_zero() or not v.bottom.is_constant():
            continue
        u, w, other = (written(facts.field, part) for part in (p, cofactor, -rest))
        product = Lemma(call("!=", u * w, 0), BySign(Arithmetic(u * w, other, (Hypothesis(fact),))))
        if facts.holds(call("!=", other, 0)) and known.learn(product):
            return known.learn(Axiom("nonzero_factor", (("u", u), ("v", w))))
    return False


def _nonzero(facts: Facts) -> Iterator[Term]:
    for s in conjuncts(facts.statements):
        match s:
            case App("!=" | "<" | ">", (a, b)) if not is_infinite(a) and not is_infinite(b):
                yield a - b


def by_zero(known: ProofContext, s: Term, rel: str, difference: Term) -> None:
    """Zero because a multiple is, the cofactor not being zero."""
    facts = known.facts
    if rel != "=":
        return
    v = facts.field.value(difference)
    if v.top.is_constant() or v.top.total_degree() > MAX_DEGREE or not v.bottom.is_constant():
        return
    p = v.top.primitive()[1]
    for fact in conjuncts(facts.statements):
        match fact:
            case App("=", (a, b)) if not is_infinite(a) and not is_infinite(b):
                zero = facts.field.value(a - b)
            case _:
                continue
        if zero.top.is_zero() or not zero.bottom.is_constant():
            continue
        cofactor, rest = divmod(facts.field.up(zero.top), facts.field.up(p))
        if rest.is_zero() and not cofactor.is_constant():
            u, w = written(facts.field, p), written(facts.field, cofactor)
            if known.nonzero(w) and known.learn(Axiom("zero_product", (("u", u), ("v", w)))):
                known.learn(Lemma(s, BySign(Arithmetic(difference, _multiple(facts, v, u)))))
                return


def _multiple(facts: Facts, v: object, u: Term) -> Term:
    top, bottom = v.top, v.bottom  # type: ignore[attr-defined]  # a value of the field
    return number(Fraction(int(top.primitive()[0]), int(bottom.leading_coefficient()))) * u
