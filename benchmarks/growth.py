"""`python -m benchmarks.growth`: how what a step costs grows with its size.

Each family of true identities is answered at growing sizes, in one warm process; the median of a
few runs counts, each over other names.  The exponent is the slope of the line of least squares
through the logarithms of the larger sizes that were proved: 1 is linear, 2 quadratic.  A family
ends at the first size that is not proved, or takes longer than the patience allows.
"""

from __future__ import annotations

import json
import math
import platform
import statistics
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from benchmarks.compare import WIDTH, milliseconds, table
from benchmarks.families import FAMILIES, Family
from benchmarks.systems import (
    EXPLICIT,
    WORKED_OUT,
    by_entries,
    by_sympy,
    derivcheck,
    worked_out,
)
from benchmarks.workers import WARM_UP, Crew, Decide, Start

LIMIT, PATIENCE = 10.0, 4.0
LETTERS = "pqrsuvwyz"
SIDE_BY_SIDE = 4
"""At how many of the smaller sizes SymPy is asked as well."""
BESIDE = ("family", "size", "derivcheck ms", WORKED_OUT, "ms", EXPLICIT, "ms")
LARGER = 4
"""The exponent is taken from so many of the larger sizes, where the constant part is small."""
COLUMNS = ("family", "size", "from", "ms", "to", "ms", "exponent", "not proved at")
"""The smallest and the largest size that was proved, with what they take."""


@click.command()
@click.option("--runs", type=click.IntRange(1, len(LETTERS)), default=5, show_default=True)
@click.option("--sizes", type=click.IntRange(1), help="Only so many of the smaller sizes.")
@click.option("--json", "out", type=click.Path(dir_okay=False, path_type=Path), help="Write here.")
def main(runs: int, sizes: int | None, out: Path | None) -> None:
    """Measure all families, and print a line for each."""
    decide = derivcheck(LIMIT)
    for row in WARM_UP:
        decide(row)
    measured = {name: family(decide, each, runs, sizes) for name, each in FAMILIES.items()}
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "runs": runs,
        "families": measured,
    }
    found["beside"] = beside(measured)
    console = Console()
    console.width = max(console.width, WIDTH)
    console.print(table(COLUMNS, growth_rows(found)))
    console.print(table(BESIDE, beside_rows(found)))
    if out:
        out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def family(decide: Decide, form: Family, runs: int, sizes: int | None) -> dict[str, Any]:
    """The points of a family and its exponent."""
    points: list[dict[str, Any]] = []
    for size in form.sizes[:sizes]:
        points.append(point(decide, form, size, runs))
        if points[-1]["seconds"] > PATIENCE or points[-1]["verdict"] != "proved":
            break
    pairs = [(p["size"], p["seconds"]) for p in points if p["verdict"] == "proved"]
    return {"size": form.size, "points": points, "exponent": exponent(pairs[-LARGER:])}


def beside(measured: Mapping[str, Any]) -> list[dict[str, Any]]:
    """SymPy on the families of arrays: as matrix expressions or sums, and with arrays of size 2."""
    asked: dict[str, Start] = {
        WORKED_OUT: lambda: by_sympy(worked_out),
        EXPLICIT:   lambda: by_sympy(by_entries),
    }  # fmt: skip
    found: list[dict[str, Any]] = []
    with Crew(asked) as crew:
        for name, form in FAMILIES.items():
            points = measured[name]["points"] if form.order else []
            for own in points[:SIDE_BY_SIDE]:
                size = own["size"]
                rows = (form.row(size, LETTERS[0]), form.explicit(size, LETTERS[0], 2))
                answers = {
                    system: crew.workers[system].ask(row, LIMIT)
                    for system, row in zip(asked, rows, strict=True)
                }
                told = {system: [a.verdict, a.seconds] for system, a in answers.items()}
                found.append({"family": name, "size": size, "seconds": own["seconds"], **told})
    return found


def point(decide: Decide, form: Family, size: int, runs: int) -> dict[str, Any]:
    """One size: the median time, and whether it was proved."""
    answers = [decide(form.row(size, letter)) for letter in LETTERS[:runs]]
    verdicts = {answer.verdict for answer in answers}
    times = [answer.seconds for answer in answers if answer.seconds is not None]
    verdict = verdicts.pop() if len(verdicts) == 1 else "undecided"
    return {"size": size, "seconds": round(statistics.median(times), 6), "verdict": verdict}


def exponent(pairs: Sequence[tuple[float, float]]) -> float | None:
    """The slope on paper with two logarithmic axes; None for a single point."""
    if len(pairs) < 2:
        return None
    logs = [(math.log(size), math.log(seconds)) for size, seconds in pairs]
    return round(statistics.linear_regression(*zip(*logs, strict=True)).slope, 2)


def growth_rows(found: Mapping[str, Any]) -> Iterator[list[str]]:
    """The lines under `COLUMNS`."""
    for name, row in found["families"].items():
        proved = [p for p in row["points"] if p["verdict"] == "proved"]
        lost = [str(p["size"]) for p in row["points"] if p["verdict"] != "proved"]
        ends = [
            text
            for p in (*proved[:1], *proved[-1:])
            for text in (str(p["size"]), milliseconds(p["seconds"]))
        ]
        slope = "" if row["exponent"] is None else f"{row['exponent']:.1f}"
        yield [name, row["size"], *ends, slope, ", ".join(lost)]


def beside_rows(found: Mapping[str, Any]) -> Iterator[list[str]]:
    """The lines under `BESIDE`."""
    for row in found["beside"]:
        told = [
            text
            for verdict, seconds in (row[WORKED_OUT], row[EXPLICIT])
            for text in (verdict, "" if seconds is None else milliseconds(seconds))
        ]
        yield [row["family"], str(row["size"]), milliseconds(row["seconds"]), *told]


if __name__ == "__main__":
    sys.exit(main())
