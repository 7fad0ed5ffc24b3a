"""The repaired derivation: every wrong step mended in order, judged against mended predecessors.

A step that copies the mistake of another one follows from it as printed; from the repaired one it
does not, and is mended too.  A right line after a mistake needs no repair, and after one that has
none a step is mended from the last line that holds.  Then the chain as a whole is judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.checking.attempts import attempts
from derivcheck.checking.questions import Asking, judged
from derivcheck.checking.walk import Walked, by_transitivity, past_slips
from derivcheck.diagnostics import Diagnostic
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Point
from derivcheck.obligations.conclusions import Conclusion
from derivcheck.obligations.obligation import Obligation
from derivcheck.repair.search import Mended, Wrong, related, repair, stated
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.reasons import Kind
from derivcheck.verdicts.report import FileReport, Repair, StepReport, Verdict
from derivcheck.verdicts.settings import Settings
from derivcheck.verdicts.timeout import MET

MAX_REPAIRS = 24
"""For how many steps of a derivation a repair is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Mend:
    """A repair of a refuted step.

    Arguments:
        following: what the steps that continue it must earn, from the line as it is printed.
    """

    wrong: Wrong
    following: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """The repair that was found, and what must be told of the search.

    Arguments:
        faults: messages with their codes.
    """

    found: Mended | None = None
    faults: tuple[tuple[str, str], ...] = ()


def with_repairs(walked: Walked) -> Asking[FileReport]:
    """The report with a repair for each wrong step that has one, and repaired conclusions.

    Arguments:
        walked: what was checked, and the report on it without repairs.
    """
    report = walked.report
    if not any(s.verdict and s.verdict.name == "refuted" for s in report.steps):
        return report
    mending = _Mending({s.id: s for s in report.steps}, walked)
    for obligation in walked.made:
        yield from mending.step(obligation)
    steps = tuple(map(mending.completed, report.steps))
    ends = zip(report.conclusions, walked.chains, strict=True)
    repaired = tuple(replace(e, repaired=mending.chain(c)) for e, c in ends)
    return replace(report, steps=steps, conclusions=repaired)


def mended(question: Mend, settings: Settings) -> Mending:
    """A repair of a step; a search that crashes finds none, and that is said.

    Arguments:
        settings: of the check.
    """
    faults: list[tuple[str, str]] = []

    def fits(found: Mended) -> bool:
        """Whether the steps that continue this one hold, with this repair."""
        changed = (replace(c, before=found.claim.after) for c in question.following)
        verdicts = [decide(c, settings) for c in changed]
        faults.extend(_faults(verdicts))
        return all(v.name == "proved" for v in verdicts)

    try:
        return Mending(repair(question.wrong, fits, settings), tuple(faults))
    except Exception as error:  # the verdict stands without a repair
        return Mending(None, (*faults, ("DC902", str(MET.noted(error)) or type(error).__name__)))


def _faults(verdicts: Sequence[Verdict]) -> Iterator[tuple[str, str]]:
    """What must not happen, with its code."""
    return (("DC902", v.reasons[0].about) for v in verdicts if Kind.INTERNAL in v.kinds)


@dataclass(slots=True)
class _Mending:
    """The steps mended so far, and the verdicts of the repaired derivation."""

    reports: Mapping[str, StepReport]
    walked: Walked
    broken: set[str] = field(default_factory=set)
    mended: dict[str, Mended] = field(default_factory=dict)
    repairs: dict[str, Repair] = field(default_factory=dict)
    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    faults: dict[str, Diagnostic] = field(default_factory=dict)
    searched: int = 0

    def step(self, obligation: Obligation) -> Asking[None]:
        """Judge one step against its repaired predecessor, and mend it if it is wrong."""
        report = self.reports[obligation.step.id]
        self.verdicts[report.id] = report.verdict
        if report.follows_from is None and obligation.goal is not None:
            yield from self.mend(self.way(obligation))

    def mend(self, obligation: Obligation) -> Asking[None]:
        """Look for a repair of a step that does not follow from where it should."""
        name, claim = obligation.step.id, self.claim(obligation)
        if self.copied(obligation):
            again = yield from judged(name, claim)
            self.verdicts[name] = again
            self.note(name, _faults([again]))
        verdict = self.verdicts[name]
        if obligation.before is not None and obligation.before.step.id in self.broken:
            self.broken.add(name)
        if verdict is None or verdict.name != "refuted":
            return
        wrong = self.wrong(obligation, claim, verdict) if self.searched < MAX_REPAIRS else None
        self.searched += 1
        found = (yield from self.repaired(obligation, wrong)) if wrong else None
        copies = self.name_of(obligation) == "proved"
        if wrong and found and not (copies and found.claim.relation != claim.relation):
            self.mended[name], self.verdicts[name] = found, found.verdict
            changed = related(wrong, found)
            self.repairs[name] = Repair(stated(wrong, found), found.verdict.name, changed)
        else:
            self.broken.add(name)

    def repaired(self, obligation: Obligation, wrong: Wrong) -> Asking[Mended | None]:
        """A repair of a step."""
        (found,) = yield (Mend(wrong, tuple(self.following(obligation))),)
        assert isinstance(found, Mending)
        self.note(obligation.step.id, found.faults)
        return found.found

    def way(self, obligation: Obligation) -> Obligation:
        """What a step must earn: from the line before, or from the last one that holds."""
        ways = attempts(obligation, self.broken)
        after_slip = obligation.before is not None and obligation.before.step.id in self.broken
        return ways[0 if after_slip else -1].obligation

    def copied(self, obligation: Obligation) -> bool:
        """Whether the predecessor is not what is printed."""
        return obligation.before is not None and obligation.before.step.id in self.mended

    def claim(self, obligation: Obligation) -> Claim:
        """What a step must earn, its predecessor repaired."""
        claim = obligation.claim(self.walked.standing)
        assert claim is not None
        if obligation.before is None or not self.copied(obligation):
            return claim
        return replace(claim, before=self.mended[obligation.before.step.id].claim.after)

    def name_of(self, obligation: Obligation) -> str | None:
        """The verdict on a step as printed."""
        verdict = self.reports[obligation.step.id].verdict
        return verdict.name if verdict else None

    def wrong(self, obligation: Obligation, claim: Claim, verdict: Verdict) -> Wrong | None:
        """A refuted step as the search for repairs wants it."""
        folded = obligation.folded
        if folded is None:
            return None
        before, _, after = folded
        if obligation.before is not None and self.copied(obligation):
            before = self.mended[obligation.before.step.id].after
        own = obligation.step.role == "claim"
        point = verdict.evidence if isinstance(verdict.evidence, Point) else None
        return Wrong(claim, before, after, obligation.meanings, own, point)

    def following(self, obligation: Obligation) -> Iterator[Claim]:
        """What the steps that continue this one must earn, from the line as it is printed."""
        name, made = obligation.step.id, self.walked.made
        following = (o for o in made if o.goal and o.before and o.before.step.id == name)
        claims = (o.claim(self.walked.standing) for o in following)
        return (claim for claim in claims if claim)

    def note(self, name: str, faults: Iterable[tuple[str, str]]) -> None:
        """Note what went wrong, to be shown below the step."""
        for code, told in faults:
            self.faults[name] = Diagnostic(code, f"while a repair was looked for: {told}")

    def completed(self, report: StepReport) -> StepReport:
        """The report on a step with its repair, and what went wrong on the way to one."""
        name = report.id
        repair, fault = self.repairs.get(name), self.faults.get(name)
        told = (*report.diagnostics, fault) if fault else report.diagnostics
        return replace(report, repair=repair, diagnostics=told)

    def chain(self, conclusion: Conclusion) -> Verdict | None:
        """The verdict on a chain once repaired, if that was needed and made it right."""
        links = list(past_slips(conclusion, self.walked.standing.earned))
        verdicts = [self.verdicts[link.step.id] for link in links]
        mended = [(o, self.mended[o.step.id]) for o in links if o.step.id in self.mended]
        same = all(o.goal and o.goal[1] == m.claim.relation for o, m in mended)
        if not mended or not same:
            return None
        return by_transitivity([v for v in verdicts if v is not None])
