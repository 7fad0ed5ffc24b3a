"""A claim at one point: whether its two sides agree there, differ, or one is lost.

    differ   both sides are defined and exclude each other; or a statement changed its truth
    lost     `before` is defined around the point and `after` nowhere around it
    agree    exactly, or as far as balls can tell: never a proof

A point is allowed if its values have the declared sorts and every assumption is true there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import inf
from typing import Union

from flint import ctx, fmpq

from derivcheck.kernel.algebra.elementary import FAULTS
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.values import Stop, Undefined, Unknown, Value
from derivcheck.kernel.checker.unbounded import parts_of
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.enclosures.evaluation import difference, instantiated, scope_of, settled
from derivcheck.kernel.enclosures.valuation import ORDER, Point, Scope, truth, value
from derivcheck.kernel.language.claims import Claim, Context, integral
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, subterms
from derivcheck.kernel.refutation.admissible import obstacle
from derivcheck.kernel.refutation.alone import stands_alone
from derivcheck.kernel.refutation.elimination import Row, rows_of, solvable
from derivcheck.kernel.refutation.recurrences import left_open, tables
from derivcheck.kernel.work import remembered

PRECISIONS = (128, 256, 512)
"""Working precisions in bits, tried in order until a question is settled."""
FINE = (2048,)
"""Further ones for two numbers that are made of functions only."""
AGREEMENT_BITS, ROUGH_BITS = 100, 16
"""Balls that overlap and are this accurate count as agreeing, at all and as far as one can see."""
MAX_CACHED = 256
"""Outcomes that are remembered: what a search has found the judge asks again."""
PROGRESS_BITS = 16
"""Balls that gain less than this from a higher precision will not get much narrower."""


@dataclass(frozen=True, slots=True)
class Differ:
    """The claim fails at the point; both sides there."""

    before: Value | bool
    after: Value | bool


@dataclass(frozen=True, slots=True)
class LostDomain:
    """The claim fails at the point: `after` has no value where `before` has one."""

    before: Value


@dataclass(frozen=True, slots=True)
class Agree:
    """Both sides are defined and not seen to differ.

    Arguments:
        exact: whether they are known to be equal.
        met: whether the antecedent of an implication is true.
    """

    exact: bool
    met: bool = False


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The point violates a declaration or assumption, or is not known to satisfy it."""

    why: str


@dataclass(frozen=True, slots=True)
class UnknownOutcome:
    """The point settles nothing; `undefined`: because a side has no value there."""

    reason: str
    undefined: bool = False


Outcome = Union[Differ, LostDomain, Agree, NotAllowed, UnknownOutcome]
Known = frozenset[Term]
NOTHING = Known()


def compare(claim: Claim, point: Point, known: Known = NOTHING, roughly: bool = False) -> Outcome:
    """What a claim says at a point, rigorously.

    Arguments:
        claim: any claim.
        point: name -> closed term, `vector` for an array, `lambda` for a function.
        known: statements that are true at the point if their sides have values there.
        roughly: whether sides that are seen to agree so far are not looked at more closely.
    """
    sides, values = (claim.before, claim.after), tuple(point.items())
    plain = not point and not any(isinstance(u, Bind) for t in sides for u in subterms(t))
    enough = inf if plain else ROUGH_BITS if roughly else AGREEMENT_BITS
    reached = -inf
    for bits in (*PRECISIONS, *(FINE if plain else ())):
        outcome, found = _compared(claim, values, known, bits)
        if found >= enough or found < reached + PROGRESS_BITS:
            break
        reached = found
    return outcome


@remembered(MAX_CACHED)
def _compared(
    claim: Claim, values: tuple[tuple[str, Term], ...], known: Known, bits: int
) -> tuple[Outcome, float]:
    """The outcome at a precision, and its accuracy: oo if a higher one is of no use."""
    point = dict(values)
    try:
        functions = tables(claim, point)
        assumed = left_open(functions, point, claim.context)
        assumptions = [instantiated(s, point) for s in assumed]
        sides = [instantiated(side, point) for side in (claim.before, claim.after)]
        with ctx.workprec(bits):
            stated = (*sides, *assumptions)
            scope = scope_of(stated, point, claim.context, known=known, whole=True)
            if bits == PRECISIONS[0] and (why := obstacle(scope, point, assumptions, functions)):
                return NotAllowed(why), inf
            return _at_precision(claim, point, sides, scope)
    except Stop:
        return NotAllowed("the point cannot be evaluated"), inf
    except FAULTS as error:
        return UnknownOutcome(f"not evaluated: {type(error).__name__}"), inf


def _at_precision(
    claim: Claim, point: Point, sides: list[Term], scope: Scope
) -> tuple[Outcome, float]:
    """The outcome and its accuracy: oo if a higher precision is of no use, -oo if there is none."""
    if claim.relation not in ORDER:
        return _of_statements(claim, *(truth(side, scope) for side in sides))
    values: list[Value] = []
    for side in sides:
        try:
            values.append(value(side, scope))
        except Stop as stop:
            return _without_value(claim, point, values, stop.outcome)
    return _of_values(claim, *values)


def _without_value(
    claim: Claim, point: Point, values: list[Value], found: Undefined | Unknown
) -> tuple[Outcome, float]:
    if isinstance(found, Unknown):
        return UnknownOutcome(found.reason), -inf if found.precision else inf
    if values and _is_lost(claim, point):
        return LostDomain(values[0]), inf
    return UnknownOutcome(f"{'after' if values else 'before'} is undefined there", True), inf


def _of_statements(claim: Claim, before: bool | None, after: bool | None) -> tuple[Outcome, float]:
    if before is None or after is None:
        half = {"implies": before is False or after, "implied by": after is False or before}
        if half.get(claim.relation):
            return Agree(exact=True), inf
        return UnknownOutcome("the truth of a statement is not known"), -inf
    fails = {
        "iff":        before != after,
        "implies":    before and not after,
        "implied by": after and not before,
    }  # fmt: skip
    if fails[claim.relation]:
        return Differ(before, after), inf
    return Agree(exact=True, met=before and claim.relation == "implies"), inf


def _of_values(claim: Claim, before: Value, after: Value) -> tuple[Outcome, float]:
    try:
        d = difference(before, after, ordered=claim.relation not in ("=", "!="))
    except Stop as stop:
        if not (isinstance(stop.outcome, Unknown) and stop.outcome.precision):
            return UnknownOutcome("the sides cannot be compared"), inf
        return Agree(exact=False), min(map(_accuracy, (before, after)))
    if ORDER[claim.relation](d):
        return Agree(exact=True), inf
    return Differ(before, after), inf


def _accuracy(x: Value) -> float:
    """Bits of accuracy of a value that is not a rational."""
    if type(x) is Array:
        return min(map(_accuracy, x.entries), default=AGREEMENT_BITS)
    return AGREEMENT_BITS if type(x) is fmpq else x.rel_one_accuracy_bits()


# --- lost domains --------------------------------------------------------------------------------


def _is_lost(claim: Claim, point: Point) -> bool:
    """Whether, all around the point, `before` is defined and `after` is not.

    Whole numbers that are bounded by numbers have nothing around them.
    """
    context = claim.context
    before, after = (
        [instantiated(c, point) for c in definedness(side, context)]
        for side in (claim.before, claim.after)
    )
    try:
        around = scope_of((*before, *after), point, context, around=True)
        alone = scope_of((*before, *after), point, context)
        if all(truth(c, alone) for c in before) and _stands_alone(claim, point):
            return True
        kept = all(truth(c, alone if _isolated(c, claim) else around) for c in before)
        lost = (
            truth(c, alone) is False if _isolated(c, claim) else _fails(c, around) for c in after
        )
        return kept and any(lost)
    except (Stop, *FAULTS):
        return False


def _stands_alone(claim: Claim, point: Point) -> bool:
    """Whether `after` has a value at no allowed point near the point."""
    context = claim.context

    def looked(s: Term, around: bool) -> bool | None:
        s = instantiated(s, point)
        return truth(s, scope_of((s,), point, context, around))

    def whole(names: frozenset[str]) -> bool:
        return bounded(names, context.assumptions, context)

    here, around = partial(looked, around=False), partial(looked, around=True)
    return bool(context.assumptions) and stands_alone(claim, here, around, whole)


def _isolated(condition: Term, claim: Claim) -> bool:
    """Whether a condition is about whole numbers alone that are bounded by numbers."""
    context, names = claim.context, free_names(condition)
    counts = all(integral(Sym(name), context) for name in names)
    return counts and bounded(names, context.assumptions, context)


def _fails(condition: Term, around: Scope) -> bool:
    """Whether a condition fails all around the point, also by being `u != u` once settled."""
    if truth(condition, around) is False:
        return True
    match condition:
        case App("!=", (u, v)):
            try:
                one, two = settled(u, around), settled(v, around)
            except Stop:
                return False
            return Field(around.context).equal(one, two)
        case App("implies", (p, q)):
            return truth(p, around) is True and _fails(q, around)
    return False


def bounded(names: frozenset[str], known: Iterable[Term], context: Context) -> bool:
    """Whether what is known bounds each of some names by numbers, by affine comparisons alone.

    Arguments:
        names: of numbers.
        known: what is assumed of them.
        context: their sorts.
    """
    field = Field(Context(context.sorts, (), context.field))
    rows = [row._replace(strict=False) for s in parts_of(known) for row in rows_of(s, field)]
    ways = (Row({name: Fraction(side)}, True) for name in names for side in (1, -1))
    return not any(solvable([*rows, way]) for way in ways)
