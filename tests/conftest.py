"""Profiles of hypothesis: `ci` is the default, `--hypothesis-profile long` searches for hours."""

from __future__ import annotations

import os
import tempfile
from typing import Any

from fuzz import COVERED
from hypothesis import HealthCheck, settings

os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="derivcheck-tests-")
os.environ["DERIVCHECK_CACHE"] = "false"
"""No test reads or writes the cache of who runs it, nor finds what another test has kept."""

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]

settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=SLOW
)
settings.register_profile("long", max_examples=20_000, deadline=None, suppress_health_check=SLOW)
settings.load_profile("ci")

LONGEST = ("test_properties", "test_forge")
"""Files with a test that takes minutes: begun first, so that no process is left with one alone."""


def pytest_collection_modifyitems(items: list[Any]) -> None:
    items.sort(key=lambda item: item.path.stem not in LONGEST)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Prints what the random steps of `test_properties` covered, in whatever process."""
    reports = (report for same in terminalreporter.stats.values() for report in same)
    told = [dict(getattr(report, "user_properties", ())) for report in reports]
    lines = list(dict.fromkeys(line for each in told for line in each.get(COVERED, ())))
    if lines:
        terminalreporter.section("random steps")
        terminalreporter.write_line("\n".join(lines))
