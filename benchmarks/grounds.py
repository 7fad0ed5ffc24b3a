"""`python -m benchmarks.grounds ROWS.jsonl ...`: on what the proofs of some rows rest.

For each prover, kind of evidence and row of the axiom table it prints how many proofs have it, and
which share of all that is; and at how many rows SymPy was asked, as far as it was loaded by then.
Rows that serve one proof alone are told as well: they are suspected of being there for it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.rows import read_cases
from derivcheck.checking.batch import Answerer
from derivcheck.verdicts.settings import Settings

WIDTH = 96
"""Columns the tables need, whatever the terminal has."""
SYMPY = "sympy"

Ground = tuple[str, str]
"""What sort of ground it is, and its name."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--least", default=1, help="Leave out what fewer proofs rest on.")
def main(paths: tuple[Path, ...], least: int) -> None:
    """Decide the rows of PATHS, and print what their proofs rest on."""
    console = Console(width=WIDTH)
    answers, first = _decided([json.dumps(case.row) for case in read_cases(paths)], console)
    proofs = [answer for answer in answers if answer["verdict"] == "proved"]
    counted = shares(proofs)
    for sort in ("prover", "evidence", "axiom"):
        found = [(name, n) for (s, name), n in counted.most_common() if s == sort]
        console.print(_table(sort, ((name, n) for name, n in found if n >= least), len(proofs)))
        alone = [name for name, n in found if n == 1]
        console.print(f"in one proof alone: {', '.join(alone) or 'none'}\n")
    told = "was never loaded" if first is None else f"was loaded at row {first + 1}"
    console.print(f"{len(proofs)} proofs of {len(answers)} rows; SymPy {told}")


def _decided(lines: Sequence[str], console: Console) -> tuple[list[dict[str, Any]], int | None]:
    """The answers, and at which row SymPy was loaded, None if at none."""
    answerer, answers, first = Answerer(Settings()), [], None
    before = SYMPY in sys.modules
    for n, line in enumerate(track(lines, console=console, disable=not console.is_terminal)):
        answers.append(json.loads(answerer(line)))
        if first is None and not before and SYMPY in sys.modules:
            first = n
    return answers, first


def _table(sort: str, counts: Iterable[tuple[str, int]], proofs: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(sort)
    for header in ("proofs", "share"):
        table.add_column(header, justify="right")
    for name, count in counts:
        table.add_row(name, str(count), f"{count / proofs:.1%}")
    return table


def shares(proofs: Iterable[dict[str, Any]]) -> Counter[Ground]:
    """How many proofs have each ground.

    Arguments:
        proofs: answers of `derivcheck batch`.
    """
    counted: Counter[Ground] = Counter()
    for proof in proofs:
        counted.update({("prover", proof["prover"]), *grounds(proof["evidence"])})
    return counted


def grounds(data: Any) -> Iterator[Ground]:
    """The kinds of evidence in evidence, and the axioms."""
    if isinstance(data, dict):
        if "kind" in data:
            yield "evidence", data["kind"]
        if data.get("kind") == "Axiom":
            yield "axiom", data["name"]
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from grounds(part)


if __name__ == "__main__":
    main()
