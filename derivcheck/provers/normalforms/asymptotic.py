"""Limits by continuity, or by expansions: how many terms they take, and the signs they rest on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from derivcheck.kernel.checker.asymptotics import limit_of
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Asymptotics
from derivcheck.kernel.language.terms import (
    INFINITE,
    App,
    Bind,
    Num,
    Term,
    is_infinite,
    substitute,
)
from derivcheck.provers.foundations.proof_context import ProofContext

T = TypeVar("T")
ORDERS = (3, 6, 10)
"""How many terms are kept, in turn."""
MAX_ASKED = 12
"""How many signs one limit may rest on."""
OTHERWISE = {">": ("<", "="), "!=": ("=",)}
"""What is asked of a quantity if it is not as hoped."""


def expanded(known: ProofContext, t: Bind) -> Asymptotics | None:
    """A limit by an expansion, lemmas being learnt; None if it has none, or diverges."""
    found = tends(known, t)
    return None if found is None or found.value in INFINITE else found


def settled(known: ProofContext, t: Bind) -> bool:
    """Whether the body of a limit is known to be continuous where it leads, lemmas being learnt."""
    if any(map(is_infinite, t.args)):
        return False
    here = substitute(t.body, {t.var: t.args[0]})
    for condition in definedness(here, known.facts.context):
        match condition:
            case App("<=" | ">=" as rel, sides):
                known.holds(App(rel[0], sides))
            case _:
                known.holds(condition)
    return known.facts.continuous_at(t)


def tends(known: ProofContext, t: Bind) -> Asymptotics | None:
    """The same of a limit that may be infinite."""
    if known.facts.context.field != "real":
        return None
    for order in ORDERS:
        try:
            value = asking(known, partial(limit_of, t, order))
            return Asymptotics(t, value, Num(order))
        except Rejected as missing:
            if missing.needs is not None:
                return None
    return None


def asking(known: ProofContext, found: Callable[[Facts], T]) -> T:
    """What is found by an expansion, once the signs are learnt that it rests on.  Raises: Rejected.

    Arguments:
        found: says by raising `Rejected` what it needs.
    """
    for _ in range(MAX_ASKED):
        try:
            return found(known.facts)
        except Rejected as missing:
            if missing.needs is None or not _settled(known, missing.needs):
                raise
    raise Rejected("too many signs are needed")


def _settled(known: ProofContext, s: Term) -> bool:
    """Whether a statement, or another about the same quantity, is found to hold."""
    match s:
        case App(rel, sides):
            return any(known.holds(App(head, sides)) for head in (rel, *OTHERWISE.get(rel, ())))
    return False
