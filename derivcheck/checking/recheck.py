"""Judging the evidence of an earlier run again: from the sources, without provers.

The source of every file is read afresh, its obligations are rebuilt, and the kernel judges the
evidence of the report; what comes out must be what the report says.  Taken at its word is what no
evidence could show: that a step is undecided and why, how a rule was confirmed, and what a repair
would give.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import zip_longest
from typing import Any

from derivcheck.checking.judgement import (
    contradictory,
    judged,
    proved,
    refuted,
    why,
)  # fmt: skip
from derivcheck.checking.report import ConclusionReport, FileReport, StepReport, Verdict
from derivcheck.checking.walk import CONCLUSION, digest, walk
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row
from derivcheck.documents.yaml import load
from derivcheck.kernel.claims import Claim
from derivcheck.kernel.inference import Rejected
from derivcheck.kernel.judge import Proved, Refuted
from derivcheck.notation.data import Malformed, evidence_from_data

Told = Mapping[str, Any]
"""A step, a conclusion or an answer as JSON data."""

NAMES = ("proved", "refuted", "undecided", "invalid")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a report that is not confirmed; `step` is empty for a file as a whole."""

    file: str
    step: str
    message: str


class Unconfirmed(Exception):  # an answer, not an error
    """What is told does not come out again."""


def recheck_report(data: Told, read_source: Callable[[str], str]) -> list[Finding]:
    """What in a JSON report is not confirmed.

    Arguments:
        data: as `derivcheck check --format json` writes it.
        read_source: the text of a file.
    """
    try:
        return _Recheck(data, read_source).findings()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"DC903: the report does not have its layout ({type(error).__name__}: {error})"
        return [Finding("", "", message)]


def recheck_rows(answers: Iterable[Told], rows: Iterable[Told]) -> Iterator[tuple[str, bool, bool]]:
    """For every answer of a batch its id, whether it decides, and whether it is confirmed.

    Arguments:
        answers: as `derivcheck batch` writes them.
        rows: the rows that were asked.
    """
    asked = {str(row.get("id")): row for row in rows}
    for told in answers:
        decides = told.get("verdict") in ("proved", "refuted")
        good = decides and _row_confirmed(told, asked)
        yield str(told.get("id")), decides or bool(told.get("evidence")), good


def _row_confirmed(told: Told, asked: Mapping[str, Told]) -> bool:
    try:
        claim = read_row(dict(asked[str(told.get("id"))]))
        found = rejudged(claim, told)
    except (Unconfirmed, Diagnosis, KeyError):
        return False
    return (_listed(found.conditions), _example(found)) == (
        told.get("conditions"), told.get("counterexample"),
    )  # fmt: skip


def rejudged(claim: Claim, told: Told) -> Verdict:
    """The verdict that the kernel reaches from the evidence told.

    Arguments:
        claim: rebuilt from the source.
        told: with its `verdict` and `evidence`.

    Raises:
        Unconfirmed: if it is another verdict than the one told.
    """
    name, data = told.get("verdict"), told.get("evidence")
    if name == "undecided":
        if data is not None:
            raise Unconfirmed("it is said to be undecided and carries evidence")
        return Verdict("undecided", reasons=tuple(map(str, told.get("reasons", ()))))
    try:
        evidence = evidence_from_data(data)
    except Malformed as error:
        raise Unconfirmed(f"its evidence cannot be read ({error})") from error
    found = judged(claim, evidence)
    match found:
        case Proved() if name == "proved" and not contradictory(claim.context):
            return proved(found, str(told.get("prover", "")), evidence)
        case Refuted() if name == "refuted":
            return refuted(found, evidence)
        case Rejected():
            raise Unconfirmed(f"it is not shown to be {name}: {why(found)}")
    raise Unconfirmed(f"it is not shown to be {name}: its evidence shows something else")


@dataclass(slots=True)
class _Recheck:
    """The files of a report, and what is not confirmed so far."""

    data: Told
    read_source: Callable[[str], str]
    found: list[Finding] = field(default_factory=list)
    path: str = ""

    def findings(self) -> list[Finding]:
        """What is not confirmed, file by file."""
        counts = dict.fromkeys(NAMES, 0)
        for path in dict.fromkeys(str(told["path"]) for told in self.data["files"]):
            self.path = path
            told = [f for f in self.data["files"] if f["path"] == path]
            for report in self.file(told):
                for step in report.steps:
                    if step.verdict is not None:
                        counts[step.verdict.name] += 1
        self.path = ""
        if counts != self.data["summary"] and not self.found:
            self.tell("", "DC903: the summary counts something else")
        return self.found

    def tell(self, step: str, message: str) -> None:
        """Note something that is not confirmed."""
        self.found.append(Finding(self.path, step, message))

    def file(self, told: list[Told]) -> list[FileReport]:
        """The derivations of one file, judged again.

        Arguments:
            told: one entry for each YAML document of the file.
        """
        try:
            source = self.read_source(self.path)
        except Diagnosis as error:
            if not all(t.get("problems") and not t["steps"] for t in told):
                self.tell("", error.diagnostic.message)
            return []
        if any(t["sha256"] != digest(source) for t in told):
            self.tell("", "DC903: the source has changed since the report was written")
            return []
        derivations = load(self.path, source)
        if len(derivations) != len(told):
            self.tell("", "DC903: the report has another number of derivations")
            return []
        return [self.derivation(d, t) for d, t in zip(derivations, told, strict=True)]

    def derivation(self, derivation: Any, told: Told) -> FileReport:
        """One derivation, compared with what is told of it."""
        by_name = {s["id"]: s for s in told["steps"]}
        by_name |= {f"{CONCLUSION} {n}": c for n, c in enumerate(told["conclusions"], start=1)}

        def decide(name: str, claim: Claim) -> Verdict:
            try:
                return rejudged(claim, by_name.get(name, {}))
            except Unconfirmed as error:
                self.tell(name, str(error))
                return Verdict("undecided", reasons=("not confirmed",))

        before = len(self.found)
        report = walk(derivation, decide)
        if len(self.found) == before:
            self.compare(report, told)
        return report

    def compare(self, report: FileReport, told: Told) -> None:
        """Everything that is told must be what came out."""
        if report.title != told["title"] or bool(report.problems) != bool(told.get("problems")):
            self.tell("", "DC903: the title or the problems of the file are others")
        for step, data in zip_longest(report.steps, told["steps"]):
            self.same(data["id"] if data else step.id, _step(step) if step else None, data)
        ends = zip_longest(report.conclusions, told["conclusions"])
        for number, (end, data) in enumerate(ends, start=1):
            self.same(f"{CONCLUSION} {number}", _conclusion(end) if end else None, data)

    def same(self, name: str, found: Told | None, told: Told | None) -> None:
        """Both must be there and agree in all that was found."""
        if found is None or told is None:
            self.tell(name, f"DC903: it is missing in the {'source' if told else 'report'}")
            return
        wrong = [key for key, value in found.items() if told.get(key) != value]
        if wrong:
            shown = ", ".join(f"`{key}`" for key in wrong)
            self.tell(name, f"DC903: {shown} of the report is not what comes out again")


def _step(step: StepReport) -> Told:
    """What of a step must agree."""
    verdict = step.verdict
    return {
        "id": step.id,
        "label": step.label,
        "line": step.place.line,
        "column": step.place.column,
        "before": step.before,
        "after": step.after,
        "relation": step.relation,
        "verdict": verdict.name if verdict else None,
        "expect": step.expect,
        "conditions": _listed(verdict.conditions if verdict else ()),
        "counterexample": _example(verdict),
        "rests_on": list(step.rests_on),
    }


def _conclusion(end: ConclusionReport) -> Told:
    """What of a conclusion must agree."""
    return {
        "first": end.first,
        "last": end.last,
        "verdict": end.verdict.name,
        "expect": end.expect,
        "counterexample": _example(end.verdict),
    }


def _listed(conditions: tuple[str, ...]) -> list[str]:
    return list(conditions)


def _example(verdict: Verdict | None) -> dict[str, Any] | None:
    return asdict(verdict.counterexample) if verdict and verdict.counterexample else None
