"""The walk over a derivation: who decides is a parameter, all else is the same for a recheck.

verdict      of every step, in order, without the facts that turned out wrong; after a refuted
             line from the last one that holds, else from the line before
rests on     the refuted and undecided steps a step goes through, by chain, `using:`, `because:`,
             and the statements that these bring along
conclusion   of every chain, by transitivity if all its links are proved
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.checking.attempts import Attempt, attempts
from derivcheck.checking.report import (
    NO_POINT,
    ConclusionReport,
    FileReport,
    StepReport,
    Verdict,
)  # fmt: skip
from derivcheck.conclusions import Conclusion, composed, conclusions
from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Derivation, Expectation
from derivcheck.kernel.claims import Claim
from derivcheck.notation.words import listed
from derivcheck.obligation import Obligation, Standing, givens
from derivcheck.obligations import obligations

Decide = Callable[[str, Claim], Verdict]
"""The verdict on the claim of a step or of a conclusion, by its name.

A step is called `3`, and `3 from 1` where it is to follow from another line than the one before;
a conclusion `conclusion 1`.
"""

Annotate = Callable[[Obligation, Claim, StepReport], StepReport]
"""What more there is to say about a judged step."""

CONCLUSION = "conclusion"
TRANSITIVITY = "transitivity"
CONTRADICTION = "the assumptions contradict each other"
LIMIT = "limit reached"
INTERNAL = "internal error"
"""How the first reason starts where it has a code of its own."""

BAD = ("refuted", "undecided")
UNUSABLE = ("refuted", "invalid")


def walk(
    derivation: Derivation, decide: Decide, annotate: Annotate | None = None, strict: bool = False
) -> FileReport:
    """The report on a derivation.

    Arguments:
        derivation: as read; with problems outside its steps no step is judged.
        decide: gives the verdict on a claim.
        annotate: completes the report on a step.
        strict: whether a proof under conditions is a failure.
    """
    report = FileReport(
        derivation.path,
        digest(derivation.source),
        derivation.title,
        derivation.source,
        problems=derivation.problems,
        warnings=derivation.warnings,
    )
    if derivation.problems:
        return report
    walked = _Walked(decide, annotate, strict)
    made = obligations(derivation)
    steps = {o.step.id: walked.step(o) for o in made}
    least = 1 if derivation.conclusion else 2
    found = enumerate(conclusions(made, least), start=1)
    ends = tuple(walked.conclusion(n, c, derivation.conclusion) for n, c in found)
    ordered = tuple(steps[name] for name in step_ids(derivation))
    return replace(report, steps=ordered, conclusions=ends)


def digest(source: str) -> str:
    """The SHA-256 of a source text, line ends as in the file."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def step_ids(derivation: Derivation) -> Iterator[str]:
    """The ids of the steps that are reported, in the order of the file, a step before its own."""
    pending = [] if derivation.problems else list(reversed(derivation.steps))
    while pending:
        step = pending.pop()
        yield step.id
        pending.extend(reversed(step.because))


@dataclass(frozen=True, slots=True)
class _Found:
    """The verdict on a step: the attempt it is about, and where else it was refuted."""

    attempt: Attempt
    verdict: Verdict | None
    others: tuple[tuple[str, Verdict], ...] = ()

    @property
    def source(self) -> str | None:
        """From where it follows, if that is not the line before."""
        return self.attempt.source if self.verdict and self.verdict.name == "proved" else None


@dataclass(slots=True)
class _Walked:
    """The verdicts reached so far, and what each step rests on."""

    decide: Decide
    annotate: Annotate | None
    strict: bool
    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    rests: dict[str, tuple[str, ...]] = field(default_factory=dict)
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)
    earned: dict[str, Obligation] = field(default_factory=dict)

    def step(self, obligation: Obligation) -> StepReport:
        """The report on one step; all that it uses was judged before."""
        step, found = obligation.step, self.judged(obligation)
        made, verdict = found.attempt.obligation, found.verdict
        taken = [o.step.id for o in _granted(made, self.standing)]
        self.note(found, made is not obligation)
        rests = self.rests[step.id]
        self.told[step.id] = tuple(dict.fromkeys((*rests, *taken)))
        before = obligation.before.step.text.source if obligation.before else ""
        relation = obligation.goal[1] if obligation.goal else step.relation
        code = next((p.code for p in obligation.problems), code_of(verdict))
        report = StepReport(
            step.id, step.label, step.text.place, before, step.text.source, relation, verdict,
            step.expect, code, note=step.note, strict=self.strict,
            follows_from=found.source, others=found.others,
            rests_on=self.told[step.id],
            slips=tuple(name for name in rests if name in self.wrong),
            broken=step.id in self.broken,
            diagnostics=(*obligation.problems, *_qualifications(verdict)),
        )  # fmt: skip
        claim = made.claim(self.standing) if self.annotate else None
        return self.annotate(made, claim, report) if self.annotate and claim else report

    @property
    def standing(self) -> Standing:
        """How the steps so far turned out."""
        return Standing(frozenset(self.wrong), earned=self.earned)

    def note(self, found: _Found, differs: bool) -> None:
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

    def judged(self, obligation: Obligation) -> _Found:
        """The verdict on one step; None for one that is never judged."""
        if obligation.goal is None:
            verdict = Verdict("invalid") if obligation.term is None else None
            return _Found(Attempt(None, obligation), verdict)
        tried: list[tuple[Attempt, Verdict]] = []
        for attempt in attempts(obligation, self.broken):
            verdict = self.settled(attempt)
            if verdict.name == "proved":
                return _Found(attempt, verdict)
            if attempt.decides:
                tried.append((attempt, verdict))
        return _failed(tried)

    def settled(self, attempt: Attempt) -> Verdict:
        """The verdict on one attempt; it is refuted only where the facts that it names hold."""
        made, used = attempt.obligation, attempt.obligation.uses
        claim = made.claim(self.standing)
        assert claim is not None
        verdict = self.decide(attempt.name, claim)
        wrong = dict.fromkeys(u.step.id for u in used if u.step.id in self.wrong)
        unsure = frozenset(wrong) | {u.step.id for u in used if u.step.id in self.doubtful}
        if verdict.name == "refuted" and unsure:
            verdict = self.where_they_hold(attempt, unsure)
        unused = (f"step {name} does not hold, so it is not used" for name in wrong)
        return replace(verdict, reasons=(*verdict.reasons, *unused))

    def where_they_hold(self, attempt: Attempt, unsure: frozenset[str]) -> Verdict:
        """The verdict on a refuted attempt, facts that are not proved taken to hold."""
        made = attempt.obligation
        readable = all(u.term for u in made.uses if u.step.id in unsure)
        claim = made.claim(replace(self.standing, asserted=unsure)) if readable else None
        verdict = self.decide(attempt.name, claim) if claim else None
        if verdict is not None and verdict.name == "refuted":
            return verdict
        names = " and ".join(f"step {u.step.id}" for u in made.uses if u.step.id in unsure)
        return Verdict(
            "undecided", reasons=(f"it fails, but at no point found where {names} holds",)
        )

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

    def conclusion(
        self, number: int, conclusion: Conclusion, expect: Expectation | None
    ) -> ConclusionReport:
        """The report on a chain as a whole."""
        first, last = conclusion.first.step, conclusion.last.step
        verdict = self.along(conclusion)
        if verdict is None:
            open_links = {o.step.id for o in conclusion.links if o.step.id in self.doubtful}
            standing = replace(self.standing, wrong=self.standing.wrong | open_links)
            verdict = self.decide(f"{CONCLUSION} {number}", conclusion.claim(standing))
        chain = (conclusion.first, *conclusion.links)
        slip = next((o.step for o in chain if _is_refuted(self.verdicts[o.step.id])), None)
        return ConclusionReport(
            first.text.source, last.text.source, verdict, expect, ends=(first.id, last.id),
            slip=slip.id if slip else None, place=(slip or last).text.place,
            blamed=slip is not None and slip.expect != "refuted",
            rests_on=self.outside(conclusion) if verdict.name == "proved" else (),
        )  # fmt: skip

    def outside(self, conclusion: Conclusion) -> tuple[str, ...]:
        """What the links of a chain rest on outside of it."""
        links = past_slips(conclusion, self.earned)
        if self.along(conclusion) is None:
            links = reversed(conclusion.links)
        chain = {o.step.id for o in conclusion.last.path}
        found = [name for o in reversed(list(links)) for name in self.told[o.step.id]]
        return tuple(name for name in dict.fromkeys(found) if name not in chain)

    def along(self, conclusion: Conclusion) -> Verdict | None:
        """The verdict on a chain by transitivity, past the lines that were not needed."""
        links = list(past_slips(conclusion, self.earned))
        verdicts = [self.verdicts[o.step.id] for o in links]
        if composed([o.goal[1] for o in links if o.goal]) != conclusion.relation:
            return None
        return by_transitivity([v for v in verdicts if v is not None])


def past_slips(conclusion: Conclusion, earned: Mapping[str, Obligation]) -> Iterator[Obligation]:
    """The links of a chain from below, each from where it follows.

    Arguments:
        earned: what was judged of steps that do not follow from the line before.
    """
    link: Obligation | None = conclusion.last
    while link is not None and link.step.id != conclusion.first.step.id:
        link = earned.get(link.step.id, link)
        yield link
        link = link.before


def _granted(made: Obligation, standing: Standing) -> Iterator[Obligation]:
    """The statements that a step takes for granted, beside the chain that it continues."""
    start = (made.start,) if made.start is not None and made.assumed else ()
    chain = {o.step.id for o in made.path}
    return (o for o in (*givens(made, standing), *start) if o.step.id not in chain)


def _failed(tried: Sequence[tuple[Attempt, Verdict]]) -> _Found:
    """Of a step that is not proved: refuted only if it is so from wherever it may follow."""
    *earlier, (attempt, verdict) = tried
    plain = replace(attempt, source=None)
    still = next(((a, v) for a, v in earlier if v.name != "refuted"), None)
    if verdict.name != "refuted" or still is None:
        others = tuple((a.source or "", v) for a, v in earlier if verdict.name == "refuted")
        return _Found(plain, verdict, others)
    reason = f"it fails from the line before, and from step {still[0].source} it is open"
    return _Found(plain, replace(still[1], reasons=(*still[1].reasons, reason)))


def _is_refuted(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.name == "refuted"


def by_transitivity(links: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a chain all of whose links are proved: where their conditions hold, it holds.

    Arguments:
        links: the verdicts on the links, in order.
    """
    if not all(v.name == "proved" for v in links):
        return None
    conditions = tuple(dict.fromkeys(c for v in links for c in v.conditions))
    words = tuple(dict.fromkeys(c for v in links for c in v.words))
    return Verdict("proved", TRANSITIVITY, conditions, words=words)


def code_of(verdict: Verdict | None) -> str | None:
    """The diagnostic code of a verdict, or None when there is nothing to say."""
    if verdict is None:
        return None
    match verdict.name:
        case "refuted":
            example = verdict.counterexample
            return "DC302" if example and example.after == "undefined" else "DC301"
        case "undecided":
            first = verdict.reasons[0] if verdict.reasons else ""
            starts = {LIMIT: "DC402", CONTRADICTION: "DC403", INTERNAL: "DC902"}
            return next((c for start, c in starts.items() if first.startswith(start)), "DC401")
        case "proved" if verdict.conditions:
            return "DC601"
        case "proved" if NO_POINT in verdict.reasons:
            return "DC603"
    return None


def _qualifications(verdict: Verdict | None) -> Iterator[Diagnostic]:
    """What a proof is to be warned of."""
    if verdict is None or verdict.name != "proved":
        return
    if verdict.conditions:
        yield Diagnostic("DC601", f"holds where {listed(verdict.words or verdict.conditions)}")
    if NO_POINT in verdict.reasons:
        yield Diagnostic("DC603", f"{NO_POINT}, so the proof was not sampled")
