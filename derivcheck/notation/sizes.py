"""Sizes and indices compared: the constant by which two linear terms differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from derivcheck.kernel.language.terms import App, Num, Term

Linear = dict[Term | None, Fraction]  # coefficient of each opaque term; None is the constant


def difference(left: Term, right: Term) -> Fraction | None:
    """`left - right` if it is a constant, else None.

    Arguments:
        left, right: integer terms; anything but sums and numeric multiples is opaque.
    """
    if isinstance(left, Num) and isinstance(right, Num):
        return Fraction(left.value) - right.value
    total: Linear = {}
    _collect(left, Fraction(1), total)
    _collect(right, Fraction(-1), total)
    constant = total.pop(None, Fraction(0))
    return None if any(total.values()) else constant


def _collect(t: Term, factor: Fraction, total: Linear) -> None:
    match t:
        case Num(value):
            total[None] = total.get(None, Fraction(0)) + factor * value
        case App("+", args):
            for a in args:
                _collect(a, factor, total)
        case App("neg", (a,)):
            _collect(a, -factor, total)
        case App("*", (Num(value), a)) | App("*", (a, Num(value))):
            _collect(a, factor * value, total)
        case App("*", parts):
            t = App("*", tuple(sorted(_factors(parts), key=repr)))
            total[t] = total.get(t, Fraction(0)) + factor
        case _:
            total[t] = total.get(t, Fraction(0)) + factor


def _factors(parts: Iterable[Term]) -> Iterator[Term]:
    for t in parts:
        if isinstance(t, App) and t.head == "*":
            yield from _factors(t.args)
        else:
            yield t
