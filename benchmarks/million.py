"""`python -m benchmarks.million ROWS.jsonl ...`: many rows through `derivcheck batch`, cache off.

The rows are repeated until there are enough, each repetition under ids of its own.  Every tenth of
the way the memory of all processes of the run is told: it must not grow with the number of rows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.rows import read_cases

PAGE = 4096
"""Bytes of a page of memory, as Linux counts them in `/proc`."""


def main() -> None:
    """Make the rows, run them, and print a line for each tenth of the answers."""
    options = _options()
    rows = [case.row for case in read_cases(options.rows)]
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder, "asked.jsonl"), Path(folder, "answered.jsonl")
        with asked.open("w", encoding="utf-8") as file:
            file.writelines(_repeated(rows, options.count))
        command = ("batch", str(asked), "-o", str(answered), "-j", str(options.jobs), "--no-cache")
        start = time.perf_counter()
        run = subprocess.Popen((sys.executable, "-m", "derivcheck", *command))
        _watch(run, answered, options.count, start)
        seconds = time.perf_counter() - start
        with answered.open("rb") as file:
            done = sum(1 for _ in file)
    print(f"{done} answers to {options.count} rows in {seconds:.0f} s, with {options.jobs} workers")
    print(f"{1e3 * seconds / options.count:.2f} ms a row of wall clock, exit code {run.returncode}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--jobs", "-j", type=int, default=2)
    return parser.parse_args()


def _repeated(rows: list[dict[str, object]], most: int) -> Iterator[str]:
    made = 0
    for turn in count():
        for row in rows:
            if made == most:
                return
            made += 1
            yield json.dumps(row | {"id": f"{row.get('id')}:{turn}"}) + "\n"


def _watch(run: subprocess.Popen[bytes], answered: Path, most: int, start: float) -> None:
    """Tells how far the run is and how much memory it has, ten times."""
    done, next_report = 0, most // 10
    position = 0
    while run.poll() is None:
        time.sleep(0.5)
        with answered.open("rb") as file:
            file.seek(position)
            while chunk := file.read(1 << 20):
                done += chunk.count(b"\n")
                position += len(chunk)
        if done >= next_report:
            memory = ", ".join(f"{size / 2**20:.0f}" for size in _memory(run.pid))
            print(f"{done:9} rows  {time.perf_counter() - start:7.0f} s  MiB: {memory}", flush=True)
            next_report = done + most // 10


def _memory(pid: int) -> Iterator[int]:
    """The resident bytes of a process and of its children."""
    yield int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _memory(int(child))


if __name__ == "__main__":
    main()
