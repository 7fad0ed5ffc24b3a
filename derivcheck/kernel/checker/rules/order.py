"""Equations of lines that hold terms of an order: `exp(x) = 1 + x + O(x^2)`.

Such a line stands for many functions (`language/orders.py`), so no other rule may see one: what is
equal to itself as it is written is not equal to itself here.  Under a limit that is the whole line,
what is true of all of them is one number; else two lines are compared by expansions.
"""

from __future__ import annotations

from derivcheck.kernel.checker.asymptotics import expansions, limit_of
from derivcheck.kernel.checker.deduction import Deduction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.rules.limits import length
from derivcheck.kernel.checker.scale import BOUNDED, UNIT, Expansion, Scale, term_of
from derivcheck.kernel.checker.signs import NULL
from derivcheck.kernel.checker.suppositions import apart_from, grown
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Order
from derivcheck.kernel.language.orders import BETWEEN, Place, ordered, places
from derivcheck.kernel.language.sorts import INTEGER, REAL
from derivcheck.kernel.language.terms import (
    INFINITE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
)

Sides = tuple[Term, Term]
INNER = BETWEEN - {"+", "*", "neg", "/"}
"""Heads of which no argument is a summand or a factor."""


def order(goal: App, e: Order, facts: Facts, by: Deduction) -> None:
    """That what one line stands for is among what another stands for."""
    before, after = goal.args
    left = settled((before, after), e, facts)
    if left is not None:
        known = facts.knowing(*definedness(left[0], facts.context))
        by.prove(App("=", left), e.of, known)


def settled(sides: Sides, e: Order, facts: Facts) -> Sides | None:
    """What is left to be shown of two lines, their limits being known; None if that is all.

    Raises: Rejected.
    """
    before, after = left = valued(sides, e, facts)
    if not any(map(ordered, left)):
        return None if before == after else left
    match left:  # equal arguments make equal values
        case App(head, us), App(same, vs) if head == same and head in INNER and len(us) == len(vs):
            differing = [pair for pair in zip(us, vs, strict=True) if pair[0] != pair[1]]
            if len(differing) == 1:
                return settled(differing[0], e, facts)
    (x, a), slots = place(left, facts), summands(after)
    if not isinstance(e.which, Num) or e.which.value not in range(len(slots)):
        raise Rejected("there is no such summand with a term of an order", e.which)
    gap = (before - without(after)) / slots[int(e.which.value)]
    if grown(x.name, facts) & (free_names(before) | free_names(after)):
        raise Rejected("an array grows with the variable of an order", x)
    known = apart_from(x.name, facts)
    for side in _sides(x, a, facts):
        found = [
            expansions(Bind(side, x.name, t, (a,)), length(e.length, facts), known)
            for t in (gap, *slots)  # of each the values must be seen to exist
        ]
        for scale, f in found[0]:
            _require_bounded(scale.plus(f, BOUNDED), scale)
    return None


def valued(sides: Sides, e: Order, facts: Facts) -> Sides:
    """Two lines, what is a limit being worked out if it holds a term of an order.

    Raises: Rejected.
    """

    def of(t: Term) -> Term:
        if isinstance(t, Bind) and ordered(t) and places(t) == frozenset():
            return limit_of(t, length(e.length, facts), facts)
        return t

    return of(sides[0]), of(sides[1])


def place(sides: Sides, facts: Facts) -> Place:
    """The variable of terms of an order, and where it leads.  Raises: Rejected."""
    found = [places(t) for t in sides]
    both = frozenset[Place]().union(*filter(None, found))
    if None in found or len(both) != 1 or facts.context.field != "real":
        raise Rejected("terms of an order mean nothing there, or lead to different places")
    ((x, a),) = both
    if facts.context.sorts[x.name] not in (REAL, INTEGER)[: 1 + (a in INFINITE)]:
        raise Rejected("the variable of an order is real, or an integer that goes to infinity", x)
    return x, a


def _sides(x: Sym, a: Term, facts: Facts) -> list[str]:
    """The limits from the sides on which a variable may be."""
    never = {"lim+": call("<=", x, a), "lim-": call(">=", x, a)}
    found = [s for s in never if not facts.holds(never[s])] if a not in INFINITE else ["lim"]
    if not found:
        raise Rejected("the variable is never near where it leads", x)
    return found


def _require_bounded(f: Expansion, scale: Scale) -> None:
    """Of a sum with what is bounded nothing else may be left.  Raises: Rejected."""
    if f.rest != UNIT:
        raise Rejected("not more than an order of growth is known")
    for c, _ in f.terms:
        if scale.sign(c) != NULL:
            raise Rejected("the difference is of no such order", call("=", term_of(c), 0))


def without(t: Term) -> Term:
    """A line in which each term of an order is zero."""
    if not isinstance(t, App) or not ordered(t):
        return t
    return ZERO if t.head == "O" else App(t.head, tuple(map(without, t.args)))


def summands(t: Term) -> list[Term]:
    """Of what each term of an order in a line is, times its factor, all others being zero.

    Raises: Rejected.
    """
    match t:
        case App("O", (h, _, _)):
            return [h]
        case App("+", parts):
            return [h for u in parts for h in summands(u)]
        case App("neg" | "*" | "/" as head, parts) if head != "/" or not ordered(parts[1]):
            rest = tuple(map(without, parts))
            made = ((k, h) for k, u in enumerate(parts) for h in summands(u))
            return [App(head, (*rest[:k], h, *rest[k + 1 :])) for k, h in made]
    if ordered(t):
        raise Rejected("a term of an order is no factor of a summand", t)
    return []
