"""Finds: what the kernel accepts and the evaluator sees to be false."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mpmath import mp

from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Domain, Evidence
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Term
from derivcheck.kernel.refutation.point import Refuted
from forging import asked
from forging.evaluate import Evaluator
from forging.grow import Tried
from forging.material import World
from forging.orders import grows
from forging.outcomes import FINE, Undefined, Unknown

DIGITS = (25, 60)
"""At these precisions a fault must show."""
MAX_SEEN = 20_000
ORDER = ("=", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Find:
    """Something false that the kernel accepts.

    Arguments:
        world: whose context it is in.
        kind: of the outermost evidence.
        fault: what is wrong: `false`, `lost`, `unlisted`, `rare`, `true refuted`, `crash`.
        claim: what the judge confirmed; with `inner` what it would have to confirm.
        point: where it is false.
        inner: the inference was accepted, but the judge rejects the claim.
    """

    world: World
    kind: str
    fault: str
    claim: Claim
    evidence: Evidence
    point: tuple[tuple[str, Any], ...]
    inner: bool = False
    note: str = ""


class Inspector:
    """Looks at what was accepted in a world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.evaluators = [Evaluator(world.context.field, digits) for digits in DIGITS]
        self.seen = lru_cache(MAX_SEEN)(self._wrong_at)

    # --- inferences ------------------------------------------------------------------------------

    def inspected(self, tried: Tried) -> Find | None:
        """What is wrong with an inference that was accepted."""
        if tried.crash:
            return self._crashed(tried)
        if tried.statement is None:
            return None
        point = self.seen(tried.statement, asked.is_strong(tried.evidence))
        if point is None:
            return None
        claim, evidence, proved = asked.confirmed(
            tried.statement, tried.evidence, tried.lemmas, self.world.context
        )
        if proved and not self._false(claim, point):
            proved = False
        return Find(self.world, tried.kind, "false", claim, evidence, point, not proved)

    def _false(self, claim: Claim, point: tuple[tuple[str, Any], ...]) -> bool:
        goal = App("implies", (claim.before, claim.after))
        self._rested()
        with mp.workdps(DIGITS[0]):
            antecedent = self.evaluators[0].truth(claim.before, dict(point))
            found = self.evaluators[0].truth(goal, dict(point))
        return found is False or (antecedent is None and found is None)

    def _crashed(self, tried: Tried) -> Find | None:
        statement = App("true", ())
        try:
            found = asked.confirmed(statement, tried.evidence, tried.lemmas, self.world.context)
        except Exception as error:
            note = f"{type(error).__name__}: {error}"
            claim = Claim(self.world.context, statement, "implies", statement)
            return Find(self.world, tried.kind, "crash", claim, tried.evidence, (), False, note)
        return Find(self.world, tried.kind, "crash", *found[:2], (), True, tried.crash)

    def _wrong_at(self, statement: Term, strong: bool) -> tuple[tuple[str, Any], ...] | None:
        """A point of the world at which what was accepted is false."""
        self._rested()
        for point in self.world.points:
            if all(self._wrong(ev, statement, strong, point) for ev in self.evaluators):
                return tuple(point.items())
        return None

    def _rested(self) -> None:
        for ev in self.evaluators:
            ev.rested()
            if len(ev.known) > MAX_SEEN:
                ev.known.clear()

    def _wrong(self, ev: Evaluator, statement: Term, strong: bool, point: dict[str, Any]) -> bool:
        ev.band = FINE
        with mp.workdps(ev.digits):
            if strong:
                return ev.truth(statement, point) is False
            return ev.excluded(statement, point)

    # --- steps -----------------------------------------------------------------------------------

    def step(self, kind: str, claim: Claim, evidence: Evidence) -> tuple[Any, Find | None]:
        """The verdict on a step, and what is wrong with it."""
        try:
            verdict = asked.judged(claim, evidence)
        except Exception as error:
            note = f"{type(error).__name__}: {error}"
            return None, Find(self.world, kind, "crash", claim, evidence, (), False, note)
        self._rested()
        if self._often_lost(claim, evidence, verdict):
            point = self.world.points[0]
            return verdict, Find(self.world, kind, "rare", claim, evidence, tuple(point.items()))
        for point in self._points(verdict):
            fault = self._fault(self.evaluators[0], claim, verdict, point)
            if fault and fault == self._fault(self.evaluators[1], claim, verdict, point):
                return verdict, Find(self.world, kind, fault, claim, evidence, tuple(point.items()))
        return verdict, None

    def _points(self, verdict: Any) -> list[dict[str, Any]]:
        if isinstance(verdict, Refuted):
            return self._refuting(dict(verdict.point))
        return list(self.world.points) if isinstance(verdict, Proved) else []

    def _refuting(self, values: dict[str, Term]) -> list[dict[str, Any]]:
        """The point of a refutation, if its values are numbers."""
        ev, point = self.evaluators[0], dict(self.world.points[0])
        with mp.workdps(ev.digits):
            for name, t in values.items():
                sort = self.world.context.sorts.get(name)
                if sort is None or not sort.is_number:
                    return []
                try:
                    point[name] = ev.value(t, {})
                except (Undefined, Unknown):
                    return []
        return [point]

    def _fault(self, ev: Evaluator, claim: Claim, verdict: Any, point: dict[str, Any]) -> str:
        ev.band = FINE
        with mp.workdps(ev.digits):
            if isinstance(verdict, Refuted):
                return "true refuted" if self._holds(ev, claim, point) else ""
            if claim.relation not in ORDER:
                goal = _goal(claim)
                return "false" if ev.truth(goal, point) is False else ""
            return self._broken(ev, claim, verdict.conditions, point)

    def _holds(self, ev: Evaluator, claim: Claim, point: dict[str, Any]) -> bool:
        """Whether the step holds at a point, or the point is not allowed."""
        if any(ev.truth(s, point) is False for s in claim.context.assumptions):
            return True
        sorts = claim.context.sorts
        if not all(fits(point[name], sort) for name, sort in sorts.items() if sort.is_number):
            return True
        if claim.relation in ORDER:
            return ev.truth(App(claim.relation, (claim.before, claim.after)), point) is True
        return ev.truth(_goal(claim), point) is True

    def _broken(
        self, ev: Evaluator, claim: Claim, conditions: tuple[Term, ...], point: dict[str, Any]
    ) -> str:
        """What is wrong with a proved step at a point at which its conditions hold."""
        if ordered(claim.before) or ordered(claim.after):
            return "false" if grows(ev, claim, point) else ""
        if any(ev.truth(c, point) is not True for c in conditions):
            return ""
        before, after = (ev.defined(side, point) for side in (claim.before, claim.after))
        if before is False:
            return "unlisted" if after else ""
        if before is None:
            return ""
        goal = App(claim.relation, (claim.before, claim.after))
        return "lost" if after is False else "false" if ev.excluded(goal, point) else ""

    def _often_lost(self, claim: Claim, evidence: Evidence, verdict: Any) -> bool:
        """Whether what is said to be an exceptional set is most of a world."""
        if not isinstance(verdict, Proved) or not isinstance(evidence, Domain):
            return False
        rare, ev = [condition for condition, _ in evidence.rare], self.evaluators[0]
        with mp.workdps(ev.digits):
            lost = [
                p
                for p in self.world.generic
                if ev.defined(claim.before, p) and any(ev.truth(c, p) is False for c in rare)
            ]
        return len(lost) > len(self.world.generic) // 2


def fits(v: Any, sort: Sort) -> bool:
    """Whether a number is of a sort."""
    if sort.base == "integer":
        return v == int(v) if not isinstance(v, mp.mpc) else False
    return sort.base == "complex" or not isinstance(v, mp.mpc)


def _goal(claim: Claim) -> Term:
    if claim.relation == "implied by":
        return App("implies", (claim.after, claim.before))
    return App(claim.relation, (claim.before, claim.after))
