"""Inequalities for a term of a sum whose value is known: P[i, j] <= 1 where the rows add up to 1.

A term is at most the sum where no term is negative (Hardy, Littlewood and Polya,
Inequalities, section 1.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Evidence,
    Hypothesis,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    substitute,
    subterms,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.entries import component_equations, free_indices
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.foundations.series import is_sum
from derivcheck.provers.sideconditions.lemma_search import generalised

MAX_MEMBERS = 4
"""How many terms of sums are looked at."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a comparison that holds entries of arrays and no sum, or None."""
    goal = App(claim.relation, (claim.before, claim.after))
    entries = [t for t in subterms(goal) if isinstance(t, App) and t.head == "index"]
    if claim.relation not in ORDERS or not entries or any(map(is_sum, subterms(goal))):
        return None
    known, learnt = known_of(claim), 0
    for fact, whole, value in _sums(claim, goal, known, limits):
        for entry in dict.fromkeys(entries):
            for at in _places(whole, entry):
                if learnt < MAX_MEMBERS and _learnt(known, whole, at):
                    member = substitute(whole.body, {whole.var: at})
                    sign = Sign(Arithmetic(member - value, member - whole, (fact,)))
                    learnt += known.learn(Lemma(call("<=", member, value), sign))
                    if known.holds(goal):
                        return with_domain(claim, known.shown(Lemma(goal)))
    return None


def _sums(
    claim: Claim, goal: App, known: ProofContext, limits: Limits
) -> Iterator[tuple[Evidence, Bind, Term]]:
    """Why the value of a sum is known, the sum, and its value."""
    stated = conjuncts(claim.context.assumptions)
    entries = [t for t in subterms(goal) if isinstance(t, App) and t.head == "index"]
    values = dict.fromkeys(at for t in entries for at in t.args[1:])
    plain = (Hypothesis(s) for s in stated if isinstance(s, App))
    rows = (Hypothesis(s, (at,)) for s in stated if isinstance(s, Bind) for at in values)
    of_arrays = component_equations(known, limits, free_indices(*goal.args))
    for fact in chain(plain, rows, of_arrays):
        match known.inferred(fact):
            case App("=", (Bind("sum") as t, c)) | App("=", (c, Bind("sum") as t)):
                yield fact, t, c


def _places(whole: Bind, entry: App) -> Iterator[Term]:
    """The values of the variable of a sum at which an entry may be its term."""
    for u in subterms(whole.body):
        match u:
            case App("index", args) if args[0] == entry.args[0] and len(args) == len(entry.args):
                yield from (b for a, b in zip(args, entry.args, strict=True) if a == Sym(whole.var))


def _learnt(known: ProofContext, whole: Bind, at: Term) -> bool:
    """Learns that a term of a sum is at most the sum."""
    f, (low, high) = Bind("lambda", whole.var, whole.body, ()), whole.args
    row = Axiom("sum_member", (("f", f), ("a", low), ("b", high), ("c", at)))
    for condition in instance(AXIOMS[row.name], row.bindings)[1]:
        if isinstance(condition, Bind) and not known.facts.holds(condition):
            generalised(known, condition)
    return known.learn(row)
