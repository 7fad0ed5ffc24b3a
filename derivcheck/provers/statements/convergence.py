"""Statements that something converges: `converges(sum(1/k^p, k = 1..oo)) iff p > 1`.

Either way case by case.  Where the parameters are such that it converges, that is shown; where they
are not, that it does not, which contradicts that it does.  The cases are the comparisons of the
statement, and the signs on which the growth of the terms rests.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, Claim
from derivcheck.kernel.language.evidence import (
    Absurd,
    Cases,
    Each,
    Evidence,
    Hypothesis,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    FALSE,
    TRUE,
    ZERO,
    App,
    Bind,
    Term,
    call,
    conjuncts,
    free_names,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.discharge.needs import diverging, rests_on
from derivcheck.provers.equations.cases import condition_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext

MAX_SPLITS = 4
"""How many cases are distinguished, one inside the other."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an implication or an equivalence in which something converges, or None."""
    if claim.relation not in LINKS or not any(_values(goal := goal_of(claim))):
        return None
    return _shown(goal, ProofContext(facts_of(claim), discharge), MAX_SPLITS)


def _values(statement: Term) -> Iterator[Bind]:
    """The sums, integrals and limits of which a statement says that they converge."""
    for part in subterms(statement):
        match part:
            case App("defined", (Bind() as t,)):
                yield t


def _shown(goal: Term, known: ProofContext, splits: int) -> Evidence | None:
    """Evidence for a statement, complete."""
    match goal:
        case App("iff", (p, q)):
            ways = App("implies", (p, q)), App("implies", (q, p))
            return _each(ways, known, splits)
        case App("implies", (p, q)):
            of = _shown(q, known.supposing(p) if p != TRUE else known, splits)
            return Suppose(of) if of else None
        case App("and", parts):
            return _each(parts, known, splits)
    return _certain(goal, known) or _by_cases(goal, known, splits)


def _each(goals: tuple[Term, ...], known: ProofContext, splits: int) -> Evidence | None:
    """Evidence for each of some statements, the last ones first found to be hopeless."""
    parts = []
    for goal in goals:
        if (found := _shown(goal, known.knowing(), splits)) is None:
            return None
        parts.append(found)
    return known.shown(Each(tuple(parts)))


def _certain(goal: Term, known: ProofContext) -> Evidence | None:
    """Evidence for what is known, or from something that is known to converge and does not."""
    if known.defined(goal) and known.holds(goal):
        return known.shown(Lemma(goal))
    match goal:
        case App("not", (App("defined", (Bind() as t,)),)):
            return known.shown(found) if (found := diverging(known, t)) else None
    if FALSE in known.given:
        return Absurd(Hypothesis(FALSE))
    for t in _converging(known):
        if (found := diverging(known, t)) is not None:
            return known.shown(Absurd(found))
    return None


def _converging(known: ProofContext) -> Iterator[Bind]:
    """What is supposed to converge."""
    for statement in conjuncts(known.given):
        match statement:
            case App("defined", (Bind() as t,)):
                yield t


def _by_cases(goal: Term, known: ProofContext, splits: int) -> Evidence | None:
    """Evidence for a statement where another holds and where it does not."""
    case = next(_open(goal, known), None) if splits else None
    if case is None:
        return None
    yes = _shown(goal, known.knowing(case), splits - 1)
    no = yes and _shown(goal, known.denying(case), splits - 1)
    return known.shown(Cases(case, yes, no)) if yes and no else None


def _open(goal: Term, known: ProofContext) -> Iterator[Term]:
    """Comparisons of which it is not known whether they hold: of the goal, of absolute values, or
    on which it rests whether something converges.
    """
    for case in _comparisons(goal, known):
        if case is None or not free_names(case) <= known.facts.context.sorts.keys():
            continue
        if known.defined(case) and not known.holds(case) and not known.holds(negation(case)):
            yield case


def _comparisons(goal: Term, known: ProofContext) -> Iterator[Term | None]:
    stated = (goal, *known.given)
    yield from (s for s in subterms(goal) if isinstance(s, App) and s.head in ALLOWED)
    yield from (condition_of(s) for p in stated for s in subterms(p))
    asked = (*_values(goal), *_converging(known))
    for t in asked:
        yield from rests_on(known, t)
    yield from (call("<", u, ZERO) for t in asked for u in _bases(t))


def _bases(t: Bind) -> Iterator[Term]:
    """What is raised to powers that change from term to term."""
    for part in subterms(t.body):
        match part:
            case App("^", (u, n)) if t.var in free_names(n) - free_names(u) and free_names(u):
                yield u
