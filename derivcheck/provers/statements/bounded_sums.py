"""Sums of any length below a number, by a stronger inequality that steps keep.

sum(1/k^2, k = 1..n) < 2      from sum(1/k^2, k = 1..n) <= 2 - 1/n

Nothing is left for the next term below a number alone; what is left out is at least the rest of the
series, for which multiples of the last term stand where terms fall like powers of a number, and
multiples of n times it where they fall like powers of n (G. Polya, Induction and Analogy in
Mathematics, chapter 7, on the inventor's paradox; the sizes of the rest are those of the integral).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from derivcheck.kernel.language.claims import ORDERS, Claim
from derivcheck.kernel.language.evidence import Arithmetic, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import is_integer, known_bounds
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.sideconditions.signed_forms import difference
from derivcheck.provers.statements.induction import step_by_step

FACTORS = tuple(map(Fraction, ("1", "2", "1/2", "1/3")))
"""By what the last term, or n times it, is multiplied."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that a sum up to a name is below what does not depend on it, or None."""
    if claim.relation not in ORDERS or claim.context.field != "real":
        return None
    turned = claim.relation in (">", ">=")
    low, high = (claim.after, claim.before) if turned else (claim.before, claim.after)
    match low:
        case Bind("sum", _, body, (_, Sym(n))) if n not in free_names(body) | free_names(high):
            for base in known_bounds(claim.context, n) if is_integer(claim.context, n) else ():
                for rest in _rests(low, n):
                    shown = _within(claim, Bounded(low, high, rest), n, base, limits)
                    if shown is not None:
                        return with_domain(claim, shown)
    return None


class Bounded(NamedTuple):
    """A sum, a number above it, and what is between them at least."""

    low: Bind
    high: Term
    rest: Term

    def step(self, n: str) -> App:
        """What must hold so that one more term leaves enough."""
        later = {n: Sym(n) + 1}
        last = substitute(self.low.body, {self.low.var: Sym(n) + 1})
        return App("<=", (last + substitute(self.rest, later), self.rest))


def _within(claim: Claim, that: Bounded, n: str, base: Term, limits: Limits) -> Evidence | None:
    """Evidence for a claim from a stronger one, if that holds step by step."""
    known, (low, high, rest) = known_of(claim), that
    if known.models.refute(that.step(n)):
        return None
    stronger = replace(claim, before=low, relation="<=", after=high - rest)
    shown = step_by_step(stronger, n, base, known.facts, limits)
    if shown is None or not known.learn(Lemma(App("<=", (low, high - rest)), shown)):
        return None
    known.holds(call("<", ZERO, rest))
    gap = difference(low, high - rest)
    form = gap - rest if claim.before == low else rest - gap
    return known.shown(Sign(Arithmetic(difference(claim.before, claim.after), form)))


def _rests(whole: Bind, n: str) -> Iterator[Term]:
    """What the terms after the last one may add up to, at most."""
    last = substitute(whole.body, {whole.var: Sym(n)})
    for c in FACTORS:
        yield number(c) * last
        yield number(c) * Sym(n) * last
