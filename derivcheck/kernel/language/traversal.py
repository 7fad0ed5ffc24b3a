"""Walking through terms: what the checker itself has no need of."""

from __future__ import annotations

from derivcheck.kernel.language.terms import App, Bind, Term, children


def rebuild(t: Term, parts: tuple[Term, ...]) -> Term:
    """`t` with its immediate subterms replaced, in the order of `children`."""
    match t:
        case App(head, _):
            return App(head, parts)
        case Bind(head, var, _, _, sort):
            return Bind(head, var, parts[0], parts[1:], sort)
        case _:
            return t


def depth(t: Term) -> int:
    """The nesting depth; iterative, so that it can guard recursive functions."""
    deepest, stack = 0, [(t, 1)]
    while stack:
        top, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in children(top))
    return deepest
