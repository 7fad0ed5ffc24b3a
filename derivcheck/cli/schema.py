"""`derivcheck schema`: the JSON schema of derivation files, for editors."""

from __future__ import annotations

import json

import click

from derivcheck.documents.schema import schema


@click.command("schema")
def command() -> int:
    """Print the JSON schema of derivation files, for completion and checks in editors."""
    click.echo(json.dumps(schema(), indent=2))
    return 0
