"""The published JSON Schemas of the reports that are for programs."""

from __future__ import annotations

from typing import Literal

from derivcheck.checking.objects import Data
from derivcheck.checking.report_data import (
    CONCLUSION,
    COUNTEREXAMPLE,
    FILE,
    LEFT_OUT,
    PROBLEM,
    REPAIR,
    REPORT,
    RULE,
    STEP,
    SUMMARY,
    SUPPRESSION,
    SUPPRESSIONS,
    WORDS,
)
from derivcheck.reporters.json_lines import LINES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PARTS = (
    FILE, STEP, CONCLUSION, *LINES, SUMMARY, RULE, COUNTEREXAMPLE, REPAIR, PROBLEM, SUPPRESSION,
    SUPPRESSIONS, LEFT_OUT,
)  # fmt: skip
ROOTS: dict[str, Data] = {
    "report": REPORT.schema,
    "line": {
        "description": "A line of a report of derivcheck check --format json-lines",
        "oneOf": [part.form.schema for part in LINES],
    },
}


def schema(of: Literal["report", "line"]) -> Data:
    """The schema (JSON Schema draft 2020-12) of a whole JSON report, or of one of its JSON lines.

    Arguments:
        of: which of the two.
    """
    parts = {part.name: part.schema for part in PARTS}
    defined = {of: ROOTS[of], **parts, "verdict": WORDS.schema}
    title = ROOTS[of]["description"]
    return {"$schema": DIALECT, "title": title, "$ref": f"#/$defs/{of}", "$defs": defined}
