"""Walking through terms: what the checker itself has no need of."""

from __future__ import annotations

from derivcheck.kernel.language.terms import App, Bind, Term


def rebuild(t: Term, parts: tuple[Term, ...]) -> Term:
    """`t` with its immediate subterms replaced, in the order of `children`."""
    match t:
        case App(head, _):
            return App(head, parts)
        case Bind(head, var, _, _, sort):
            return Bind(head, var, parts[0], parts[1:], sort)
        case _:
            return t
