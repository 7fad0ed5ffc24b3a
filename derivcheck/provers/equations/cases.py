"""The case prover: splits on what the normal forms leave open.

An indicator of two free indices, the sign inside an absolute value, the first statement of cases:
each is a statement that holds or fails, and both branches are normalised again.  What is known to
be one of several things, as a label y[i] in {-1, 1}, is normalised as each of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Cases, Either, Evidence, Lemma
from derivcheck.kernel.language.terms import App, Bind, Term, call, free_names, subterms
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of, reduced
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext, alternatives
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.primitives import parameters
from derivcheck.provers.sideconditions.known_instances import state_choices

MAX_CHOICES = 2
"""How many known disjunctions are tried, one after the other."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation by at most `limits.cases` nested splits, or None."""
    if claim.relation != "=":
        return None
    found = split(claim.before, claim.after, known_of(claim), limits, limits.cases)
    return None if found is None else with_domain(claim, found)


def prove_by_parameters(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of integrals whose primitives divide by a parameter, or None."""
    if claim.relation != "=":
        return None
    known, sides = known_of(claim), (claim.before, claim.after)
    basis = Basis(known, {}, limits)
    for statement in (s for side in sides for s in parameters(basis, side)):
        if not known.holds(negation(statement)) and not known.holds(statement):
            no = split(*sides, known.denying(statement), limits, 0)
            yes = no and split(*sides, known.knowing(statement), limits, 0)
            found = yes and no and known.shown(Cases(statement, yes, no))
            return with_domain(claim, found) if found else None
    return None


def split(
    before: Term, after: Term, known: ProofContext, limits: Limits, depth: int
) -> Evidence | None:
    """Evidence that two terms are equal, by cases."""
    basis = reduced(before, after, known, limits)
    if basis.equal(before, after):
        return basis.evidence(before, after)
    if not depth:
        return None
    for statement in _open(basis, before, after):
        yes = split(before, after, _where(known.knowing(statement), statement), limits, depth - 1)
        other = _where(known.denying(statement), statement)
        no = yes and split(before, after, other, limits, depth - 1)
        return known.shown(Cases(statement, yes, no)) if yes and no else None
    return _by_alternatives(before, after, known, limits, depth)


def _where(known: ProofContext, statement: Term) -> ProofContext:
    """What is known in a case, that the sides of its comparison are equal if they must be."""
    match statement:
        case App("<" | "<=" | ">" | ">=", sides) if known.holds(equal := App("=", sides)):
            known.facts = known.facts.knowing(equal)
    return known


def _by_alternatives(
    before: Term, after: Term, known: ProofContext, limits: Limits, depth: int
) -> Evidence | None:
    """Evidence in each case of a known disjunction of equations about what the terms hold."""
    goal = call("=", before, after)
    state_choices(known, goal)
    choices = (c for c in alternatives(known.facts) if _gives_values(c, free_names(goal)))
    for choice in islice(choices, MAX_CHOICES):
        parts: list[Evidence] = []
        for part in choice.args:
            found = split(before, after, known.supposing(part), limits, depth - 1)
            if found is None:
                break
            parts.append(found)
        else:
            return known.shown(Lemma(goal, Either(choice, tuple(parts))))
    return None


def _gives_values(choice: App, names: frozenset[str]) -> bool:
    """Whether every part of a disjunction says what something with one of some names is."""
    return all(isinstance(p, App) and p.head == "=" and free_names(p) & names for p in choice.args)


def _open(basis: Basis, before: Term, after: Term) -> Iterator[Term]:
    """Statements that the normal forms depend on and that are neither known nor denied."""
    for side in (before, after):
        for atom in basis.atoms(side):
            for t in subterms(atom):
                statement = condition_of(t)
                if statement is not None and _decidable(basis.known, statement, atom):
                    yield statement


def condition_of(t: Term) -> Term | None:
    """The statement on which what a term is depends: a condition, or the sign of what is inside."""
    match t:
        case App("indicator", (p,)) | App("where", (_, p)):
            return p if isinstance(p, App) and p.head in ALLOWED else None
        case App("abs", (u,)):
            return call(">=", u, 0)
        case App("rgamma", (u,)):
            return call("<=", u, 0)
        case App("sign", (u,)):
            return call("=", u, 0)
        case App("max" | "min", (u, v)):
            return call(">=", u, v)
        case App("piecewise", (_, p, *_)):
            return p
    return None


def _decidable(known: ProofContext, statement: Term, atom: Term) -> bool:
    if isinstance(atom, Bind) or known.holds(statement) or known.holds(negation(statement)):
        return False
    return known.defined(statement)
