"""Conclusions part by part: each comparison and equation under its premise, by whatever proves it.

0 < 1 - b^n < 1                 1 - b^n > 0 by induction, 1 - b^n < 1 by a sign
x > 1 implies log(x) < x - 1    log(x) < x - 1 for x > 1, by its derivative
sin(x) < x implies x > 0        sin(x) >= x for x <= 0
for all t > 0: sin(t) < t       sin(t) < t for t > 0
for some k: n^2 + n = 2*k       floor((n^2 + n)/2) = (n^2 + n)/2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.proof import Proved, goal_of
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.judge import facts_of, judge
from derivcheck.kernel.language.claims import Claim, Context, range_of
from derivcheck.kernel.language.evidence import (
    Absurd,
    Cases,
    Domain,
    Each,
    Either,
    Evidence,
    Generalise,
    Have,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.shapes import bound_sort
from derivcheck.kernel.language.terms import (
    TRUE,
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
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.sideconditions.one_sided import side
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.for_some import (
    Show,
    contradicted,
    denied,
    followed,
    instances_of,
    witnessed,
)
from derivcheck.provers.statements.zero_factors import alternatives_of

Prover = Callable[[Claim, Limits], Evidence | None]
MAX_PARTS = 6
"""How many parts a conjunction may have."""
COMPOUND = frozenset(("and", "implies", "iff", "not"))
"""What is shown by parts."""


def prove(claim: Claim, limits: Limits, provers: Iterable[Prover]) -> Evidence | None:
    """Evidence for comparisons and equations that follow from a statement, or None.

    Arguments:
        provers: of comparisons and equations, in their order.
    """
    match goal := goal_of(claim):
        case App("implies", (p, q)) if p != TRUE or _is_compound(q):
            return _shown(goal, claim.context, limits, tuple(provers))
        case App("iff", _):
            return _shown(goal, claim.context, limits, tuple(provers))
    return None


def _is_compound(s: Term) -> bool:
    return isinstance(s, Bind) or (isinstance(s, App) and s.head in COMPOUND)


def assuming(context: Context, *premises: Term) -> Context:
    """A context in which more is assumed."""
    return replace(context, assumptions=(*context.assumptions, *premises))


def _shown(
    goal: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement by its parts."""
    match goal:
        case App("and", parts) if len(parts) <= MAX_PARTS:
            found = tuple(_each(parts, context, limits, provers))
            return Each(found) if len(found) == len(parts) else None
        case App("iff", (p, q)):
            ways = App("implies", (p, q)), App("implies", (q, p))
            found = tuple(_each(ways, context, limits, provers))
            return Each(found) if len(found) == len(ways) else None
        case App("implies", (p, q)):
            of = _under(p, q, context, limits, provers)
            of = of or _by_contrary(p, q, context, limits, provers)
            return Suppose(of) if of else None
        case App("true", ()):
            return Lemma(goal)
        case Bind("forall", var, body):
            name = fresh(var, free_names(goal).union(context.sorts))
            inner = replace(context, sorts={**context.sorts, name: bound_sort(goal, context)})
            inner = assuming(inner, *range_of(goal, Sym(name), (), context))
            of = _shown(substitute(body, {var: Sym(name)}), inner, limits, provers)
            return Generalise(name, of) if of else None
    if _is_of_some(goal):
        return _one_of(goal, context, limits, provers)
    if every := denied(goal):
        return witnessed(goal, every, context, _showing(limits, provers))
    if isinstance(goal, App) and goal.head == "not":
        return _denial(goal, context, limits, provers)
    if isinstance(goal, App) and goal.head == "or":
        return _as_statement(goal, context, limits, provers)
    return alone(goal, context, limits, provers)


def _showing(limits: Limits, provers: tuple[Prover, ...]) -> Show:
    return lambda s, context: _shown(s, context, limits, provers)


def _under(
    p: Term, q: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement under a premise; unequal numbers are less or greater."""
    some = next((part for part in conjuncts((p,)) if denied(part)), None)
    if some is not None and (every := denied(some)):
        rest = [part for part in conjuncts((p,)) if part != some]
        others = call("and", *rest) if rest else TRUE
        return followed(q, every, context, lambda s, c: _under(others, s, c, limits, provers))
    if _is_in_rows(q) and (of := _by_factors(p, q, context, limits, provers)):
        return of
    of = _shown(q, assuming(context, p), limits, provers)
    match p:
        case Bind("forall") if of is None:
            return _by_instance(p, q, context, limits, provers)
        case App("or", parts) if of is None and len(parts) <= MAX_PARTS:
            cases = [_under(part, q, context, limits, provers) for part in parts]
            found = [case for case in cases if case]
            return Either(p, tuple(found)) if len(found) == len(parts) else None
        case App("!=", (a, b)) if of is None and context.field == "real":
            less, greater = App("<", (a, b)), App(">", (a, b))
            one = _shown(q, assuming(context, less), limits, provers)
            other = one and _shown(q, assuming(context, greater), limits, provers)
            if one and other:
                return Cases(less, one, Have((Lemma(greater),), other))
    return of


def _as_statement(
    goal: App, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement that is no comparison, by what proves it of one number."""
    stated, claim = App("implies", (TRUE, goal)), Claim(context, TRUE, "implies", goal)
    for prover in provers:
        found = prover(claim, limits)
        if found is not None and isinstance(judge(claim, found), Proved):
            return Have((Lemma(stated, found),), Lemma(goal))
    return None


def _denial(
    goal: App, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence that a statement is false: by one value, or its contrary being true."""
    match goal.args:
        case (Bind("forall") as every,):
            return contradicted(goal, every, context, _showing(limits, provers))
        case (App("not", (other,)) as statement,):
            contrary = other
        case (App("implies", (p, q)) as statement,):
            contrary = call("and", p, negation(q))
        case (App(head) as statement,) if head in ALLOWED or head == "=":
            contrary = negation(statement)
        case _:
            return None
    found = _shown(contrary, context, limits, provers)
    if found is None:
        return None
    return Cases(statement, Have((Lemma(contrary, found),), Absurd(Lemma(statement))), Lemma(goal))


def _is_of_some(goal: Term) -> bool:
    """Whether a statement is that one of several is true, a `for some` among them."""
    return isinstance(goal, App) and goal.head == "or" and any(map(denied, goal.args))


def _one_of(
    goal: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a disjunction by one of its parts."""
    for part in goal.args if isinstance(goal, App) else ():
        if of := _shown(part, context, limits, provers):
            return Have((Lemma(part, of),), Lemma(goal))
    return None


def _is_in_rows(q: Term) -> bool:
    """Whether a statement gives values in several rows: x = a + 2*k*pi or x = b + 2*k*pi."""
    every = denied(q)
    several = every and any(isinstance(t, App) and t.head == "or" for t in subterms(every))
    return _is_of_some(q) or bool(several)


def _by_factors(
    p: Term, q: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement from either factor of a difference that is zero.

    The equation itself is looked at no more where the factors have values without it.
    """
    for choice, told in alternatives_of(p, context, limits):
        bare = ProofContext(facts_of(Claim(context, TRUE, "implies", choice)), discharge)
        inner = context if bare.defined(choice) else assuming(context, p)
        cases = [_under(part, q, inner, limits, provers) for part in choice.args]
        found = tuple(case for case in cases if case)
        if len(found) == len(choice.args):
            return Have((Lemma(choice, told),), Either(choice, found))
    return None


def _by_instance(
    every: Bind, q: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement from a value of what is supposed for all values."""
    for instance in instances_of(every, context):
        here = substitute(every.body, {every.var: instance.at[0]})
        if of := _shown(q, assuming(context, here), limits, provers):
            return Have((instance,), of)
    return None


def _by_contrary(
    p: Term, q: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence for a statement that follows from a comparison: its contrary contradicts that."""
    if not _is_of_comparisons(q) or not (isinstance(p, App) and p.head in ALLOWED):
        return None
    otherwise = _under(negation(q), negation(p), context, limits, provers)
    if otherwise is None:
        return None
    return Cases(q, Lemma(q), Have((Lemma(negation(p), otherwise),), Absurd(Lemma(p))))


def _is_of_comparisons(s: Term) -> bool:
    match s:
        case App("and" | "or", parts):
            return all(map(_is_of_comparisons, parts))
    return isinstance(s, App) and s.head in ALLOWED


def _each(
    parts: Iterable[Term], context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Iterator[Evidence]:
    """Evidence for statements, up to the first for which there is none."""
    for part in parts:
        found = _shown(part, context, limits, provers)
        if found is None:
            return
        yield found


def alone(
    part: Term, context: Context, limits: Limits, provers: Iterable[Prover]
) -> Evidence | None:
    """Evidence for an equation or a comparison without conditions."""
    match part:
        case App("!=", (a, b)) if context.field == "real":
            return _unequal(a, b, context, limits, tuple(provers))
        case App("=" | "<" | "<=" | ">" | ">=" as rel, (a, b)):
            claim = Claim(context, a, rel, b)
        case _:
            return None
    for prover in provers:
        if (found := prover(claim, limits)) is None:
            continue
        match judge(claim, found):
            case Proved(conditions=()):
                return _bare(found)
            case Proved():
                return _where_defined(claim, _bare(found))
    return None


def _where_defined(claim: Claim, found: Evidence) -> Evidence | None:
    """Evidence with lemmas by which both sides have values, which it takes for granted."""
    stated = App(claim.relation, (claim.before, claim.after))
    known = ProofContext(facts_of(Claim(claim.context, TRUE, "implies", stated)), discharge)
    return known.shown(found) if known.defined(claim.before, claim.after) else None


def _unequal(
    a: Term, b: Term, context: Context, limits: Limits, provers: tuple[Prover, ...]
) -> Evidence | None:
    """Evidence that numbers differ, as is known or as one is less, which it is at some points."""
    goal = App("!=", (a, b))
    known = ProofContext(facts_of(Claim(context, TRUE, "implies", goal)), discharge)
    if known.defined(goal) and known.holds(goal):
        return known.shown(Lemma(goal))
    facts = facts_of(Claim(context, a, "!=", b))
    rel = side(ProofContext(facts, discharge), difference(a, b))
    if rel is None:
        return None
    less = App(rel, (a, b))
    found = alone(less, context, limits, provers)
    return Have((Lemma(less, found),), Lemma(goal)) if found else None


def _bare(found: Evidence) -> Evidence:
    """Evidence for the statement from that for the step."""
    match found:
        case Domain(known, (), of) if of is not None:
            return Have(known, of) if known else of
    return found
