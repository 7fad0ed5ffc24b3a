"""Congruences: one term less the other leaves the remainder 0.

mod(f - g, m) = 0      f/m = g/m + floor((f - g)/m)      mod(f, m) = mod(g, m)

The remainder is found as others are, by what is known of remainders too.  Premises are supposed,
and each part of a conclusion is shown alone.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, Claim
from derivcheck.kernel.language.evidence import Arithmetic, Each, Evidence, Suppose
from derivcheck.kernel.language.terms import TRUE, ZERO, App, Term, call, number, numeral
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.statements.known_congruences import modulus
from derivcheck.provers.statements.remainders import Division, Search, divided, quotient_of
from derivcheck.provers.statements.symbolic_congruences import congruent


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a congruence, or for what remainders imply of others, or None."""
    return _proved(claim, Search(limits))


def prove_by_known(claim: Claim, limits: Limits) -> Evidence | None:
    """The same by exact arithmetic alone."""
    return _proved(claim, Search(limits, powers=0))


def _proved(claim: Claim, search: Search) -> Evidence | None:
    if claim.context.field != "real":
        return None
    if claim.relation == "iff":
        forward = _proved(replace(claim, relation="implies"), search)
        backward = forward and _proved(replace(claim, relation="implied by"), search)
        return Each((forward, backward)) if forward and backward else None
    goal = goal_of(claim)
    if claim.relation in LINKS:
        return _shown(goal, ProofContext(facts_of(claim), discharge), search)
    found = _shown(goal, known_of(claim), search)
    return found and with_domain(claim, found)


def _shown(goal: Term, known: ProofContext, search: Search) -> Evidence | None:
    """Evidence for congruences, supposing what implies them."""
    match goal:
        case App("implies", (p, q)):
            inner = known.supposing(p) if p != TRUE else known
            found = _shown(q, inner, search)
            return found and Suppose(inner.shown(found))
        case App("and", goals):
            parts = []
            for part in goals:
                found = _shown(part, known, search)
                if found is None:
                    return None
                parts.append(found)
            return Each(tuple(parts))
        case App("=", (App("mod", (f, m)), App("mod", (g, n)))) if m == n:
            found = _congruent(f, g, modulus(m), known, search)
            return found or congruent(f, g, m, known, search.limits)
        case App("=", (App("mod", (f, m)), r)) if isinstance(s := numeral(r), int):
            if 0 <= s < modulus(m):
                return divided(known, Division(f, modulus(m), s), search)
            return None if s else congruent(f, ZERO, m, known, search.limits)
        case App("=", (App("floor", (u,)), v)) if u == v:
            return _whole(u, known, search)
    return None


def _whole(u: Term, known: ProofContext, search: Search) -> Evidence | None:
    """Evidence that the quotient of an integer by a number is whole."""
    basis = Basis(known.knowing(), {}, search.limits)
    bottom = basis.value(u).bottom
    if not bottom.is_constant():
        return None
    m = int(bottom.leading_coefficient())
    of = Division(basis.normal(u * number(m)), m, 0)
    remains = divided(known, of, search)
    return remains and Arithmetic(call("floor", u), u, (quotient_of(of, remains),))


def _congruent(f: Term, g: Term, m: int, known: ProofContext, search: Search) -> Evidence | None:
    """Evidence for mod(f, m) = mod(g, m) from the remainder of the difference."""
    of = Division(f - g, m, 0)
    remains = divided(known, of, search) if m else None
    if remains is None:
        return None
    basis, goal = Basis(known.knowing(), {}, search.limits), App("=", (_mod(f, m), _mod(g, m)))
    basis.propose(quotient_of(of, remains))
    for u in (f, g):
        basis.axiom("mod_floor", u=u, v=m)
    basis.axiom("floor_shift", u=g / number(m), n=of.rounded)
    return basis.evidence(*goal.args) if basis.equal(*goal.args) else None


def _mod(u: Term, m: int) -> Term:
    return App("mod", (u, number(m)))
