"""Conditions taken apart: where one fails that is made of others, where one matters."""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.terms import ZERO, App, Bind, Num, Term, call, free_names, joined


def simpler(condition: Term) -> Iterator[Term]:
    """Simple conditions, one of which fails wherever a condition of definedness does."""
    match condition:
        case App("and", parts):
            for p in parts:
                yield from simpler(p)
        case App("implies", (_, q)):
            yield from simpler(q)
        case Bind("forall", var, body, _) if var not in free_names(body):
            yield from simpler(body)
        case App("!=", (App("*" | "abs" | "sqrt" | "cbrt" | "neg", parts), zero)) if zero == ZERO:
            for u in parts:
                yield from simpler(App("!=", (u, ZERO)))
        case App("!=", (App("^", (u, Num(n))), zero)) if zero == ZERO and n > 0:
            yield from simpler(App("!=", (u, ZERO)))
        case App(">", (App("abs", _) as u, zero)) if zero == ZERO:
            yield from simpler(App("!=", (u, ZERO)))
        case _:
            yield condition


def where_moving(rate: Term, conditions: tuple[Term, ...]) -> tuple[Term, ...]:
    """Conditions on what changes at a rate, for where it does: other entries of arrays do not."""
    guards = tuple(_guards(rate))
    return tuple(call("implies", joined("and", guards), c) if guards else c for c in conditions)


def _guards(rate: Term) -> Iterator[Term]:
    """Statements without which a rate is zero, by its form."""
    match rate:
        case App("indicator", (p,)):
            yield p
        case App("*" | "neg", parts) | App("/", (*parts, _)):
            for u in parts:
                yield from _guards(u)
