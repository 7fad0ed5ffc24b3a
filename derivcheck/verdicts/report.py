"""The report: what was found about every step, ready to be shown or written as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from derivcheck.diagnostics import Diagnostic, Place
from derivcheck.documents.vocabulary import Expectation
from derivcheck.verdicts.reasons import Kind, Reason

if TYPE_CHECKING:
    from derivcheck.kernel.language.claims import Relation
    from derivcheck.kernel.language.evidence import Evidence  # reports are read without the kernel

LIMITS = ("DC402", "DC404", "DC405")
"""The codes of what was stopped: of a file that has one, nothing is known."""

START = Place(1, 1)
"""Where a file starts."""

VerdictName = Expectation
"""What a file may expect of a step is what may be found of it."""
VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point at which a step fails, in text.

    Arguments:
        point: name -> value, as a user would write it (`x` -> `-1`, `a` -> `[0, 1]`).
        before: the value of the predecessor there (`1`, `0.693147...`, `undefined`, `true`).
        after: the value of the step there.
        by: a name, if the values are the derivatives by it and not the values of the lines.
    """

    point: dict[str, str]
    before: str
    after: str
    by: str | None = None

    @property
    def where(self) -> str:
        """The point in a line."""
        return ", ".join(f"{name} = {value}" for name, value in self.point.items())


@dataclass(frozen=True, slots=True)
class Kept:
    """Evidence as an earlier run wrote it down, in JSON."""

    text: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one claim.

    Arguments:
        name: the verdict.
        prover: which prover found it.
        conditions: definedness conditions, in text, under which a proved step holds.
        counterexample: for a refuted step.
        reasons: for an undecided step, why; for others, remarks (`vacuous`, `sampled: false`).
        evidence: what the kernel judged.
        words: the conditions for people.
    """

    name: VerdictName
    prover: str | None = None
    conditions: tuple[str, ...] = ()
    counterexample: Counterexample | None = None
    reasons: tuple[Reason, ...] = ()
    evidence: Evidence | Kept | None = None
    seconds: float = 0.0
    words: tuple[str, ...] = ()

    @property
    def qualifications(self) -> tuple[str, ...]:
        """The codes of what a proof is to be warned of, beginning with its conditions."""
        held = (
            ("DC601", bool(self.conditions)),
            ("DC602", Kind.NO_CONSTANT in self.kinds),
            ("DC603", Kind.NO_POINT in self.kinds),
            ("DC604", Kind.NEVER in self.kinds),
        )
        return tuple(code for code, holds in held if holds)

    @property
    def qualified(self) -> bool:
        """Whether a proof holds under conditions, or for all that is known nowhere."""
        return bool(self.qualifications)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of its reasons, in their order."""
        return tuple(reason.kind for reason in self.reasons)


UNJUDGED = Verdict("proved")
"""What is found of a step that is never judged."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule named by `by:`, and whether the step was confirmed to be an instance of it."""

    name: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """A single edit that makes a step provable: a refuted one, or one that copies a mistake.

    Arguments:
        text: what is to stand in place of the step; with the relation, where that is mended.
        verdict: on the step with it.
        relation: in which the step then stands to its predecessor, where that is mended.
    """

    text: str
    verdict: VerdictName
    relation: Relation | None = None


Manner = Literal["allowed", "ignored", "baselined", "tolerated"]
"""Why a finding is no problem: by the step itself (`allow:`), by `select` and `ignore`, because it
is known (`--baseline`), because undecided steps do not fail (`--fail-on refuted`)."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """That all findings with a code, of one step, chain or file, are no problem.

    Arguments:
        reason: in the words of who decided it, or which setting it was.
    """

    code: str
    manner: Manner
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepReport:
    """What was found about one step.

    Arguments:
        before, after: source text of the predecessor and of the step; before is "" at an opening.
        before_place: where the predecessor stands in the same file.
        verdict: None for a step that is never judged (`given`, the opening of a chain).
        code: diagnostic code of the finding (`DC301`), or None when there is nothing to say.
        follows_from: the id of the step from which it was proved, if that is not the line before.
        others: from where else the step does not follow: ids, "" for the line before, and
            refutations.
        rests_on: ids of refuted or undecided steps the chain goes through before this one, then
            those of the statements that are taken for granted.
        slips: those of `rests_on` that are refuted.
        diagnostics: everything to show below the step: errors, DC501, conditions.
        strict: whether a proof under conditions, or one that could not be sampled, is a failure.
        suppressions: which of its findings are no problem.
        excused: True if it passes although it is not as expected, False if it fails for a warning.
    """

    id: str
    label: str | None
    place: Place
    before: str
    after: str
    relation: str
    verdict: Verdict | None
    expect: VerdictName | None = None
    code: str | None = None
    rules: tuple[Rule, ...] = ()
    repair: Repair | None = None
    follows_from: str | None = None
    others: tuple[tuple[str, Verdict], ...] = ()
    rests_on: tuple[str, ...] = ()
    slips: tuple[str, ...] = ()
    note: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    strict: bool = False
    before_place: Place | None = None
    suppressions: tuple[Suppression, ...] = ()
    excused: bool | None = None

    @property
    def found(self) -> Verdict:
        """What was found, of a step that is never judged too."""
        return self.verdict or UNJUDGED

    @property
    def as_expected(self) -> bool:
        """Whether the step got what it expects: `expect:`, else to be proved or not judged."""
        return self.found.name == (self.expect or "proved") and not self.unmet

    @property
    def unmet(self) -> tuple[str, ...]:
        """The codes of the warnings that `strict` makes failures, but for what `allow:` names."""
        allowed = {s.code for s in self.suppressions if s.manner == "allowed"}
        found = self.found.qualifications if self.strict else ()
        return tuple(code for code in found if code not in allowed)

    @property
    def passed(self) -> bool:
        """Whether it keeps nothing from passing."""
        return self.as_expected if self.excused is None else self.excused


@dataclass(frozen=True, slots=True)
class ConclusionReport:
    """The verdict on a whole chain: its first line against its last.

    Arguments:
        repaired: the verdict on the chain with its repairs, where they prove it.
        ends: the ids of the first and the last step.
        slip: the id of the first refuted step of the chain, if there is one.
        blamed: whether that step is a mistake that was not expected.
        place: of that step, else of the last one.
        rests_on: for a proved conclusion, ids of what its links rest on outside of the chain.
        suppressions, excused: as of a step.
    """

    first: str
    last: str
    verdict: Verdict
    expect: VerdictName | None = None
    repaired: Verdict | None = None
    ends: tuple[str, str] = ("", "")
    slip: str | None = None
    blamed: bool = False
    place: Place = START
    rests_on: tuple[str, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    excused: bool | None = None

    @property
    def passed(self) -> bool:
        """Whether it keeps nothing from passing."""
        return self.as_expected if self.excused is None else self.excused

    @property
    def as_expected(self) -> bool:
        """Whether the conclusion got what `conclusion:` expects; without one, all but refuted."""
        return self.verdict.name == self.expect if self.expect else self.verdict.name != "refuted"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found about one derivation (one YAML document of a file).

    Arguments:
        suppressions, excused: of what is wrong outside of the steps; as of a step.
    """

    path: str
    sha256: str
    title: str
    source: str
    steps: tuple[StepReport, ...] = ()
    conclusions: tuple[ConclusionReport, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    excused: bool | None = None

    @property
    def readable(self) -> bool:
        """Whether nothing outside of the steps keeps it from passing."""
        return not self.problems if self.excused is None else self.excused

    @property
    def passed(self) -> bool:
        """Whether every step and conclusion got what it expects and the file could be read."""
        return (
            self.readable
            and all(s.passed for s in self.steps)
            and all(c.passed for c in self.conclusions)
        )

    @property
    def suppressed(self) -> tuple[Suppression, ...]:
        """All its suppressions, those of its steps and chains among them."""
        steps = (s for step in self.steps for s in step.suppressions)
        chains = (s for chain in self.conclusions for s in chain.suppressions)
        return (*self.suppressions, *steps, *chains)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many files were not checked, and why; and what of a baseline is no more.

    Arguments:
        excluded: by `exclude`.
        other: YAML files of a folder that hold no derivation.
        unchanged: by `--changed`.
        unreached: by `--fail-fast`.
        stale: findings that the baseline knows, of files that were checked, and that are gone.
        believed: in the report as an earlier run found them, by `--trust-cache`.
    """

    excluded: int = 0
    other: int = 0
    unchanged: int = 0
    unreached: int = 0
    stale: int = 0
    believed: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What `derivcheck check` found about all the files it was given.

    Arguments:
        stopped: the exit code of a run that was stopped before its end.
    """

    files: tuple[FileReport, ...] = ()
    version: str = ""
    seconds: float = field(default=0.0, compare=False)
    left_out: LeftOut = LeftOut()
    stopped: int | None = None

    @property
    def suppressed(self) -> tuple[Suppression, ...]:
        """What is no problem, though it would be without a setting or a remark that says so."""
        return tuple(s for file in self.files for s in file.suppressed)

    @property
    def by_path(self) -> list[FileReport]:
        """The files in the order of their paths."""
        return sorted(self.files, key=lambda f: f.path)

    def count(self, name: VerdictName) -> int:
        """How many judged steps got this verdict."""
        verdicts = (s.verdict for f in self.files for s in f.steps)
        return sum(v is not None and v.name == name for v in verdicts)

    @property
    def exit_code(self) -> int:
        """0 all as expected, 1 something refuted or invalid, 3 only undecided; else of the stop."""
        if self.stopped is not None:
            return self.stopped
        unexpected = [s for f in self.files for s in f.steps if not s.passed]
        chains = [c for f in self.files for c in f.conclusions if not c.passed]
        if all(f.passed for f in self.files):
            return 0
        names = {s.verdict.name for s in unexpected if s.verdict} | {c.verdict.name for c in chains}
        unreadable = (f for f in self.files if not f.readable)
        problems = [p.code for f in unreadable for p in f.problems]
        names |= {"undecided" if code in LIMITS else "invalid" for code in problems}
        return 3 if names == {"undecided"} else 1
