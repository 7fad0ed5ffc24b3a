"""Lines that differ by constants only: whether they stand for the same family of functions.

A line with an antiderivative stands for all functions that have its derivative; one with declared
constants for all that come from their values, one for each interval on which the two lines that
are compared have a value (docs/language.md, "Antiderivatives").
"""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.checker.facts import Facts, bare
from derivcheck.kernel.checker.inference import Rejected, having, infer, require_defined
from derivcheck.kernel.language.antiderivatives import integrated, place, placed, summands
from derivcheck.kernel.language.claims import LINKS, Claim, holds_nearby
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Family
from derivcheck.kernel.language.sorts import REAL
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
    substitute,
)  # fmt: skip

Apart = Callable[[Term], bool]
"""Whether a factor does not depend on what the functions of a family depend on."""


def constants(claim: Claim) -> frozenset[str]:
    """The declared constants of a claim's sides."""
    sorts = claim.context.sorts
    names = free_names(claim.before) | free_names(claim.after)
    return frozenset(n for n in names if n in sorts and "constant" in sorts[n].traits)


def missing_constant(claim: Claim) -> bool:
    """Whether the new side is one function where the old one stands for all with its derivative."""
    single = not integrated(claim.after) and constants(claim).isdisjoint(free_names(claim.after))
    return claim.relation == "=" and single and integrated(claim.before)


def require_families(claim: Claim, facts: Facts) -> None:
    """Antiderivatives stand where they mean something; a side without is a family beside them too.

    Arguments:
        facts: what is known where both sides have values.

    Raises: Rejected.
    """
    sides = (claim.before, claim.after)
    single = [t for t in sides if not integrated(t)]
    if len(single) == 2:
        return
    if not all(map(placed, sides)) or claim.relation not in ("=", *LINKS):
        raise Rejected("an antiderivative means nothing there")
    if claim.relation != "=" or missing_constant(claim):
        return
    found = (place(p) for t in sides for _, p in summands(t, integrated))
    moving = frozenset[str]().union(*(free_names(at) for at in found if at is not None))
    for t in single:
        _require_added(t, claim, lambda c: moving.isdisjoint(free_names(c)), facts)


def same_family(claim: Claim, e: Family, facts: Facts) -> None:
    """Two lines stand for one family, by evidence of their difference without added constants.

    Arguments:
        facts: what is known where both sides have values; of those `require_families` holds.

    Raises: Rejected.
    """
    sides = (claim.before, claim.after)
    if claim.relation != "=" or facts.context.field != "real":
        raise Rejected("families are compared by equations over the reals")
    if bool(e.by) != any(map(integrated, sides)):
        raise Rejected("antiderivatives, and nothing else, are compared by a derivative")
    for t in sides:
        if not integrated(t) and not missing_constant(claim):
            _require_added(t, claim, _apart(e.by), facts)
    (_require_same_rate if e.by else _require_number)(difference(claim, e.by), e, claim, facts)


def difference(claim: Claim, by: str) -> Term:
    """The difference of two sides without the constants that are added to them.

    Arguments:
        by: a variable, on which the factors of those do not depend; with "" they hold no names.
    """
    return substitute(claim.before - claim.after, dict.fromkeys(_added(claim, _apart(by)), ZERO))


def _apart(by: str) -> Apart:
    return lambda factor: not free_names(factor) if not by else by not in free_names(factor)


def _require_added(t: Term, claim: Claim, apart: Apart, facts: Facts) -> None:
    """Some constant must be added to a side, of which nothing else is known.  Raises: Rejected."""
    names = _added(claim, apart)
    if any(not names.isdisjoint(free_names(s)) for s in facts.statements):
        raise Rejected("something is known of a constant")
    factors: dict[Term, list[Term]] = {}
    for c, p in _parts(t, names):
        factors.setdefault(p, []).append(c)
    totals = (App("+", (ZERO, *found)) for p, found in factors.items() if isinstance(p, Sym))
    if not any(facts.holds(call("!=", total, ZERO)) for total in totals):
        raise Rejected("a side is not seen to stand for a family", t)


def _parts(t: Term, names: frozenset[str]) -> list[tuple[Term, Term]]:
    """The summands of a line with constants."""
    return list(summands(t, lambda u: not names.isdisjoint(free_names(u))))


def _added(claim: Claim, apart: Apart) -> frozenset[str]:
    """The constants that stand as summands with such factors only: they may be any reals."""
    sorts, names = claim.context.sorts, constants(claim)
    parts = [part for t in (claim.before, claim.after) for part in _parts(t, names)]
    fixed = (free_names(p) for c, p in parts if not (isinstance(p, Sym) and apart(c)))
    numbers = (n for n in names if sorts[n].base == "real" and not sorts[n].shape)
    return frozenset(numbers).difference(*fixed)


def _require_number(gap: Term, e: Family, claim: Claim, facts: Facts) -> None:
    """The difference must be a number, the same everywhere.  Raises: Rejected."""
    match infer(e.of, facts).statement:
        case App("=", (left, right)) if alpha_equal(left, gap) and not free_names(right):
            require_defined(facts, left, right)
        case _:
            raise Rejected("the sides are not seen to differ by a number")


def _require_same_rate(gap: Term, e: Family, claim: Claim, facts: Facts) -> None:
    """The difference must have the derivative zero wherever it has a value.  Raises: Rejected."""
    x, sort = e.by, facts.context.sorts.get(e.by)
    if sort != REAL:
        raise Rejected("families are compared by a derivative by a real variable")
    parts = (part for t in (claim.before, claim.after) for part in summands(t, integrated))
    if any(x not in free_names(place(p) or ZERO) or x in free_names(c) for c, p in parts):
        raise Rejected("an antiderivative is by another variable")
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
    sides = (claim.before, claim.after)
    written = {c for t in sides for c in definedness(t, claim.context)}
    stated = facts.statements
    kept = [s for s in stated if x not in free_names(s) or s in written or holds_nearby(s)]
    return facts.about(bare(facts.context), kept)
