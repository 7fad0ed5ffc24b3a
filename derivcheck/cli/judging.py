"""From files to a report: read, check one by one, show progress."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from derivcheck.checking.check import check_derivation
from derivcheck.checking.report import FileReport, Report
from derivcheck.checking.settings import Settings
from derivcheck.cli.progress import progress
from derivcheck.cli.sources import derivations
from derivcheck.diagnostics import Diagnosis
from derivcheck.version import VERSION


def judge(paths: Sequence[str], settings: Settings) -> Report:
    """The report on some files; one that cannot be read is reported as such.

    Arguments:
        paths: as `sources.find` returns them.
        settings: trust, seed, strictness.
    """
    start = time.perf_counter()
    files = [report for path in progress(paths) for report in _file(path, settings)]
    return Report(tuple(files), VERSION, time.perf_counter() - start)


def _file(path: str, settings: Settings) -> list[FileReport]:
    try:
        return [check_derivation(derivation, settings) for derivation in derivations(path)]
    except Diagnosis as error:
        nothing = hashlib.sha256(b"").hexdigest()
        return [FileReport(path, nothing, "", "", problems=(error.diagnostic,))]
