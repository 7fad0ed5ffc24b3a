"""Smaller forgeries: parts of a find are replaced by simpler ones as long as it stays one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.terms import (
    ONE,
    TRUE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    subterms,
)
from forging.trees import KINDS, replaced, size, terms_of

MAX_TRIES = 400
"""How many smaller forgeries are looked at."""
SIMPLEST: tuple[Term, ...] = (ZERO, ONE, Sym("x"))

Forgery = tuple[Claim, Any]


def shrunk(claim: Claim, evidence: Any, bad: Callable[[Claim, Any], bool]) -> Forgery:
    """The claim and evidence with all that can go left out, by greedy replacement."""
    best, tries, going = (claim, evidence), 0, True
    while going:
        going = False
        for found in smaller(*best):
            tries += 1
            if tries > MAX_TRIES:
                return best
            if measure(*found) < measure(*best) and bad(*found):
                best, going = found, True
                break
    return best


def measure(claim: Claim, evidence: Any) -> int:
    names = len(claim.context.sorts) + len(claim.context.assumptions)
    return size(evidence) + size(claim.before) + size(claim.after) + names


def smaller(claim: Claim, evidence: Any) -> Iterator[Forgery]:
    """Forgeries with a part left out or replaced by a simpler one, the same everywhere."""
    yield from ((claim, e) for e in _pruned(evidence))
    for old, new in _simpler(claim, evidence):
        sides = (replaced(side, old, new) for side in (claim.before, claim.after))
        before, after = sides
        yield replace(claim, before=before, after=after), replaced(evidence, old, new)
    for context in _less(claim.context):
        yield replace(claim, context=context), evidence


def _pruned(evidence: Any) -> Iterator[Any]:
    """Evidence with one part of one tuple left out, or one part replaced by one of its own."""
    for field in fields(evidence):
        for value in _variants(getattr(evidence, field.name)):
            yield replace(evidence, **{field.name: value})


def _variants(data: Any) -> Iterator[Any]:
    if isinstance(data, tuple):
        for k, part in enumerate(data):
            yield (*data[:k], *data[k + 1 :])
            yield from ((*data[:k], other, *data[k + 1 :]) for other in _variants(part))
    elif isinstance(data, KINDS):
        yield from (part for part in _evidence_in(data))
        yield from _pruned(data)


def _evidence_in(data: Any) -> Iterator[Any]:
    for field in fields(data):
        value = getattr(data, field.name)
        yield from (
            p for p in (value if isinstance(value, tuple) else (value,)) if isinstance(p, KINDS)
        )


def _simpler(claim: Claim, evidence: Any) -> Iterator[tuple[Term, Term]]:
    everything = (*terms_of(evidence), claim.before, claim.after)
    found = dict.fromkeys(u for t in everything for u in subterms(t) if not isinstance(u, Num))
    for old in sorted(found, key=size, reverse=True):
        inner = (u for u in children(old) if not isinstance(old, Bind) or u != old.body)
        for new in (*inner, *_simplest(old)):
            if new != old:
                yield old, new


def _simplest(t: Term) -> tuple[Term, ...]:
    if isinstance(t, Sym):
        return ()
    if isinstance(t, App) and t.head in ("and", "or", "not", "implies", "iff", "=", "<", "defined"):
        return (TRUE,)
    return SIMPLEST


def _less(context: Context) -> Iterator[Context]:
    for name in context.sorts:
        sorts = {other: sort for other, sort in context.sorts.items() if other != name}
        yield Context(sorts, context.assumptions, context.field)
    for k in range(len(context.assumptions)):
        rest = (*context.assumptions[:k], *context.assumptions[k + 1 :])
        yield Context(context.sorts, rest, context.field)
