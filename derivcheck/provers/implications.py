"""Implications between conjunctions of equations: each conclusion modulo the premises.

The premises are assumed as equations of the field: one that isolates an atom is substituted, the
others are relations whose ideal the conclusion must lie in (Cox, Little and O'Shea, Ideals,
Varieties, and Algorithms, section 2.4).
"""

from __future__ import annotations

from fractions import Fraction

from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import (
    Arithmetic,
    Axiom,
    Both,
    Cases,
    Congruence,
    Entails,
    Evidence,
    Generalise,
    Suppose,
)  # fmt: skip
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.inference import Rejected, inside, require, require_defined
from derivcheck.kernel.judge import assured
from derivcheck.kernel.terms import (
    TRUE,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    fresh,
    number,
    substitute,
)
from derivcheck.provers.cases import split
from derivcheck.provers.limits import Limits


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an implication or an equivalence, or None."""
    match claim.relation:
        case "implies":
            return _entails(claim.before, claim.after, claim, limits)
        case "implied by":
            return _entails(claim.after, claim.before, claim, limits)
        case "iff":
            forward = _entails(claim.before, claim.after, claim, limits)
            backward = _entails(claim.after, claim.before, claim, limits) if forward else None
            return Both(forward, backward) if forward and backward else None
    return None


def _entails(before: Term, after: Term, claim: Claim, limits: Limits) -> Evidence | None:
    facts = Facts(claim.context)
    known = facts if before == TRUE else facts.knowing(before, *assured(before, facts))
    if isinstance(after, App) and after.head == "or":
        return _either(after, after.args, known, limits)
    return _all(after, known, limits)


def _either(after: App, choices: tuple[Term, ...], known: Facts, limits: Limits) -> Evidence | None:
    """One disjunct after the other: it holds, or the rest must."""
    if _follows(after, known):
        return Entails((None,))
    if len(choices) < 2:
        return None
    first, *rest = choices
    try:
        require_defined(known, first)
    except Rejected:
        return None
    otherwise = _either(after, tuple(rest), known.knowing(App("not", (first,))), limits)
    return None if otherwise is None else Cases(first, Entails((None,)), otherwise)


def _all(after: Term, known: Facts, limits: Limits) -> Evidence | None:
    """Each conjunct as it can be had."""
    goals = after.args if isinstance(after, App) and after.head == "and" else (after,)
    parts: list[Evidence | None] = []
    for goal in goals:
        if _follows(goal, known):
            parts.append(None)
            continue
        found = _conclusion(goal, known, limits)
        if found is None:
            return None
        parts.append(found)
    return Entails(tuple(parts))


def _conclusion(goal: Term, known: Facts, limits: Limits) -> Evidence | None:
    match goal:
        case App("implies", (p, q)):
            of = _all(q, known.knowing(p, *assured(p, known)), limits)
            return None if of is None else Suppose(of)
        case Bind("forall", name, body, _):
            taken = set(known.context.sorts).union(*map(free_names, (goal, *known.statements)))
            var = fresh(name, taken)
            of = _all(substitute(body, {name: Sym(var)}), inside(goal, var, known), limits)
            return None if of is None else Generalise(var, of)
    return _equation(goal, known, limits)


def _follows(goal: Term, known: Facts) -> bool:
    try:
        require(known, goal)
    except Rejected:
        return False
    return True


def _equation(goal: Term, known: Facts, limits: Limits) -> Evidence | None:
    match goal:
        case App("=", (left, right)):
            try:
                require_defined(known, goal)
            except Rejected:
                return None
            return split(left, right, known, limits, 2) or _root(left, right, known, limits)
    return None


def _root(left: Term, right: Term, known: Facts, limits: Limits) -> Evidence | None:
    """u^(1/q) = w from u = w^q and w >= 0."""
    match left:
        case App("^", (u, exponent)):
            w = known.field.constant(exponent)
        case App("sqrt", (u,)):
            w, exponent = Fraction(1, 2), number(1) / 2
        case _:
            return None
    if w is None or w.numerator != 1 or w.denominator == 1:
        return None
    power = right ** number(w.denominator)
    inner = split(u, power, known, limits, 0)
    if inner is None:
        return None
    raised = App("^", (power, exponent))
    middle = Congruence(App("^", (u, exponent)), raised, (inner, None))
    last = Axiom("pow_nested", (("u", right), ("v", number(w.denominator)), ("w", exponent)))
    return Arithmetic(left, right, (middle, last))
