"""`derivcheck schema`: the JSON schemas of derivation files and of reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from derivcheck.documents.schema import schema as of_derivations
from derivcheck.reporters.schema import schema as of_reports

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "derivation":   of_derivations,
    "report":       lambda: of_reports("report"),
    "report-lines": lambda: of_reports("line"),
}  # fmt: skip


@click.command("schema")
@click.argument("of", type=click.Choice(list(SCHEMAS)), default="derivation")
def command(of: str) -> int:
    """Print a JSON schema.

    OF is `derivation` (the default: what editors need to complete and check derivation files),
    `report` (of `check --format json`) or `report-lines` (of each line of `--format json-lines`).
    """
    click.echo(json.dumps(SCHEMAS[of](), indent=2))
    return 0
