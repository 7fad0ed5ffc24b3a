"""Lines of an order that differ by more than that: `exp(x)` is not `1 + x + O(x^3)`.

At a point for all other names, and for one choice of what the old line stands for, both sides
differ wherever the variable is near the place where it leads, whatever the new line stands for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count

from derivcheck.kernel.checker.asymptotics import expansions
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.rules.limits import length
from derivcheck.kernel.checker.rules.order import place, valued
from derivcheck.kernel.checker.signs import ALLOWED, Sign, within
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.enclosures.evaluation import with_rates
from derivcheck.kernel.enclosures.valuation import Point
from derivcheck.kernel.language.claims import Claim, Context
from derivcheck.kernel.language.evidence import Order
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    ZERO,
    App,
    Bind,
    Term,
    children,
    conjuncts,
    free_names,
    number,
    numeral,
    substitute,
)  # fmt: skip
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.kernel.refutation.comparison import Differ, compare


def at_point(claim: Claim, point: Point) -> Facts:
    """What is known of the names of a claim that have no value at a point."""
    moving = (free_names(claim.before) | free_names(claim.after)) - point.keys()
    sorts = {name: claim.context.sorts[name] for name in moving}
    return Facts(Context(sorts, (), claim.context.field))


def differing(claim: Claim, point: Point, facts: Facts, e: Order) -> Differ | None:
    """Both sides of a claim that fails at a point; None where they have no values by themselves.

    Arguments:
        point: the values of all names, but for the variable of an order.
        facts: those of `at_point`, and what lemmas add.

    Raises: Rejected.
    """
    moving = facts.context.sorts.keys()
    if claim.relation != "=" or numeral(e.which) is None:
        raise Rejected("a number stands for what is bounded", e.which)
    values = dict(point)
    sides = (substitute(t, values) for t in (claim.before, claim.after))
    old, new = (with_rates(t, facts.context, facts.true) for t in sides)
    before, after = valued((_chosen(old, e.which, count(1)), new), e, facts)
    if not moving:
        found = compare(Claim(claim.context, before, "=", after), point)
        if isinstance(found, Differ):
            return found
        raise Rejected("the claim is not seen to fail at the point")
    (x, a), stated = place((old, new), facts), conjuncts(claim.context.assumptions)
    others = tuple(p for p in stated if not free_names(p) & moving)
    allowed = Claim(replace(claim.context, assumptions=others), ZERO, "=", ONE)
    if moving != {x.name} or not isinstance(compare(allowed, point), Differ):
        raise Rejected("the point is not seen to be allowed")
    near = [substitute(p, values) for p in stated if x.name in free_names(p)]
    for side in ("lim",) if a in INFINITE else ("lim+", "lim-"):
        sign = partial(_sign, (side, x.name, (a,)), length(e.length, facts), facts)
        if all(map(partial(_met, sign), near)):
            sign(before - after)
            return None
    raise Rejected("the variable is not seen to be near where it leads", x)


def _sign(where: tuple[str, str, tuple[Term]], order: int, facts: Facts, t: Term) -> Sign:
    """The sign that a term has near where a limit leads, which is not zero.  Raises: Rejected."""
    side, var, to = where
    ((scale, f),) = expansions(Bind(side, var, t, to), order, facts)
    return scale.sign(scale.normal(f)[0])


def _met(sign: Callable[[Term], Sign], p: Term) -> bool:
    """Whether an assumption holds near there."""
    match p:
        case App(rel, (u, v)) if rel in ALLOWED and v not in INFINITE and u not in INFINITE:
            return within(sign(u - v), ALLOWED[rel])
    return False


def _chosen(t: Term, c: Term, position: Iterator[int]) -> Term:
    """A line in which n*c*h stands for its n-th term `O(h, x, a)`."""
    match t:
        case App("O", (h, _, _)):
            return number(next(position)) * c * h
        case App() | Bind() if ordered(t):
            return rebuild(t, tuple(_chosen(u, c, position) for u in children(t)))
    return t
