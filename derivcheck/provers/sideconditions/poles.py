"""Poles of gamma: none is met by what is whole steps away from a number that is known to be none.

A statement or a difference goes in; the proof context learns what a row says of it, if any does.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import ZERO, App, Term, conjuncts, number
from derivcheck.provers.foundations.proof_context import ProofContext


def off_poles(known: ProofContext, s: App) -> bool:
    """No pole of gamma is met where none is met some whole steps before."""
    u = _off_poles_of(s)
    return u is not None and _some_steps_on(known, "off_poles_shift", u)


def beside_poles(known: ProofContext, gap: Term) -> bool:
    """A number is not zero where it, or what is whole steps before it, is known to be no pole."""
    return any(_some_steps_on(known, "off_poles_nonzero", t) for t in (gap, -gap))


def _some_steps_on(known: ProofContext, row: str, u: Term) -> bool:
    """What a row says of a term that is a natural number more than one known to be no pole."""
    for v in _pole_free(known):
        steps = known.facts.field.constant(u - v)
        if steps is not None and steps.denominator == 1 and steps >= 0:
            return known.learn(Axiom(row, (("n", number(steps)), ("u", v))))
    return False


def _pole_free(known: ProofContext) -> Iterator[Term]:
    """The terms known to be none of 0, -1, -2, ..."""
    for s in conjuncts(known.facts.statements):
        u = _off_poles_of(s)
        if u is not None:
            yield u


def _off_poles_of(s: Term) -> Term | None:
    """u if a statement says, as definedness does, that u is none of 0, -1, -2, ..."""
    match s:
        case App("or", (App(">", (u, zero)), App("!=", (App("floor", (v,)), w)))):
            return u if zero == ZERO and u == v == w else None
    return None
