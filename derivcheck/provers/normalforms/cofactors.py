"""Multiples of equations, and a difference as the sum of such.

left - right  =  c1*(l1 - r1) + ... + cn*(ln - rn)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivcheck.kernel.language.evidence import Arithmetic, Chain, Congruence, Evidence
from derivcheck.kernel.language.terms import App, Term


@dataclass(frozen=True, slots=True)
class Piece:
    """A multiple of the difference of two sides of an equation."""

    factor: Term
    left: Term
    right: Term
    evidence: Evidence


def combined(left: Term, right: Term, pieces: Iterable[Piece]) -> Evidence:
    """That left - right is the sum of the pieces, and so left is right."""
    pieces = tuple(pieces)
    if not pieces:
        return Arithmetic(left, right)
    olds, news, shown = [], [], []
    for p in pieces:
        old, new, gone = (p.factor * t for t in (p.left, p.right, p.right))
        olds += [old, -gone]
        news += [new, -gone]
        shown += [Congruence(old, new, (None, p.evidence)), None]
    before, after = (App("+", (right, *terms)) for terms in (olds, news))
    whole = Congruence(before, after, (None, *shown))
    return Chain((Arithmetic(left, before), whole, Arithmetic(after, right)))
