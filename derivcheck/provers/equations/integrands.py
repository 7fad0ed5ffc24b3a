"""Integrals over one range that are equal by their integrands, looked at before any is worked out.

    a*int(f, x = c..d) + h = b*int(g, x = c..d) + h      where a*f = b*g throughout

Most steps with integrals rewrite what stands under one, take it apart or put it together.  Whether
they do is told by numbers first, so that others lose no time here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Linearity
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Term
from derivcheck.provers.equations.combinations import Sides, combination, outermost
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import alike
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.handlers import HANDLERS

MAX_TOGETHER = 6
"""How many integrals are looked at as one."""

Part = tuple[Term, Bind]
"""A factor, not zero, and an integral."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation by what stands under its integrals, or None."""
    sides = (claim.before, claim.after)
    found = list(dict.fromkeys(t for side in sides for t in outermost(side, "int")))
    if claim.relation != "=" or not 1 < len(found) <= MAX_TOGETHER:
        return None
    basis = Basis(known_of(claim), HANDLERS, limits)
    groups = list(_groups(basis, sides, found))
    if not groups or not all(_seems_to_vanish(basis, parts) for parts in groups):
        return None
    if not all(_vanishes(basis, parts) for parts in groups) or not basis.equal(*sides):
        return None
    return with_domain(claim, basis.evidence(*sides))


def _groups(basis: Basis, sides: Sides, found: Sequence[Bind]) -> Iterator[list[Part]]:
    """The integrals over each range with their factors; none if something else is left."""
    told = combination(basis, sides, found)
    if told is None or basis.normal(told[0]) != ZERO:
        return
    parts = [(c, t) for c, t in zip(told[1], found, strict=True) if c != ZERO]
    for ends in dict.fromkeys(t.args for _, t in parts):
        yield [(c, t) for c, t in parts if t.args == ends]


def _first_and_others(basis: Basis, parts: list[Part]) -> tuple[Bind, list[Part]]:
    """The first integral, and what it is a combination of."""
    name = name_for(basis, *(t for _, t in parts))
    (first, t), *others = ((c, renamed(t, name)) for c, t in parts)
    return t, [(basis.normal(-c / first), other) for c, other in others]


def _whole(t: Bind, others: list[Part]) -> Bind:
    bodies = [u.body if c == ONE else c * u.body for c, u in others]
    return replace(t, body=bodies[0] if len(bodies) == 1 else App("+", tuple(bodies)))


def _seems_to_vanish(basis: Basis, parts: list[Part]) -> bool:
    if len(parts) < 2:
        return False
    t, others = _first_and_others(basis, parts)
    models = basis.known.inside(t, t.var).models
    return not models.distinguish(t.body, _whole(t, others).body)


def _vanishes(basis: Basis, parts: list[Part]) -> bool:
    """Whether integrals are shown to make up nothing together."""
    t, others = _first_and_others(basis, parts)
    whole = _whole(t, others)
    shown = alike(basis, t, whole)
    basis.leave(t, whole, *(u for _, u in others))
    if shown is None or not basis.propose(shown, (shown.left, shown.right)):
        return False
    pieces = tuple((c, u.body) for c, u in others)
    return pieces == ((ONE, whole.body),) or basis.propose(Linearity(whole, pieces))
