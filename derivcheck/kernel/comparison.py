"""A claim at one point: whether its two sides agree there, differ, or one is lost.

    differ   both sides are defined and exclude each other; or a statement changed its truth
    lost     `before` is defined, `after` is not, and that persists nearby
    agree    exactly, or as far as balls can tell: never a proof

A point is allowed if its values have the declared sorts and every assumption is true there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from flint import acb, arb, ctx, fmpq

from derivcheck.kernel.allowed import obstacle
from derivcheck.kernel.claims import Claim, Context
from derivcheck.kernel.definedness import definedness
from derivcheck.kernel.evaluation import ORDER, difference, evaluate, holds, persists
from derivcheck.kernel.field import Field
from derivcheck.kernel.scope import Point
from derivcheck.kernel.terms import ONE, ZERO, App, Bind, Term, children, free_names, rebuild
from derivcheck.kernel.values import Array, Number, Stop, Undefined, Unknown, Value

PRECISIONS = (64, 128, 256, 512)
"""Working precisions in bits, tried in order until a question is settled."""

AGREEMENT_BITS = 100
"""Balls that overlap and are this accurate count as agreeing."""

DIGITS = (6, 12, 24, 48, 96)
"""How many significant digits are shown, the first that shows the difference."""


@dataclass(frozen=True, slots=True)
class Differ:
    """The claim fails at the point; both sides in text."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LostDomain:
    """The claim fails at the point: `after` has no value where `before` has one."""

    before: str
    after: str = "undefined"


@dataclass(frozen=True, slots=True)
class Agree:
    """Both sides are defined and not seen to differ; `exact` if they are known to be equal."""

    before: str
    after: str
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
    outcome: Outcome = UnknownOutcome("no precision")
    with ctx.workprec(PRECISIONS[0]):
        why = obstacle(claim.context, point)
    if why is not None:
        return NotAllowed(why)
    for bits in PRECISIONS:
        with ctx.workprec(bits):
            outcome, settled = _compare(claim, point)
        if settled:
            break
    return outcome


def _compare(claim: Claim, point: Point) -> tuple[Outcome, bool]:
    if claim.relation in ORDER:
        return _compare_terms(claim, point)
    return _compare_statements(claim, point)


def _compare_statements(claim: Claim, point: Point) -> tuple[Outcome, bool]:
    before = holds(claim.before, point, claim.context)
    after = holds(claim.after, point, claim.context)
    shown = (show_value(before), show_value(after))
    if before is None or after is None:
        half = {"implies": before is False or after, "implied by": after is False or before}
        if half.get(claim.relation):
            return Agree(*shown, exact=True), True
        return UnknownOutcome("the truth of a statement is not known"), False
    fails = {
        "iff":        before != after,
        "implies":    before and not after,
        "implied by": after and not before,
    }  # fmt: skip
    return (Differ(*shown) if fails[claim.relation] else Agree(*shown, exact=True)), True


def _compare_terms(claim: Claim, point: Point) -> tuple[Outcome, bool]:
    before = evaluate(claim.before, point, claim.context)
    if isinstance(before, Unknown):
        return UnknownOutcome(before.reason), not before.precision
    if isinstance(before, Undefined):
        return UnknownOutcome("before is undefined"), True
    after = evaluate(claim.after, point, claim.context)
    if isinstance(after, Unknown):
        return UnknownOutcome(after.reason), not after.precision
    if isinstance(after, Undefined):
        if _is_lost(claim, after, point):
            return LostDomain(show_value(before)), True
        return UnknownOutcome("after is undefined at this point"), True
    return _compare_values(claim, before, after)


def _is_lost(claim: Claim, after: Undefined, point: Point) -> bool:
    """Whether more is lost than an exceptional set: `before` is defined all around the point."""
    everywhere = free_names(after.term).isdisjoint(claim.context.sorts)
    conditions = definedness(claim.before, claim.context)
    if not (after.open or everywhere or _vanishes_nearby(after.term, point, claim.context)):
        return False
    return all(persists(p, point, claim.context) for p in conditions)


def _vanishes_nearby(t: Term, point: Point, context: Context) -> bool:
    """Whether a quotient's denominator is zero all around the point, once signs are settled."""
    match t:
        case App("/", (_, v)):
            local = _local(v, point, context)
            return local is not None and local != v and Field(context).value(local).top.is_zero()
    return False


def _local(t: Term, point: Point, context: Context) -> Term | None:
    """What |u| and sign(u) are near a point at which u is not zero; None if that is not known."""
    if isinstance(t, Bind):
        return None
    parts = [_local(u, point, context) for u in children(t)]
    known = tuple(u for u in parts if u is not None)
    if len(known) < len(parts):
        return None
    match t:
        case App("abs" | "sign" as head, (u,)):
            inner = known[0]
            if holds(App(">", (u, ZERO)), point, context):
                return inner if head == "abs" else ONE
            if holds(App("<", (u, ZERO)), point, context):
                return -inner if head == "abs" else -ONE
            return None
    return rebuild(t, known)


def _compare_values(claim: Claim, before: Value, after: Value) -> tuple[Outcome, bool]:
    try:
        d = difference(before, after, ordered=claim.relation not in ("=", "!="))
    except Stop as stop:
        if not (isinstance(stop.outcome, Unknown) and stop.outcome.precision):
            return UnknownOutcome("the sides cannot be compared"), True
        shown = (show_value(before), show_value(after))
        return Agree(*shown, exact=False), min(map(_accuracy, (before, after))) >= AGREEMENT_BITS
    if ORDER[claim.relation](d):
        return Agree(show_value(before), show_value(after), exact=True), True
    return Differ(*show_pair(before, after)), True


def _accuracy(x: Value) -> float:
    """Bits of accuracy of a value that is not a rational."""
    if isinstance(x, Array):
        return min(map(_accuracy, x.entries), default=AGREEMENT_BITS)
    return AGREEMENT_BITS if type(x) is fmpq else x.rel_one_accuracy_bits()


def show_pair(a: Value, b: Value) -> tuple[str, str]:
    """Both values with as many digits as it takes to tell them apart."""
    shown = ("", "")
    for digits in DIGITS:
        shown = (show_value(a, digits), show_value(b, digits))
        if shown[0] != shown[1]:
            break
    return shown


def show_value(x: Value | bool | None, digits: int = DIGITS[0]) -> str:
    """A value in short text: `-1/3`, `0.693147...`, `[1, 2]`, `true`.

    Arguments:
        x: a value, a truth, or None for an unknown truth.
        digits: how many significant digits a ball is shown with; they are cut, not rounded.
    """
    match x:
        case None:
            return "unknown"
        case bool():
            return str(x).lower()
        case Array(entries):
            return f"[{', '.join(show_value(e, digits) for e in entries)}]"
        case fmpq():
            return str(x)
        case acb():
            return _show_complex(x, digits)
    return _show_ball(x, digits)


def _show_complex(x: acb, digits: int) -> str:
    imaginary = _show_ball(abs(x.imag), digits)
    unit = "I" if imaginary == "1" else f"{imaginary}*I"
    minus = x.imag < 0
    if x.real.is_zero():
        return f"-{unit}" if minus else unit
    return f"{_show_ball(x.real, digits)} {'-' if minus else '+'} {unit}"


def _show_ball(x: Number, digits: int) -> str:
    if type(x) is arb and x.is_exact() and x.is_integer():
        return str(x.fmpq())
    text: str = x.str(digits + 4, radius=False)
    mantissa, _, exponent = text.partition("e")
    body, kept = "", 0
    for c in mantissa:
        kept += c.isdigit() and (kept > 0 or c != "0")
        if kept > digits and "." in body:
            break
        body += c
    return f"{body}...{'e' + exponent if exponent else ''}"
