"""`python -m benchmarks.profile [PATH]...`: where the time of a check goes.

Prints the time by package, then the functions with the largest own and the largest total time.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import time
from collections import Counter
from collections.abc import Sequence

from derivcheck.checking.check import check_derivation
from derivcheck.cli import reading, sources
from derivcheck.verdicts.settings import Settings

SHOWN = 30


def main(arguments: Sequence[str]) -> None:
    """Check the files named by the arguments (default: the folder `derivations`) and report."""
    profile = cProfile.Profile()
    profile.enable()
    start = time.perf_counter()
    read = (d for path in sources.find(arguments).files for d in reading.derivations(path))
    reports = [check_derivation(derivation, Settings()) for derivation in read]
    seconds = time.perf_counter() - start
    profile.disable()
    steps = [step for report in reports for step in report.steps if step.verdict]
    print(f"{len(steps)} steps in {seconds:.2f} s (under the profiler)")
    stats = pstats.Stats(profile)
    for name, seconds in own_time(stats).most_common(SHOWN):
        print(f"{seconds:8.2f} s  {name}")
    stats.strip_dirs()
    for order in ("tottime", "cumulative"):
        stats.sort_stats(order).print_stats(SHOWN)


def own_time(stats: pstats.Stats) -> Counter[str]:
    """Seconds spent in the functions of each module of derivcheck, and of each other package."""
    spent: Counter[str] = Counter()
    for (path, _, name), row in stats.stats.items():  # type: ignore[attr-defined]  # not in the stubs
        spent[_module(path, name)] += row[2]
    return spent


def _module(path: str, name: str) -> str:
    parts = path.replace("\\", "/").removesuffix(".py").split("/")
    if "derivcheck" in parts:
        return ".".join(parts[len(parts) - parts[::-1].index("derivcheck") :])
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return "built in" if path == "~" else "standard library"


if __name__ == "__main__":
    main(sys.argv[1:])
