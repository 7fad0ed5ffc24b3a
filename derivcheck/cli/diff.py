"""`derivcheck diff`: what differs between two derivations, by what they say."""

from __future__ import annotations

import click

from derivcheck.checking.comparison import compared
from derivcheck.cli import options
from derivcheck.cli.output import write
from derivcheck.cli.reading import derivations, require_readable
from derivcheck.documents.model import Derivation
from derivcheck.reporters.difference import FORMATS
from derivcheck.verdicts.settings import Settings

DIFFERENT = 1


@click.command("diff")
@click.argument("before")
@click.argument("after")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="concise", show_default=True,
    help="How to report.",
)  # fmt: skip
@options.timeout
def command(before: str, after: str, form: str, timeout: float) -> int:
    """Compare two derivations step by step, by what they say and not by how it is written.

    Steps are paired by their labels and by what they say.  The exit code is 0 if each step is the
    same in both, or proved to be equal, with the same verdict; 1 if anything differs; 2 if one of
    the files cannot be read.
    """
    found = compared(_read(before), _read(after), Settings(seconds=timeout))
    write(FORMATS[form](found, (before, after)), None)
    return 0 if found.same else DIFFERENT


def _read(path: str) -> tuple[Derivation, ...]:
    """The derivations of a file.  Raises: Diagnosis, if it cannot be read as a whole."""
    read = derivations(path)
    require_readable(path, read, "cannot be compared")
    return read
