"""Implications: each conclusion modulo the premises, case by case where these are alternatives.

Premises are assumed as equations of the field: one that isolates an atom is substituted, the others
are relations whose ideal the conclusion must lie in (Cox, Little and O'Shea, Ideals, Varieties, and
Algorithms, section 2.4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeGuard

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, ORDERS, Claim
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Cases,
    Each,
    Either,
    Evidence,
    Generalise,
    Have,
    Hypothesis,
    Lemma,
    Sign,
    Suppose,
)  # fmt: skip
from derivcheck.kernel.language.terms import (
    TRUE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.discharge.determinants import work_out
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.discharge.needs import learn_needs
from derivcheck.provers.equations.arrays import equal_arrays
from derivcheck.provers.equations.cases import condition_of, split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext, alternatives
from derivcheck.provers.normalforms.functional import instances
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.consequences import consequences
from derivcheck.provers.statements.inversion import undone
from derivcheck.provers.statements.multiples import by_multiple
from derivcheck.provers.statements.products import by_product
from derivcheck.provers.statements.truth_tables import by_table
from derivcheck.provers.statements.turn_signs import by_turn_signs
from derivcheck.provers.statements.turns import by_turns

MAX_SPLITS = 4
"""How many known disjunctions are split, one inside the other."""

CASES = 2
"""How many conditions of indicators, and the like, are distinguished in an equation."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How far a statement is pursued.

    Arguments:
        limits: of the normal forms.
        splits: how many disjunctions may be split, one inside the other.
        contrary: whether the contrary of what cannot be shown is to be refuted.
        deep: whether either sign of what stands between bars is looked at, and what equations
            amount to.
    """

    limits: Limits
    splits: int = MAX_SPLITS
    contrary: bool = False
    deep: bool = False


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an implication or an equivalence, or None."""
    return _proved(claim, Effort(limits))


def prove_by_consequences(claim: Claim, limits: Limits) -> Evidence | None:
    """The same, also by signs and by what the premises amount to."""
    return _proved(claim, Effort(limits, deep=True))


def prove_by_contradiction(claim: Claim, limits: Limits) -> Evidence | None:
    """The same, also from premises that contradict each other or the contrary of the goal."""
    return _proved(claim, Effort(limits, contrary=True))


def prove_by_signs(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an inequality of indicators, absolute values, maxima and minima, or None."""
    if claim.relation not in ORDERS:
        return None
    goal = App(claim.relation, (claim.before, claim.after))
    stated = (goal, *(s for s in claim.context.assumptions if free_names(s) & free_names(goal)))
    if not any(condition_of(t) for s in stated for t in subterms(s)):
        return None
    found = shown(goal, known_of(claim), Effort(limits, deep=True))
    return None if found is None else with_domain(claim, found)


def _proved(claim: Claim, effort: Effort) -> Evidence | None:
    if claim.relation not in LINKS:
        return None
    goal, known = goal_of(claim), ProofContext(facts_of(claim), discharge)
    table = by_table(goal, known) if not effort.deep and not effort.contrary else None
    if table:
        return table
    work_out(known, goal)
    found = shown(goal, known, effort)
    return known.shown(found) if found else None


def shown(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """Evidence for a statement."""
    match goal:
        case App("iff", (p, q)):
            forward = shown(App("implies", (p, q)), known, effort)
            backward = forward and shown(App("implies", (q, p)), known, effort)
            return Each((forward, backward)) if forward and backward else None
        case App("implies", (p, q)):
            inner = known.supposing(p) if p != TRUE else known
            learn_needs(inner)
            of = shown(q, inner, effort)
            return Suppose(of) if of else None
        case App("and", goals):
            return _each(goals, known, effort)
        case Bind("forall", name, body, _):
            var = fresh(name, taken_by(known.facts, goal))
            one = substitute(body, {name: Sym(var)})
            of = shown(one, known.inside(goal, var), effort)
            return Generalise(var, of) if of else None
    is_choice = isinstance(goal, App) and goal.head == "or"
    ways = WAYS_OF_CHOICES if is_choice and effort.deep else WAYS
    found = next((e for way in ways if (e := way(goal, known, effort))), None)
    if found or not effort.contrary or effort.splits < MAX_SPLITS - 1:
        return found
    return _absurd(known) or _by_contradiction(goal, known)


def _absurd(known: ProofContext) -> Evidence | None:
    """A comparison that is known, and whose contrary follows too."""
    for statement in conjuncts(known.facts.statements):
        match statement:
            case App("false", ()):
                return Absurd(Hypothesis(statement))
            case App("<" | ">" | "!=" | "=", _) if known.holds(negation(statement)):
                return known.shown(Absurd(Lemma(statement)))
    return None


def _by_contradiction(goal: Term, known: ProofContext) -> Evidence | None:
    """A comparison whose contrary contradicts what is known."""
    if not (isinstance(goal, App) and goal.head in ALLOWED and known.defined(goal)):
        return None
    otherwise = _absurd(known.denying(goal))
    return known.shown(Cases(goal, Lemma(goal), otherwise)) if otherwise else None


def _by_cases(left: Term, right: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    return split(left, right, known, limits, CASES)


def _each(goals: tuple[Term, ...], known: ProofContext, effort: Effort) -> Evidence | None:
    parts = []
    for goal in goals:
        found = shown(goal, known, effort)
        if found is None:
            return None
        parts.append(found)
    return Each(tuple(parts))


def _direct(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """The goal by normal forms, by what undoes a function, or one of its parts."""
    limits = effort.limits
    match goal:
        case App("=", (left, right)) if not known.facts.holds(goal) and known.defined(goal):
            arrays = known.facts.field.is_array(left)
            ways = (equal_arrays,) if arrays else (_by_cases, by_multiple, undone)
            if found := next((e for way in ways if (e := way(left, right, known, limits))), None):
                return found
    if known.defined(goal) and known.holds(goal):
        return known.shown(Lemma(goal))
    match goal:
        case App("or", choices):
            return by_product(goal, choices, known, limits) or _either(goal, choices, known, limits)
    return None


def _by_laws(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """A comparison with what equations for all values say put into it: of I'(t), of f(t + 1)."""
    if not (isinstance(goal, App) and goal.head in ORDERS) or not effort.splits:
        return None
    plain, lemmas = difference(*goal.args), list[Evidence]()
    for law in instances(known.facts.statements, (goal,)):
        match equation := _equation(law, known):
            case App("=", (left, right)) if left in subterms(plain) and known.defined(left, right):
                plain = replaced(plain, left, right)
                lemmas.append(Hypothesis(equation))
    fewer = replace(effort, splits=effort.splits - 1)
    restated = call(goal.head, plain, ZERO)
    found = shown(restated, known, fewer) if lemmas else None
    if found is None or not known.learn(Lemma(restated, found)):
        return None
    same = Arithmetic(difference(*goal.args), plain, tuple(lemmas))
    return known.shown(Lemma(goal, Sign(same)))


def _equation(law: Hypothesis, known: ProofContext) -> Term | None:
    """The equation that an instance of a law says, learnt, its condition being known."""
    match found := known.inferred(law):
        case App("implies", (condition, equation)) if known.holds(condition):
            return equation if known.learn(law) and known.learn(Lemma(equation)) else None
        case App("=", _) if known.learn(law):
            return found
    return None


def _either(
    goal: Term, choices: tuple[Term, ...], known: ProofContext, limits: Limits
) -> Evidence | None:
    """One disjunct after the other: it can be shown, or else the rest must."""
    first, rest = choices[0], choices[1:]
    found = shown(first, known, Effort(limits, splits=0))
    if found:
        return _introduced(goal, first, found)
    if not rest or not known.defined(first):
        return None
    otherwise = known.denying(first)
    other = _either(goal, rest, otherwise, limits)
    return known.shown(Cases(first, Lemma(goal), other)) if other else None


def _introduced(goal: Term, choice: Term, found: Evidence) -> Evidence:
    """The disjunction from one of its parts, whose evidence is complete."""
    return Have((Lemma(choice, found),), Lemma(goal))


def _by_alternatives(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """The goal in every case of the first known disjunction."""
    if not effort.splits:
        return None
    fewer = replace(effort, splits=effort.splits - 1)
    for statement in islice(alternatives(known.facts), 1):
        parts = []
        for choice in statement.args:
            case = known.supposing(choice)
            absurd = None if free_names(choice) else _absurd(case)
            found = absurd or shown(goal, case, fewer)
            if found is None:
                return None
            parts.append(found)
        return known.shown(Either(statement, tuple(parts)))
    return None


def _by_signs(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """The goal for either sign of what stands between bars in it or a known comparison, and
    whether the conditions of its indicators hold or not.
    """
    if not effort.splits or not effort.deep or known.facts.context.field != "real":
        return None
    side = next(_open_signs(known, goal), None)
    if side is None:
        return None
    fewer = replace(effort, splits=effort.splits - 1)
    yes = shown(goal, known.knowing(side), fewer)
    no = yes and shown(goal, known.denying(side), fewer)
    return known.shown(Cases(side, yes, no)) if yes and no else None


def _open_signs(known: ProofContext, goal: Term) -> Iterator[Term]:
    """Statements on which the indicators, absolute values, .. in comparisons depend."""
    stated = (*conjuncts(known.facts.statements), goal)
    compared = (s for s in stated if isinstance(s, App) and s.head in ALLOWED)
    for side in (condition_of(t) for s in compared for t in subterms(s)):
        if side is None or not free_names(side) <= known.facts.context.sorts.keys():
            continue
        if known.holds(side) or known.holds(negation(side)):
            continue
        if known.defined(side):
            yield side


def _by_values(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """A disjunction of conjunctions, for each of the values that they give to one name."""
    if not effort.splits or not effort.deep or any(alternatives(known.facts)):
        return None
    for values in _values(goal):
        of = by_product(values, values.args, known, effort.limits)
        if of and known.learn(Lemma(values, of)):
            return shown(goal, known, replace(effort, splits=effort.splits - 1))
    return None


def _values(goal: Term) -> Iterator[App]:
    """x = a or x = b for every name x that has a value in each part of a disjunction."""
    match goal:
        case App("or", choices):
            rows = [{p.args[0]: p for p in conjuncts((c,)) if _gives_value(p)} for c in choices]
            for name in rows[0]:
                found = {row[name]: None for row in rows if name in row}
                if len(found) > 1 and all(name in row for row in rows):
                    yield App("or", tuple(found))


def _gives_value(p: Term) -> TypeGuard[App]:
    return isinstance(p, App) and p.head == "=" and isinstance(p.args[0], Sym)


def _by_turns(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """The goal at each of the angles, or ranges of one, that what is known of circular functions
    of it leaves.
    """
    if not effort.deep:
        return None
    ways = by_turns, by_turn_signs
    return next((e for way in ways if (e := way(goal, known, effort.limits))), None)


def _by_consequences(goal: Term, known: ProofContext, effort: Effort) -> Evidence | None:
    """The goal from what the known equations amount to."""
    before = len(known.lemmas)
    if not effort.splits or not effort.deep:
        return None
    for lemma in consequences(known, effort.limits):
        found = known.inferred(lemma)
        if found is not None and not known.facts.holds(found) and not _is_trivial(found, known):
            known.learn(lemma)
    fewer = replace(effort, splits=effort.splits - 1)
    return shown(goal, known, fewer) if len(known.lemmas) > before else None


def _is_trivial(p: Term, known: ProofContext) -> bool:
    """Whether the sides of an equation are one by arithmetic."""
    match p:
        case App("=", (left, right)):
            return known.facts.field.key(left) == known.facts.field.key(right)
    return False


Way = Callable[[Term, ProofContext, Effort], Evidence | None]
WAYS: tuple[Way, ...] = (
    _direct, _by_laws, _by_alternatives, _by_signs, _by_values, _by_turns, _by_consequences
)  # fmt: skip
WAYS_OF_CHOICES: tuple[Way, ...] = (
    _by_signs, _by_alternatives, _by_values, _by_turns, _by_consequences, _direct
)  # fmt: skip
"""How statements are shown; disjunctions come out shortest in cases, and slowly as they stand."""
