"""A claim at one point: whether its two sides agree there, differ, or one is lost.

    differ   both sides are defined and exclude each other; or a statement changed its truth
    lost     `before` is defined around the point and `after` nowhere around it
    agree    exactly, or as far as balls can tell: never a proof

A point is allowed if its values have the declared sorts and every assumption is true there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from flint import ctx, fmpq

from derivcheck.kernel.allowed import obstacle
from derivcheck.kernel.claims import Claim, Context
from derivcheck.kernel.definedness import definedness
from derivcheck.kernel.evaluation import (
    FAULTS,
    ORDER,
    Point,
    Scope,
    difference,
    evaluate,
    holds,
    instantiated,
    scope_of,
    settled,
    truth,
)  # fmt: skip
from derivcheck.kernel.field import Field
from derivcheck.kernel.terms import App, Term
from derivcheck.kernel.values import Array, Stop, Undefined, Unknown, Value

PRECISIONS = (64, 128, 256, 512)
"""Working precisions in bits, tried in order until a question is settled."""
AGREEMENT_BITS = 100
"""Balls that overlap and are this accurate count as agreeing."""


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
    """Both sides are defined and not seen to differ; `exact` if they are known to be equal."""

    exact: bool


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The point violates a declaration or assumption, or is not known to satisfy it."""

    why: str


@dataclass(frozen=True, slots=True)
class UnknownOutcome:
    """The point settles nothing."""

    reason: str


Outcome = Union[Differ, LostDomain, Agree, NotAllowed, UnknownOutcome]


def compare(claim: Claim, point: Point) -> Outcome:
    """What a claim says at a point, rigorously.

    Arguments:
        claim: any claim.
        point: name -> closed term, `vector` for an array, `lambda` for a function.
    """
    with ctx.workprec(PRECISIONS[0]):
        why = obstacle(claim.context, point)
    if why is not None:
        return NotAllowed(why)
    at_precision = _of_terms if claim.relation in ORDER else _of_statements
    outcome: Outcome = UnknownOutcome("no precision")
    for bits in PRECISIONS:
        with ctx.workprec(bits):
            outcome, done = at_precision(claim, point)
        if done:
            break
    return outcome


def _of_statements(claim: Claim, point: Point) -> tuple[Outcome, bool]:
    """The outcome, and whether a higher precision is of no use."""
    before = holds(claim.before, point, claim.context)
    after = holds(claim.after, point, claim.context)
    if before is None or after is None:
        half = {"implies": before is False or after, "implied by": after is False or before}
        if half.get(claim.relation):
            return Agree(exact=True), True
        return UnknownOutcome("the truth of a statement is not known"), False
    fails = {
        "iff":        before != after,
        "implies":    before and not after,
        "implied by": after and not before,
    }  # fmt: skip
    return (Differ(before, after) if fails[claim.relation] else Agree(exact=True)), True


def _of_terms(claim: Claim, point: Point) -> tuple[Outcome, bool]:
    before = evaluate(claim.before, point, claim.context)
    if isinstance(before, Unknown):
        return UnknownOutcome(before.reason), not before.precision
    if isinstance(before, Undefined):
        return UnknownOutcome("before is undefined"), True
    after = evaluate(claim.after, point, claim.context)
    if isinstance(after, Unknown):
        return UnknownOutcome(after.reason), not after.precision
    if isinstance(after, Undefined):
        lost = _is_lost(claim, point)
        return (LostDomain(before) if lost else UnknownOutcome("after is undefined there")), True
    return _of_values(claim, before, after)


def _of_values(claim: Claim, before: Value, after: Value) -> tuple[Outcome, bool]:
    try:
        d = difference(before, after, ordered=claim.relation not in ("=", "!="))
    except Stop as stop:
        if not (isinstance(stop.outcome, Unknown) and stop.outcome.precision):
            return UnknownOutcome("the sides cannot be compared"), True
        return Agree(exact=False), min(map(_accuracy, (before, after))) >= AGREEMENT_BITS
    if ORDER[claim.relation](d):
        return Agree(exact=True), True
    return Differ(before, after), True


def _accuracy(x: Value) -> float:
    """Bits of accuracy of a value that is not a rational."""
    if type(x) is Array:
        return min(map(_accuracy, x.entries), default=AGREEMENT_BITS)
    return AGREEMENT_BITS if type(x) is fmpq else x.rel_one_accuracy_bits()


# --- lost domains --------------------------------------------------------------------------------


def _is_lost(claim: Claim, point: Point) -> bool:
    """Whether, all around the point, `before` is defined and `after` is not."""
    context = claim.context
    before, after = (
        [instantiated(c, point) for c in definedness(side, context)]
        for side in (claim.before, claim.after)
    )
    try:
        around = scope_of((*before, *after), point, context, around=True)
        kept = all(truth(c, around) for c in before)
        return kept and any(_fails(c, around) for c in after)
    except (Stop, *FAULTS):
        return False


def _fails(condition: Term, around: Scope) -> bool:
    """Whether a condition fails all around the point, also by being `u != u` once settled."""
    if truth(condition, around) is False:
        return True
    match condition:
        case App("!=", (u, v)):
            try:
                gap = settled(u, around) - settled(v, around)
            except Stop:
                return False
            return bool(Field(Context(around.context.sorts)).value(gap).top.is_zero())
        case App("implies", (p, q)):
            return truth(p, around) is True and _fails(q, around)
    return False
