"""Alternating series: Leibniz' criterion, by what neighbouring terms make together.

    (-1)^k*a(k) = F(k + 1) - F(k) + (-1)^k*(a(k) - a(k + 1))/2      F(k) = -(-1)^k*a(k)/2

The first part telescopes, and converges where a goes to zero; the second falls faster than a does
by one power of k where a has an expansion, and then converges absolutely.  K. Knopp, Theory and
Application of Infinite Series, sections 15 and 33: neighbouring terms are averaged once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.normalforms.basis import Basis

MINUS_ONE = number(-1)


class Halves(NamedTuple):
    """An alternating sum in two: what telescopes, by a function, and what is left.

    Arguments:
        gaps: the part whose terms are differences of the function, one step apart.
    """

    gaps: Bind
    function: Term
    rest: Bind

    @property
    def pieces(self) -> tuple[tuple[Term, Term], ...]:
        """The terms of the sum as a combination."""
        return (ONE, self.gaps.body), (ONE, self.rest.body)


def halves(basis: Basis, t: Bind) -> Iterator[Halves]:
    """The ways to write a sum to infinity of terms that alternate."""
    if t.head != "sum" or t.args[1] != INFINITY:
        return
    for turn in dict.fromkeys(subterms(t.body)):
        if _turns(basis, turn, t.var):
            size = replaced(t.body, turn, ONE)
            if t.var in free_names(size) and basis.field.equal(t.body, turn * size):
                then = substitute(size, {t.var: Sym(t.var) + 1})
                both, less = (turn * (size + s * then) / 2 for s in (ONE, MINUS_ONE))
                yield Halves(replace(t, body=both), -turn * size / 2, replace(t, body=less))


def _turns(basis: Basis, turn: Term, var: str) -> bool:
    """Whether a term is a power of -1 that changes its sign from each integer to the next."""
    match turn:
        case App("^", (base, exponent)) if basis.field.equal(base, MINUS_ONE):
            then = substitute(exponent, {var: Sym(var) + 1})
            step = basis.field.constant(then - exponent)
            return step is not None and step.denominator == 1 and step.numerator % 2 == 1
    return False
