"""`python -m benchmarks.report`: the numbers, tables and plots of docs/performance.md.

    python -m benchmarks.report --compare TITLE COMPARE.json --growth GROWTH.json

puts what `compare` and `growth` wrote into docs/performance.json, without the rows, and renders the
tables and plots from it; without options it only renders again.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks import compare, growth, plots

DOCS = Path(__file__).parent.parent / "docs"
PAGE, DATA = DOCS / "performance.md", DOCS / "performance.json"
KEPT = ("limit", "rows", "true", "false", "left_out", "systems", "ratios")
INPUT = click.Path(exists=True, dir_okay=False, path_type=Path)

Data = dict[str, Any]


@click.command()
@click.option(
    "--compare", "compared", type=(str, INPUT), multiple=True, metavar="TITLE FILE",
    help="What `compare --json` wrote; may be given several times.",
)  # fmt: skip
@click.option("--growth", "grown", type=INPUT, help="What `growth --json` wrote.")
def main(compared: tuple[tuple[str, Path], ...], grown: Path | None) -> None:
    """Bring docs/performance.md, its numbers and its plots up to date."""
    data: Data = json.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {}
    if compared:
        data["compare"] = [section(title, _read(path)) for title, path in compared]
        data |= {key: _read(compared[0][1])[key] for key in ("python", "sympy")}
    if grown:
        data["growth"] = _read(grown)
    DATA.write_text(written(data), encoding="utf-8")
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8"), data), encoding="utf-8")
    plots.draw(data, DOCS)


def _read(path: Path) -> Data:
    found: Data = json.loads(path.read_text(encoding="utf-8"))
    return found


def written(data: Data) -> str:
    """The data as JSON, each list of numbers on a line of its own."""
    text = json.dumps(data, indent=1)
    return re.sub(r"\[[^][{}]*\]", lambda found: " ".join(found[0].split()), text) + "\n"


def section(title: str, found: Data) -> Data:
    """What is kept of a comparison: no row, only the times in order."""
    return {
        "title": title,
        **{key: _rounded(found[key]) for key in KEPT},
        "times": {name: times(name, found["answers"]) for name in found["systems"]},
    }


def times(name: str, answers: Iterable[Data]) -> dict[str, list[float]]:
    """A system's milliseconds in ascending order: of its answers in time, and of the right ones."""
    given = [(row[name], row["expected"]) for row in answers if row[name][1] is not None]
    in_time = [(answer, expected) for answer, expected in given if answer[0] != "time-out"]
    return {
        "answered": sorted(_digits(1e3 * answer[1]) for answer, _ in in_time),
        "right": sorted(_digits(1e3 * answer[1]) for answer, e in in_time if answer[0] == e),
    }


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return _digits(value)
        case dict():
            return {key: _rounded(part) for key, part in value.items()}
        case list():
            return [_rounded(part) for part in value]
    return value


def _digits(value: float) -> float:
    return float(f"{value:.4g}")


def page(text: str, data: Data) -> str:
    """The page with its tables replaced by those of the data."""
    for name, body in blocks(data).items():
        before, _, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- end of {name} -->\n")
        if not end:
            raise click.ClickException(f"{PAGE.name} has no place for the table `{name}`")
        text = f"{before}<!-- {name} -->\n\n{body}\n{end}{after}"
    return text


def blocks(data: Data) -> dict[str, str]:
    """Name -> the text of each part of the page that is written here."""
    return {
        "machine": f"Python {data['python']}, SymPy {data['sympy']}.\n",
        "comparison": "\n".join(map(comparison, data["compare"])),
        "growth": markdown(growth.COLUMNS, growth.growth_rows(data["growth"])),
        "arrays": markdown(growth.BESIDE, growth.beside_rows(data["growth"])),
    }


def comparison(found: Data) -> str:
    """The tables of one set of rows."""
    left_out = [f"{number} rows of `{name}`" for name, number in found["left_out"].items()]
    head = f"{found['rows']} rows of `=`, {found['true']} true and {found['false']} false"
    parts = [
        f"### {found['title']}\n",
        f"{head}; left out: {', '.join(left_out) or 'none'}.\n",
        markdown(compare.COLUMNS, compare.system_rows(found)),
        markdown(compare.RATIOS, compare.ratio_rows(found)),
    ]
    return "\n".join(parts)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, numbers to the right."""
    rule = ["---", *["--:"] * (len(header) - 1)]
    return "".join(f"| {' | '.join(row)} |\n" for row in (header, rule, *rows))


if __name__ == "__main__":
    sys.exit(main())
