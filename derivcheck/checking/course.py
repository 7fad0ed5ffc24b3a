"""How the steps turn out: the verdict on each, what may be used of it, and what it rests on.

wrong      a step that is refuted or cannot be read
doubtful   a step that is undecided, or proved by one that is, or whose chain holds only if one does
broken     a line that is refuted, or follows from a broken one only
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.checking.attempts import Attempt, attempts, past_doubt, with_given
from derivcheck.checking.guessed_signs import if_positive
from derivcheck.checking.questions import Asking, judged
from derivcheck.kernel.language.terms import App, free_names
from derivcheck.obligations.obligation import Obligation, Standing
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict

BAD = ("refuted", "undecided")
UNUSABLE = ("refuted", "invalid")


@dataclass(frozen=True, slots=True)
class Found:
    """The verdict on a step: the attempt it is about, and where else it was refuted."""

    attempt: Attempt
    verdict: Verdict | None
    others: tuple[tuple[str, Verdict], ...] = ()

    @property
    def proved(self) -> bool:
        """Whether it is."""
        return self.verdict is not None and self.verdict.name == "proved"

    @property
    def source(self) -> str | None:
        """From where it follows, if that is not the line before."""
        return self.attempt.source if self.proved else None


@dataclass(slots=True)
class Course:
    """The verdicts reached so far, and what follows for the steps below.

    Arguments:
        rests: id -> the refuted and undecided steps on which a step rests.
        earned: id -> what was judged, where that is not the step as it stands.
        givens: the statements that are given, outside of `because:`.
        guessed: the names that are real numbers, or square matrices, by a guess alone.
        listed: whether the steps are lines of a document.
    """

    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    rests: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    earned: dict[str, Obligation] = field(default_factory=dict)
    givens: list[Obligation] = field(default_factory=list)
    guessed: frozenset[str] = frozenset()
    listed: bool = False

    @property
    def standing(self) -> Standing:
        """How the steps so far turned out."""
        return Standing(frozenset(self.wrong), earned=self.earned)

    def judged(self, obligation: Obligation) -> Asking[Found]:
        """The verdict on one step, which is remembered; all that it uses was judged before."""
        found = yield from self.found(obligation)
        self.note(found, differs=found.attempt.obligation is not obligation)
        return found

    def found(self, obligation: Obligation) -> Asking[Found]:
        """The verdict on one step; None for one that is never judged."""
        if obligation.goal is None:
            verdict = Verdict("invalid") if obligation.term is None else None
            return Found(Attempt(None, obligation), verdict)
        tried: list[tuple[Attempt, Verdict]] = []
        for attempt in attempts(obligation, self.broken):
            verdict = yield from self.settled(attempt)
            if verdict.name == "proved":
                return Found(attempt, verdict)
            if attempt.decides:
                tried.append((attempt, verdict))
        found = yield from self.past_doubt(obligation, _failed(tried))
        found = yield from self.advised(obligation, found)
        return (yield from self.for_positive(found)) if self.guessed else found

    def for_positive(self, found: Found) -> Asking[Found]:
        """What is found of a step that fails, unless it holds for positive numbers."""
        claim = found.attempt.obligation.claim(self.standing)
        if found.verdict is None or claim is None:
            return found
        verdict = yield from if_positive(found.attempt.name, claim, found.verdict, self.guessed)
        return found if verdict is found.verdict else Found(found.attempt, verdict)

    def advised(self, obligation: Obligation, failed: Found) -> Asking[Found]:
        """What is found of a step that fails: whether it follows from a `given` as well, and
        what it continues where other steps stand between."""
        if failed.verdict is None or failed.verdict.name != "refuted":
            return failed
        over = self.continued(obligation)
        if over is not None:
            return _told(failed, Reason(Kind.CONTINUES, over))
        if self.listed and (lines := system(obligation)):
            return _told(failed, Reason(Kind.AS_SYSTEM, lines))
        attempt = with_given(obligation, self.givens)
        if attempt is None:
            return failed
        verdict = yield from self.settled(attempt)
        if verdict.name != "proved" or Kind.VACUOUS in verdict.kinds:
            return failed
        label = attempt.obligation.uses[-1].step.label
        named = (Kind.WITH_LABEL, label) if label else (Kind.WITH_GIVEN, attempt.source or "")
        return _told(failed, Reason(*named))

    def continued(self, obligation: Obligation) -> str | None:
        """The line that an expression continues without saying so, over steps in between."""
        step, before = obligation.step, obligation.before
        if before is None or step.role != "expr" or step.origin is not None:
            return None
        level = step.id.rpartition(".")[0]
        beside = [name for name in self.verdicts if name.rpartition(".")[0] == level]
        return before.step.id if beside[-1:] != [before.step.id] else None

    def past_doubt(self, obligation: Obligation, failed: Found) -> Asking[Found]:
        """What is found of a step that fails, unless it follows from above a line in doubt."""
        if failed.verdict is None or failed.verdict.name != "refuted":
            return failed
        for attempt in past_doubt(obligation, self.broken, self.doubtful):
            verdict = yield from self.settled(attempt)
            if verdict.name == "proved":
                return Found(attempt, verdict, (*failed.others, ("", failed.verdict)))
        return failed

    def settled(self, attempt: Attempt) -> Asking[Verdict]:
        """The verdict on one attempt; it is refuted only where the facts that it names hold."""
        made, used = attempt.obligation, attempt.obligation.uses
        claim = made.claim(self.standing)
        assert claim is not None
        verdict = yield from judged(attempt.name, claim)
        wrong = dict.fromkeys(u.step.id for u in used if u.step.id in self.wrong)
        unsure = frozenset(wrong) | {u.step.id for u in used if u.step.id in self.doubtful}
        if verdict.name == "refuted" and unsure:
            verdict = yield from self.where_they_hold(attempt, unsure)
        unused = (Reason(Kind.NOT_USED, name) for name in wrong)
        return replace(verdict, reasons=(*verdict.reasons, *unused))

    def where_they_hold(self, attempt: Attempt, unsure: frozenset[str]) -> Asking[Verdict]:
        """The verdict on a refuted attempt, facts that are not proved taken to hold."""
        made = attempt.obligation
        readable = all(u.term for u in made.uses if u.step.id in unsure)
        claim = made.claim(replace(self.standing, asserted=unsure)) if readable else None
        verdict = (yield from judged(attempt.name, claim)) if claim else None
        if verdict is not None and verdict.name == "refuted":
            return verdict
        names = " and ".join(f"step {u.step.id}" for u in made.uses if u.step.id in unsure)
        return Verdict("undecided", reasons=(Reason(Kind.UNCLEAR_FACTS, names),))

    def rests_on_doubt(self, made: Obligation) -> bool:
        """Whether what a step brings is not sure, though the step is proved."""
        if any(u.step.id in self.doubtful for u in made.uses if u.step.id not in self.wrong):
            return True
        if made.before is None or made.goal is None or made.goal[1] not in ("iff", "implies"):
            return False
        return made.before.step.id in self.doubtful | self.broken

    def tainted(self, made: Obligation) -> Iterator[str]:
        """The refuted and undecided steps on which a step rests, each once."""
        found: dict[str, None] = {}
        through = [made.before] if made.before else []
        through += [made.start] if made.start and made.assumed else []
        through += [u for u in made.uses if u.step.id not in self.wrong]
        for name in (o.step.id for o in through):
            found.update(dict.fromkeys(self.rests[name]))
            verdict = self.verdicts[name]
            if verdict is not None and verdict.name in BAD:
                found[name] = None
        return iter(found)

    def note(self, found: Found, differs: bool) -> None:
        """Remember how a step turned out.

        Arguments:
            differs: whether it was judged from elsewhere, or under more, than as it stands.
        """
        made, verdict = found.attempt.obligation, found.verdict
        step, name = made.step.id, verdict.name if verdict else None
        self.verdicts[step], self.rests[step] = verdict, tuple(self.tainted(made))
        if name in UNUSABLE:
            self.wrong.add(step)
        if name == "refuted" or (made.before and made.before.step.id in self.broken):
            self.broken.add(step)
        if name == "undecided" or self.rests_on_doubt(made):
            self.doubtful.add(step)
        if differs:
            self.earned[step] = made
        if found.attempt.obligation.step.role == "given" and "." not in step:
            self.givens.append(made)


def system(obligation: Obligation) -> str:
    """The lines that may be meant as a system of equations: one that is given, and the next, in
    the same names, of which there are several; "" if they are none."""
    before = obligation.before
    if before is None or before.step.role != "given" or obligation.step.role != "implies":
        return ""
    match before.term, obligation.term:
        case App("=") as first, App("=") as second:
            names = free_names(first)
            alike = names == free_names(second) and len(names) > 1
            return f"steps {before.step.id} and {obligation.step.id}" if alike else ""
    return ""


def _told(failed: Found, reason: Reason) -> Found:
    """What is found of a step that fails, with one thing more to be said of it."""
    assert failed.verdict is not None
    reasons = (*failed.verdict.reasons, reason)
    return replace(failed, verdict=replace(failed.verdict, reasons=reasons))


def _failed(tried: Sequence[tuple[Attempt, Verdict]]) -> Found:
    """Of a step that is not proved: refuted only if it is so from wherever it may follow."""
    *earlier, (attempt, verdict) = tried
    plain = replace(attempt, source=None)
    still = next(((a, v) for a, v in earlier if v.name != "refuted"), None)
    if verdict.name != "refuted" or still is None:
        others = tuple((a.source or "", v) for a, v in earlier if verdict.name == "refuted")
        return Found(plain, verdict, others)
    reason = Reason(Kind.OPEN_FROM, still[0].source or "")
    return Found(plain, replace(still[1], reasons=(*still[1].reasons, reason)))
