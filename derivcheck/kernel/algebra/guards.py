"""Guarded denominators: what an indicator makes irrelevant where it is zero.

`1{P}*(1/x)` is 0 where P fails, x = 0 included, while the field calculates with 1/x all the same.
Without lemmas that does no harm: both sides agree after the indicator is set to 0.  Modulo lemmas
it may (`x = 1{P}` would make `1{P}*(1/x)` equal to 1), so that these denominators must be known not
to vanish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from derivcheck.kernel.language.definedness import STATEMENTS
from derivcheck.kernel.language.terms import FALSE, App, Bind, Term, call, children, free_names

Constant = Callable[[Term], Fraction | None]
"""The rational number that a term is by arithmetic, or None."""


def guarded_denominators(t: Term, constant: Constant, inside: bool = False) -> Iterator[Term]:
    """The statements that the denominators under indicators are not zero.

    Arguments:
        t: any term; a product with an indicator that is 0 for certain is skipped.
        constant: recognises numbers.
        inside: whether t stands under an indicator.
    """
    match t:
        case App(head, _) if head in STATEMENTS:
            return
        case App("*" | "where", parts):
            guards = [constant(p) for p in _guards(parts, t.head)]
            if 0 in guards:
                return
            inside = inside or any(g != 1 for g in guards)
        case App("/", (_, v)) if inside:
            yield call("!=", v, 0)
        case App("^", (u, v)) if inside and (constant(v) or 0) < 0:
            yield call("!=", u, 0)
        case App("inv", (u,)) if inside:
            yield call("!=", call("det", u), 0)
        case App("log", (_, base)) if inside:
            yield call("!=", call("log", base), 0)
        case Bind("forall"):
            return
        case Bind():
            for condition in guarded_denominators(t.body, constant, inside):
                yield _outside(condition, t)
    for part in t.args if isinstance(t, Bind) else children(t):
        yield from guarded_denominators(part, constant, inside)


def _guards(parts: tuple[Term, ...], head: str) -> Iterator[Term]:
    if head == "where":
        return iter((App("indicator", parts[1:]),))
    return (p for p in parts if isinstance(p, App) and p.head == "indicator")


def _outside(condition: Term, t: Bind) -> Term:
    """A condition on the body as one on the whole; impossible where no range says enough."""
    if t.var not in free_names(condition):
        return condition
    return Bind("forall", t.var, condition, t.args) if t.head in ("sum", "prod") else FALSE
