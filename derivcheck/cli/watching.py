"""`derivcheck check --watch`: what changed is checked again, as soon as it is saved.

Everything is judged in this process, which remembers its answers: of a file that changed, only the
steps whose claims changed are judged again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import click

from derivcheck.checking.check import Answers, checking
from derivcheck.checking.memory import Memory
from derivcheck.checking.questions import answered
from derivcheck.checking.worker import spare_collections
from derivcheck.cli import sources
from derivcheck.cli.complain import complain
from derivcheck.cli.output import layout_for, write
from derivcheck.cli.reading import derivations
from derivcheck.configuration.configuration import Configuration
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.digest import digest
from derivcheck.documents.files import STDIN
from derivcheck.reporters.registry import REPORTERS, TELL_AT_THE_END
from derivcheck.reporters.summary import summary
from derivcheck.verdicts.report import FileReport, Report
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION

QUIET, MOST, AGAIN = 20, 200, 1_000
"""Milliseconds: for which nothing must change before an answer, after which it is given all the
same, and after which files are looked at without being told, as they may change before the system
is asked to tell of changes.
"""

Show = Callable[[Report], bool]
"""Shows a report, and says whether its summary was shown."""

_Stamp = tuple[int, int, int]
"""When a file was written, how large it is, which file it is."""


def watch(
    arguments: Sequence[str], settings: Settings, configuration: Configuration, show: Show
) -> int:
    """Check files, and those that change again and again, until Ctrl-C.

    Arguments:
        arguments: as given by the user.
        settings: of the check.
        configuration: what is left out, and what counts.
        show: shows the report on all files first, then on those that changed.

    Raises:
        Diagnosis: if nothing can be watched.
    """
    if STDIN in arguments:
        hint = "name files or folders"
        raise Diagnosis(Diagnostic("DC801", "standard input cannot be watched", hint))
    if configuration.cluster:
        hint = "leave one of the two out"
        raise Diagnosis(Diagnostic("DC801", "--watch judges on this machine", hint))
    if configuration.write_baseline:
        hint = "write it by a check without --watch"
        raise Diagnosis(Diagnostic("DC801", "--watch writes no baseline", hint))
    waiting, watched = _waiting(), Watched(arguments, settings, configuration)
    answer(watched, show)
    spare_collections()  # what is remembered stays, and need not be looked through at each change
    for _ in waiting(*_roots(arguments), recursive=_deep(arguments)):
        answer(watched, show)
    return 0


def showing(form: str, outputs: Sequence[str], quiet: bool, timings: bool) -> Show:
    """What writes reports to standard output.

    Arguments:
        outputs: files that the user wants reports in.

    Raises:
        Diagnosis: if there are any.
    """
    if outputs:
        hint = "leave -o out, or check without --watch"
        raise Diagnosis(Diagnostic("DC801", "--watch writes no files", hint))

    def show(report: Report) -> bool:
        layout = layout_for(None, quiet=quiet, timings=timings)
        write(REPORTERS[form](report, layout), None, color=layout.color)
        return form in TELL_AT_THE_END and not quiet

    return show


def answer(watched: Watched, show: Show) -> None:
    """Show what is new, if anything is."""
    try:
        found, watched.failure = watched.again(), None
    except Diagnosis as error:
        if error.diagnostic != watched.failure:
            complain(error.diagnostic)
        watched.failure = error.diagnostic
        return
    told = show(found) if found.files else False
    if found.files or watched.gone:
        whole = summary(watched.report)
        if not (told and whole == summary(found)):
            click.echo(f"in all: {whole}", err=True)
        click.echo("waiting for changes; Ctrl-C ends", err=True)


@dataclass(slots=True)
class Watched:
    """The files and the reports on them.

    Arguments:
        gone: whether the last look found that a file is not there any more.
        failure: why it found nothing at all.
    """

    arguments: Sequence[str]
    settings: Settings
    configuration: Configuration = field(default_factory=Configuration)
    stamps: dict[str, _Stamp | None] = field(default_factory=dict)
    reports: dict[str, list[FileReport]] = field(default_factory=dict)
    gone: bool = False
    failure: Diagnostic | None = None
    memory: Memory = field(init=False)

    def __post_init__(self) -> None:
        """Nothing is remembered at first."""
        self.memory = Memory(Answers(self.settings))

    @property
    def report(self) -> Report:
        """On all files."""
        return Report(tuple(r for found in self.reports.values() for r in found), VERSION)

    def again(self) -> Report:
        """The report on the files that are new or have changed.

        Raises:
            Diagnosis: if there are no files.
        """
        settling = self.configuration.settling()
        found = sources.find(self.arguments, self.configuration.excludes)
        paths = self.configuration.kept(found.files)
        stamps = {path: _stamp(path) for path in paths}
        changed = [p for p in paths if p not in self.reports or stamps[p] != self.stamps[p]]
        self.gone = not self.reports.keys() <= stamps.keys()
        new = {path: list(map(settling.file, self.checked(path))) for path in changed}
        self.stamps = stamps
        self.reports = {path: new.get(path) or self.reports[path] for path in paths}
        return Report(tuple(r for reports in new.values() for r in reports), VERSION)

    def checked(self, path: str) -> list[FileReport]:
        """The reports on a file."""
        strict = self.settings.strict
        try:
            read = derivations(path)
        except Diagnosis as error:
            return [FileReport(path, digest(""), "", "", problems=(error.diagnostic,))]
        return [answered(checking(derivation, strict), self.memory) for derivation in read]


def _stamp(path: str) -> _Stamp | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _roots(arguments: Sequence[str]) -> Iterator[Path]:
    """The folders to look at: editors put a new file in the place of one that is saved."""
    paths = map(Path, arguments or (sources.DEFAULT,))
    folders = (path if path.is_dir() else _folder(path) for path in paths)
    yield from dict.fromkeys(folders)


def _folder(path: Path) -> Path:
    """The folder of a file, or the last one that a glob names."""
    return next(parent for parent in path.parents if parent.is_dir())


def _deep(arguments: Sequence[str]) -> bool:
    """Whether to look into folders within folders."""
    return not all(Path(argument).is_file() for argument in arguments or (sources.DEFAULT,))


def _waiting() -> Callable[..., Iterable[Any]]:
    """What yields whenever something changes.

    Raises:
        Diagnosis: DC821 if it is not installed.
    """
    try:
        import watchfiles
    except ImportError as error:
        hint = "pip install 'derivcheck[watch]'"
        raise Diagnosis(Diagnostic("DC821", "--watch needs watchfiles", hint)) from error
    return partial(
        watchfiles.watch, debounce=MOST, step=QUIET, watch_filter=None, rust_timeout=AGAIN,
        yield_on_timeout=True,
    )  # fmt: skip
