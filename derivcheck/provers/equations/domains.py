"""Domains: what it takes to show that the new side of a step is defined where the old one is.

The kernel wants every condition that the new side adds to be known, by lemmas if need be, or to
fail on an exceptional set only, with a point as witness (`kernel/checker/exceptional.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import islice, product

from flint import fmpq

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.exceptional import exceptional, narrowed
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.inference import having
from derivcheck.kernel.checker.loose import loose
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.checker.unbounded import bounding, linked
from derivcheck.kernel.enclosures.valuation import Point
from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.claims import Claim, Context, integral
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Domain, Evidence
from derivcheck.kernel.language.terms import ZERO, App, Bind, Sym, Term, free_names, number
from derivcheck.kernel.refutation.elimination import Row, rows_of
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.proof_context import DEPTH, ProofContext
from derivcheck.provers.foundations.simplex import nonnegative
from derivcheck.provers.sampling.points import points

WITNESSES = tuple(
    number(Fraction(q)) for q in ("2", "3", "1/2", "-2", "1/3", "1", "5", "-1", "-3/2")
)
"""Values tried for a name when looking for a point where a function does not vanish."""
MAX_WITNESSES = 80
"""How many points are tried."""
MAX_FITTED = 20
"""How many of them are fitted to what is assumed."""

PIVOTS = 200
"""How many steps the search for a direction may take."""

Witness = tuple[tuple[str, Term], ...]


def with_domain(
    claim: Claim, evidence: Evidence, found: Callable[[ProofContext], object] = lambda known: None
) -> Evidence:
    """Evidence for a step between numbers, with all that its domains need as far as it is found.

    Arguments:
        claim: an equation or a comparison.
        evidence: that it holds where both sides are defined.
        found: learns what is known of the new side where the old one is defined.
    """
    known = grounds(claim)
    before, after = (definedness(side, claim.context) for side in (claim.before, claim.after))
    added = ProofContext(known.before, discharge)
    found(added)
    rare, existing = list[tuple[Term, Witness]](), list[Evidence]()
    along: dict[str, Term] = {}
    for condition in sorted(after, key=_is_existence):  # which rests on the others
        if not added.holds(condition):
            for part in _parts(condition, added):
                allowed = ProofContext(
                    known.allowed.knowing(*(c for c, _ in rare), part), discharge
                )
                all(map(allowed.holds, filter(_is_existence, before)))
                room = narrowed(part, claim.context, allowed.facts, claim.before)
                along |= growing(part, known.before)
                witness = _witness(part, known.before, room, along)
                if witness is None:
                    break
                rare.append((part, witness))
                existing += allowed.lemmas
                added.facts = added.facts.knowing(part)
            added.holds(condition)
    lemmas = [*existing, *added.lemmas, *_implied(before, after, known.allowed, added.facts)]
    if not lemmas and not rare:
        return evidence
    return Domain(tuple(lemmas), tuple(rare), evidence, tuple(along.items()) if rare else ())


def is_complete(claim: Claim, evidence: Evidence) -> bool:
    """Whether the new side is shown to be defined where the old one is."""
    domain = evidence if isinstance(evidence, Domain) else Domain((), (), evidence)
    known = grounds(claim).before.knowing(*(condition for condition, _ in domain.rare))
    try:
        known = having(domain.known, known)
    except Rejected:
        return False
    return all(map(known.holds, definedness(claim.after, claim.context)))


def _is_existence(condition: Term) -> bool:
    """Whether a condition says that a limit, a sum or an integral has a value."""
    return isinstance(condition, App) and condition.head == "defined"


def _parts(condition: Term, known: ProofContext) -> list[Term]:
    """What of a condition may fail."""
    match condition:
        case App("and", parts):
            return [p for p in parts if not known.holds(p)]
        case App("!=", (App("*", parts), zero)) if zero == ZERO:
            all(known.nonzero(p) for p in parts)
    return [condition]


def _implied(
    before: tuple[Term, ...], after: tuple[Term, ...], allowed: Facts, most: Facts
) -> list[Evidence]:
    """Lemmas by which the conditions of the old side need not be listed."""
    gained = [condition for condition in before if condition not in after]
    if not gained:
        return []
    deep = any(isinstance(c, Bind) or (isinstance(c, App) and c.head == "defined") for c in gained)
    implied = ProofContext(allowed.knowing(*after), discharge, DEPTH if deep else DEPTH - 1)
    for condition in gained:
        implied.holds(condition)
    try:
        having(implied.lemmas, most)
    except Rejected:
        return []
    return implied.lemmas


def growing(condition: Term, facts: Facts) -> dict[str, Term]:
    """A direction in which what is known lets the whole numbers of a condition grow, if any."""
    context, found = facts.context, dict[str, Term]()
    field = Field(Context(context.sorts, (), context.field))
    for name in sorted(free_names(condition)):
        if name not in found and integral(Sym(name), context):
            stated = linked(frozenset((name,)), bounding(facts.statements))
            found |= _direction([row for s in stated for row in rows_of(s, field)])
    return found


def _direction(rows: list[Row]) -> dict[str, Term]:
    """Numbers by which rows are negative, or zero; none if there are none."""
    names = sorted({name for row in rows for name in row.slopes})
    equations = []
    for n, (slopes, strict) in enumerate(rows):
        slope = [Fraction(slopes.get(v, 0)) for v in names]
        there = [fmpq(q.numerator, q.denominator) for q in slope]
        slack = [fmpq(int(k == n and strict)) for k in range(len(rows))]
        equations.append([*there, *(-q for q in there), *slack, fmpq(-int(strict))])
    solved = nonnegative(equations, (), PIVOTS) if names else None
    if solved is None:
        return {}
    pairs = zip(names, solved, solved[len(names) :], strict=False)
    return {v: number(Fraction(int(d.p), int(d.q))) for v, p, q in pairs if (d := p - q)}


def _witness(
    condition: Term, facts: Facts, context: Context, along: dict[str, Term]
) -> Witness | None:
    """A point at which what vanishes where the condition fails does not vanish.

    None is needed for arrays that move freely.
    """
    if loose(condition, context):
        return ()
    stated = (s for s in facts.statements if not isinstance(s, Bind))
    for point in _points((condition, *stated), context):
        if exceptional(condition, point, facts, context, along):
            return tuple(point.items())
    return None


def _points(stated: tuple[Term, ...], context: Context) -> Iterator[Point]:
    """Candidate points for the scalar names of statements, diverse ones first."""
    found = frozenset().union(*map(free_names, stated))
    sorts = {n: context.sorts[n] for n in found if n in context.sorts}
    names = sorted(n for n, s in sorts.items() if not s.shape and s.base != "function")
    size, width = len(WITNESSES), len(names)
    turned = ((WITNESSES[(k + 2 * n) % size] for n in range(width)) for k in range(size))
    small = product([number(n) for n in (1, 2, 3, -1)], repeat=min(width, 3))
    rows = [*map(tuple, turned), *(tuple(v[n % 3] for n in range(width)) for v in small)]
    for row in rows[:MAX_WITNESSES]:
        yield dict(zip(names, row, strict=True))
    if names:  # then those that are fitted to what is assumed
        for drawing in islice(points(context, frozenset(names), [()], 0), MAX_FITTED):
            yield {name: drawing.chosen[name] for name in names}
