"""The Test Anything Protocol, version 14: a line for each judged step and each chain.

Source: testanything.org, "TAP 14 specification"; `\\` and `#` are escaped in descriptions, and what
is to be said follows as a block of YAML, which is written as JSON strings.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from derivcheck.reporters.clean import clean, inert_json, squeeze
from derivcheck.reporters.findings import Finding, in_words
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.outcomes import Outcome, outcomes
from derivcheck.reporters.shorten import LINE, shorten
from derivcheck.reporters.summary import summary
from derivcheck.verdicts.report import FileReport, Report


def render(report: Report, layout: Layout) -> str:
    """The report as tests.

    Arguments:
        report: what was found.
        layout: only `timings` matters.
    """
    tests = [(file, outcome) for file in report.files for outcome in outcomes(file)]
    plan = f"1..{len(tests)}" if tests else "1..0 # SKIP nothing to check"
    lines = ["TAP version 14", plan]
    for number, (file, outcome) in enumerate(tests, start=1):
        lines += _test(number, file, outcome, layout.timings)
    lines.append(f"# {summary(report)}")
    return "".join(f"{line}\n" for line in lines)


def _test(number: int, file: FileReport, outcome: Outcome, timings: bool) -> Iterator[str]:
    word = "ok" if outcome.result == "passed" else "not ok"
    text = squeeze(shorten(outcome.text, LINE))
    described = f"{clean(file.path)}:{outcome.line}: {outcome.about}: {text}"
    yield f"{word} {number} - {_escaped(described)}"
    data: dict[str, object] = {"verdict": outcome.verdict} if outcome.verdict else {}
    if timings:
        data["seconds"] = round(outcome.seconds, 6)
    if not outcome.findings and not timings:
        return
    yield "  ---"
    yield from (f"  {key}: {json.dumps(value)}" for key, value in data.items())
    if outcome.findings:
        yield "  findings:"
    told = (json.dumps(_shown(f), ensure_ascii=False) for f in outcome.findings)
    yield from (f"    - {inert_json(line)}" for line in told)
    yield "  ..."


def _shown(finding: Finding) -> dict[str, object]:
    message, *details = map(squeeze, in_words(finding))
    told: dict[str, object] = {
        "severity": finding.severity, "code": finding.code, "message": message
    }  # fmt: skip
    return told | {"details": details} if details else told


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("#", "\\#")
