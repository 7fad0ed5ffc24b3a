"""Redexes of the rules about finite sums; as in `redexes.py`, one step at the root of a term.

Source: Graham, Knuth and Patashnik, Concrete Mathematics, second edition, sections 2.1 and 2.3.
"""

from __future__ import annotations

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    substitute,
    whole,
)
from derivcheck.rules.factors import factors, over, plus, summands


def collapsed(t: Term, facts: Facts) -> Term | None:
    """A sum over `1{j = c}*f(j)` is `f(c)` where c is in range; other summands stay."""
    match t:
        case Bind("sum", j, body, (lower, upper)):
            parts = summands(body)
            values = [_picked(s, j, lower, upper, facts) for s in parts]
        case _:
            return None
    if all(v is None for v in values):
        return None
    rest = [s for s, v in zip(parts, values, strict=True) if v is None]
    kept = [Bind("sum", j, plus(rest), (lower, upper))] if rest else []
    return plus([*(v for v in values if v is not None), *kept])


def _picked(s: Term, j: str, lower: Term, upper: Term, facts: Facts) -> Term | None:
    above, below = factors(s)
    for n, factor in enumerate(above):
        c = _selected(factor, j)
        if c is not None and _in_range(c, lower, upper, facts):
            return substitute(over(above[:n] + above[n + 1 :], below), {j: c})
    return None


def _selected(factor: Term, j: str) -> Term | None:
    """The term c of an indicator `1{j = c}`."""
    match factor:
        case App("indicator", (App("=", (Sym(name), c)),)) if name == j and j not in free_names(c):
            return c
        case App("indicator", (App("=", (c, Sym(name))),)) if name == j and j not in free_names(c):
            return c
    return None


def _in_range(c: Term, lower: Term, upper: Term, facts: Facts) -> bool:
    return all(map(facts.holds, (call("<=", lower, c), call("<=", c, upper), whole(c))))


def separated(t: Term, facts: Facts) -> Term | None:
    """A sum of a combination is the combination of the sums, constants pulled out."""
    match t:
        case Bind("sum", j, body, bounds):
            pieces = [_piece(s, j) for s in summands(body)]
            if len(pieces) == 1 and pieces[0][0] == ONE:
                return None
            return plus([c * Bind("sum", j, g, bounds) for c, g in pieces])
    return None


def _piece(s: Term, j: str) -> tuple[Term, Term]:
    above, below = factors(s)
    fixed = [[f for f in part if j not in free_names(f)] for part in (above, below)]
    moving = [[f for f in part if j in free_names(f)] for part in (above, below)]
    return over(*fixed), over(*moving)
