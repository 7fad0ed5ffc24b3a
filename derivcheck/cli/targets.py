"""Which reports go where: `--format`, `-o FILE`, `-o FORMAT=FILE`, and what a format adds beside.

Files are opened before anything is checked, so that one that cannot be written is found out first,
and emptied then: a report of an earlier run must not pass for one of a run that failed.
"""

from __future__ import annotations

import difflib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from derivcheck.cli.output import layout_for, unwritten, write
from derivcheck.cli.sources import names_one_of
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import STDIN
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import BESIDE, REPORTERS
from derivcheck.verdicts.report import Report


@dataclass(frozen=True, slots=True)
class Target:
    """A report and where it goes.

    Arguments:
        path: None is standard output.
        added: whether it is added to what the file holds.
    """

    form: str
    path: Path | None = None
    added: bool = False


def targets(form: str, outputs: Sequence[str]) -> tuple[Target, ...]:
    """The reports that are asked for.

    Arguments:
        form: of standard output, or of the file that is named without a format.
        outputs: `FILE` or `FORMAT=FILE`; without the former, standard output gets a report too.

    Raises:
        Diagnosis: if a format is unknown, or two reports are to go to one place.
    """
    named = [_target(text, form) for text in outputs]
    plain = [path for found, path in named if found is None]
    if len(plain) > 1:
        hint = "name the format of one of them: `-o sarif=out.sarif`"
        raise _refused(f"two files for one report: {plain[0]} and {plain[1]}", hint)
    made = [Target(found or form, path) for found, path in named]
    made += [] if plain else [Target(form)]
    _refuse_doubles([t.path for t in made if t.path])
    return (*made, *_beside(made))


def _target(text: str, form: str) -> tuple[str | None, Path]:
    """The format, if it is named, and the file."""
    name, equals, path = text.partition("=")
    if not equals or any(sign in name for sign in "/\\."):
        name, path = "", text
    if name and name not in REPORTERS:
        near = difflib.get_close_matches(name, REPORTERS, n=1)
        hint = f"did you mean {near[0]}? " if near else f"formats are {', '.join(REPORTERS)}; "
        raise _refused(f"there is no format {name}", f"{hint}a file of that name is ./{text}")
    if not path or path == STDIN:
        raise _refused(f"`-o {text}` names no file", f"`--format {name or form}` prints it")
    return name or None, Path(path)


def _beside(made: Sequence[Target]) -> Iterator[Target]:
    """The reports that some formats add to files which the environment names."""
    for form in dict.fromkeys(t.form for t in made):
        variable, second = BESIDE.get(form, ("", ""))
        if path := os.environ.get(variable):
            yield Target(second, Path(path), added=True)


def _refuse_doubles(paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        other = seen.setdefault(os.path.realpath(path), path)
        if other is not path:
            raise _refused(f"two reports for one file: {path}", "give each a file of its own")


def _refused(message: str, hint: str) -> Diagnosis:
    return Diagnosis(Diagnostic("DC801", message, hint))


@dataclass(frozen=True, slots=True)
class Reports:
    """The open files, ready for the reports."""

    files: tuple[tuple[Target, FileIO | None], ...]

    def write(self, report: Report, *, quiet: bool, timings: bool) -> None:
        """Write all reports, that of standard output last.

        Raises:
            Diagnosis: if one cannot be written.
            BrokenPipeError: if nobody reads standard output any more.
        """
        texts = [(t, file, *_text(t, report, quiet, timings)) for t, file in self.files]
        for target, file, text, layout in sorted(texts, key=lambda each: each[1] is None):
            if file is None:
                write(text, None, color=layout.color)
                continue
            try:
                _write_all(file, text.encode("utf-8", "backslashreplace"))
            except OSError as error:
                raise unwritten(str(target.path), error) from error


def _write_all(file: FileIO, data: bytes) -> None:
    """Write without a buffer, so that nothing is left to fail when the file is closed."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _text(target: Target, report: Report, quiet: bool, timings: bool) -> tuple[str, Layout]:
    layout = layout_for(target.path, quiet=quiet, timings=timings)
    return REPORTERS[target.form](report, layout), layout


@contextmanager
def opened(wanted: Sequence[Target], sources: Sequence[str]) -> Iterator[Reports]:
    """The files of the targets, opened and emptied.

    Arguments:
        wanted: the reports.
        sources: the files that are checked, none of which may be written over.

    Raises:
        Diagnosis: if one cannot be written; then none is changed.
    """
    with ExitStack() as stack:
        made: list[Path] = []
        try:
            files = [(t, _opened(t, sources, stack, made)) for t in wanted]
        except Diagnosis:
            for path in made:
                path.unlink(missing_ok=True)
            raise
        for target, file in files:
            if file and not target.added and stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                file.truncate(0)
        yield Reports(tuple(files))


def _opened(
    target: Target, sources: Sequence[str], stack: ExitStack, made: list[Path]
) -> FileIO | None:
    """The file of a target; what is new is noted in `made`."""
    path = target.path
    if path is None:
        if sys.stdout is None:
            raise Diagnosis(Diagnostic("DC802", "standard output is closed", "write to a file"))
        return None
    try:
        there = path.exists()
        if names_one_of(path, sources):
            message = f"{path} is one of the files to be checked, and would be lost"
            raise Diagnosis(Diagnostic("DC802", message, "write to another file"))
        file = path.open("ab", buffering=0)
    except OSError as error:
        raise unwritten(str(path), error) from error
    if not there:
        made.append(path)
    return stack.enter_context(file)
