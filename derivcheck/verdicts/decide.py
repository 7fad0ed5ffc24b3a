"""One claim to a verdict: a quick search for a counterexample, the provers, a long search.

Nothing here can prove: the kernel judges all that the provers and the searches find.  A proof needs
a second key, allowed points at which the claim was evaluated and agrees.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from derivcheck.counterexamples.descent import descended
from derivcheck.counterexamples.search import Search, first_look, search
from derivcheck.kernel.checker.constancy import constants
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.counting import counted, portion
from derivcheck.kernel.language.claims import LINKS, ORDERS, Claim, Context
from derivcheck.kernel.language.evidence import Domain, Family, Point
from derivcheck.kernel.language.orders import ordered
from derivcheck.kernel.language.terms import ZERO, App, Bind, Term, free_names, subterms
from derivcheck.kernel.refutation import families
from derivcheck.kernel.refutation.point import Refuted
from derivcheck.kernel.work import OutOfWork, remembered
from derivcheck.provers.equations import divergence
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.order import DEAREST, EXPENSIVE, OF_ORDER, PROVERS, Entry
from derivcheck.provers.statements import contradictions
from derivcheck.verdicts.judgement import (
    contradicted,
    contradictory,
    judged,
    nowhere,
    proved,
    refuted,
    vacuous,
)  # fmt: skip
from derivcheck.verdicts.missing import Failure, missing, unfinished
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.settings import Settings
from derivcheck.verdicts.timeout import MET, OutOfTime, backstop

Answer = TypeVar("Answer")

MAX_CACHED = 4_096
"""How many verdicts are kept for claims that come again."""
SHARE, GREEDY_SHARE = 4, 3
"""The part of the work that is kept for points: so many of them make the whole."""


class Disagreement(Exception):  # a finding, not a fault of the caller
    """A claim is proved, and yet fails at a point: one of the two is wrong."""


def decide(claim: Claim, settings: Settings) -> Verdict:
    """The verdict on a claim; a proof that a point contradicts is none, and the reason says so.

    Arguments:
        claim: definitions unfolded.
        settings: seed, limits.
    """
    start = time.perf_counter()
    try:
        found = (_cached if settings.cache else _cached.__wrapped__)(claim, settings)
    except _Hurried as hurried:
        found = hurried.verdict
    return replace(found, seconds=time.perf_counter() - start)


@lru_cache(MAX_CACHED)
def _cached(claim: Claim, settings: Settings) -> Verdict:
    before, found = MET.times, _Attempt(claim, settings).verdict()
    if MET.times != before:
        raise _Hurried(found)
    return found


class _Hurried(Exception):  # so that it is not remembered
    """A verdict in which the clock or the memory had a part."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.verdict = verdict


@dataclass(slots=True)
class _Attempt:
    """The work on one claim, and why it has not succeeded so far."""

    claim: Claim
    settings: Settings
    seen: Search = field(default_factory=Search)
    looked: int = 0
    failures: list[Failure] = field(default_factory=list)
    changing: list[str] = field(default_factory=list)
    cut: list[Entry] = field(default_factory=list)

    def verdict(self) -> Verdict:
        """What is found within the limits."""
        try:
            with counted(self.settings.work), backstop(self.settings.seconds):
                return self.found()
        except Disagreement as found:
            return _undecided(Reason(Kind.INTERNAL, str(found)))
        except OutOfWork:
            reason = Reason(Kind.LIMIT, f"{self.settings.work} units of work")
            if last := self.at_last():
                return last
        except OutOfTime:
            reason = Reason(Kind.LIMIT, f"{self.settings.seconds:g} seconds of processor time")
        said = unfinished(self.claim, self.failures, self.seen.agreeing)
        return _undecided(reason, *said)

    def at_last(self) -> Verdict | None:
        """What points show for which proofs have left no work; they have a share of their own."""
        try:
            with counted(self.settings.work // SHARE), backstop(self.settings.seconds):
                return self.sample_all()
        except (OutOfWork, OutOfTime):
            return None

    def sample_all(self) -> Verdict | None:
        """What all points show, and those below them."""
        if (found := self.sample(self.settings.points)) or not self.seen.agreeing:
            return found
        return self.searched(lambda: descended(self.claim, self.settings.seed))

    def found(self) -> Verdict:
        """The first thing that the kernel confirms: most wrong steps fail at the first points."""
        if _is_of_order(self.claim):
            return self.of_order()
        settings, self.changing = self.settings, _changing(self.claim)
        enough = first_look(self.claim)
        early = self.sample(enough + settings.first_points - 1, enough, first=True)
        verdict = early or self.first()
        # inequalities fail at fewer points than equations do
        quick = settings.points if self.claim.relation in ORDERS else settings.quick_points
        verdict = verdict or self.sample_within(quick) or self.first(EXPENSIVE)
        verdict = verdict or self.sample_within(settings.points) or self.first(DEAREST)
        verdict = verdict or self.sample_all()
        verdict = verdict or next(filter(None, map(self.ask, self.cut)), None)
        return verdict or _undecided(*self.summary())

    def sample_within(self, points: int) -> Verdict | None:
        """Look for a counterexample by a share of the work: the dearer provers need some too."""
        looked = self.looked
        try:
            with portion(self.settings.work // SHARE):
                return self.sample(points)
        except OutOfWork:
            self.looked = looked
            return None

    def of_order(self) -> Verdict:
        """What is found of lines that stand for many functions, which no point tells apart."""
        found = next(filter(None, map(self.ask, OF_ORDER)), None)
        return found or _undecided(Reason(Kind.ORDER))

    def first(self, price: int = 0) -> Verdict | None:
        """The first thing that provers of a price find and the kernel confirms."""
        entries = (entry for entry in PROVERS if entry.price == price)
        return next(filter(None, map(self.ask_within, entries)), None)

    def ask_within(self, entry: Entry) -> Verdict | None:
        """What one prover finds, by a share of the work if it is greedy: those after it need some.

        It is asked once more when they have found nothing.
        """
        if not entry.greedy:
            return self.ask(entry)
        try:
            with portion(self.settings.work // GREEDY_SHARE):
                return self.ask(entry)
        except OutOfWork:
            self.cut.append(entry)
            return None

    def sample(self, points: int, enough: int | None = None, first: bool = False) -> Verdict | None:
        """Look for a counterexample.

        Arguments:
            points: how many allowed points to look at; nothing is new if it was as many before,
                or if none meets the assumptions.
            enough: how many that agree end the search early.
            first: whether it is the look before any prover.
        """
        if points <= self.looked or (self.looked and self.hopeless()):
            return None
        self.looked = points
        try:
            self.seen = search(self.claim, points, self.settings.seed, enough, first)
        except Exception as error:  # a crash of the search decides nothing
            self.failures.append(MET.noted(error))
            return None
        found = self.shown(self.seen)
        return found or next(filter(None, map(self.rates, self.changing)), None)

    def searched(self, find: Callable[[], Search], by: str = "") -> Verdict | None:
        """What the kernel says of the point that a search finds; a crash of it decides nothing."""
        try:
            return self.shown(find(), by)
        except Exception as error:
            self.failures.append(MET.noted(error))
            return None

    def shown(self, seen: Search, by: str = "") -> Verdict | None:
        """What the kernel says of a point that was found."""
        if seen.point is None:
            return None
        evidence = Point(tuple(seen.point.items()), seen.given, by)
        found = judged(self.claim, evidence)
        return refuted(found, evidence) if isinstance(found, Refuted) else None

    def rates(self, by: str) -> Verdict | None:
        """Look for a point at which lines that stand for families change at different rates."""
        claim = families.rates(self.claim, by)
        if claim is None:
            return None
        return self.searched(lambda: search(claim, self.looked, self.settings.seed), by)

    def ask(self, entry: Entry) -> Verdict | None:
        """What one prover finds, if the kernel confirms it."""
        try:
            evidence = entry.prover(self.claim, self.settings.limits)
        except Exception as error:  # provers may crash; that is a reason and no more
            self.failures.append(MET.noted(error))
            return None
        if evidence is None:
            return None
        found = judged(self.claim, evidence)
        match found:
            case Proved():
                if not self.seen.agreeing and (empty := self.of_nothing(found)):
                    return empty
                return self.second_key(proved(found, entry.name, evidence))
            case Refuted():
                return refuted(found, evidence)
        self.failures.append(found)
        return None

    def of_nothing(self, found: Proved) -> Verdict | None:
        """The verdict on a proof that speaks of no point: the line before has a value nowhere."""
        if any(map(_is_of_value, found.conditions)) and (lost := self.without_value()):
            return lost
        if nowhere(self.claim, found):
            return _undecided(Reason(Kind.NOWHERE))
        if divergence.diverges(self.claim):
            return self.without_value() or _undecided(Reason(Kind.NOWHERE))
        return None

    def without_value(self) -> Verdict | None:
        """That a line has a value nowhere, though it is equal to another wherever it has one."""
        evidence = divergence.refute(self.claim, self.settings.limits)
        found = judged(self.claim, evidence) if evidence else None
        return refuted(found, evidence) if evidence and isinstance(found, Refuted) else None

    def second_key(self, verdict: Verdict) -> Verdict:
        """A proof, once allowed points agree, if a share of the work finds any.

        Raises: Disagreement.
        """
        if _is_of_order(self.claim):
            return verdict
        if _family(verdict.evidence) or not self.seen.agreeing:
            self.share(lambda: self.compare(verdict), None)
        barren = self.share(self.hopeless, True)
        if barren and self.share(self.absurd, False):
            return _undecided(Reason(Kind.CONTRADICTION))
        unsampled: tuple[Reason, ...] = (Reason(Kind.NOT_SAMPLED),)
        remarks = self.share(lambda: tuple(self.remarks(barren)), unsampled)
        return replace(verdict, reasons=(*verdict.reasons, *remarks))

    def share(self, question: Callable[[], Answer], otherwise: Answer) -> Answer:
        """The answer to a question about points, if a share of the work is enough for it."""
        with suppress(OutOfWork), counted(self.settings.work // SHARE):
            return question()
        return otherwise

    def compare(self, verdict: Verdict) -> None:
        """Looks at allowed points where a proof has been found.  Raises: Disagreement."""
        if family := _family(verdict.evidence):
            self.sample_rates(verdict, family.by)
            return
        wrong = self.sample(self.settings.key_points)
        # what a link starts from is hard to meet: its proof is sampled at few points
        if not wrong and not self.seen.agreeing and self.claim.relation not in LINKS:
            wrong = self.sample(self.settings.points, self.settings.key_points)
        if wrong:
            raise Disagreement(f"{verdict.prover} proves it; {_where(wrong)} refutes it")
        if self.seen.point is not None and constants(self.claim):
            raise Disagreement(f"{verdict.prover} proves it; it fails at a point")

    def sample_rates(self, verdict: Verdict, by: str) -> None:
        """Points at which lines of one family change alike by a name.  Raises: Disagreement."""
        claims = (families.rates(self.claim, name) for name in ([by] if by else self.changing))
        rates = next(filter(None, claims), None)
        if rates is not None:
            self.seen = search(rates, self.settings.key_points, self.settings.seed)
            if self.seen.point is not None:
                raise Disagreement(f"{verdict.prover} proves it; the derivatives differ")

    def hopeless(self) -> bool:
        """Whether no point was found that meets the assumptions, whatever the claim.

        Where one is found they do not contradict each other, and nobody need prove that they do.
        """
        context, settings = self.claim.context, self.settings
        if self.seen.allowed:
            return False
        return contradictory(context) or not _allowed(context, settings.points, settings.seed)

    def absurd(self) -> bool:
        """Whether the assumptions are shown to contradict each other, by some of the work."""
        try:
            with portion(self.settings.work // SHARE):
                return _contradict(self.claim.context, self.settings.limits)
        except OutOfWork:
            return False

    def remarks(self, barren: bool) -> Iterator[Reason]:
        """What is to be said about a proof."""
        if not self.seen.met and vacuous(self.claim):
            yield Reason(Kind.VACUOUS)
            if not contradicted(self.claim):
                yield Reason(Kind.NEVER)
        elif not self.seen.agreeing:
            yield Reason(Kind.NOT_SAMPLED)
        if barren:
            yield Reason(Kind.NO_POINT)

    def summary(self) -> Iterator[Reason]:
        """Why nothing was decided."""
        if self.hopeless():
            yield Reason(Kind.CONTRADICTION if self.absurd() else Kind.NO_POINT)
        seed, agreeing = self.settings.seed, self.seen.agreeing
        yield from missing(self.claim, self.failures, agreeing, seed)


def _undecided(*reasons: Reason) -> Verdict:
    """No verdict, and why."""
    return Verdict("undecided", reasons=reasons)


def _changing(claim: Claim) -> list[str]:
    """The names by which lines that stand for families may change; none for other lines."""
    sides = (claim.before, claim.after)
    if not constants(claim) and not any(
        isinstance(t, Bind) and t.head == "antiderivative" for s in sides for t in subterms(s)
    ):
        return []
    return sorted(frozenset().union(*map(free_names, sides)))


def _is_of_order(claim: Claim) -> bool:
    """Whether a line stands for many functions, as a term of an order does."""
    return ordered(claim.before) or ordered(claim.after)


def _is_of_value(condition: Term) -> bool:
    return isinstance(condition, App) and condition.head == "defined"


def _family(evidence: object) -> Family | None:
    """The evidence that two lines are one family, if it is that."""
    found = evidence.of if isinstance(evidence, Domain) else evidence
    return found if isinstance(found, Family) else None


@remembered(MAX_CACHED)
def _allowed(context: Context, points: int, seed: int) -> bool:
    """Whether a point is found that declarations and assumptions alone allow."""
    try:
        return search(Claim(context, ZERO, "=", ZERO), points, seed, enough=1).allowed > 0
    except Exception as error:  # a crash of the search finds nothing
        MET.noted(error)
        return False


@remembered(MAX_CACHED)
def _contradict(context: Context, limits: Limits) -> bool:
    """Whether the assumptions are shown to contradict each other."""
    if contradictory(context):
        return True
    claim = contradictions.absurdity(context)
    try:
        evidence = contradictions.contradiction(claim, limits)
    except Exception as error:  # provers may crash; that shows nothing
        MET.noted(error)
        return False
    return evidence is not None and isinstance(judged(claim, evidence), Proved)


def _where(verdict: Verdict) -> str:
    assert verdict.counterexample is not None
    return verdict.counterexample.where or "the empty point"
