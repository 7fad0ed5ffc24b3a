"""Binders over one range that are equal by their bodies, looked at before any is worked out.

    a*int(f, x = c..d) + h = b*int(g, x = c..d) + h              where a*f = b*g throughout
    a*int(f, x = c..d) + h = lim-(G, x = d) - lim+(G, x = c) + h      where a*f = diff(G, x)

Most steps with integrals rewrite what stands under one, take it apart or put it together, or put
the ends into a primitive.  Whether they do is told by numbers first, so that others lose no time
here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from derivcheck.kernel.checker.facts import LIMITS
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Continuity, Evidence, Linearity, NewtonLeibniz
from derivcheck.kernel.language.terms import ONE, ZERO, App, Bind, Term, is_infinite, substitute
from derivcheck.provers.equations.combinations import Sides, combination, outermost
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.normalforms.asymptotic import settled
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import alike
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.primitives import by_limits

HEADS = LIMITS | {"int", "sum"}
MAX_TOGETHER = 6
"""How many binders are looked at as one."""

Part = tuple[Term, Bind]
"""A factor, not zero, and a binder."""


class Primitive(NamedTuple):
    """A limit at an end of an integral, as a multiple of that and what is left; and why."""

    end: Bind
    factor: Term
    whole: Bind
    rest: Term
    shown: NewtonLeibniz


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation by what stands under its binders, or None."""
    sides = (claim.before, claim.after)
    found = list(dict.fromkeys(t for side in sides for t in outermost(side, HEADS)))
    if claim.relation != "=" or not 1 < len(found) <= MAX_TOGETHER:
        return None
    basis = Basis(known_of(claim), HANDLERS, limits)
    for primitives in ((), tuple(_primitives(basis, found))):
        groups = list(_groups(basis, sides, found, primitives))
        if groups and all(_seems_to_vanish(basis, parts) for parts in groups):
            for one in primitives:
                _use(basis, one)
            if all(_vanishes(basis, parts) for parts in groups) and basis.equal(*sides):
                return with_domain(claim, basis.evidence(*sides))
            return None
    return None


def _groups(
    basis: Basis, sides: Sides, found: Sequence[Bind], primitives: Sequence[Primitive]
) -> Iterator[list[Part]]:
    """The binders over each range with their factors; none if something else is left."""
    ends = {one.end: (one.factor, one.whole, one.rest) for one in primitives}
    wholes, told_of = (one.whole for one in primitives), {one.rest for one in primitives}
    plain = [*dict.fromkeys((*(t for t in found if t not in ends.keys() | told_of), *wholes))]
    told = combination(basis, sides, plain, ends)
    if told is None or basis.normal(told[0]) != ZERO:
        return
    parts = [(c, t) for c, t in zip(told[1], plain, strict=True) if c != ZERO]
    for kind in dict.fromkeys((t.head, t.args) for _, t in parts):
        yield [(c, t) for c, t in parts if (t.head, t.args) == kind]


# --- primitives at the ends ----------------------------------------------------------------------


def _primitives(basis: Basis, found: Sequence[Bind]) -> Iterator[Primitive]:
    """The functions whose limits at the ends of integrals stand beside these."""
    ranges = list(dict.fromkeys(t.args for t in found if t.head == "int"))
    seen = set[Bind]()
    for end in (t for t in found if t.head in LIMITS):
        for a, b in (r for r in ranges if end.args[0] in r and end not in seen):
            shown = by_limits(basis, end.body, end.var, a, b)
            if shown is None or not isinstance(shown.term, Bind):
                continue
            low, high = replace(end, head="lim+", args=(a,)), replace(end, head="lim-", args=(b,))
            seen.update((low, high))
            if high in found:
                rest = low if low in found else _value(low)
                yield Primitive(high, ONE, shown.term, rest, shown)
            elif low in found:
                yield Primitive(low, -ONE, shown.term, _value(high), shown)


def _value(end: Bind) -> Term:
    return end if is_infinite(end) else substitute(end.body, {end.var: end.args[0]})


def _use(basis: Basis, one: Primitive) -> None:
    """Assumes what an integral is by its primitive, and the limits of what is continuous."""
    a, b = one.whole.args
    ends = (replace(one.end, head=head, args=(at,)) for head, at in (("lim+", a), ("lim-", b)))
    for end in ends:
        basis.leave(end, _value(end))
        if settled(basis.known, end):
            basis.propose(Continuity(end))
    basis.leave(one.whole)
    basis.propose(one.shown)


# --- bodies --------------------------------------------------------------------------------------


def _first_and_others(basis: Basis, parts: list[Part]) -> tuple[Bind, list[Part]]:
    """The first binder, and what it is a combination of."""
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
    """Whether binders are shown to make up nothing together."""
    t, others = _first_and_others(basis, parts)
    whole = _whole(t, others)
    shown = alike(basis, t, whole)
    basis.leave(t, whole, *(u for _, u in others))
    if shown is None or not basis.propose(shown, (shown.left, shown.right)):
        return False
    pieces = tuple((c, u.body) for c, u in others)
    return pieces == ((ONE, whole.body),) or basis.propose(Linearity(whole, pieces))
