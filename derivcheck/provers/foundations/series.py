"""Binders over a range: which are sums, and instances of the rows that are about any of them."""

from __future__ import annotations

from typing import TypeGuard

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import Bind, Term


def series_row(name: str, t: Bind, **further: Term) -> Axiom:
    """An instance of a row for a sum, product or integral.

    Arguments:
        name: of the row, whose letters are `f`, `a`, `b` and perhaps others.
        further: what the others stand for.
    """
    f, (a, b) = Bind("lambda", t.var, t.body, ()), t.args
    return Axiom(name, (("f", f), ("a", a), ("b", b), *further.items()))


def is_sum(t: Term) -> TypeGuard[Bind]:
    """Whether a term is a sum over a range."""
    return isinstance(t, Bind) and t.head == "sum"
