"""`derivcheck export`: a derivation for a paper, with what was found about its steps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from derivcheck.checking.check import check_derivation
from derivcheck.cli.output import write
from derivcheck.cli.sources import derivations
from derivcheck.documents.model import Derivation
from derivcheck.reporters import latex
from derivcheck.verdicts.report import FileReport
from derivcheck.verdicts.settings import Settings

EXPORTERS: dict[str, Callable[[Derivation, FileReport], str]] = {
    "latex": latex.render,
}


@click.command("export")
@click.argument("path")
@click.option("--to", "target", type=click.Choice(list(EXPORTERS)), required=True, help="Format.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def command(path: str, target: str, output: Path | None) -> int:
    """Check PATH (- for standard input) and write it as LaTeX."""
    settings = Settings()
    texts = [EXPORTERS[target](d, check_derivation(d, settings)) for d in derivations(path)]
    write("\n".join(texts), output)
    return 0
