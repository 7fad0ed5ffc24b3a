"""From files to a report: read, check, in several processes where that pays, show progress."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial

from derivcheck.checking.check import check_derivation
from derivcheck.checking.walk import digest
from derivcheck.cli.progress import progress
from derivcheck.cli.sources import derivations
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.files import STDIN
from derivcheck.verdicts.report import FileReport, LeftOut, Report
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION

MANY = 8
"""From how many files on they are divided among processes."""


def judge(
    paths: Sequence[str],
    settings: Settings,
    jobs: int = 0,
    each: Callable[[FileReport], FileReport] = lambda report: report,
    enough: Callable[[FileReport], bool] = lambda _: False,
) -> Report:
    """The report on some files; one that cannot be read is reported as such.

    Arguments:
        paths: as `sources.find` returns them.
        settings: seed, strictness.
        jobs: how many processes; 0 for one a processor where there are many files.
        each: what becomes of the report on a derivation, in order.
        enough: whether no file after this one is to be looked at.
    """
    start = time.perf_counter()
    with _each(partial(_file, settings=settings), paths, _divided(paths, jobs)) as found:
        seen = progress(paths, lambda: len(paths), str)
        files: list[list[FileReport]] = []
        for _, reports in zip(seen, found, strict=True):
            files.append([each(report) for report in reports])
            if any(map(enough, files[-1])):
                break
    unreached = LeftOut(unreached=len(paths) - len(files))
    settled = tuple(report for reports in files for report in reports)
    return Report(settled, VERSION, time.perf_counter() - start, unreached)


def _divided(paths: Sequence[str], jobs: int) -> int:
    """Among how many processes to divide the files: only forking is cheap enough."""
    forks = "fork" in multiprocessing.get_all_start_methods() and hasattr(os, "sched_getaffinity")
    if not forks or STDIN in paths:
        return 1
    return jobs or (len(os.sched_getaffinity(0)) if len(paths) >= MANY else 1)


@contextmanager
def _each(
    one_file: partial[list[FileReport]], paths: Sequence[str], jobs: int
) -> Iterator[Iterator[list[FileReport]]]:
    """The reports on the files, in order; processes start here, before any thread does."""
    if jobs == 1:
        yield map(one_file, paths)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts) as pool:
        yield pool.map(one_file, paths)


def _leave_interrupts() -> None:
    """Ctrl-C is for the main process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _file(path: str, settings: Settings) -> list[FileReport]:
    try:
        return [check_derivation(derivation, settings) for derivation in derivations(path)]
    except Diagnosis as error:
        return [FileReport(path, digest(""), "", "", problems=(error.diagnostic,))]
