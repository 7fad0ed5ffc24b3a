"""The formats of `derivcheck check --format`, in one table."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from derivcheck.reporters.layout import Layout, Reporter
from derivcheck.verdicts.report import Report


@dataclass(frozen=True, slots=True)
class Loaded:
    """The reporter of a module, which is imported when the first report is written."""

    module: str

    def __call__(self, report: Report, layout: Layout) -> str:
        """The text of a report."""
        render: Reporter = importlib.import_module(f"{__package__}.{self.module}").render
        return render(report, layout)


REPORTERS: dict[str, Loaded] = {
    "full":       Loaded("full"),        # for a person at a terminal: every step, every reason
    "concise":    Loaded("concise"),     # for grep and editors: one line a finding
    "json":       Loaded("json"),        # for programs, and for `derivcheck recheck`
    "json-lines": Loaded("json_lines"),  # for programs that read line by line
    "github":     Loaded("github"),      # annotations of a workflow
    "gitlab":     Loaded("gitlab"),      # a code quality report
    "junit":      Loaded("junit"),       # tests, for nearly every build server
    "sarif":      Loaded("sarif"),       # code scanning, and editors that read it
    "markdown":   Loaded("markdown"),    # a comment on a pull request
    "html":       Loaded("html"),        # a page, for a browser
    "tap":        Loaded("tap"),         # tests, line by line
}  # fmt: skip

FOR_PEOPLE = frozenset(("full", "concise"))
"""Formats after which more may be said."""
TELL_ALWAYS = frozenset(("json", "json-lines"))
"""Formats that tell what was silenced and left out, quiet or not."""
TELL_AT_THE_END = frozenset((*FOR_PEOPLE, "github", "markdown", "tap"))
"""Formats that tell it in their summary, which quiet ones lack."""

BESIDE: dict[str, tuple[str, str]] = {
    "github": ("GITHUB_STEP_SUMMARY", "markdown"),
}
"""Format -> the variable that names a file to which a report in a second format is added."""
