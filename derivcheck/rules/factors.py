"""Terms seen as sums of products: the summands, factors and divisors of a term as written."""

from __future__ import annotations

from itertools import product as choices

from derivcheck.kernel.language.terms import ONE, ZERO, App, Num, Term, conjuncts

MAX_SUMMANDS = 64
"""A product of sums that would expand to more summands than this is one summand."""


def factors(t: Term) -> tuple[list[Term], list[Term]]:
    """The factors of a term and its divisors, signs apart as a factor `-1`.

    An indicator of a conjunction is a product of indicators; `where` is a product with one.
    """
    match t:
        case Num(value) if value == 1:
            return [], []
        case App("neg", (u,)) if u != ONE:
            above, below = factors(u)
            return [-ONE, *above], below
        case App("*", parts):
            split = [factors(p) for p in parts]
            return [f for a, _ in split for f in a], [f for _, b in split for f in b]
        case App("/", (u, v)):
            (a, b), (c, d) = factors(u), factors(v)
            return [*a, *d], [*b, *c]
        case App("^", (u, App("neg", (n,)))):
            return [], [u if n == ONE else u**n]
        case App("log", (u, base)):
            return [App("log", (u,))], [App("log", (base,))]
        case App("where", (u, p)):
            above, below = factors(u)
            return [*above, *_indicators(p)], below
        case App("indicator", (p,)):
            return _indicators(p), []
    return [t], []


def _indicators(p: Term) -> list[Term]:
    return [App("indicator", (part,)) for part in conjuncts((p,))]


def times(parts: list[Term]) -> Term:
    """The product of some factors, 1 if there are none."""
    if len(parts) < 2:
        return parts[0] if parts else ONE
    return App("*", tuple(parts))


def plus(parts: list[Term]) -> Term:
    """The sum of some summands, 0 if there are none."""
    if len(parts) < 2:
        return parts[0] if parts else ZERO
    return App("+", tuple(parts))


def over(above: list[Term], below: list[Term]) -> Term:
    """The quotient of two products."""
    return times(above) / times(below) if below else times(above)


def summands(t: Term) -> list[Term]:
    """The summands of a term, products distributed over sums as far as the limit allows."""
    match t:
        case App("+", parts):
            return [s for part in parts for s in summands(part)]
        case App("neg", (u,)) if u != ONE:
            return [-s for s in summands(u)]
        case App("/", (u, v)):
            return [s / v for s in summands(u)]
        case App("*", parts):
            rows = [summands(part) for part in parts]
            count = 1
            for row in rows:
                count *= len(row)
            return [times(list(c)) for c in choices(*rows)] if 1 < count <= MAX_SUMMANDS else [t]
    return [t]
