"""Terms `O(h, x, a)`: some function of x that is no more than a multiple of |h| near a.

A line that holds some stands for all functions that come from choices of them, each by itself, and
`f = g` says that what f stands for is among what g stands for (docs/language.md, "Order").
"""

from __future__ import annotations

from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, subterms, unusual

BETWEEN = frozenset(("+", "*", "neg", "/", "^", "apply", *HANDBOOK))
"""The heads of which an argument may hold such a term."""
LIMITS = frozenset(("lim", "lim+", "lim-"))

Place = tuple[Sym, Term]
"""A variable, and where it leads."""


def ordered(t: Term) -> bool:
    """Whether a term holds one of an order."""
    return unusual(t) and any(isinstance(s, App) and s.head == "O" for s in subterms(t))


def places(t: Term) -> frozenset[Place] | None:
    """Where the terms of an order lead that no limit binds; None where one means nothing."""
    if not ordered(t):
        return frozenset()
    match t:
        case App("O", (h, Sym() as x, a)):
            steady = x.name not in free_names(a) and not ordered(h) and not ordered(a)
            return frozenset(((x, a),)) if steady else None
        case App(head, args) if head in BETWEEN:
            found = [places(u) for u in args]
            return None if None in found else frozenset[Place]().union(*filter(None, found))
        case Bind(head, var, body, (a,)) if head in LIMITS and not ordered(a):
            return frozenset() if places(body) == frozenset(((Sym(var), a),)) else None
    return None
