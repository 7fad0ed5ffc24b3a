"""`python -m benchmarks.compare ROWS.jsonl ...`: derivcheck beside SymPy, and Maxima if installed.

Every system answers in a warm process of its own, one row at a time, and is killed at the limit.
"""

from __future__ import annotations

import json
import platform
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import sympy  # type: ignore[import-untyped]
from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.rows import Case, read_cases, sample
from benchmarks.summary import ratio, summary
from benchmarks.systems import OURS, systems
from benchmarks.workers import Answer, Crew

Answers = dict[str, list[Answer]]
"""System -> its answers, in the order of the cases."""

COLUMNS = (
    "system", "true", "false", "WRONG", "undecided", "time-out", "median ms", "p95 ms", "total s",
)  # fmt: skip
"""`true`: true steps proved; `false`: false steps refuted."""
WIDTH = 96
"""Columns the tables need, whatever the terminal has."""
RATIOS = ("derivcheck :", "rows", "medians", "totals", "step by step", "faster at")


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--only", type=click.IntRange(1), help="So many rows, chosen at random.")
@click.option("--limit", type=float, default=10.0, show_default=True, help="Seconds for a row.")
@click.option("--calculus", is_flag=True, help="SymPy works out limits, integrals and sums.")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of the choice.")
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
def main(
    paths: tuple[Path, ...],
    only: int | None,
    limit: float,
    calculus: bool,
    seed: int,
    out: Path | None,
) -> None:
    """Compare the systems on the rows of PATHS, in the JSON-lines form of `derivcheck batch`."""
    cases = sample(read_cases(paths), only, seed)
    compared = [case for case in cases if case.relation == "="]
    found = result(compared, left_out(cases), ask(compared, limit, calculus), limit)
    console = Console()
    console.width = max(console.width, WIDTH)
    show(found, console)
    if out:
        out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def left_out(cases: Sequence[Case]) -> dict[str, int]:
    """Relation -> the number of rows that state it and are not compared."""
    return dict(Counter(case.relation for case in cases if case.relation != "="))


def ask(cases: Sequence[Case], limit: float, calculus: bool = False) -> Answers:
    """All systems' answers; they take turns, so that a slow minute of the machine slows all."""
    with Crew(systems(limit, calculus)) as crew:
        answers: Answers = {name: [] for name in crew.workers}
        for case in _watched(cases, Console(stderr=True)):
            for name, worker in crew.workers.items():
                answers[name].append(worker.ask(case.row, limit))
    return answers


def _watched(cases: Sequence[Case], console: Console) -> Iterator[Case]:
    """The cases, with a bar on a terminal; it has no thread, for this process forks."""
    bar = Progress(console=console, auto_refresh=False, transient=True, redirect_stdout=False)
    if not console.is_terminal:
        yield from cases
        return
    with bar:
        task = bar.add_task("rows", total=len(cases))
        for case in cases:
            yield case
            bar.update(task, advance=1, refresh=True)


def result(
    cases: Sequence[Case], others: dict[str, int], answers: Answers, limit: float
) -> dict[str, Any]:
    """What is written to the file: the machine, the summaries, the ratios, each row's times."""
    expected = [case.expected for case in cases]
    times = {name: [a.seconds for a in found] for name, found in answers.items()}
    pairs = [(name, below) for name in times if name != OURS for below in (None, limit)]
    return {
        "python": platform.python_version(),
        "sympy": sympy.__version__,
        "limit": limit,
        "rows": len(cases),
        "true": expected.count("proved"),
        "false": expected.count("refuted"),
        "left_out": others,
        "systems": {name: summary(expected, found).data() for name, found in answers.items()},
        "ratios": [
            {"system": name, "below": below, **asdict(found)}
            for name, below in pairs
            if (found := ratio(times[OURS], times[name], below or float("inf")))
        ],
        "answers": [
            {"id": case.row.get("id"), "expected": case.expected}
            | {name: [found[n].verdict, found[n].seconds] for name, found in answers.items()}
            for n, case in enumerate(cases)
        ],
    }


def show(found: dict[str, Any], console: Console) -> None:
    """Print the table of the systems, and that of the ratios."""
    console.print(f"{found['rows']} rows of `=`: {found['true']} true, {found['false']} false")
    console.print(table(COLUMNS, system_rows(found)))
    console.print(table(RATIOS, ratio_rows(found)))
    for relation, number in found["left_out"].items():
        console.print(f"left out: {number} rows of `{relation}`")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Numbers to the right of the name."""
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n, name in enumerate(header):
        made.add_column(name, justify="right" if n else "left", no_wrap=True)
    for row in rows:
        made.add_row(*row)
    return made


def system_rows(found: dict[str, Any]) -> Iterator[list[str]]:
    """The lines under `COLUMNS`."""
    for name, row in found["systems"].items():
        right = [str(row["true_right"]), str(row["false_right"])]
        counts = [str(row[key]) for key in ("wrong", "undecided", "time_out")]
        times = [milliseconds(row["median"]), milliseconds(row["p95"]), f"{row['total']:.1f}"]
        yield [name, *right, *counts, *times]


def ratio_rows(found: dict[str, Any]) -> Iterator[list[str]]:
    """The lines under `RATIOS`."""
    for row in found["ratios"]:
        name = row["system"] + (f", below {found['limit']:g} s" if row["below"] else "")
        numbers = [f"{row[key]:.2f}" for key in ("medians", "totals", "steps")]
        yield [name, str(row["rows"]), *numbers, f"{row['faster']:.0%}"]


def milliseconds(seconds: float) -> str:
    """Three digits are enough."""
    return f"{1e3 * seconds:.{1 if seconds < 0.1 else 0}f}"


if __name__ == "__main__":
    sys.exit(main())
