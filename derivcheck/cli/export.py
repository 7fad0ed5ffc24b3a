"""`derivcheck export`: derivations for a paper or a page, with what was found about their steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from derivcheck.checking.check import check_derivation
from derivcheck.cli import believing, options, sources
from derivcheck.cli.complain import complain
from derivcheck.cli.configured import Kept
from derivcheck.cli.output import unwritten, write
from derivcheck.cli.reading import derivations, read
from derivcheck.configuration.configuration import Configuration
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import STDIN
from derivcheck.documents.model import Derivation
from derivcheck.exporters.composing import Judged, chapters
from derivcheck.exporters.declared import is_declared
from derivcheck.exporters.manuscript import Shape
from derivcheck.exporters.registry import FORMS
from derivcheck.exporters.templates import BODY
from derivcheck.exporters.typesetting import typeset
from derivcheck.verdicts.report import FileReport, StepReport
from derivcheck.verdicts.settings import MEGABYTES, Settings

UNFIT = 1


@click.command("export", cls=Kept)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--to", "form", type=click.Choice(list(FORMS)), required=True, help="The form.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
@click.option(
    "--standalone/--fragment", default=True, show_default=True,
    help="A whole document, or only what goes into the body of one.",
)  # fmt: skip
@click.option("--template", metavar="FILE", help=f"A document in which {BODY} is replaced.")
@click.option(
    "--marks", type=click.Choice(["none", "margin", "inline"]), default="margin",
    show_default=True, help="Where rules, conditions and what is wrong are told.",
)  # fmt: skip
@click.option("--numbers", is_flag=True, help="Number every line.")
@click.option(
    "--width", type=options.Amount(15, 200), default=Shape().width, show_default=True,
    metavar="EM", help="Width of a line of text; a column of two has about 22.",
)  # fmt: skip
@click.option(
    "--declarations", is_flag=True,
    help="In LaTeX, say in comments what it cannot, so that it is read back as the same.",
)  # fmt: skip
@click.option("--draft", is_flag=True, help="Write it with steps that are refuted or undecided.")
@options.jobs
def command(
    paths: tuple[str, ...], form: str, output: Path | None, jobs: int, draft: bool, **shaped: Any
) -> int:
    """Check PATHS, as `check` does, and write them as one document.

    Every step must be proved, or be what its `expect:` says; `--draft` asks only that it can be
    read.
    """
    configuration: Configuration = shaped.pop("configuration")
    shape = _shape(**shaped)
    if form == "pdf" and output is None:
        complain(Diagnostic("DC801", "a PDF needs a file", "add `-o derivation.pdf`"))
        return 2
    if shape.declarations and form != "latex":
        hint = "leave it out, or write `--to latex`"
        complain(Diagnostic("DC801", "only LaTeX has comments with declarations", hint))
        return 2
    judged = list(_judged(paths, configuration, jobs))
    unfit = [(d, r) for d, r in judged if not (_readable(r) if draft else r.passed)]
    if unfit:
        complain(_refused(*unfit[0], draft=draft))
        return UNFIT
    unsaid = [d for d, _ in judged if shape.declarations and not is_declared(d)]
    if unsaid:
        message = f"{unsaid[0].path} has `let:` at a step, which no comment can say"
        complain(Diagnostic("DC805", message, "write it under `define:`"))
        return UNFIT
    text = FORMS[form](chapters(judged, numbers=shape.numbers), shape)
    if form == "pdf" and output is not None:
        _write_bytes(typeset(text), output)
    else:
        write(text, output)
    return 0


def _shape(standalone: bool, template: str | None, **more: Any) -> Shape:
    """What is wanted.  Raises: Diagnosis, for a template that cannot be used."""
    text = None if template is None else read(template)
    if text is not None and BODY not in text:
        hint = f"write {BODY} where the derivations are to stand"
        raise Diagnosis(Diagnostic("DC801", f"{template} has no place for a body", hint))
    return Shape("standalone" if standalone else "fragment", template=text, **more)


def _judged(paths: Sequence[str], configuration: Configuration, jobs: int) -> Iterator[Judged]:
    """The derivations with their reports, in order."""
    found = sources.find(paths, configuration.excludes).files
    if STDIN in found:  # it can be read once only
        for path in found:
            yield from ((d, check_derivation(d, Settings())) for d in derivations(path))
        return
    report = believing.judge(
        found, Settings(), configuration.memory(), lambda one: one, lambda _: False,
        jobs=jobs, megabytes=MEGABYTES,
    )  # fmt: skip
    reports = iter(report.files)
    for path in found:
        yield from zip(derivations(path), reports, strict=False)  # of further files too


def _write_bytes(data: bytes, output: Path) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise unwritten(str(output), error) from error


def _readable(report: FileReport) -> bool:
    """Whether all of a derivation can be written, be it right or not."""
    return not report.problems and all(_is_read(step) for step in report.steps)


def _is_expected(step: StepReport) -> bool:
    return step.as_expected


def _is_read(step: StepReport) -> bool:
    return step.verdict is None or step.verdict.name != "invalid" or step.expect == "invalid"


def _refused(derivation: Derivation, report: FileReport, *, draft: bool) -> Diagnostic:
    """What keeps a derivation from being exported: what fails, or in a draft cannot be read."""
    path = derivation.path
    fit = _is_read if draft else _is_expected
    failed = next((step for step in report.steps if not fit(step)), None)
    what = "its conclusion is not as expected"
    if report.problems:
        what = report.problems[0].message
    elif failed and failed.verdict:
        what = f"step {failed.id} is {failed.verdict.name}"
    more = ", `--draft` exports it all the same" if _readable(report) else ""
    hint = f"`derivcheck check {path}` tells more{more}"
    return Diagnostic("DC805", f"{path} is not exported: {what}", hint)
