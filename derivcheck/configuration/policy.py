"""What counts as a failure: `select`, `ignore`, `per-file-ignores`, the baseline, `fail-on`.

Nothing is taken out of a report.  A finding that is no problem by one of these stays where it is
and says so, so that it is counted, and shown by whoever asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal, TypeVar

from derivcheck.configuration.baseline import Baseline
from derivcheck.configuration.forms import NEVER, matches
from derivcheck.configuration.patterns import Pattern
from derivcheck.reporters.findings import Told, told_of
from derivcheck.verdicts.report import ConclusionReport, FileReport, StepReport, Suppression

FailOn = Literal["refuted", "undecided", "warning"]
_Thing = TypeVar("_Thing", StepReport, ConclusionReport, FileReport)


@dataclass(frozen=True, slots=True)
class Policy:
    """Which findings are no problem.

    Arguments:
        select, ignore: codes, or how they begin; an empty `select` is all.
        in_files: patterns of files, and the codes ignored there.
        fail_on: the least that fails.
        baseline: the findings that are known.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    in_files: tuple[tuple[Pattern, tuple[str, ...]], ...] = ()
    fail_on: FailOn = "undecided"
    baseline: Baseline | None = None

    def settled(self, file: FileReport) -> FileReport:
        """The report on a file, with what of it is no problem, and what fails for a warning."""
        if self == Policy():
            return file
        about: defaultdict[int, list[Told]] = defaultdict(list)
        for told in told_of(file):
            about[id(told.step or told.chain or file)].append(told)
        steps = {s.id: self._step(s, about[id(s)]) for s in file.steps}
        chains = (self._chain(c, about[id(c)], steps.get(c.slip or "")) for c in file.conclusions)
        found = self._settled(file, about[id(file)], [p.code for p in file.problems])
        return replace(found, steps=tuple(steps.values()), conclusions=tuple(chains))

    def _step(self, step: StepReport, told: list[Told]) -> StepReport:
        errors = [t.finding.code for t in told if t.finding.level == "error"]
        return self._settled(step, told, () if step.as_expected else (*errors, *step.unmet))

    def _chain(
        self, chain: ConclusionReport, told: list[Told], slip: StepReport | None
    ) -> ConclusionReport:
        """A chain; one that fails with a step that is told already passes with it."""
        failing = () if chain.as_expected else [t.finding.code for t in told]
        found = self._settled(chain, told, failing)
        notes = [t for t in told if t.finding.level == "note"]
        if found.passed or not (slip and slip.excused and notes):
            return found
        manner = slip.suppressions[-1].manner
        why = Suppression(notes[0].finding.code, manner, f"with step {slip.id}")
        return replace(found, suppressions=(*found.suppressions, why), excused=True)

    def _settled(self, thing: _Thing, told: list[Told], failing: Sequence[str]) -> _Thing:
        """Arguments: failing: the codes all of which must be no problem, or it does not pass."""
        open_ = [t for t in told if t.finding.level is not None]
        ordered = sorted(open_, key=lambda t: t.finding.code)
        groups = [list(group) for _, group in groupby(ordered, key=lambda t: t.finding.code)]
        decided: list[tuple[list[Told], Suppression | None]] = [
            (group, self._suppression(group)) for group in groups
        ]
        found = (*thing.suppressions, *(s for _, s in decided if s))
        codes = {s.code for s in found}
        rest = [t.finding for group, s in decided if s is None for t in group]
        fails = any(code not in codes for code in failing)
        excused = thing.excused
        if failing and not fails:
            excused = True
        if self.fail_on == "warning" and not fails and any(f.level == "warning" for f in rest):
            excused = False
        return replace(thing, suppressions=found, excused=excused)

    def _suppression(self, told: list[Told]) -> Suppression | None:
        """Why findings with one code, of one step or chain or outside of them, are no problem."""
        code, path = told[0].finding.code, told[0].file.path
        if matches(code, NEVER):
            return None
        if self.select and not matches(code, self.select):
            return Suppression(code, "ignored", "not in `select`")
        if self.ignore and matches(code, self.ignore):
            return Suppression(code, "ignored", "in `ignore`")
        for pattern, codes in self.in_files:
            if codes and matches(code, codes) and pattern.covers(path):
                return Suppression(code, "ignored", f"in `per-file-ignores` of `{pattern.text}`")
        if self.baseline is not None and self.baseline.takes(told):
            return Suppression(code, "baselined")
        if self.fail_on == "refuted" and all(t.finding.severity == "undecided" for t in told):
            return Suppression(code, "tolerated", "`fail-on` is `refuted`")
        return None
