"""Integrands with kinks and jumps: over each part of a range, what bends is one formula.

Where a difference of degree one has no zero it keeps its sign, and an integral over a range is the
sum of those over its parts (Rudin, Principles of Mathematical Analysis, 4.23 and 6.12).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from derivcheck.kernel.algebra.values import Stop, Undefined, sign
from derivcheck.kernel.enclosures.integration import Bound
from derivcheck.kernel.enclosures.monomials import FOREIGN
from derivcheck.kernel.enclosures.valuation import ORDER, Scope, decided, numeric, side, truth
from derivcheck.kernel.language.pieces import JOINED
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    substitute,
)


def straight(t: Bind, s: Scope) -> list[Bind]:
    """An integral as those over parts of its range, on which its integrand is one formula.

    As it is where it bends at other points than the zeros of differences of degree one.
    Raises: Stop.
    """
    gaps = list(dict.fromkeys(_gaps(t.body, t.var)))
    if not gaps or not all(_is_line(gap, t.var) for gap in gaps):
        return [t]
    cuts = [(a, side(a, s)) for a in t.args]
    try:
        for gap in gaps:
            start = substitute(gap, {t.var: ZERO})
            slope = substitute(gap, {t.var: ONE}) - start
            if sign(numeric(slope, s)):
                _cut(cuts, -(start / slope), s)
        return [_part(t, low, high, s) for (low, _), (high, _) in pairwise(cuts)]
    except Stop as stop:
        raise Stop(FOREIGN) if isinstance(stop.outcome, Undefined) else stop from stop


def _cut(cuts: list[tuple[Term, Bound]], at: Term, s: Scope) -> None:
    zero = numeric(at, s)
    for n, ((_, low), (_, high)) in enumerate(pairwise(cuts), 1):
        if _way(low, zero) * _way(zero, high) > 0:
            cuts.insert(n, (at, zero))
            return


def _way(a: Bound, b: Bound) -> int:
    """1 if b is above a, -1 if it is below."""
    return b if type(b) is int else -a if type(a) is int else sign(b - a)


def _part(t: Bind, low: Term, high: Term, s: Scope) -> Bind:
    """The integral over a part, inside which no difference is zero: as it is at one point there."""
    finite = [a for a in (low, high) if a not in INFINITE]
    beyond = sum(side(a, s) for a in (low, high) if a in INFINITE)
    at = App("+", (number(beyond), *(a / max(1, len(finite)) for a in finite)))
    inner = s.inside(t, numeric(at, s), substitute(at, s.terms))
    return replace(t, body=settled(t.body, inner), args=(low, high))


def _gaps(t: Term, var: str) -> Iterator[Term]:
    """What is zero where a term may bend; itself if that is not known."""
    if not isinstance(t, App) or var not in free_names(t):
        return
    match t:
        case App("abs" | "sign", (u,)):
            yield u
        case App(head, (u, v)) if head in ("max", "min", *ORDER):
            yield u - v
        case App("indicator" | "where" | "piecewise" as head, parts):
            stated = parts[1::2] if head != "indicator" else parts
            yield from (p for p in stated if not _is_compared(p))
    for u in t.args:
        yield from _gaps(u, var)


def _is_compared(p: Term) -> bool:
    """Whether a statement is made of comparisons."""
    joined = isinstance(p, App) and p.head in JOINED and all(map(_is_compared, p.args))
    return joined or (isinstance(p, App) and p.head in ORDER)


def _is_line(t: Term, var: str) -> bool:
    """Whether a term is by its form of degree one at most in a name, and total in it."""
    match t:
        case App("+" | "neg", parts):
            return all(_is_line(u, var) for u in parts)
        case App("*", parts):
            return sum(var in free_names(u) for u in parts) < 2 and _is_line(App("+", parts), var)
        case App("/", (u, v)):
            return var not in free_names(v) and _is_line(u, var)
    return isinstance(t, Sym) or var not in free_names(t)


def settled(t: Term, s: Scope) -> Term:
    """The term with absolute values, signs and cases replaced by what they are around the point."""
    match t:
        case App("abs" | "sign" as head, (u,)):
            way = sign(numeric(u, s))
            inner = settled(u, s) if head == "abs" else number(1)
            return inner if way > 0 else -inner if way < 0 else number(0)
        case App("max" | "min" as head, (u, v)):
            above = sign(numeric(u - v, s)) > 0
            return settled(u if above == (head == "max") else v, s)
        case App("indicator", (p,)):
            return number(int(decided(p, s)))
        case App("where", (u, p)):
            return settled(u, s) if decided(p, s) else ZERO
        case App("piecewise", args):
            cases = (u for u, p in zip(args[::2], args[1::2], strict=True) if decided(p, s))
            found = next(cases, None)
            return t if found is None else settled(found, s)
        case App("*", _) if strongly_zero(t, s):
            return ZERO
        case App(head, args):
            return App(head, tuple(settled(u, s) for u in args))
    return t


def strongly_zero(t: App, s: Scope) -> bool:
    """Whether a factor is an indicator of what is false."""
    guards = (a for a in t.args if type(a) is App and a.head == "indicator")
    return any(truth(a.args[0], s) is False for a in guards)
