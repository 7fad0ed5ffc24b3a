"""Roots in an integrand, and an integrand with something else in their place."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivcheck.kernel.language.terms import App, Term, free_names, numeral

Rewrite = Callable[[Term], Term | None]
"""What stands in place of a term; None for the term itself."""


def rewritten(rewrite: Rewrite, t: Term) -> Term:
    """A term with others in place of its parts, from the outside in."""
    found = rewrite(t)
    if found is None and isinstance(t, App):
        return App(t.head, tuple([rewritten(rewrite, u) for u in t.args]))
    return t if found is None else found


def radical(t: Term, var: str) -> tuple[Term, Fraction] | None:
    """The base and the exponent of a power that is no whole one, of what moves with a name."""
    match t:
        case App("sqrt", (u,)) if var in free_names(u):
            return u, Fraction(1, 2)
        case App("^", (u, v)) if var in free_names(u) and (e := numeral(v)) is not None:
            return (u, Fraction(e)) if e.denominator != 1 else None
    return None
