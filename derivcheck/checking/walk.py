"""The walk over a derivation: who decides is a parameter, all else is the same for a recheck.

verdict      of every step, in order, without the facts that turned out wrong
rests on     the refuted and undecided steps a step goes through, by chain, `using:`, `because:`
conclusion   of every chain, by transitivity if all its links are proved
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from derivcheck.checking.report import ConclusionReport, FileReport, StepReport, Verdict
from derivcheck.conclusions import Conclusion, conclusions
from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Derivation, Expectation
from derivcheck.kernel.claims import Claim
from derivcheck.obligations import Obligation, obligations

Decide = Callable[[str, Claim], Verdict]
"""The verdict on the claim of a step (by its id) or of a conclusion (`conclusion 1`)."""

Annotate = Callable[[Obligation, Claim, StepReport], StepReport]
"""What more there is to say about a judged step."""

CONCLUSION = "conclusion"
TRANSITIVITY = "transitivity"
NO_POINT = "no allowed point"
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


@dataclass(slots=True)
class _Walked:
    """The verdicts reached so far, and what each step rests on."""

    decide: Decide
    annotate: Annotate | None
    strict: bool
    verdicts: dict[str, Verdict | None] = field(default_factory=dict)
    rests: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def step(self, obligation: Obligation) -> StepReport:
        """The report on one step; all that it uses was judged before."""
        step = obligation.step
        claim = obligation.claim(self.unusable(obligation.uses))
        verdict = self.judged(obligation, claim)
        self.verdicts[step.id] = verdict
        self.rests[step.id] = rests = tuple(self.tainted(obligation))
        before = obligation.before.step.text.source if obligation.before else ""
        relation = obligation.goal[1] if obligation.goal else step.relation
        code = next((p.code for p in obligation.problems), code_of(verdict))
        report = StepReport(
            step.id, step.label, step.text.place, before, step.text.source, relation, verdict,
            step.expect, code, rests_on=rests, note=step.note, strict=self.strict,
            diagnostics=(*obligation.problems, *_conditions(verdict)),
        )  # fmt: skip
        return self.annotate(obligation, claim, report) if self.annotate and claim else report

    def judged(self, obligation: Obligation, claim: Claim | None) -> Verdict | None:
        """The verdict on one step; None for one that is never judged."""
        if obligation.term is None:
            return Verdict("invalid")
        if claim is None:
            return None
        verdict = self.decide(obligation.step.id, claim)
        wrong = sorted(self.unusable(obligation.uses))
        unused = (f"step {name} does not hold, so it is not used" for name in wrong)
        return replace(verdict, reasons=(*verdict.reasons, *unused))

    def unusable(self, used: Sequence[Obligation]) -> frozenset[str]:
        """The ids of used steps that turned out wrong."""
        found = ((u.step.id, self.verdicts.get(u.step.id)) for u in used)
        return frozenset(name for name, v in found if v is not None and v.name in UNUSABLE)

    def tainted(self, obligation: Obligation) -> Iterator[str]:
        """The refuted and undecided steps on which a step rests, each once."""
        found: dict[str, None] = {}
        without = self.unusable(obligation.uses)
        through = [obligation.before] if obligation.before else []
        through += [u for u in obligation.uses if u.step.id not in without]
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
        links = [self.verdicts[link.step.id] for link in conclusion.links]
        verdict = by_transitivity([v for v in links if v is not None])
        if verdict is None:
            uses = tuple(u for link in conclusion.links for u in link.uses)
            claim = conclusion.claim(self.unusable(uses))
            verdict = self.decide(f"{CONCLUSION} {number}", claim)
        first, last = conclusion.first.step, conclusion.last.step
        ends = first.id, last.id
        return ConclusionReport(first.text.source, last.text.source, verdict, expect, ends=ends)


def by_transitivity(links: Sequence[Verdict]) -> Verdict | None:
    """The verdict on a chain all of whose links are proved: where their conditions hold, it holds.

    Arguments:
        links: the verdicts on the links, in order.
    """
    if not all(v.name == "proved" for v in links):
        return None
    conditions = tuple(dict.fromkeys(c for v in links for c in v.conditions))
    return Verdict("proved", TRANSITIVITY, conditions)


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
            starts = {LIMIT: "DC402", NO_POINT: "DC403", INTERNAL: "DC902"}
            return next((c for start, c in starts.items() if first.startswith(start)), "DC401")
        case "proved" if verdict.conditions:
            return "DC601"
    return None


def _conditions(verdict: Verdict | None) -> tuple[Diagnostic, ...]:
    if verdict is None or not verdict.conditions:
        return ()
    return (Diagnostic("DC601", f"holds where {' and '.join(verdict.conditions)}"),)
