"""Derivatives of what is made of pieces: cases, the greater of two, whole parts.

Where the sides of all comparisons are continuous and different, the cases stay what they are
nearby; the derivative is that of the piece.

Source: the definition of the derivative, which looks at a neighbourhood only.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Protocol

from derivcheck.kernel.language.claims import Context, continuous_around
from derivcheck.kernel.language.conditions import where_moving
from derivcheck.kernel.language.handbook import Conditions
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Term,
    call,
    free_names,
    joined,
)  # fmt: skip

MAX_PIECES = 6
"""How many numbers are compared with one another."""
COMPARED = frozenset("= != < <= > >=".split())
JOINED = frozenset("and or not implies iff xor true false".split())


class Opaque(Exception):
    """The derivative is not in the table."""


class Differentiating(Protocol):
    """What differentiates by a variable and collects conditions on the way."""

    var: str
    context: Context

    def of(self, t: Term) -> Term:
        """The derivative of a term; 0 of what does not change, whatever its shape."""

    def known(self, bind: Bind) -> tuple[Term, Conditions]:
        """The derivative that a binder stands for, with its conditions."""

    def inside(self, p: Term, t: Term) -> Term:
        """The same where a statement holds, under conditions that are needed there only."""

    def require(self, *conditions: Term) -> None:
        """Notes conditions."""


def piecewise(table: Differentiating, t: App) -> Term:
    """The pieces differentiated, where the cases do not change; `where(u, p)` is of one."""
    guards, values = t.args[1::2], t.args[::2]
    steady(table, guards)
    rates, before = list[Term](), tuple[Term, ...]()
    for u, p in zip(values, guards, strict=True):
        rates += [table.inside(joined("and", (*before, p)), u), p]
        before = (*before, App("not", (p,)))
    return App(t.head, tuple(rates))


def indicator(table: Differentiating, t: App) -> Term:
    """An indicator does not change where its statement does not."""
    steady(table, t.args)
    return ZERO


def extreme(table: Differentiating, t: App) -> Term:
    """The greatest or least of some numbers, where no two of them are equal."""
    parts, rel = t.args, ">" if t.head == "max" else "<"
    if len(parts) > MAX_PIECES:
        raise Opaque
    rates = [table.of(u) for u in parts]
    for (u, du), (v, dv) in combinations(zip(parts, rates, strict=True), 2):
        moving = dv if du == ZERO else du if dv == ZERO else ONE
        table.require(*where_moving(moving, (apart(u, v),)))
    terms = list[Term]()
    for n, (u, rate) in enumerate(zip(parts, rates, strict=True)):
        if rate != ZERO:
            beats = [call(rel, u, v) for k, v in enumerate(parts) if k != n]
            only = [call("indicator", joined("and", beats))] if beats else []
            terms.append(joined("*", [rate, *only]))
    return joined("+", terms)


def whole_part(table: Differentiating, t: App) -> Term:
    """floor and ceiling stay what they are beside whole numbers, where u is continuous."""
    rate = table.of(t.args[0])
    table.require(*where_moving(rate, (not_whole(t.args[0]),)))
    return ZERO


PIECES: dict[str, Callable[[Differentiating, App], Term]] = {
    "piecewise": piecewise,
    "where": piecewise,
    "indicator": indicator,
    "max": extreme,
    "min": extreme,
    "floor": whole_part,
    "ceiling": whole_part,
}
"""Head -> its derivative."""


def apart(u: Term, v: Term) -> Term:
    """The condition that two pieces do not meet."""
    return call("!=", u, v)


def not_whole(u: Term) -> Term:
    """The condition that a number lies between two whole ones."""
    return call("!=", call("floor", u), u)


def steady(table: Differentiating, statements: tuple[Term, ...]) -> None:
    """That statements do not change nearby, under conditions that are noted."""
    for p in statements:
        match p:
            case _ if table.var not in free_names(p):
                continue
            case App(head, parts) if head in JOINED:
                steady(table, parts)
            case App(head, (u, v)) if head in COMPARED and table.context.field == "real":
                if not all(continuous_around(side, "real", table.var) for side in (u, v)):
                    raise Opaque
                table.require(apart(u, v))
            case _:
                raise Opaque
