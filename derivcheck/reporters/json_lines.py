"""JSON lines: what `json` holds, one object a line, for programs that read line by line.

Each line says with `kind` what it is: `start`, then for each derivation a `file`, its `step`s and
its `conclusion`s, and `end` with the counts.  A report without `end` is not whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from derivcheck.checking.objects import Data, Entry, Form, Part
from derivcheck.checking.report_data import (
    CONCLUSION,
    COUNTED,
    FILE,
    FLAG,
    FROM_0,
    OMITTED,
    SILENCED,
    STEP,
    TEXT,
    VERSIONED,
)
from derivcheck.reporters.clean import inert_json
from derivcheck.reporters.layout import Layout
from derivcheck.verdicts.report import Report


@dataclass(frozen=True, slots=True)
class _Line:
    """A thing to be told on a line, and of which derivation it is."""

    number: int
    path: str
    thing: Any


def _line(kind: str, about: str, *told: Entry) -> Part:
    told = (Entry("kind", Form({"const": kind}), lambda _: kind), *told)
    return Part(f"{kind}_line", about, told)


def _of_thing(entry: Entry) -> Entry:
    """An entry about a thing, for the line on which it is told."""
    return replace(entry, of=lambda line: entry.held(line.thing))


EXIT_CODE = Form({"enum": [0, 1, 3]})
WHERE = (
    Entry("file", FROM_0, "number", "number of the derivation, from 0; a file may hold several"),
    Entry("path", TEXT, "path", "of its file"),
)
ALONE = [f for f in FILE.entries if f.name != "path" and f.form.part not in (STEP, CONCLUSION)]
"""What is told of a derivation by itself."""
PASSED = Entry("passed", FLAG, "passed", "whether everything in it got what it expects")

START_LINE = _line(
    "start", "the first line", VERSIONED, Entry("version", TEXT, "version", "of derivcheck")
)
FILE_LINE = _line(
    "file",
    "a derivation; its steps and conclusions follow",
    *WHERE,
    *map(_of_thing, (*ALONE, PASSED)),
)
STEP_LINE = _line("step", STEP.about, *WHERE, *map(_of_thing, STEP.entries))
CONCLUSION_LINE = _line("conclusion", CONCLUSION.about, *WHERE, *map(_of_thing, CONCLUSION.entries))
END_LINE = _line(
    "end", "the last line; a report without it is not whole", COUNTED, SILENCED, OMITTED,
    Entry("exit_code", EXIT_CODE, "exit_code", "of derivcheck check"),
)  # fmt: skip
LINES = (START_LINE, FILE_LINE, STEP_LINE, CONCLUSION_LINE, END_LINE)


def render(report: Report, layout: Layout) -> str:
    """The report line by line, in ASCII, files in order of their paths.

    Arguments:
        report: what was found.
        layout: only `timings` matters.
    """
    lines = (inert_json(json.dumps(line)) for line in _lines(report, layout.timings))
    return "".join(f"{line}\n" for line in lines)


def _lines(report: Report, timings: bool) -> Iterator[Data]:
    yield START_LINE.data(report)
    for number, file in enumerate(report.by_path):
        line = partial(_Line, number, file.path)
        yield FILE_LINE.data(line(file))
        yield from (STEP_LINE.data(line(step), timings) for step in file.steps)
        yield from (CONCLUSION_LINE.data(line(chain)) for chain in file.conclusions)
    yield END_LINE.data(report)
