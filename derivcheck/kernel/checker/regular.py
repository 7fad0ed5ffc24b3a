"""Regular sets: whether allowed points that stand alone can be excluded.

Where 1 <= x or x = 0 is assumed, x is allowed to be 0, and no other allowed point is near it: a
function that vanishes there only vanishes on a whole piece of what is allowed.  In a regular set
each point is a limit of points all around which lies the set; there it cannot.

Open conditions make regular sets.  So do weak ones if they are convex and hold together around
one point: a convex set lies in the closure of its interior, if that is not empty (Rockafellar,
Convex Analysis, 6.3); and a union of regular sets is regular.  Whole numbers are looked at as
points of the real line, as in `exceptional.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice, product

from derivcheck.kernel.checker.facts import EXPANDED, Facts, negation
from derivcheck.kernel.checker.unbounded import affine, linked
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.continuity import continuous
from derivcheck.kernel.language.definedness import needed
from derivcheck.kernel.language.terms import App, Num, Term, call, free_names

MAX_BRANCHES = 32
"""How many alternatives are looked at; with more, nothing is said."""

FIXED = ("integer", "boolean", "function")
"""The kinds of names that stay what they are nearby."""
Branch = tuple[Term, ...]
"""Comparisons that hold together: one of the alternatives of what is assumed."""


def regular(names: frozenset[str], facts: Facts) -> bool:
    """Whether what is assumed about names, and of what they depend on, allows a regular set.

    Arguments:
        names: that a condition is about; what is not linked to them does not matter to it.
        facts: what is known; its assumptions hold all around at least one point.
    """
    stated = call("and", *linked(names, facts.context.assumptions))
    all_of_them = list(branches(stated, facts.context))
    if len(all_of_them) > MAX_BRANCHES:
        return False
    thin = [b for b in all_of_them if not _is_regular(b, facts, only=len(all_of_them) == 1)]
    shown = [b for b in all_of_them if b not in thin]
    return all(any(_lies_in(b, c, facts) for c in shown) for b in thin)


def branches(s: Term, context: Context) -> Iterator[Branch]:
    """The alternatives of a statement, with the conditions under which each part has a truth."""
    again = partial(branches, context=context)
    match s:
        case App(head, (p, q)) if head in EXPANDED:
            yield from again(EXPANDED[head](p, q))
        case App("not", (App("not", (p,)),)):
            yield from again(p)
        case App("not", (App("and" | "or" as head, parts),)):
            denied = tuple(call("not", p) for p in parts)
            yield from again(App("or" if head == "and" else "and", denied))
        case App("not", (p,)) if negation(p) != s:  # or a side of it has no value
            lost = (call("not", c) for c in needed(p, context))
            yield from again(App("or", (negation(p), *lost)))
        case App("or", (App("<" | ">" as rel, sides), App("=", same))) if sides == same:
            yield from again(App(rel + "=", sides))
        case App("or", parts):
            yield from islice((b for p in parts for b in again(p)), MAX_BRANCHES + 1)
        case App("and", parts):
            chosen = product(*map(list, map(again, parts)))
            yield from islice((sum(c, ()) for c in chosen), MAX_BRANCHES + 1)
        case App(">=", (App("abs", (u,)), v)):  # if u is not real, a part says so and fails
            yield from again(call("or", call(">=", u, v), call(">=", -u, v)))
        case _:
            yield from ((s, *b) for b in again(call("and", *needed(s, context))))


def _is_regular(branch: Branch, facts: Facts, only: bool) -> bool:
    """Whether comparisons together allow a regular set.

    Arguments:
        only: whether they hold around some point; else one of them at most may be weak.
    """
    weak = closed_parts(branch, moving(branch, facts.context), facts)
    if weak is None or only:
        return weak is not None and all(_convex(t, facts) for t in weak)
    return not weak or (len(weak) == 1 and _affine(weak[0], facts))


def moving(statements: Iterable[Term], context: Context) -> frozenset[str]:
    """The names in statements that do not stay what they are nearby."""
    names = frozenset[str]().union(*map(free_names, statements))
    return frozenset(n for n in names if context.sorts[n].base not in FIXED)


def closed_parts(
    statements: Iterable[Term], names: frozenset[str], facts: Facts
) -> list[Term] | None:
    """What is not positive where statements about moving names hold, beside what is open.

    Returns:
        a - b for each a <= b; None if something else is not seen to be open.
    """
    weak = list[Term]()
    for s in statements:
        match s:
            case _ if names.isdisjoint(free_names(s)):
                continue
            case App("<" | ">" | "!=", sides):
                if not all(
                    continuous(u, n, facts.holds, facts.context) for u in sides for n in names
                ):
                    return None
            case App("<=", (a, b)) | App(">=", (b, a)):
                weak.append(a - b)
            case _:
                return None
    return weak


def _affine(t: Term, facts: Facts) -> bool:
    return affine(t, free_names(t), facts.field) is not None


def _convex(t: Term, facts: Facts) -> bool:
    """Whether a term is convex in its names by its form, as sums of squares are.

    A `Num` is not negative.
    """
    match t:
        case App("+" | "max", parts):
            return all(_convex(p, facts) for p in parts)
        case App("abs" | "exp" | "cosh", (u,)):
            return _affine(u, facts)
        case App("*", (Num(), u)):
            return _convex(u, facts)
        case App("^", (u, Num(n))) if n % 2 == 0:
            return _affine(u, facts)
    return _affine(t, facts)


def _lies_in(branch: Branch, other: Branch, facts: Facts) -> bool:
    return all(facts.knowing(*branch).holds(s) for s in other)
