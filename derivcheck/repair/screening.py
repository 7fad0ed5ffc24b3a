"""A screen for guesses: a claim whose new side is only guessed is tried at a few fixed points.

What passes agrees at every one of them and has a value at one at least; nothing is proved by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

from flint import ctx

from derivcheck.counterexamples.search import relevant_names
from derivcheck.kernel.algebra.values import Stop, Undefined, Unknown, Value
from derivcheck.kernel.enclosures.evaluation import difference, evaluate
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import ONE, ZERO, Term
from derivcheck.kernel.refutation.comparison import Agree, Differ, LostDomain, compare
from derivcheck.provers.sampling.points import points
from derivcheck.provers.sampling.systems import Choice

POINTS = 4
"""How many points a guess has to pass."""

CANDIDATES = 24
"""How many candidate points are looked at to find them."""

BITS = 64
"""The working precision in bits."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The points, with the value of the known side at each where the claim is an equation.

    Arguments:
        claim: the claim whose new side is to be guessed; its own new side is wrong.
        trials: the points and values.
    """

    claim: Claim
    trials: tuple[tuple[Choice, Value | None], ...]

    def passes(self, after: Term) -> bool:
        """Whether the claim with this new side agrees at every point.

        Arguments:
            after: definitions unfolded.
        """
        return bool(self.trials) and all(self._agrees(after, *trial) for trial in self.trials)

    def _agrees(self, after: Term, point: Choice, before: Value | None) -> bool:
        if before is None:
            return isinstance(compare(replace(self.claim, after=after), point), Agree)
        with ctx.workprec(BITS):
            found = evaluate(after, point, self.claim.context)
            if isinstance(found, Undefined | Unknown):
                return False
            try:
                return difference(before, found) == 0
            except Stop as stop:  # balls that overlap
                return isinstance(stop.outcome, Unknown) and stop.outcome.precision


def screen(
    claim: Claim, known: Mapping[str, Term], seed: int, value: Value | None = None
) -> Screen:
    """The screen for other new sides of a claim.

    Arguments:
        claim: a claim that fails.
        known: the point at which it fails, if one is known.
        seed: fixes the other points.
        value: of the known side, if that is without names and known already.
    """
    if value is not None:
        return Screen(claim, ((dict(known), value),))
    names = relevant_names(claim)
    drawn = (drawing.chosen for drawing in points(claim.context, names, [()], seed))
    first = [dict(known)] if known else []
    found = _trials(claim, chain(first, islice(drawn, CANDIDATES)))
    return Screen(claim, tuple(islice(found, POINTS)))


def _trials(claim: Claim, candidates: Iterator[Choice]) -> Iterator[tuple[Choice, Value | None]]:
    for point in candidates:
        if claim.relation != "=":
            if isinstance(compare(claim, point), Differ | LostDomain | Agree):
                yield point, None
            continue
        with ctx.workprec(BITS):
            apart = compare(replace(claim, before=ZERO, after=ONE), point)
            if isinstance(apart, Differ):  # so the point is allowed
                before = evaluate(claim.before, point, claim.context)
                if not isinstance(before, Undefined | Unknown):
                    yield point, before
