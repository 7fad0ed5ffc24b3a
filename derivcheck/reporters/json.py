"""The JSON report: everything, for programs and for `derivcheck recheck`.

What stands in it is told by the tables of `checking/report_data.py`.
"""

from __future__ import annotations

import json

from derivcheck.checking.report_data import REPORT
from derivcheck.reporters.clean import inert_json
from derivcheck.reporters.layout import Layout
from derivcheck.verdicts.report import Report


def render(report: Report, layout: Layout) -> str:
    """The report as JSON, in ASCII, files in order of their paths.

    Arguments:
        report: what was found.
        layout: only `timings` matters.
    """
    return inert_json(json.dumps(REPORT.data(report, layout.timings), indent=2)) + "\n"
