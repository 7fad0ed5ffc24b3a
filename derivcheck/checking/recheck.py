"""Judging the evidence of an earlier report again: from the sources, without provers.

The source of every file is read afresh, its obligations are rebuilt, and the kernel judges the
evidence of the report; what comes out must be what the report says.  Taken at its word is what no
evidence could show: that a step is undecided and why, how a rule was confirmed, and what a repair
would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from os.path import abspath
from typing import Any

from derivcheck.checking.attempts import FROM, PAST
from derivcheck.checking.objects import Part
from derivcheck.checking.rejudging import DECIDED, Unconfirmed, rejudged
from derivcheck.checking.report_data import (
    CONCLUSION,
    STEP,
    SUMMARY,
    Told,
    ToldFile,
    ToldReport,
    faults,
    told_in,
    unlike,
)
from derivcheck.checking.walk import name_of_chain, step_ids, walk
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.digest import digest
from derivcheck.documents.loading import load
from derivcheck.documents.model import Derivation
from derivcheck.kernel.language.claims import Claim
from derivcheck.verdicts.report import VERDICTS, FileReport, Verdict, VerdictName

NOTHING = Told()
UNDECIDED = Told("undecided")
"""What is told of an attempt that came to nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a report that is not confirmed; `step` is empty for a file as a whole."""

    file: str
    step: str
    message: str


@dataclass(slots=True)
class Rechecked:
    """What came out: what is not confirmed, and how much is.

    Arguments:
        confirmed: path -> how many of its steps are proved or refuted by their evidence.
        counts: how many judged steps got which verdict.
    """

    findings: list[Finding] = field(default_factory=list)
    confirmed: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def count(self, name: VerdictName) -> int:
        """How many judged steps got this verdict."""
        return self.counts[name]


def recheck_report(
    data: Any, read_source: Callable[[str], str], covers: Sequence[str] = ()
) -> Rechecked:
    """What of a JSON report is confirmed, and what is not.

    Arguments:
        data: as `derivcheck check --format json` writes it.
        read_source: the text of a file.
        covers: the paths of which the report must speak.
    """
    wrong = [Finding("", "", f"DC903: {fault}") for fault in faults(data)]
    if wrong:
        return Rechecked(wrong)
    recheck = _Recheck(told_in(data), read_source)
    recheck.all_files()
    recheck.left_out(covers)
    return recheck.result


@dataclass(slots=True)
class _Recheck:
    """What is told in a report, and what has come out so far."""

    told: ToldReport
    read_source: Callable[[str], str]
    result: Rechecked = field(default_factory=Rechecked)
    path: str = ""

    def all_files(self) -> None:
        """Judge every file of the report again, and compare the summary."""
        by_path: dict[str, list[ToldFile]] = {}
        for told in self.told.files:
            by_path.setdefault(abspath(str(told.path)), []).append(told)
        for told_of_one in by_path.values():
            self.path = str(told_of_one[0].path)
            self.file_safely(told_of_one)
        self.path = ""
        if self.result.findings:
            return
        if unlike(SUMMARY, self.result, self.told.summary):
            self.tell("", "DC903: the summary counts something else")
        elif not self.result.counts.total():
            self.tell("", "DC903: no step was judged, so there is nothing to confirm")

    def left_out(self, covers: Sequence[str]) -> None:
        """Tell which files the report should speak of and does not."""
        known = {abspath(str(told.path)) for told in self.told.files}
        for path in covers:
            if abspath(path) not in known:
                self.result.findings.append(Finding(path, "", "the report leaves this file out"))

    def tell(self, step: str, message: str) -> None:
        """Note something that is not confirmed."""
        self.result.findings.append(Finding(self.path, step, message))

    def file_safely(self, told: list[ToldFile]) -> None:
        """Judge one file; whatever a report does, it can only fail to be confirmed."""
        try:
            self.file(told)
        except Exception as error:  # of the wrong type somewhere inside
            self.tell("", f"DC903: it cannot be compared ({type(error).__name__}: {error})")

    def file(self, told: list[ToldFile]) -> None:
        """Judge the derivations of one file again.

        Arguments:
            told: one entry for each YAML document of the file.
        """
        try:
            source = self.read_source(self.path)
        except Diagnosis as error:
            if len(told) > 1 or told[0].steps or not told[0].problems:
                self.tell("", error.diagnostic.message)
            return
        if any(t.sha256 != digest(source) for t in told):
            self.tell("", "DC903: the source has changed since the report was written")
            return
        derivations = load(self.path, source)
        if len(derivations) != len(told):
            count = f"{len(told)} derivations; the source has {len(derivations)}"
            self.tell("", f"DC903: the report has {count}")
            return
        for derivation, of_one in zip(derivations, told, strict=True):
            self.derivation(derivation, of_one)

    def derivation(self, derivation: Derivation, told: ToldFile) -> None:
        """Judge one derivation, and compare it with what is told of it."""
        if self.misplaced(list(step_ids(derivation)), told.ids):
            return
        by_name = {name: Told.of(step) for name, step in zip(told.ids, told.steps, strict=True)}
        by_name |= {name_of_chain(n): Told.of(c) for n, c in enumerate(told.conclusions, start=1)}
        failed: set[str] = set()

        def decide(name: str, claim: Claim) -> Verdict:
            """What the evidence bears; else what is told, so that the rest can be compared."""
            known = told_of(name, by_name)
            step = name.partition(" from ")[0]
            try:
                return rejudged(claim, known)
            except Unconfirmed as error:
                failed.add(step)
                if known is not NOTHING:  # else it is missing, and told as that
                    self.tell(step, str(error))
                said = known.verdict
                return Verdict(said if said in VERDICTS else "undecided")

        report = walk(derivation, decide).report  # whether rules explain a step is not judged
        failed.update(self.compare(report, told, failed))
        self.count(report, failed)

    def count(self, report: FileReport, failed: set[str]) -> None:
        """Add up the verdicts of a derivation."""
        for step in report.steps:
            if step.verdict is not None:
                self.result.counts[step.verdict.name] += 1
                good = step.verdict.name in DECIDED and step.id not in failed
                self.result.confirmed[self.path] += good

    def compare(self, report: FileReport, told: ToldFile, failed: set[str]) -> Iterator[str]:
        """The names of steps and conclusions that are told otherwise, each told of.

        Arguments:
            failed: those that are told of already.
        """
        if not told.is_headed_as(report):
            self.tell("", "DC903: the title, the problems or the warnings of the file are others")
        steps = zip(report.steps, told.steps, strict=True)
        pairs: list[tuple[str, Part, Any, Any]] = [(s.id, STEP, s, data) for s, data in steps]
        ends = zip_longest(report.conclusions, told.conclusions)
        for number, (end, data) in enumerate(ends, start=1):
            name = name_of_chain(number)
            pairs.append((name, CONCLUSION, end, data))
            if end is None or data is None:
                yield name
                self.tell(name, f"DC903: it is missing in the {'source' if data else 'report'}")
        for name, part, found, data in pairs:
            wrong = unlike(part, found, data) if found and data and name not in failed else []
            if wrong:
                yield name
                shown = ", ".join(f"`{key}`" for key in wrong)
                self.tell(name, f"DC903: {shown} of the report is not what comes out again")

    def misplaced(self, found: list[str], told: list[Any]) -> bool:
        """Whether steps are missing, there twice, or in another order; each is told of."""
        counts, known = Counter(map(str, told)), set(found)
        wrong = {name: "it is missing in the report" for name in found if not counts[name]}
        wrong |= {name: "it is missing in the source" for name in counts if name not in known}
        wrong |= {name: "it is there twice" for name, count in counts.items() if count > 1}
        if not wrong and found != told:
            wrong = {str(told[0]): "the steps stand in another order"}
        for name, message in wrong.items():
            self.tell(name, f"DC903: {message}")
        return bool(wrong)


def told_of(name: str, told: Mapping[str, Told]) -> Told:
    """What is told of an attempt: the evidence of a proof is about one of them only.

    Arguments:
        name: of an attempt, or a conclusion.
        told: step or conclusion -> what is told of it.
    """
    way = PAST if PAST in name else FROM
    step, _, source = name.partition(way)
    found = told.get(step, NOTHING)
    if found.verdict == "proved" and (found.follows_from or "") != source:
        refutation = found.refutation(source)
        return Told("refuted", evidence=refutation) if refutation else UNDECIDED
    if found.verdict == "refuted" and way == PAST:
        return UNDECIDED
    if found.verdict == "refuted" and source:
        return replace(found, evidence=found.refutation(source, found.evidence))
    return found
