"""Implicit differentiation: an equation for all values is differentiated on both sides.

From `for all t: t^2 + y(t)^2 = 25` follows 2*t + 2*y(t)*y'(t) = 0 at every t, and y'(t) where the
factor beside it is not 0 (Rudin, Principles of Mathematical Analysis, 9.28).  The equation is
differentiated at the places at which the step has the derivative of a function of its.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Congruence, Evidence, Hypothesis
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    conjuncts,
    free_names,
    fresh,
    substitute,
    subterms,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.functional import applications
from derivcheck.provers.normalforms.handlers import HANDLERS

MAX_DIFFERENTIATED = 4
"""How many equations are differentiated for one step."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with the derivative of a function that an equation gives."""
    if claim.relation != "=":
        return None
    places = list(dict.fromkeys(p for side in (claim.before, claim.after) for p in _slopes(side)))
    if not places:
        return None
    basis, found = Basis(known_of(claim), HANDLERS, limits), 0
    for law in conjuncts(basis.known.facts.statements):
        for at in dict.fromkeys(at for f, at in places if f in _functions(law)):
            if found < MAX_DIFFERENTIATED:
                found += _differentiated(basis, law, at)
    if not found:
        return None
    for t in (claim.before, claim.after):
        basis.visit(t)
    if not basis.equal(claim.before, claim.after):
        return None
    return with_domain(claim, basis.evidence(claim.before, claim.after))


def _differentiated(basis: Basis, law: Term, at: Term) -> bool:
    """Proposes that the sides of an equation have the same derivative somewhere."""
    equation = _equation(law)
    if not isinstance(law, Bind) or equation is None:
        return False
    name = fresh(law.var, free_names(law) | free_names(at) | set(basis.known.facts.context.sorts))
    sides = (substitute(side, {law.var: Sym(name)}) for side in equation.args)
    left, right = (Bind("diff", name, side, (at, ONE)) for side in sides)
    known = basis.known.inside(left, name)
    instance = Hypothesis(law, (Sym(name),))
    match known.inferred(instance):
        case App("implies", (condition, conclusion)):
            if not known.holds(condition) or not known.learn(instance):
                return False
            instance = Hypothesis(conclusion)
    inner = Basis(known, {}, basis.limits)
    shown = Congruence(left, right, (inner.wrapped(instance), None, None), name)
    basis.visit(left)
    return basis.propose(shown)


def _equation(law: Term) -> App | None:
    """The equation that a law states for all values of one name; None of derivatives."""
    match law:
        case Bind("forall", _, App("implies", (_, App("=", _) as found)) | (App("=", _) as found)):
            return None if any(isinstance(s, Bind) for s in subterms(found)) else found
    return None


def _functions(law: Term) -> frozenset[str]:
    found = _equation(law)
    return frozenset(f for f, _ in applications(found)) if found else frozenset()


def _slopes(side: Term) -> Iterator[tuple[str, Term]]:
    """The functions of which a derivative stands in a term, and where it is taken."""
    for s in subterms(side):
        match s:
            case Bind("diff", _, body, (at, *_)):
                yield from ((f, at) for f, _ in applications(body))
