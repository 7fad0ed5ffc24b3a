"""Lines that differ by constants only: whether they stand for the same family of functions.

A line with an antiderivative stands for all functions that have its derivative; one with declared
constants for all that come from their values, one for each interval on which the two lines that
are compared have a value (docs/language.md, "Antiderivatives").
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivcheck.kernel.checker.exceptional import exceptional, narrowed
from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.checker.inference import having, infer
from derivcheck.kernel.checker.requirements import require_defined
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.unbounded import linked
from derivcheck.kernel.language.antiderivatives import integrated, place, placed, summands
from derivcheck.kernel.language.claims import LINKS, Claim, holds_nearby
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Family
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    alpha_equal,
    call,
    free_names,
    number,
    substitute,
)  # fmt: skip

CONSTANT = Sort("real", traits=frozenset(("constant",)))
"""What may be any real number; of another kind not every number is one."""


def constants(claim: Claim) -> frozenset[str]:
    """The declared constants of a claim's sides."""
    sorts = claim.context.sorts
    return frozenset(n for n in _names(claim) if n in sorts and "constant" in sorts[n].traits)


def missing_constant(claim: Claim) -> bool:
    """Whether the new side is one function where the old one stands for all with its derivative."""
    single = not integrated(claim.after) and constants(claim).isdisjoint(free_names(claim.after))
    return claim.relation == "=" and single and integrated(claim.before) > 0


def require_one_of_many(goal: Term, supposed: tuple[Term, ...]) -> None:
    """What is supposed holds one antiderivative at most: evidence takes each for one function.

    `y + int(f, x) = int(f, x)` is so for every number y, by two functions that differ by y.

    Raises: Rejected.
    """
    if sum(map(integrated, supposed)) > 1:
        raise Rejected("of several antiderivatives that are supposed each is one of many")
    match goal:
        case App("implies" | "iff" as head, (p, q)):
            require_one_of_many(q, (*supposed, p))
            if head == "iff":
                require_one_of_many(p, (*supposed, q))
        case App("and" | "or", parts):
            for part in parts:
                require_one_of_many(part, supposed)


def require_families(claim: Claim, facts: Facts) -> None:
    """Antiderivatives stand where they mean something; a side without is a family beside them too.

    Arguments:
        facts: what is known where both sides have values.

    Raises: Rejected.
    """
    sides = (claim.before, claim.after)
    if not any(map(integrated, sides)):
        return
    if claim.relation not in ("=", *LINKS) or not placed(claim.before) or not placed(claim.after):
        raise Rejected("an antiderivative means nothing there")
    if claim.relation == "=" and not missing_constant(claim):
        found = [(t, [c for c, _ in summands(t, integrated)]) for t in sides]
        single = [t for t, factors in found if not any(_kept(c, claim, facts) for c in factors)]
        _require_added(single, claim, facts)


def _kept(factor: Term, claim: Claim, facts: Facts) -> bool:
    """Whether a factor is not zero but on an exceptional set; else one function is left of many."""
    condition, names = call("!=", factor, ZERO), free_names(factor)
    allowed, sides = Facts(claim.context, (condition,)), (claim.before, claim.after)
    assumed = linked(names, narrowed(condition, claim.context, allowed, *sides).assumptions)
    names = names.union(*map(free_names, assumed))
    point = {name: number(n) for n, name in enumerate(sorted(names), 2)}
    context = replace(claim.context, assumptions=tuple(assumed))
    return facts.holds(condition) or exceptional(condition, point, facts, context)


def same_family(claim: Claim, e: Family, facts: Facts) -> None:
    """Two lines stand for one family, by evidence of their difference without added constants.

    Arguments:
        facts: what is known where both sides have values; of those `require_families` holds.

    Raises: Rejected.
    """
    gap, x = difference(claim), e.by
    if claim.relation != "=" or facts.context.field != "real" or constants(claim) >= _names(claim):
        raise Rejected("families are compared by equations between functions over the reals")
    found = _antiderivatives(claim)
    if bool(x) != bool(found) or any(x in free_names(c) or x not in names for c, names in found):
        raise Rejected("antiderivatives, and nothing else, are compared by their variable")
    if x:
        _require_zero_rate(x, gap, e, claim, facts)
        return
    _require_added([claim.before, claim.after], claim, facts)
    match infer(e.of, facts).statement:
        case App("=", (left, right)) if alpha_equal(left, gap) and not free_names(right):
            require_defined(facts, left, right)
        case _:
            raise Rejected("the sides are not seen to differ by a number")


def difference(claim: Claim) -> Term:
    """The difference of two sides in which the constants that are added to them are zero."""
    return substitute(claim.before - claim.after, dict.fromkeys(_added(claim), ZERO))


def _require_added(sides: list[Term], claim: Claim, facts: Facts) -> None:
    """Some constant of which nothing is known must be added to each side.  Raises: Rejected."""
    free = _added(claim).difference(*map(free_names, facts.statements))
    for t in sides:
        apart = (call("!=", substitute(t, {n: ONE}), substitute(t, {n: ZERO})) for n in free)
        if not any(map(facts.holds, apart)):
            raise Rejected("a side is not seen to stand for a family", t)


def _added(claim: Claim) -> frozenset[str]:
    """The constants that stand as summands only, with factors that do not move."""
    names, found = constants(claim), _antiderivatives(claim)
    moving = frozenset[str]().union(*(at for _, at in found)) if found else _names(claim)
    parts = _summands(claim, lambda u: not names.isdisjoint(free_names(u)))
    fixed = (free_names(p) for c, p in parts if not isinstance(p, Sym) or moving & free_names(c))
    return frozenset(n for n in names if claim.context.sorts[n] == CONSTANT).difference(*fixed)


def _antiderivatives(claim: Claim) -> list[tuple[Term, frozenset[str]]]:
    """The factors of antiderivatives, and the names in the places at which these are taken."""
    return [(c, free_names(place(p) or ZERO)) for c, p in _summands(claim, integrated)]


def _summands(claim: Claim, held: Callable[[Term], int]) -> list[tuple[Term, Term]]:
    return [*summands(claim.before, held), *summands(claim.after, held)]


def _names(claim: Claim) -> frozenset[str]:
    return free_names(claim.before) | free_names(claim.after)


def _require_zero_rate(x: str, gap: Term, e: Family, claim: Claim, facts: Facts) -> None:
    """The difference must have the derivative zero wherever it has a value.  Raises: Rejected."""
    if facts.context.sorts.get(x) != REAL:
        raise Rejected("families are compared by a derivative by a real variable")
    rate = Bind("diff", x, gap, (Sym(x), ONE))
    known = having(e.near, around(x, claim, facts))
    require_defined(known, rate)
    if not alpha_equal(infer(e.of, known).statement, call("=", rate, ZERO)):
        raise Rejected("the sides are not seen to have the same derivative")


def around(x: str, claim: Claim, facts: Facts) -> Facts:
    """What is known, but of x only what the sides as written need and what holds all around it.

    Arguments:
        facts: what is known where both sides have values.
    """
    sides, stated = (claim.before, claim.after), facts.statements
    written = {c for t in sides for c in definedness(t, claim.context)}
    nearby = (s for s in stated if holds_nearby(s, claim.context))
    fixed = (s for s in stated if x not in free_names(s) or s in written)
    return facts.about(bare(facts.context), dict.fromkeys((*fixed, *nearby)))
