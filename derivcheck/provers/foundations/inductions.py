"""Inductions: the first statement, and each from the one before, as an instance of a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from derivcheck.kernel.checker.axioms import AXIOMS, instance
from derivcheck.kernel.language.evidence import (
    Axiom,
    Evidence,
    Generalise,
    Have,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    free_names,
    fresh,
    substitute,
)

ROW = AXIOMS["induction"]


def induction(statement: App, var: str, base: Term, first: Evidence, step: Evidence) -> Evidence:
    """Evidence for a statement about an integer name.

    Arguments:
        base: a lower bound of the name.
        first: evidence for the statement at the bound.
        step: evidence for that at the next number, from that at the name itself.
    """
    name = fresh(f"{var}_so_far", {var, *_names((statement, base, first, step))})
    about = Bind("lambda", var, statement, ())
    bindings = (("a", base), ("b", Sym(var)), ("r", about))
    at_base, steps, *_ = instance(ROW, bindings)[1]
    onwards = Generalise(name, Suppose(_put(step, {var: Sym(name)})))
    return Have((Lemma(at_base, first), Lemma(steps, onwards)), Axiom(ROW.name, bindings))


def _names(data: Any) -> Iterator[str]:
    """The names in evidence, those that it opens among them."""
    match data:
        case str():
            yield data
        case Num() | Sym() | App() | Bind():
            yield from free_names(data)
        case _:
            for part in _parts(data):
                yield from _names(part)


def _put(data: Any, values: dict[str, Term]) -> Any:
    """Evidence about other terms in the place of names."""
    match data:
        case None | str():
            return data
        case Num() | Sym() | App() | Bind():
            return substitute(data, values)
    parts = tuple(_put(part, values) for part in _parts(data))
    return parts if isinstance(data, tuple) else type(data)(*parts)


def _parts(data: Any) -> tuple[Any, ...]:
    if isinstance(data, tuple):
        return data
    return () if data is None else tuple(getattr(data, field.name) for field in fields(data))
