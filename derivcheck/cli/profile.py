"""`--profile`: where the time went, by what decided a step, and which steps were slowest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from derivcheck.reporters.clean import clean
from derivcheck.reporters.summary import counted
from derivcheck.verdicts.report import Report, Verdict

SLOWEST = 10
"""How many steps are named."""


def profile(report: Report) -> Iterator[str]:
    """Lines: the whole, the seconds of steps by the prover that decided them, the slowest steps.

    The seconds of a step are those of all that was tried, not only of what succeeded.
    """
    judged = [(f, s, s.verdict) for f in report.files for s in f.steps if s.verdict]
    steps = Counter(_decider(verdict) for _, _, verdict in judged)
    seconds = dict.fromkeys(steps, 0.0)
    for _, _, verdict in judged:
        seconds[_decider(verdict)] += verdict.seconds
    yield f"{report.seconds:8.2f} s in all, {sum(seconds.values()):.2f} s of it for steps, by:"
    for name, spent in sorted(seconds.items(), key=lambda each: (-each[1], each[0])):
        yield f"{spent:8.2f} s  {name}, {counted(steps[name], 'step')}"
    yield "slowest:"
    for file, step, verdict in sorted(judged, key=lambda each: -each[2].seconds)[:SLOWEST]:
        where = f"{clean(file.path)}:{step.place.line}"
        yield f"{verdict.seconds:8.2f} s  {where}: step {step.id}, {_decider(verdict)}"


def _decider(verdict: Verdict) -> str:
    return f"{verdict.name} by {verdict.prover}" if verdict.prover else verdict.name
