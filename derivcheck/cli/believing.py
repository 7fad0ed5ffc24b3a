"""From files to a report: what `--trust-cache` believes, and for the rest those who judge.

Those are loaded only if there is something left for them, so that a run over files that are all as
they were takes little more than to read them.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Mapping, Sequence

from derivcheck.cache.place import Cache
from derivcheck.cache.reports import Believed, Reports
from derivcheck.verdicts.report import FileReport, LeftOut, Report
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION

Each = Callable[[FileReport], FileReport]
Enough = Callable[[FileReport], bool]


def judge(
    paths: Sequence[str],
    settings: Settings,
    memory: Cache | None,
    each: Each,
    enough: Enough,
    *,
    trust: bool = False,
    jobs: int = 0,
    megabytes: int = 0,
    total: float = 0,
    cluster: str | None = None,
    infer: bool = False,
) -> Report:
    """The report on some files.

    Arguments:
        paths, settings, jobs, each, enough, cluster, infer: as for `judging.judge`.
        memory: where to remember what was found.
        trust: whether reports on files that are as they were are believed.
        megabytes, total: the bounds of a process and of the run.
    """
    believed = Believed(memory, settings) if memory and trust and not infer else None
    known = believed.known(paths) if believed else {}
    if paths and len(known) == len(paths):
        return _known(paths, known, each, enough)
    judging = importlib.import_module("derivcheck.cli.judging")
    bounds = judging.Bounds(settings.seconds, megabytes, total)
    past = judging.Past(known=known) if cluster else judging.Past(memory, known, believed)
    report: Report = judging.judge(
        paths, settings, bounds, jobs, each, enough, past, cluster, infer
    )
    return report


def _known(
    paths: Sequence[str], known: Mapping[str, Reports], each: Each, enough: Enough
) -> Report:
    """The report on files all of which are known."""
    start, files = time.perf_counter(), list[list[FileReport]]()
    for path in paths:
        files.append([each(report) for report in known[path]])
        if any(map(enough, files[-1])):
            break
    left = LeftOut(unreached=len(paths) - len(files), believed=len(files))
    found = tuple(report for reports in files for report in reports)
    return Report(found, VERSION, time.perf_counter() - start, left)
