"""Equations by the logarithms of known ones, where powers with unlike exponents are multiplied.

V2/V1 = V3/V4      for T*V2^(g - 1) = U*V3^(g - 1), T*V1^(g - 1) = U*V4^(g - 1) and g > 1

The logarithms of products of positive numbers are sums, so that known products of powers are linear
equations for the logarithms of what is multiplied, and are solved as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Chain, Congruence, Evidence, Hypothesis
from derivcheck.kernel.language.terms import App, Term, call, conjuncts, free_names, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS

MAX_LAWS = 6
"""From so many known equations logarithms are taken."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation from those that are known of powers, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    known = known_of(claim)
    laws = list(products(known))
    if not any(map(is_power, (u for law in laws for u in subterms(law)))):
        return None
    basis = of_logarithms(known, laws, limits)
    if not basis.lemmas:
        return None
    found = _equal(basis, claim.before, claim.after)
    return with_domain(claim, basis.wrapped(found)) if found else None


def products(known: ProofContext) -> Iterator[App]:
    """The known equations of which logarithms may be taken: of products, if need be of one."""
    for statement in conjuncts(known.facts.statements):
        match statement:
            case App("=", (left, right)) if all(map(_is_product, (left, right))):
                yield statement


def _is_product(t: Term) -> bool:
    return not (isinstance(t, App) and t.head in ("+", "neg", "floor", "mod"))


def is_power(t: Term) -> bool:
    """Whether a term is a power with an exponent that depends on a name."""
    return isinstance(t, App) and t.head == "^" and bool(free_names(t.args[1]))


def of_logarithms(known: ProofContext, laws: list[App], limits: Limits) -> Basis:
    """The basis in which the logarithms of known equations are used."""
    basis = Basis(known, HANDLERS, limits)
    for law in laws[:MAX_LAWS]:
        images = tuple(call("log", side) for side in law.args)
        if known.defined(*images):
            for image in images:
                basis.visit(image)
            basis.propose(Congruence(images[0], images[1], (Hypothesis(law),)))
    return basis


def _equal(basis: Basis, before: Term, after: Term) -> Evidence | None:
    """Evidence for an equation in a basis, by the logarithms of its sides if they have some."""
    for side in (before, after):
        basis.visit(side)
    if basis.equal(before, after):
        return basis.arithmetic(before, after)
    images = tuple(call("log", side) for side in (before, after))
    if not basis.known.defined(*images):
        return None
    for image in images:
        basis.visit(image)
    if not basis.equal(*images):
        return None
    one, other = (call("exp", u) for u in images)
    same = Congruence(one, other, (basis.arithmetic(*images),))
    plain = Basis(basis.known, HANDLERS, basis.limits)
    ends = (before, one), (other, after)
    for end in ends:
        for t in end:
            plain.visit(t)
    if not all(plain.equal(*end) for end in ends):
        return None
    first, last = (plain.arithmetic(*end) for end in ends)
    return Chain((first, same, last))
