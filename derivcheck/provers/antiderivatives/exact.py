"""Primitives of what holds derivatives of unknown functions: total derivatives.

The integrand must be affine in its highest derivative; the factor in front of that is integrated by
the next lower one, and what is left is of lower order (Bronstein, Symbolic Integration I, section
3.4; for exact equations Olver, Applications of Lie Groups to Differential Equations, section 4.1).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    children,
    free_names,
    number,
    substitute,
)  # fmt: skip
from derivcheck.provers.antiderivatives.changes import naming, slope
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import Univariate, evaluated
from derivcheck.provers.foundations.polynomials import sum_of

MAX_ROUNDS = 12
"""How many derivatives are integrated away."""


def exact(f: Term, var: str, new: str, uni: Univariate) -> Term | None:
    """A primitive of a total derivative; None if f is none or holds no unknown derivatives."""
    parts: list[Term] = []
    for _ in range(MAX_ROUNDS):
        highest = max(_rates(f, var), key=_order, default=None)
        if highest is None:
            break
        part = _part(f, var, new, highest, uni)
        rate = None if part is None else slope(part, var, uni)
        if part is None or rate is None:
            return None
        f = uni.tidy(f - rate)
        parts.append(part)
        if f == ZERO:
            return sum_of(parts)
    return None


def _part(f: Term, var: str, new: str, highest: Bind, uni: Univariate) -> Term | None:
    """What has a derivative with the same factor in front of the highest derivative as f."""
    lower = _lowered(highest)
    inner = slope(highest.args[0], var, uni)
    factor = _coefficient(f, highest, new, uni)
    if inner is None or inner == ZERO or factor is None:
        return None
    put = naming(lower, new, uni)
    found = polynomials(put(uni.tidy(factor / inner)), new, uni)
    if found is None or found[1]:
        return None
    return evaluated(uni.integrated(found[0]), lower)


def _coefficient(f: Term, highest: Bind, new: str, uni: Univariate) -> Term | None:
    """The factor of a term in what is affine in it."""
    put = naming(highest, new, uni)
    at = [uni.tidy(substitute(put(f), {new: number(n)})) for n in (0, 1, 2)]
    factor = uni.tidy(at[1] - at[0])
    return factor if uni.tidy(at[2] - at[1]) == factor else None


def _rates(t: Term, var: str) -> Iterator[Bind]:
    match t:
        case Bind("diff", x, App("apply", (Sym(), *parts)), (at, Num())) if var in free_names(at):
            others = [u for u in parts if u != Sym(x)]
            if len(others) + 1 == len(parts) and not any({x, var} & free_names(u) for u in others):
                yield t
        case App(_, _):
            for u in children(t):
                yield from _rates(u, var)


def _order(t: Bind) -> int:
    return int(t.args[1].value) if isinstance(t.args[1], Num) else 0


def _lowered(t: Bind) -> Term:
    """The derivative of one order less."""
    at, order = t.args[0], _order(t)
    if order == 1:
        return substitute(t.body, {t.var: at})
    return Bind("diff", t.var, t.body, (at, number(order - 1)), t.sort)
