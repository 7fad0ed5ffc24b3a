"""From answers to numbers: what each system got right, and how long it took."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.workers import TIME_OUT, Answer

OUTCOMES = ("true_right", "false_right", "wrong", "undecided", "time_out")

Times = Sequence[float | None]
"""Seconds for each row, in the order of the rows; None where the system was not asked."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One system on the rows of `=`; times in seconds, a row at the limit counts as the limit."""

    rows: int
    true_right: int
    false_right: int
    wrong: int
    undecided: int
    time_out: int
    median: float
    p95: float
    total: float

    def data(self) -> dict[str, Any]:
        """As JSON has it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ratio:
    """What derivcheck takes, as a part of what another system takes, on the rows both were asked.

    Arguments:
        rows: their number.
        medians: the median of the one, divided by the median of the other.
        totals: the same of the sums.
        steps: the median over the rows of the ratio at each of them.
        faster: the part of the rows at which derivcheck takes less.
    """

    rows: int
    medians: float
    totals: float
    steps: float
    faster: float


def outcome(expected: str | None, verdict: str) -> str:
    """How a verdict compares with the one expected."""
    if verdict == TIME_OUT:
        return "time_out"
    if verdict not in ("proved", "refuted"):
        return "undecided"
    if expected is None:
        return "unknown"
    if verdict != expected:
        return "wrong"
    return "true_right" if verdict == "proved" else "false_right"


def summary(expected: Sequence[str | None], answers: Sequence[Answer]) -> Summary:
    """The summary of one system's answers."""
    counts = Counter(outcome(e, a.verdict) for e, a in zip(expected, answers, strict=True))
    times = sorted(a.seconds for a in answers if a.seconds is not None) or [0.0]
    return Summary(
        rows=len(answers),
        **{name: counts[name] for name in OUTCOMES},
        median=statistics.median(times),
        p95=times[int(0.95 * (len(times) - 1))],
        total=sum(times),
    )


def ratio(ours: Times, theirs: Times, below: float = float("inf")) -> Ratio | None:
    """Both systems' times on the rows where the other one stays below a limit; None without any."""
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=True) if a is not None and b and b < below]
    if not pairs:
        return None
    mine, other = zip(*pairs, strict=True)
    return Ratio(
        rows=len(pairs),
        medians=statistics.median(mine) / statistics.median(other),
        totals=sum(mine) / sum(other),
        steps=statistics.median(a / b for a, b in pairs),
        faster=sum(a < b for a, b in pairs) / len(pairs),
    )
