"""Limits, sums and integrals that are infinite, or go elsewhere than is said, or nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any, TypeGuard

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import facts_of, judge
from derivcheck.kernel.language.claims import LINKS, ORDERS, Claim
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Evidence, Lemma, Point
from derivcheck.kernel.language.terms import (
    INFINITE,
    INFINITY,
    ONE,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    subterms,
)
from derivcheck.kernel.refutation.point import Refuted, facts_at
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import tends
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.oscillating import without_value
from derivcheck.provers.normalforms.tails import along, tail

Values = tuple[tuple[str, Term], ...]
SIDES = ("lim-", "lim+")
MAX_DENOMINATOR = 100
"""Of the numbers that stand for names."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that a side is infinite, as the other side says, or a point at which it is not."""
    for side, other in ((claim.before, claim.after), (claim.after, claim.before)):
        if claim.relation == "=" and other in INFINITE and isinstance(side, Bind):
            known = _allowed(claim)
            found = tends(known, side) if side.head in LIMITS else tail(known, side)
            shown = found and known.shown(found)
            right = shown and isinstance(judge(claim, shown), Proved)
            return shown if right else refute(claim, limits)
    return None


def refute(claim: Claim, limits: Limits) -> Evidence | None:
    """A point at which a side goes elsewhere than to the other, or has no value; or None."""
    parts = list(dict.fromkeys(_improper(claim)))
    if not parts:
        return None
    looked = points(claim)
    corners = _corners(claim, dict(looked[0])) if looked and claim.relation in LINKS else ()
    for values in _different(claim, (*looked, *corners)):
        known = ProofContext(facts_at(claim.context, values), discharge)
        told = tuple(e for t in parts for e in _told(known, t))
        if claim.relation in LINKS:  # what is known at a point of its numbers goes along
            valued = (App("defined", (t,)) for t in parts)
            told = tuple(map(known.shown, told or [Lemma(s) for s in valued if known.holds(s)]))
        found = Point(values, told)
        if told and isinstance(judge(claim, found), Refuted):
            return found
    return None


def _different(claim: Claim, found: Iterable[Values]) -> Iterator[Values]:
    """Points that differ in what a claim is about: not in names that only binders take."""
    context = claim.context
    stated = (claim.before, claim.after, *context.assumptions, *context.facts)
    names, seen = frozenset[str]().union(*map(free_names, stated)), set[Values]()
    for values in found:
        about = tuple((name, v) for name, v in values if name in names)
        if about not in seen:
            seen.add(about)
            yield values


def diverges(claim: Claim) -> bool:
    """Whether an integral that the line before needs is seen to have a value at no allowed point:
    what is proved of such a line is proved of nothing.
    """
    if claim.relation in LINKS or {claim.before, claim.after} & set(INFINITE):
        return False
    known = _allowed(claim)
    conditions = definedness(claim.before, claim.context)
    improper = (c.args[0] for c in conditions if _is_value(c) and c.args[0].head == "int")
    found = (e for t in improper for part in _parts(t) if (e := tail(known, part)) is not None)
    return any(isinstance(s := known.inferred(e), App) and s.head == "not" for e in found)


def _parts(t: Bind) -> Iterator[Bind]:
    """Integrals without which one has no value: itself, backwards, and far out from its end."""
    forwards = replace(t, args=t.args[::-1])
    yield from (t, forwards)
    for low, high in (t.args, forwards.args):
        if high == INFINITY and low not in INFINITE:
            yield replace(t, args=(ONE, high))
        elif low == -INFINITY and high not in INFINITE:
            yield replace(t, args=(low, -ONE))


def _improper(claim: Claim) -> Iterator[Bind]:
    """The limits, integrals and sums to infinity that the sides of a claim need, or speak of."""
    for side in (claim.before, claim.after):
        if claim.relation in LINKS:
            yield from (t.args[0] for t in subterms(side) if _is_value(t))
        else:
            yield from (t for t in (side,) if isinstance(t, Bind) and t.head in LIMITS)
            yield from (c.args[0] for c in definedness(side, claim.context) if _is_value(c))


def _is_value(t: Term) -> TypeGuard[Any]:
    """Whether a statement says that a binder has a value."""
    return isinstance(t, App) and t.head == "defined" and isinstance(t.args[0], Bind)


def _allowed(claim: Claim) -> ProofContext:
    """What is known at all allowed points, whether or not the sides have values there."""
    return ProofContext(facts_of(claim), discharge)


def _told(known: ProofContext, t: Bind) -> list[Evidence]:
    """Where a limit goes, or where it goes from both sides; that something has no value."""
    if t.head not in LIMITS:
        found = tail(known, t)
        return [found] if found else _oscillating(known, t)
    whole = tends(known, t)
    if whole is not None:
        return [whole]
    ways = [tends(known, replace(t, head=head)) for head in _sides(t)]
    return [way for way in ways if way is not None] or _oscillating(known, t)


def _sides(t: Bind) -> tuple[str, ...]:
    return SIDES if t.head == "lim" and t.args[0] not in INFINITE else ()


def _oscillating(known: ProofContext, t: Bind) -> list[Evidence]:
    of = without_value if t.head == "int" else along
    found = of(known, t, HANDLERS)
    return [] if found is None else [found]


def points(claim: Claim) -> list[tuple[tuple[str, Term], ...]]:
    """A few points at which what is assumed holds, if all names that matter stand for numbers."""
    known = _allowed(claim)
    models = (known.supposing(claim.before) if claim.relation == "implies" else known).models
    others = claim.context.sorts.keys() - models.names
    if not others.isdisjoint(free_names(claim.before) | free_names(claim.after)):
        return []
    return [
        tuple((name, number(_fraction(v))) for name, v in sorted(point.items()))
        for point in models.points
    ]


def _corners(claim: Claim, values: dict[str, Term]) -> Iterator[Values]:
    """Points at which a name is the number with which a statement compares it, or minus that.

    Arguments:
        values: of all names at a point.
    """
    for name, end in (c for side in (claim.before, claim.after) for c in _compared(side)):
        if name in values and not free_names(end):
            for at in (end, -end):
                yield tuple(sorted({**values, name: at}.items()))


def _compared(side: Term) -> Iterator[tuple[str, Term]]:
    """Names, and what they or their sizes are compared with."""
    for s in subterms(side):
        match s:
            case App(rel, (Sym(name) | App("abs", (Sym(name),)), end)) | App(
                rel, (end, Sym(name))
            ) if rel in ORDERS:
                yield name, end


def _fraction(v: float) -> Fraction:
    return Fraction(v).limit_denominator(MAX_DENOMINATOR)
