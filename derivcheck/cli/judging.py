"""From files to a report by worker processes, showing progress.

All is read and judged by workers, also with one process and for one file: a fork costs a hundredth
of a second, and what loops in native code, eats memory or crashes can only be ended from outside.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Any

from derivcheck.cache.answers import Remembered
from derivcheck.cache.place import Cache
from derivcheck.cache.reports import Believed, Reports
from derivcheck.checking.check import Answers
from derivcheck.checking.cluster import Cluster, Here
from derivcheck.checking.pool import Pool
from derivcheck.checking.run import STOPPED, Answering, Bounds, Run
from derivcheck.checking.worker import Answer, Lost
from derivcheck.cli.believing import Each, Enough
from derivcheck.cli.progress import progress
from derivcheck.cli.reading import derivations, unopened
from derivcheck.cli.stopping import STOPS, exit_code, say_stopped
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.files import STDIN, beginning
from derivcheck.documents.loading import load
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml_nodes import MAX_BYTES
from derivcheck.notation.data import evidence_to_data
from derivcheck.verdicts.report import FileReport, LeftOut, Report
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier runs have left.

    Arguments:
        memory: where answers are kept.
        known: the reports that are believed.
        believed: where reports are kept, if they are to be.
    """

    memory: Cache | None = None
    known: Mapping[str, Reports] = field(default_factory=dict)
    believed: Believed | None = None

    def unknown(self, paths: Sequence[str]) -> list[str]:
        """The files that are to be judged."""
        return [path for path in paths if path not in self.known]

    def left_out(self, paths: Sequence[str], told: int) -> LeftOut:
        """What was not judged, of some files on the first of which there is a report."""
        believed = told - len(self.unknown(paths[:told]))
        return LeftOut(unreached=len(paths) - told, believed=believed)

    def keep(self, run: Run) -> None:
        """Keep what another run would report too; and the file of answers in its bounds."""
        if self.believed:
            lasting = {f.path: f.reports or [] for f in run.files if f.lasts}
            self.believed.keep(lasting, evidence_to_data)
        elif self.memory:
            with self.memory.store():
                pass  # it is trimmed when it is closed


def judge(
    paths: Sequence[str],
    settings: Settings,
    bounds: Bounds,
    jobs: int = 0,
    each: Each = lambda report: report,
    enough: Enough = lambda _: False,
    past: Past = Past(),
    cluster: str | None = None,
    infer: bool = False,
) -> Report:
    """The report on some files; one that cannot be read is reported as such.

    Ctrl-C and SIGTERM end it with what is known by then.

    Arguments:
        paths: as `sources.find` returns them.
        settings: seed, limits, strictness.
        bounds, jobs: what is kept by killing, and how many processes; 0 for one a processor.
        each, enough: what becomes of a report, in order; whether no later file is looked at.
        past: what earlier runs have left.
        cluster: address of one that judges, while this machine reads; it remembers nothing.
        infer: whether the declarations that a document lacks are guessed.

    Raises: Diagnosis, if the cluster cannot be used.
    """
    start, answering = time.perf_counter(), _answering(paths, settings, past.memory, infer)
    with _workers(answering, settings, bounds, jobs, cluster) as workers:
        run = Run(past.unknown(paths), settings.strict, workers, bounds)
        files, stopped = _found(paths, _merged(paths, past.known, run.reports()), each, enough)
    if stopped is not None:
        say_stopped(stopped)
        rest = run.rest(Lost(STOPPED), len(past.unknown(paths[: len(files)])))
        every = _merged(paths[len(files) :], past.known, rest)
        files.extend([each(report) for report in reports] for reports in every)
    past.keep(run)
    found, left = tuple(chain.from_iterable(files)), past.left_out(paths, len(files))
    return Report(found, VERSION, time.perf_counter() - start, left, stopped)


def _found(
    paths: Sequence[str], every: Iterator[Sequence[FileReport]], each: Each, enough: Enough
) -> tuple[list[list[FileReport]], int | None]:
    """The reports on files as far as it went, and the exit code if it was stopped."""
    files = list[list[FileReport]]()
    try:
        for reports in progress(every, lambda: len(paths), lambda found: found[0].path):
            files.append([each(report) for report in reports])
            if any(map(enough, files[-1])):
                break
    except STOPS as stop:
        return files, exit_code(stop)
    return files, None


def _merged(
    paths: Sequence[str], known: Mapping[str, Reports], found: Iterator[list[FileReport]]
) -> Iterator[Sequence[FileReport]]:
    """The reports on files in their order, those that are known and those that are found."""
    for path in paths:
        yield known[path] if path in known else next(found)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _workers(
    answering: Answer, settings: Settings, bounds: Bounds, jobs: int, cluster: str | None
) -> Pool | Cluster:
    """Who answers; to a cluster goes no text of a file."""
    jobs = jobs or processors()
    if cluster is None:
        return Pool(answering, jobs, bounds.memory)
    away = Answering(partial(_read, text=b""), Answers(settings))
    return Cluster(cluster, away, bounds.memory, here=Here(answering, _is_path, jobs))


def _is_path(work: Any) -> bool:
    return isinstance(work, str)


def _answering(
    paths: Sequence[str], settings: Settings, memory: Cache | None, infer: bool
) -> Answer:
    """Who answers; standard input is of this process, and read here."""
    try:
        text = beginning(STDIN, MAX_BYTES + 1) if STDIN in paths else b""
    except OSError as error:
        raise Diagnosis(unopened(STDIN, error)) from error
    answers = Answers(settings)
    remembered = Remembered(answers, memory) if memory else answers
    return Answering(partial(_read, text=text, infer=infer), remembered)


def _read(path: str, text: bytes, infer: bool = False) -> tuple[Derivation, ...]:
    """The derivations of a file, or of standard input.  Raises: Diagnosis."""
    return load(path, text) if path == STDIN else derivations(path, infer)
