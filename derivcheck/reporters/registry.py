"""The formats of `derivcheck check --format`, in one table."""

from __future__ import annotations

from derivcheck.reporters import concise, full, json
from derivcheck.reporters.layout import Reporter

REPORTERS: dict[str, Reporter] = {
    "full":    full.render,     # for a person at a terminal: every step, every reason
    "concise": concise.render,  # for grep and editors: one line a finding
    "json":    json.render,     # for programs, and for `derivcheck recheck`
}  # fmt: skip
