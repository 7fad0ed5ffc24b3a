"""The case prover: splits on what the normal forms leave open.

An indicator of two free indices, the sign inside an absolute value, the first statement of cases:
each is a statement that holds or fails, and both branches are normalised again.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Cases, Evidence
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.inference import Rejected, facts_of, require_defined
from derivcheck.kernel.signs import ALLOWED
from derivcheck.kernel.terms import App, Bind, Term, call, subterms
from derivcheck.provers.basis import Basis
from derivcheck.provers.elementary import reduced
from derivcheck.provers.limits import Limits


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation by at most `limits.cases` nested splits, or None."""
    if claim.relation != "=":
        return None
    facts = facts_of(claim)
    return split(claim.before, claim.after, facts, limits, limits.cases)


def split(before: Term, after: Term, facts: Facts, limits: Limits, depth: int) -> Evidence | None:
    """Evidence that two terms are equal, by cases."""
    basis = reduced(before, after, facts, limits)
    if basis.equal(before, after):
        return basis.evidence(before, after)
    if not depth:
        return None
    for statement in _open(basis, before, after):
        yes = split(before, after, facts.knowing(statement), limits, depth - 1)
        if yes is None:
            return None
        denied = App("not", (statement,))
        no = split(before, after, facts.knowing(denied), limits, depth - 1)
        return None if no is None else Cases(statement, yes, no)
    return None


def _open(basis: Basis, before: Term, after: Term) -> Iterator[Term]:
    """Statements that the normal forms depend on and that are neither known nor denied."""
    for side in (before, after):
        for atom in basis.atoms(side):
            for t in subterms(atom):
                statement = _choice(t)
                if statement is not None and _decidable(basis.facts, statement, atom):
                    yield statement


def _choice(t: Term) -> Term | None:
    match t:
        case App("indicator", (p,)) | App("where", (_, p)):
            return p if isinstance(p, App) and p.head in ALLOWED else None
        case App("abs" | "sign", (u,)):
            return call(">=", u, 0)
        case App("max" | "min", (u, v)):
            return call(">=", u, v)
        case App("piecewise", (_, p, *_)):
            return p
    return None


def _decidable(facts: Facts, statement: Term, atom: Term) -> bool:
    if isinstance(atom, Bind) or facts.holds(statement) or facts.holds(App("not", (statement,))):
        return False
    try:
        require_defined(facts, statement)
    except Rejected:
        return False
    return True
