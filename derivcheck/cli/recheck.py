"""`derivcheck recheck`: judge the evidence of an earlier run again, without provers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from derivcheck.checking.recheck import Rechecked, recheck_report
from derivcheck.checking.recheck_rows import recheck_rows
from derivcheck.cli.json_input import MAX_BYTES, DoubledKey, parsed
from derivcheck.cli.reading import read, rows_of, unopened
from derivcheck.cli.sources import find
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import lines
from derivcheck.documents.rows import parsed_row
from derivcheck.reporters.clean import clean
from derivcheck.reporters.summary import counted


@click.command("recheck")
@click.argument("path", type=click.Path())
@click.argument("more", nargs=-1, type=click.Path())
@click.option("--rows", help="PATH holds answers of `derivcheck batch` to these rows.")
@click.option(
    "--covers", multiple=True, metavar="PATHS",
    help="The report must speak of all derivations of these files and folders.",
)  # fmt: skip
def command(path: str, more: tuple[str, ...], rows: str | None, covers: tuple[str, ...]) -> int:
    """Judge the evidence in PATH again: a JSON report, or with --rows the answers of a batch.

    The sources are read afresh and no prover is asked. Exit code 1 if anything that is said to
    be proved or refuted is not confirmed, if something is missing or there twice, or if there
    is nothing to confirm. MORE are further paths of --covers.
    """
    if more and not covers:
        raise click.UsageError(f"one report at a time, not also {more[0]}")
    if rows and covers:
        raise click.UsageError("--covers is for reports, --rows for answers")
    try:
        return _answers(path, rows) if rows else _report(path, (*covers, *more))
    except DoubledKey as error:
        click.echo(clean(f"{path}: not confirmed: the key `{error}` is there twice in one object"))
        return 1


def _report(path: str, covers: Sequence[str]) -> int:
    data = parsed(read(path, MAX_BYTES), path, 1)
    found = recheck_report(data, read, find(covers).files if covers else ())
    for finding in found.findings:
        where = ": ".join(filter(None, (finding.file, finding.step and f"step {finding.step}")))
        click.echo(clean(f"{where or path}: {finding.message}"))
    click.echo(clean(f"{path}: {_summary(found)}"))
    return 1 if found.findings else 0


def _summary(found: Rechecked) -> str:
    """`confirmed: 3 steps of 1 file; 1 undecided, 0 invalid`."""
    steps, files = found.confirmed.total(), sum(map(bool, found.confirmed.values()))
    judged = f"{counted(steps, 'step')} of {counted(files, 'file')}"
    rest = f"{found.counts['undecided']} undecided, {found.counts['invalid']} invalid"
    if not found.findings:
        return f"confirmed: {judged}; {rest}"
    return f"not confirmed: {counted(len(found.findings), 'finding')}; of the rest {judged}; {rest}"


def _answers(path: str, rows: str) -> int:
    found = list(recheck_rows(_lines(path), _rows(rows)))
    for row in found:
        reason = {} if row.confirmed else {"reason": row.reason}
        click.echo(json.dumps({"id": row.id, "confirmed": row.confirmed} | reason))
    if not found:
        click.echo(clean(f"{rows}: there is no row, so there is nothing to confirm"), err=True)
    return 0 if found and not any(row.failed for row in found) else 1


def _lines(path: str) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object a line; separators other than `\n` are text."""
    for number, line in enumerate(_bytes(path), start=1):
        if len(line) > MAX_BYTES:
            message = f"{path}:{number} has more than {MAX_BYTES:,} bytes"
            raise Diagnosis(Diagnostic("DC804", message))
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            message = f"{path}:{number} is not UTF-8: byte {error.start + 1} cannot be read"
            raise Diagnosis(Diagnostic("DC804", message, "save it as UTF-8")) from error
        if text.strip():
            yield parsed(text, path, number)


def _bytes(path: str) -> Iterator[bytes]:
    try:
        yield from lines(path, MAX_BYTES)
    except OSError as error:
        raise Diagnosis(unopened(path, error)) from error


def _rows(path: str) -> Sequence[dict[str, Any] | None]:
    """The rows of a file; lines that the batch called invalid are None, if others are rows."""
    found = [parsed_row(line) for line in rows_of(Path(path))]
    return found if any(row is not None for row in found) else [*_lines(path)]
