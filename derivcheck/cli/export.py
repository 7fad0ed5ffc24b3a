"""`derivcheck export`: a derivation for a paper, with what was found about its steps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from derivcheck.checking.check import check_derivation
from derivcheck.cli.complain import complain
from derivcheck.cli.output import write
from derivcheck.cli.reading import derivations
from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Derivation
from derivcheck.reporters import latex
from derivcheck.verdicts.report import FileReport, StepReport
from derivcheck.verdicts.settings import Settings

EXPORTERS: dict[str, Callable[[Derivation, FileReport], str]] = {
    "latex": latex.render,
}
UNFIT = 1


@click.command("export")
@click.argument("path", type=click.Path())
@click.option("--to", "target", type=click.Choice(list(EXPORTERS)), required=True, help="Format.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
@click.option("--draft", is_flag=True, help="Write it with steps that are refuted or undecided.")
def command(path: str, target: str, output: Path | None, draft: bool) -> int:
    """Check PATH (- for standard input) and write it as LaTeX.

    Every step must be proved, or be what its `expect:` says; `--draft` asks only that it can be
    read.
    """
    read = derivations(path)
    reports = [check_derivation(derivation, Settings()) for derivation in read]
    unfit = [r for r in reports if not (_readable(r) if draft else r.passed)]
    if unfit:
        complain(_refused(path, unfit[0]))
        return UNFIT
    write("\n".join(map(EXPORTERS[target], read, reports)), output)
    return 0


def _readable(report: FileReport) -> bool:
    """Whether all of a derivation can be written, be it right or not."""
    return not report.problems and all(_is_read(step) for step in report.steps)


def _is_read(step: StepReport) -> bool:
    return step.verdict is None or step.verdict.name != "invalid" or step.expect == "invalid"


def _refused(path: str, report: FileReport) -> Diagnostic:
    """What keeps a derivation from being exported."""
    failed = next((step for step in report.steps if not step.as_expected), None)
    what = "its conclusion is not as expected"
    if report.problems:
        what = report.problems[0].message
    elif failed and failed.verdict:
        what = f"step {failed.id} is {failed.verdict.name}"
    more = ", `--draft` exports it all the same" if _readable(report) else ""
    hint = f"`derivcheck check {path}` tells more{more}"
    return Diagnostic("DC805", f"{path} is not exported: {what}", hint)
