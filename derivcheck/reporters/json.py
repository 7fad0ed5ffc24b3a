"""The JSON report: everything, for programs and for `derivcheck recheck`.

The layout is that of `checking/layout.py`; `schema.json` says what stands in it.  `problems` and
`warnings` stand in a file, and `others`, `note` and `seconds` in a step, only when there are any to
tell.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TypeAlias

from derivcheck.checking.layout import SCHEMA_VERSION
from derivcheck.diagnostics import Diagnostic
from derivcheck.notation.data import evidence_to_data
from derivcheck.reporters.clean import inert_json
from derivcheck.reporters.layout import Layout
from derivcheck.verdicts.report import (
    ConclusionReport,
    Counterexample,
    FileReport,
    Report,
    Rule,
    StepReport,
    Verdict,
    VerdictName,
)

VERDICTS: tuple[VerdictName, ...] = ("proved", "refuted", "undecided", "invalid")
Data: TypeAlias = "dict[str, object]"

_UNJUDGED = Verdict("proved")  # lends its empty fields to steps without a verdict


def render(report: Report, layout: Layout) -> str:
    """The report as JSON, in ASCII, files in order of their paths.

    Arguments:
        report: what was found.
        layout: only `timings` matters.
    """
    data = {
        "schema_version": SCHEMA_VERSION,
        "files": [_file(f, layout.timings) for f in sorted(report.files, key=lambda f: f.path)],
        "summary": summary_data(report),
    }
    return inert_json(json.dumps(data, indent=2)) + "\n"


def summary_data(report: Report) -> Data:
    """How many judged steps got which verdict."""
    return {name: report.count(name) for name in VERDICTS}


def file_data(file: FileReport) -> Data:
    """A derivation without what was found in it."""
    return {"path": file.path, "sha256": file.sha256, "title": file.title}


def problems_data(file: FileReport) -> Data:
    """What is wrong outside of the steps, if anything is."""
    told = {"problems": file.problems, "warnings": file.warnings}
    return {key: [_problem(p) for p in found] for key, found in told.items() if found}


def _file(file: FileReport, timings: bool) -> Data:
    steps = [step_data(s, timings) for s in file.steps]
    conclusions = [conclusion_data(c) for c in file.conclusions]
    return file_data(file) | {"steps": steps, "conclusions": conclusions} | problems_data(file)


def step_data(step: StepReport, timings: bool) -> Data:
    """All that is known of a step."""
    verdict = step.verdict or _UNJUDGED
    data: Data = {
        "id": step.id,
        "label": step.label,
        "line": step.place.line,
        "column": step.place.column,
        "before": step.before,
        "after": step.after,
        "relation": step.relation,
        "verdict": step.verdict.name if step.verdict else None,
        "expect": step.expect,
        "code": step.code,
        "follows_from": step.follows_from,
        "prover": verdict.prover,
        "rule": _rule(step.rules),
        "conditions": list(verdict.conditions),
        "counterexample": _counterexample(verdict.counterexample),
        "repair": step.repair and {"text": step.repair.text, "verdict": step.repair.verdict},
        "rests_on": list(step.rests_on),
        "reasons": [*verdict.reasons, *map(_told, step.diagnostics)],
        "evidence": verdict.evidence and evidence_to_data(verdict.evidence),
    }
    if step.others:
        data["others"] = [_other(source, verdict) for source, verdict in step.others]
    if step.note:
        data["note"] = step.note
    if timings:
        data["seconds"] = round(verdict.seconds, 6)
    return data


def _other(source: str, verdict: Verdict) -> Data:
    """From where else a step does not follow."""
    return {"from": source, "evidence": verdict.evidence and evidence_to_data(verdict.evidence)}


def conclusion_data(conclusion: ConclusionReport) -> Data:
    """All that is known of a chain."""
    first, last = conclusion.ends
    return {
        "first": first,
        "last": last,
        "before": conclusion.first,
        "after": conclusion.last,
        "verdict": conclusion.verdict.name,
        "expect": conclusion.expect,
        "counterexample": _counterexample(conclusion.verdict.counterexample),
        "rests_on": list(conclusion.rests_on),
        "evidence": conclusion.verdict.evidence and evidence_to_data(conclusion.verdict.evidence),
    }


def _rule(rules: tuple[Rule, ...]) -> Data | None:
    """One rule as it is; a list of rules together is confirmed if each of them is."""
    if not rules:
        return None
    return {"name": ", ".join(r.name for r in rules), "confirmed": all(r.confirmed for r in rules)}


def _counterexample(example: Counterexample | None) -> Data | None:
    if example is None:
        return None
    return asdict(example)


def _problem(problem: Diagnostic) -> Data:
    return {
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "line": problem.place and problem.place.line,
        "column": problem.place and problem.place.column,
    }


def _told(diagnostic: Diagnostic) -> str:
    """A diagnostic in a line: the layout has no other place for it."""
    told = f"{diagnostic.code}: {diagnostic.message}"
    return f"{told} ({diagnostic.hint})" if diagnostic.hint else told
