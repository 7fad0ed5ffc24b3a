"""`derivcheck recheck`: judge the evidence of an earlier run again, without provers."""

from __future__ import annotations

import json
from typing import Any

import click

from derivcheck.checking.recheck import recheck_report, recheck_rows
from derivcheck.cli.sources import read
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.rows import parsed_row
from derivcheck.reporters.clean import clean


@click.command("recheck")
@click.argument("path")
@click.option("--rows", help="PATH holds answers of `derivcheck batch` to these rows.")
def command(path: str, rows: str | None) -> int:
    """Judge the evidence in PATH again: a JSON report, or with --rows the answers of a batch.

    The sources are read afresh and no prover is asked. Exit code 1 if anything that is said to
    be proved is not confirmed.
    """
    return _answers(path, rows) if rows else _report(path)


def _report(path: str) -> int:
    data = _parsed(read(path), path, 1)
    findings = recheck_report(data, read)
    for finding in findings:
        step = f" step {finding.step}:" if finding.step else ""
        click.echo(clean(f"{finding.file}:{step} {finding.message}"))
    click.echo(f"not confirmed: {len(findings)}" if findings else f"confirmed: {clean(path)}")
    return 1 if findings else 0


def _answers(path: str, rows: str) -> int:
    confirmed = True
    for name, decides, good in recheck_rows(_lines(path), _rows(rows)):
        click.echo(json.dumps({"id": name, "confirmed": good}))
        confirmed = confirmed and (good or not decides)
    return 0 if confirmed else 1


def _lines(path: str) -> list[dict[str, Any]]:
    """The objects of a file with one JSON object a line; separators other than `\n` are text."""
    lines = enumerate(read(path).split("\n"), start=1)
    return [_parsed(line, path, number) for number, line in lines if line.strip()]


def _rows(path: str) -> list[dict[str, Any]]:
    """The rows of a file; lines that the batch called invalid are left out, if others are rows."""
    found = map(parsed_row, read(path).split("\n"))
    return [row for row in found if row is not None] or _lines(path)


def _parsed(text: str, path: str, line: int) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        where = line + getattr(error, "lineno", 1) - 1
        message = f"{path}:{where} is not JSON ({getattr(error, 'msg', 'nested too deeply')})"
        hint = "write it with `derivcheck check --format json -o REPORT.json`"
        raise Diagnosis(Diagnostic("DC804", message, hint)) from error
    if not isinstance(data, dict):
        raise Diagnosis(Diagnostic("DC804", f"{path}:{line} is not a JSON object"))
    return data
