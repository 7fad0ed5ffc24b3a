"""JSON lines: what `json` holds, one object a line, for programs that read line by line.

Each line says with `kind` what it is: `start`, then for each derivation a `file`, its `step`s and
its `conclusion`s, and `end` with the counts.  A report without `end` is not whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from derivcheck.checking.layout import SCHEMA_VERSION
from derivcheck.reporters.clean import inert_json
from derivcheck.reporters.json import (
    Data,
    conclusion_data,
    file_data,
    problems_data,
    step_data,
    summary_data,
)
from derivcheck.reporters.layout import Layout
from derivcheck.verdicts.report import Report


def render(report: Report, layout: Layout) -> str:
    """The report line by line, in ASCII, files in order of their paths.

    Arguments:
        report: what was found.
        layout: only `timings` matters.
    """
    lines = (inert_json(json.dumps(line)) for line in _lines(report, layout.timings))
    return "".join(f"{line}\n" for line in lines)


def _lines(report: Report, timings: bool) -> Iterator[Data]:
    yield {"kind": "start", "schema_version": SCHEMA_VERSION, "version": report.version}
    for number, file in enumerate(sorted(report.files, key=lambda f: f.path)):
        of: Data = {"file": number, "path": file.path}
        yield {
            "kind": "file",
            **of,
            **file_data(file),
            **problems_data(file),
            "passed": file.passed,
        }
        for step in file.steps:
            yield {"kind": "step", **of, **step_data(step, timings)}
        for conclusion in file.conclusions:
            yield {"kind": "conclusion", **of, **conclusion_data(conclusion)}
    yield {"kind": "end", "summary": summary_data(report), "exit_code": report.exit_code}
