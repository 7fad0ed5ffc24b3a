"""From files to a report by worker processes, showing progress.

All is read and judged by workers, also with one process and for one file: a fork costs a hundredth
of a second, and what loops in native code, eats memory or crashes can only be ended from outside.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from derivcheck.checking.check import Answers
from derivcheck.checking.cluster import Cluster, Here
from derivcheck.checking.pool import Pool
from derivcheck.checking.run import STOPPED, Answering, Bounds, Run
from derivcheck.checking.worker import Answer, Lost
from derivcheck.cli.progress import progress
from derivcheck.cli.sources import STDIN, derivations
from derivcheck.cli.stopping import STOPS, exit_code, say_stopped
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load
from derivcheck.documents.yaml_nodes import MAX_BYTES
from derivcheck.verdicts.report import FileReport, LeftOut, Report
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION


def judge(
    paths: Sequence[str],
    settings: Settings,
    bounds: Bounds,
    jobs: int = 0,
    each: Callable[[FileReport], FileReport] = lambda report: report,
    enough: Callable[[FileReport], bool] = lambda _: False,
    cluster: str | None = None,
) -> Report:
    """The report on some files; one that cannot be read is reported as such.

    Ctrl-C and SIGTERM end it with what is known by then.

    Arguments:
        paths: as `sources.find` returns them.
        settings: seed, limits, strictness.
        bounds: what is kept by killing.
        jobs: how many processes; 0 for one a processor.
        each: what becomes of the report on a derivation, in order.
        enough: whether no file after this one is to be looked at.
        cluster: address of one that judges instead of this machine, which reads.

    Raises:
        Diagnosis: if the cluster cannot be used.
    """
    start, files = time.perf_counter(), list[list[FileReport]]()
    stopped = None
    with _workers(_answering(paths, settings), settings, bounds, jobs, cluster) as workers:
        run = Run(paths, settings.strict, workers, bounds)
        try:
            for reports in progress(run.reports(), lambda: len(paths), lambda found: found[0].path):
                files.append([each(report) for report in reports])
                if any(map(enough, files[-1])):
                    break
        except STOPS as stop:
            stopped = exit_code(stop)
    if stopped is not None:
        say_stopped(stopped)
        rest = run.rest(Lost(STOPPED), len(files))
        files.extend([each(report) for report in reports] for reports in rest)
    found = tuple(report for reports in files for report in reports)
    unreached = LeftOut(unreached=len(paths) - len(files))
    return Report(found, VERSION, time.perf_counter() - start, unreached, stopped)


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


def _answering(paths: Sequence[str], settings: Settings) -> Answer:
    """Who answers; standard input is of this process, and read here."""
    text = sys.stdin.buffer.read(MAX_BYTES + 1) if STDIN in paths else b""
    return Answering(partial(_read, text=text), Answers(settings))


def _read(path: str, text: bytes) -> tuple[Derivation, ...]:
    """The derivations of a file, or of standard input.  Raises: Diagnosis."""
    return load(path, text) if path == STDIN else derivations(path)
