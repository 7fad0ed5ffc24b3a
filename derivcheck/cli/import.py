"""`derivcheck import`: a document with formulas as a derivation file."""  # noqa: N999  # named as the command is

from __future__ import annotations

from pathlib import Path

import click

from derivcheck.cli.output import write
from derivcheck.cli.reading import read, require_readable
from derivcheck.documents.loading import readings
from derivcheck.documents.manuscripts.transcription import transcribed

UNUSABLE = 1


@click.command("import")
@click.argument("path", type=click.Path())
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Write it here."
)
def command(path: str, output: Path | None) -> int:
    """Write the marked formulas of PATH, a LaTeX or Markdown document, as a derivation file.

    Each is a derivation of its own, in plain notation.  A line that cannot be read stays in LaTeX;
    the exit code is then 1.
    """
    found = readings(path, read(path))
    require_readable(path, (r.derivation for r in found), "is not written")
    write("---\n".join(map(transcribed, found)), output)
    steps = [step for r in found for step in r.derivation.every_step]
    return UNUSABLE if any(step.text.term is None for step in steps) else 0
