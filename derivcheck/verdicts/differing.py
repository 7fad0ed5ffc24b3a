"""Where the two sides of an equation differ: the smallest parts that agree at sample points.

    f(a) + g(b) = f(c) + g(d)    pairs a, c and b, d;  f(c) + g(b) stands in between

A proposal only, for messages; what is said of the parts is not proved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from derivcheck.counterexamples.search import search
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import App, Term, children
from derivcheck.kernel.language.traversal import rebuild

POINTS = 3
"""At how many points the parts must agree."""

Pair = tuple[Term, Term]


@dataclass(frozen=True, slots=True)
class Differing:
    """Where two sides differ.

    Arguments:
        pairs: parts of the one and of the other; the whole sides if nothing smaller will do.
        between: the old side with the first part replaced, if there are several.
    """

    pairs: tuple[Pair, ...]
    between: Term | None = None


def differing(claim: Claim, seed: int) -> Differing:
    """The parts in which the two sides of a claim differ.

    Arguments:
        claim: only equations are taken apart.
        seed: of the sample points.
    """
    whole = Differing(((claim.before, claim.after),))
    if claim.relation != "=":
        return whole

    @cache
    def agree(pair: Pair) -> bool:
        found = search(replace(claim, before=pair[0], after=pair[1]), POINTS, seed)
        return found.point is None and found.agreeing > 0

    pairs = _pairs(claim.before, claim.after, agree)
    between = _replaced(claim.before, *pairs[0]) if len(pairs) > 1 else None
    return Differing(pairs, between) if pairs else whole


def _pairs(a: Term, b: Term, agree: Callable[[Pair], bool]) -> tuple[Pair, ...]:
    """The smallest differing parts outside binders, from left to right, that agree by themselves.

    Arguments:
        agree: whether a pair has equal values at some points.
    """
    if a == b:
        return ()
    match a, b:
        case App(head, left), App(other, right) if head == other and len(left) == len(right):
            if head in ("+", "*"):
                left, right = _without_common(left, right)
            found = tuple(p for s, t in zip(left, right, strict=True) for p in _pairs(s, t, agree))
            return found if found and all(map(agree, found)) else ((a, b),)
    return ((a, b),)


def _without_common(
    left: tuple[Term, ...], right: tuple[Term, ...]
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The summands or factors that the other side does not have."""
    both = Counter(left) & Counter(right)
    return _rest(left, both), _rest(right, both)


def _rest(parts: tuple[Term, ...], common: Counter[Term]) -> tuple[Term, ...]:
    left, kept = Counter(common), []
    for t in parts:
        if left[t]:
            left[t] -= 1
        else:
            kept.append(t)
    return tuple(kept)


def _replaced(t: Term, old: Term, new: Term) -> Term:
    """The term with the first part that is `old` written as `new`."""
    if t == old:
        return new
    parts = list(children(t))
    for i, part in enumerate(parts):
        changed = _replaced(part, old, new)
        if changed != part:
            parts[i] = changed
            return rebuild(t, tuple(parts))
    return t
