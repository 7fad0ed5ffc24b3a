"""From files to a report by worker processes, showing progress.

All is read and judged by workers, also with one process and for one file: a fork costs a hundredth
of a second, and what loops in native code, eats memory or crashes can only be ended from outside.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from derivcheck.checking.check import Answers
from derivcheck.checking.pool import Pool
from derivcheck.checking.run import STOPPED, Answering, Bounds, Run
from derivcheck.checking.worker import Answer, Lost
from derivcheck.cli.progress import progress
from derivcheck.cli.sources import STDIN, derivations
from derivcheck.cli.stopping import STOPS, exit_code
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load
from derivcheck.documents.yaml_nodes import MAX_BYTES
from derivcheck.verdicts.report import FileReport, Report
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found.

    Arguments:
        stopped: the exit code, if the run was stopped before its end.
    """

    report: Report
    stopped: int | None = None


def judge(paths: Sequence[str], settings: Settings, bounds: Bounds, jobs: int = 0) -> Judged:
    """The report on some files; one that cannot be read is reported as such.

    Arguments:
        paths: as `sources.find` returns them.
        settings: seed, limits, strictness.
        bounds: what is kept by killing.
        jobs: how many processes; 0 for one a processor.
    """
    start, files = time.perf_counter(), list[list[FileReport]]()
    stopped = None
    with Pool(_answering(paths, settings), jobs or processors(), bounds.memory) as pool:
        run = Run(paths, settings.strict, pool, bounds)
        try:
            for reports in progress(run.reports(), lambda: len(paths), lambda found: found[0].path):
                files.append(reports)
        except STOPS as stop:
            stopped = exit_code(stop)
    if stopped is not None:
        files.extend(run.rest(Lost(STOPPED), len(files)))
    found = tuple(report for reports in files for report in reports)
    return Judged(Report(found, VERSION, time.perf_counter() - start), stopped)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _answering(paths: Sequence[str], settings: Settings) -> Answer:
    """Who answers; standard input is of this process, and read here."""
    text = sys.stdin.buffer.read(MAX_BYTES + 1) if STDIN in paths else b""
    return Answering(partial(_read, text=text), Answers(settings))


def _read(path: str, text: bytes) -> tuple[Derivation, ...]:
    """The derivations of a file, or of standard input.  Raises: Diagnosis."""
    return load(path, text) if path == STDIN else derivations(path)
