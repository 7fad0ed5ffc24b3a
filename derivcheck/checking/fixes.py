"""Repairs put in place: the file is changed, and counts as fixed only where it is then proved.

    check  ->  first wrong step with a repair  ->  edit  ->  check again  ->  proved? keep : drop

A repair is judged against what stands above it, so that each is looked for in the file as it is by
then.  An edit is kept only if the step that it is about is proved in the changed file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from derivcheck.checking.check import Answers, checking
from derivcheck.checking.memory import Memory
from derivcheck.checking.questions import answered
from derivcheck.documents.edits import Edit, relating, replacing
from derivcheck.documents.loading import load
from derivcheck.verdicts.report import FileReport, StepReport
from derivcheck.verdicts.settings import Settings

Reports = tuple[FileReport, ...]

Wanted = Callable[[StepReport], bool]
"""Whether a refuted step is to be repaired."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that was put in place.

    Arguments:
        before: the step as it was found.
        after: the same step with its proof, where it stands now.
        text: what it says now, with its relation where that is what was repaired.
    """

    before: StepReport
    after: StepReport
    text: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file with its repairs.

    Arguments:
        text: of the file.
        reports: on its derivations as they are now.
        fixes: what was done, in order.
    """

    text: str
    reports: Reports
    fixes: tuple[Fix, ...] = ()


def edit_of(path: str, source: str, step: StepReport) -> Edit | None:
    """The edit that puts the repair of a step in place, if it is proved and there is a safe one.

    Arguments:
        path, source: the file that the step stands in.
    """
    repair = step.repair
    if repair is None or repair.verdict != "proved":
        return None
    if repair.relation is not None:
        return relating(source, step.place, repair.relation, path)
    return replacing(source, step.place, step.after, repair.text, path)


def fixed(path: str, text: str, settings: Settings, wanted: Wanted) -> Fixed:
    """A file with all repairs that are proved in their places.

    Arguments:
        path: of the file, for the reports.
        text: of the file.
        wanted: which refuted steps to repair.
    """

    memory = Memory(Answers(settings))

    def checked(text: str) -> Reports:
        return tuple(answered(checking(d, settings.strict), memory) for d in load(path, text))

    now, tried = Fixed(text, checked(text)), set[tuple[int, str]]()
    while (found := next(_wrong(now, tried, wanted), None)) is not None:
        number, step = found
        tried.add((number, step.id))
        edit = edit_of(path, now.text, step)
        if edit is not None:
            changed = edit.applied(now.text)
            now = _kept(now, number, step, Fixed(changed, checked(changed)))
    return now


def _wrong(
    now: Fixed, tried: set[tuple[int, str]], wanted: Wanted
) -> Iterator[tuple[int, StepReport]]:
    """The refuted steps that are to be repaired, with the numbers of their derivations."""
    for number, report in enumerate(now.reports):
        for step in report.steps:
            refuted = step.found.name == "refuted" and step.repair is not None
            if refuted and (number, step.id) not in tried and wanted(step):
                yield number, step


def _kept(now: Fixed, number: int, step: StepReport, then: Fixed) -> Fixed:
    """The changed file if the step is proved in it, else the file as it was."""
    if number >= len(then.reports):
        return now
    after = next((s for s in then.reports[number].steps if s.id == step.id), None)
    if after is None or after.verdict is None or after.verdict.name != "proved":
        return now
    assert step.repair is not None
    text = step.repair.text if step.repair.relation else after.after
    return replace(then, fixes=(*now.fixes, Fix(step, after, text)))
