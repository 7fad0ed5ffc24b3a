"""Equal absolute values of complex numbers, by their squares: |u|^2 = u*conjugate(u) (DLMF 1.9.7).

What is known of an absolute value, |z| = 1, is known of z*conjugate(z) as well.
"""

from __future__ import annotations

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Axiom, Evidence, Lemma
from derivcheck.kernel.language.terms import ZERO, App, Term, call, conjuncts, number, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_KNOWN = 4
"""How many known absolute values are looked at."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation with absolute values over the complex field, or None."""
    if claim.relation != "=" or claim.context.field == "real":
        return None
    if not any(isinstance(t, App) and t.head == "abs" for t in _subterms(claim)):
        return None
    known = known_of(claim)
    _learn_products(known)
    u, v = claim.before, claim.after
    found = _equal(known, u, v, limits)
    if found is None and all(known.holds(call("<=", ZERO, side)) for side in (u, v)):
        squares = u ** number(2), v ** number(2)
        shown = _equal(known, *squares, limits)
        if shown and known.learn(Lemma(App("=", squares), shown)):
            found = known.shown(Axiom("square_injective", (("u", u), ("v", v))))
    return with_domain(claim, found) if found else None


def _subterms(claim: Claim) -> tuple[Term, ...]:
    return (*subterms(claim.before), *subterms(claim.after))


def _learn_products(known: ProofContext) -> None:
    """Learns z*conjugate(z) where |z| is known to be something."""
    stated = [s for s in conjuncts(known.facts.statements) if isinstance(s, App) and s.head == "="]
    found = [side for s in stated for side in s.args if isinstance(side, App)]
    for side in [side for side in found if side.head == "abs"][:MAX_KNOWN]:
        known.learn(Axiom("abs_conjugate", (("u", side.args[0]),)))


def _equal(known: ProofContext, u: Term, v: Term, limits: Limits) -> Evidence | None:
    basis = reduced(u, v, known.knowing(), limits)
    return basis.evidence(u, v) if basis.equal(u, v) else None
