"""Messages of the command line itself, on stderr."""

from __future__ import annotations

import click

from derivcheck.diagnostics import Diagnostic
from derivcheck.reporters.clean import clean


def complain(diagnostic: Diagnostic) -> None:
    """Print a diagnostic on stderr: `derivcheck: DC802: no file ...`, its hint below."""
    click.echo(f"derivcheck: {clean(str(diagnostic))}", err=True)
    if diagnostic.hint:
        click.echo(f"  hint: {clean(diagnostic.hint)}", err=True)
