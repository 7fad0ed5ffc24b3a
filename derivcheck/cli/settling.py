"""From what was found to what counts: the configuration applied to a run, and what is told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from derivcheck.cli.cache import state
from derivcheck.cli.output import unwritten, write
from derivcheck.cli.profile import profile
from derivcheck.cli.sources import Found
from derivcheck.cli.targets import Target
from derivcheck.configuration.baseline import Baseline
from derivcheck.configuration.configuration import Configuration, Settling
from derivcheck.reporters.clean import clean
from derivcheck.reporters.registry import FOR_PEOPLE, TELL_ALWAYS, TELL_AT_THE_END
from derivcheck.reporters.summary import apart, statistics
from derivcheck.verdicts.report import FileReport, LeftOut, Report


@dataclass(frozen=True, slots=True)
class Settled:
    """A run under a configuration.

    Arguments:
        files: what is to be checked.
        left_out: what is not.
    """

    configuration: Configuration
    settling: Settling
    files: tuple[str, ...]
    left_out: LeftOut

    def each(self, report: FileReport) -> FileReport:
        """The report on a file as it counts."""
        return self.settling.file(report)

    def enough(self, report: FileReport) -> bool:
        """Whether no further file is to be checked."""
        return self.configuration.fail_fast and not report.passed

    def report(self, found: Report) -> Report:
        """The whole report, settled; writes the baseline if that is asked for.

        Raises:
            Diagnosis: if the baseline cannot be written.
        """
        run = found.left_out
        left = replace(self.left_out, unreached=run.unreached, believed=run.believed)
        report, baseline = self.settling.whole(found, left)
        if baseline is not None and found.stopped is None:
            _replace(baseline)
        return report

    def tell(self, report: Report, wanted: Sequence[Target], *, quiet: bool) -> None:
        """What goes beside the reports: what was silenced if none of them says it; statistics."""
        shown = next((target.form for target in wanted if target.path is None), "")
        if self.configuration.statistics:
            text = "".join(f"{line}\n" for line in statistics(report))
            if shown in FOR_PEOPLE:
                write(text, None)
            else:
                click.echo(text, err=True, nl=False)
        told = shown in TELL_ALWAYS or (shown in TELL_AT_THE_END and not quiet)
        silenced = any(one.manner != "allowed" for one in report.suppressed)
        left = report.left_out
        if not told and (silenced or left.excluded or left.stale or left.believed):
            click.echo(f"derivcheck: {clean('; '.join(apart(report)))}", err=True)
        if self.configuration.profile:
            lines = (*profile(report), f"cache: {state(self.configuration.memory())}")
            click.echo("".join(f"{line}\n" for line in lines), err=True, nl=False)


@contextmanager
def settled(configuration: Configuration, found: Found) -> Iterator[Settled]:
    """A run under a configuration, for the files that were found.

    Raises:
        Diagnosis: if the baseline cannot be read, or git cannot tell what changed.
    """
    settling = configuration.settling()
    kept = configuration.kept(found.files)
    if settling.renews and settling.baseline:
        folder = settling.baseline.path.parent
        if not os.access(folder, os.W_OK):
            raise unwritten(str(settling.baseline.path), PermissionError("no access to the folder"))
    unchanged = len(found.files) - len(kept)
    left_out = replace(found.left_out, unchanged=unchanged)
    yield Settled(configuration, settling, kept, left_out)


def _replace(baseline: Baseline) -> None:
    """Write a baseline whole or not at all."""
    path = baseline.path
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(baseline.text(), encoding="utf-8", newline="\n")
        os.replace(beside, path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise unwritten(str(path), error) from error
