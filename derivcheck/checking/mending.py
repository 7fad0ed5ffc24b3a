"""The repaired derivation: every wrong step mended in order, judged against mended predecessors.

A step that copies the mistake of another one follows from it as printed; from the repaired one it
does not, and is mended too.  Then the chain as a whole is judged again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.checking.decide import InconsistentError, decide
from derivcheck.checking.repair import Mended, Wrong, repair, stated
from derivcheck.checking.report import FileReport, Repair, StepReport, Verdict
from derivcheck.checking.settings import Settings
from derivcheck.checking.walk import UNUSABLE, by_transitivity
from derivcheck.conclusions import conclusions
from derivcheck.documents.model import Derivation
from derivcheck.kernel.claims import Claim
from derivcheck.kernel.evidence import Point
from derivcheck.obligations import Obligation, obligations

MAX_REPAIRS = 24
"""For how many steps of a derivation a repair is looked for."""


def with_repairs(derivation: Derivation, report: FileReport, settings: Settings) -> FileReport:
    """The report with a repair for each wrong step that has one, and repaired conclusions.

    Arguments:
        derivation: what was checked.
        report: on it, without repairs.
        settings: of the check.
    """
    if not any(s.verdict and s.verdict.name == "refuted" for s in report.steps):
        return report
    made = obligations(derivation)
    mending = _Mending({s.id: s for s in report.steps}, made, settings)
    for obligation in made:
        mending.step(obligation)
    steps = tuple(replace(s, repair=mending.told(s.id)) for s in report.steps)
    chains = conclusions(made, 1 if derivation.conclusion else 2)
    ends = zip(report.conclusions, chains, strict=True)
    repaired = tuple(replace(e, repaired=mending.chain(c.links)) for e, c in ends)
    return replace(report, steps=steps, conclusions=repaired)


@dataclass(slots=True)
class _Mending:
    """The steps mended so far, and the verdicts of the repaired derivation."""

    reports: Mapping[str, StepReport]
    made: Sequence[Obligation]
    settings: Settings
    mended: dict[str, Mended] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    searched: int = 0

    def step(self, obligation: Obligation) -> None:
        """Judge one step against its repaired predecessor, and mend it if it is wrong."""
        name = obligation.step.id
        self.verdicts[name] = self.reports[name].verdict
        claim = self.claim(obligation)
        if claim is None:
            return
        if self.copied(obligation):
            self.verdicts[name] = self.judged(claim)
        verdict = self.verdicts[name]
        if verdict is None or verdict.name != "refuted" or self.searched == MAX_REPAIRS:
            return
        self.searched += 1
        wrong = self.wrong(obligation, claim, verdict)
        found = repair(wrong, lambda m: self.fits(obligation, m), self.settings) if wrong else None
        if wrong and found:
            self.mended[name], self.verdicts[name] = found, found.verdict
            self.texts[name] = stated(wrong, found)

    def copied(self, obligation: Obligation) -> bool:
        """Whether the predecessor is not what is printed."""
        return obligation.before is not None and obligation.before.step.id in self.mended

    def claim(self, obligation: Obligation) -> Claim | None:
        """What a step must earn, its predecessor repaired."""
        wrong = (u.step.id for u in obligation.uses if self.name_of(u) in UNUSABLE)
        claim = obligation.claim(frozenset(wrong))
        if claim is None or obligation.before is None or not self.copied(obligation):
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

    def fits(self, obligation: Obligation, mended: Mended) -> bool:
        """Whether the steps that continue this one hold, with this repair."""
        following = (o for o in self.made if o.before is obligation and o.goal)
        claims = (self.claim(o) for o in following)
        changed = (replace(c, before=mended.claim.after) for c in claims if c)
        return all(self.judged(c).name == "proved" for c in changed)

    def judged(self, claim: Claim) -> Verdict:
        """The verdict on a claim of the repaired derivation."""
        try:
            return decide(claim, self.settings)
        except InconsistentError:
            return Verdict("undecided")

    def told(self, name: str) -> Repair | None:
        """The repair of a step in text."""
        found = self.mended.get(name)
        return Repair(self.texts[name], found.verdict.name) if found else None

    def chain(self, links: Sequence[Obligation]) -> Verdict | None:
        """The verdict on a chain once repaired, if that was needed and made it right."""
        verdicts = [self.verdicts[link.step.id] for link in links]
        mended = [(o, self.mended[o.step.id]) for o in links if o.step.id in self.mended]
        same = all(o.goal and o.goal[1] == m.claim.relation for o, m in mended)
        if not mended or not same:
            return None
        return by_transitivity([v for v in verdicts if v is not None])
