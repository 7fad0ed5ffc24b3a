"""`derivcheck batch`: many single steps, one a line, in worker processes."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import click

from derivcheck.checking.batch import HEADROOM, Answerer, GivingUp
from derivcheck.checking.cluster import BUNDLE, Cluster
from derivcheck.checking.pool import CHUNK, Pool, answers
from derivcheck.checking.run import Bounds
from derivcheck.cli import options
from derivcheck.cli.progress import progress
from derivcheck.cli.reading import rows_of
from derivcheck.cli.sources import names_one_of
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.rows import parsed_row
from derivcheck.verdicts.settings import Settings

if sys.platform != "win32":
    import fcntl

REFUTED, UNDECIDED = 1, 3


@click.command("batch")
@click.argument("rows", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path),
    help="Write the answers here, one a line, in the order of the rows.",
)  # fmt: skip
@click.option(
    "--jobs", "-j", type=options.Count(1), metavar="N", default=1, show_default=True,
    help="Worker processes.",
)  # fmt: skip
@options.timeout
@options.memory
@click.option(
    "--cluster", metavar="ADDRESS", envvar="DERIVCHECK_CLUSTER",
    help="Judge on a cluster of dask.distributed that you trust: the address of its scheduler.",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Judge a row that comes again anew.")
@click.option("--resume", is_flag=True, help="Keep the answers that are there, add the others.")
@click.option("--overwrite", is_flag=True, help="Replace the answers that are there.")
@options.seed
def command(
    rows: Path,
    output: Path,
    jobs: int,
    timeout: float,
    memory: int,
    cluster: str | None,
    no_cache: bool,
    resume: bool,
    overwrite: bool,
    seed: int,
) -> int:
    """Judge every row of ROWS, a file with one JSON object a line.

    A row is a single step: {"id": "7", "symbols": {"x": "real"}, "assume": ["x > 0"],
    "from": "log(x^2)", "to": "2*log(x)", "relation": "="}.
    """
    seconds = HEADROOM * timeout
    settings = Settings(seed=seed, seconds=seconds, cache=not no_cache)
    counts: Counter[str] = Counter()
    try:
        if names_one_of(output, [str(rows)]):
            message = f"{output} holds the rows, which would be lost"
            raise Diagnosis(Diagnostic("DC802", message, "write to another file"))
        with _claimed(output) as file:
            if not resume and not overwrite and output.stat().st_size:
                raise Diagnosis(_there_already(output))
            kept = _kept(rows, output) if resume else file.truncate(0)
            lines = islice(rows_of(rows), kept, None)
            with _workers(Answerer(settings), jobs, memory, cluster) as workers:
                made = answers(lines, GivingUp(Bounds(timeout, memory)), workers, timeout)
                for line in progress(made, lambda: sum(1 for _ in rows_of(rows)) - kept):
                    counts[json.loads(line)["verdict"]] += 1
                    file.write(line.encode() + b"\n")
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise Diagnosis(Diagnostic("DC802", message)) from error
    if counts["refuted"] or counts["invalid"]:
        return REFUTED
    return UNDECIDED if counts["undecided"] else 0


def _workers(answerer: Answerer, jobs: int, memory: int, cluster: str | None) -> Pool | Cluster:
    if cluster is None:
        return Pool(answerer, jobs, memory, CHUNK)
    return Cluster(cluster, answerer, memory, BUNDLE)


@contextmanager
def _claimed(output: Path) -> Iterator[BinaryIO]:
    """A file to be added to, for one run at a time where the system can say so.

    Raises:
        Diagnosis: if another run is writing it.
        OSError: if it cannot be opened.
    """
    with output.open("ab") as file:
        if sys.platform != "win32":
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                message = f"another run is writing {output}"
                raise Diagnosis(Diagnostic("DC802", message, "write to another file")) from error
        yield file


def _there_already(output: Path) -> Diagnostic:
    hint = "`--resume` keeps what it holds and goes on, `--overwrite` replaces it"
    return Diagnostic("DC802", f"{output} is there already", hint)


def _kept(rows: Path, output: Path) -> int:
    """How many answers are there already; a line that was cut off is removed.

    Raises:
        Diagnosis: if they answer other rows.
    """
    if not output.exists():
        return 0
    count, asked = 0, rows_of(rows)
    with output.open("r+b") as file:
        for line in iter(file.readline, b""):
            answer = parsed_row(line.decode("utf-8", "replace"))
            if not line.endswith(b"\n") or answer is None:
                _cut(file, len(line))
                break
            row = parsed_row(next(asked, ""))
            if answer.get("id") != (row or {}).get("id"):
                message = f"line {count + 1} of {output} answers another row"
                raise Diagnosis(Diagnostic("DC802", message, "write to another file"))
            count += 1
    return count


def _cut(file: BinaryIO, length: int) -> None:
    file.seek(-length, 1)
    file.truncate()
