"""The walk over a derivation: it asks for verdicts, and who answers is the caller's affair.

verdict      of every step, in order, without the facts that turned out wrong; after a refuted
             line from the last one that holds, else from the line before
rests on     the refuted and undecided steps a step goes through, by chain, `using:`, `because:`,
             and the statements that these bring along
conclusion   of every chain, by transitivity if all its links are proved
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.checking.attempts import attempts
from derivcheck.checking.course import Course
from derivcheck.checking.guessed_signs import if_positive
from derivcheck.checking.questions import Asking, Judge, answered, judged
from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.digest import digest
from derivcheck.documents.manuscripts.kinds import is_manuscript
from derivcheck.documents.model import Derivation
from derivcheck.documents.vocabulary import Expectation
from derivcheck.kernel.language.claims import Claim
from derivcheck.notation.words import listed
from derivcheck.obligations.conclusions import Conclusion, composed, conclusions
from derivcheck.obligations.derivation import obligations
from derivcheck.obligations.obligation import Obligation, Standing, givens
from derivcheck.verdicts.reasons import CODES, Kind
from derivcheck.verdicts.report import (
    ConclusionReport,
    FileReport,
    Rule,
    StepReport,
    Verdict,
)  # fmt: skip

Decide = Callable[[str, Claim], Verdict]
"""The verdict on the claim of a step or of a conclusion, by its name (`questions.Judge`)."""

TRANSITIVITY = "transitivity"


@dataclass(frozen=True, slots=True)
class Walked:
    """A derivation that was walked over.

    Arguments:
        report: what was found.
        made: what each step was to earn, in the order in which they were judged.
        chains: what each chain was to earn, in the order of the report.
        named: id -> what was judged of a proved step whose `by:` names rules.
        standing: how the steps turned out.
    """

    report: FileReport
    made: tuple[Obligation, ...] = ()
    chains: tuple[Conclusion, ...] = ()
    named: Mapping[str, tuple[Obligation, Claim]] = field(default_factory=dict)
    standing: Standing = field(default_factory=Standing)


NO_CONCLUSION = Diagnostic(
    "DC707",
    "`conclusion:` expects something of a chain, and no chain has a conclusion",
    "leave it out, or relate the lines of a chain in one direction",
)
"""What is expected of nothing would otherwise be met."""


def walk(derivation: Derivation, decide: Decide, strict: bool = False) -> Walked:
    """What is found of a derivation by somebody who decides at once.

    Arguments:
        decide: gives the verdict on a claim.
        derivation, strict: as `walking`.
    """

    def answer(question: object) -> Verdict:
        assert isinstance(question, Judge)
        return decide(question.name, question.claim)

    return answered(walking(derivation, strict), answer)


def walking(derivation: Derivation, strict: bool = False) -> Asking[Walked]:
    """What is found of a derivation; it asks for verdicts only.

    Arguments:
        derivation: as read; with problems outside its steps no step is judged.
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
        return Walked(report)
    made = obligations(derivation)
    chains = conclusions(made, 1 if derivation.conclusion else 2)
    walk = _Walking(
        Course(guessed=derivation.guessed, listed=is_manuscript(derivation.path)), strict
    )
    for obligation in made:
        yield from walk.step(obligation)
    ends = []
    for number, chain in enumerate(chains, start=1):
        end = yield from walk.conclusion(number, chain, derivation.conclusion)
        ends.append(end)
    ordered = tuple(walk.steps[name] for name in step_ids(derivation))
    missing = (NO_CONCLUSION,) if derivation.conclusion and not ends else ()
    report = replace(report, steps=ordered, conclusions=tuple(ends), problems=missing)
    return Walked(report, made, chains, walk.named, walk.course.standing)


def foreseen(derivation: Derivation) -> Iterator[Judge]:
    """What the walk will ask if every step holds, and mostly asks all the same."""
    for obligation in () if derivation.problems else obligations(derivation):
        if obligation.goal is not None:
            first = attempts(obligation, ())[0]
            claim = first.obligation.claim()
            assert claim is not None
            yield Judge(first.name, claim)


def step_ids(derivation: Derivation) -> Iterator[str]:
    """The ids of the steps that are reported, in the order of the file, a step before its own."""
    return (step.id for step in derivation.every_step if not derivation.problems)


def name_of_chain(number: int) -> str:
    """What a conclusion is called, counted from 1."""
    return f"conclusion {number}"


@dataclass(slots=True)
class _Walking:
    """The verdicts reached so far, what was told, and what each step rests on."""

    course: Course
    strict: bool
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: dict[str, StepReport] = field(default_factory=dict)
    named: dict[str, tuple[Obligation, Claim]] = field(default_factory=dict)

    def step(self, obligation: Obligation) -> Asking[None]:
        """Judge one step and report on it."""
        step, course = obligation.step, self.course
        standing = course.standing
        found = yield from course.judged(obligation)
        made, verdict = found.attempt.obligation, found.verdict
        taken = [o.step.id for o in _granted(made, standing)]
        rests = course.rests[step.id]
        self.told[step.id] = tuple(dict.fromkeys((*rests, *taken)))
        before = obligation.before.step.text if obligation.before else None
        relation = obligation.goal[1] if obligation.goal else step.relation
        code = next((p.code for p in obligation.problems), code_of(verdict))
        claim = made.claim(standing) if step.rules and found.proved else None
        if claim is not None:
            self.named[step.id] = made, claim
        self.steps[step.id] = StepReport(
            step.id, step.label, step.text.place, before.source if before else "",
            step.text.source, relation, verdict, step.expect, code,
            rules=tuple(Rule(name, False) for name in step.rules) if obligation.goal else (),
            note=step.note, strict=self.strict, before_place=before.place if before else None,
            follows_from=found.source, others=found.others,
            rests_on=self.told[step.id],
            slips=tuple(name for name in rests if name in course.wrong),
            diagnostics=(*obligation.problems, *_qualifications(verdict)),
        )  # fmt: skip

    def conclusion(
        self, number: int, conclusion: Conclusion, expect: Expectation | None
    ) -> Asking[ConclusionReport]:
        """The report on a chain as a whole."""
        first, last = conclusion.first.step, conclusion.last.step
        verdict = self.along(conclusion)
        if verdict is None:
            open_links = {o.step.id for o in conclusion.links if o.step.id in self.course.doubtful}
            standing = replace(self.course.standing, wrong=self.course.standing.wrong | open_links)
            name, claim = name_of_chain(number), conclusion.claim(standing)
            verdict = yield from judged(name, claim)
            verdict = yield from if_positive(name, claim, verdict, self.course.guessed)
        chain = (conclusion.first, *conclusion.links)
        slip = next((o.step for o in chain if _is_refuted(self.course.verdicts[o.step.id])), None)
        return ConclusionReport(
            first.text.source, last.text.source, verdict, expect, ends=(first.id, last.id),
            slip=slip.id if slip else None, place=(slip or last).text.place,
            blamed=slip is not None and slip.expect != "refuted",
            rests_on=self.outside(conclusion) if verdict.name == "proved" else (),
        )  # fmt: skip

    def outside(self, conclusion: Conclusion) -> tuple[str, ...]:
        """What the links of a chain rest on outside of it."""
        links = past_slips(conclusion, self.course.earned)
        if self.along(conclusion) is None:
            links = reversed(conclusion.links)
        chain = {o.step.id for o in conclusion.last.path}
        found = [name for o in reversed(list(links)) for name in self.told[o.step.id]]
        return tuple(name for name in dict.fromkeys(found) if name not in chain)

    def along(self, conclusion: Conclusion) -> Verdict | None:
        """The verdict on a chain by transitivity, past the lines that were not needed."""
        links = list(past_slips(conclusion, self.course.earned))
        verdicts = [self.course.verdicts[o.step.id] for o in links]
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
    granted = (*givens(made, standing), *start)
    chain = {o.step.id for o in made.path} if granted else ()
    return (o for o in granted if o.step.id not in chain)


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
            if Kind.NO_VALUE in verdict.kinds:
                return "DC305"
            example = verdict.counterexample
            return "DC302" if example and example.after == "undefined" else "DC301"
        case "undecided":
            return CODES.get(verdict.kinds[0], "DC401") if verdict.reasons else "DC401"
        case "proved" if verdict.qualifications:
            return verdict.qualifications[0]
    return None


def _qualifications(verdict: Verdict | None) -> Iterator[Diagnostic]:
    """What a proof is to be warned of."""
    if verdict is None or verdict.name != "proved":
        return
    if verdict.conditions:
        yield Diagnostic("DC601", f"holds where {listed(verdict.words or verdict.conditions)}")
    yield from (Diagnostic("DC602", r) for r in verdict.reasons if r.kind == Kind.NO_CONSTANT)
    if Kind.NO_POINT in verdict.kinds:
        yield Diagnostic("DC603", f"{Kind.NO_POINT.value}, so the proof was not sampled")
    if Kind.NEVER in verdict.kinds:
        yield Diagnostic("DC604", Kind.NEVER.value)
