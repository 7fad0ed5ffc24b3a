"""What `--infer` guessed, as a block to paste into the document."""

from __future__ import annotations

from collections.abc import Iterable

import click

from derivcheck.cli.reading import read
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.loading import guess
from derivcheck.documents.manuscripts.kinds import is_manuscript
from derivcheck.reporters.clean import clean


def tell_guesses(paths: Iterable[str]) -> None:
    """Print on stderr what was guessed for each document; one that cannot be read was told of."""
    for path in filter(is_manuscript, paths):
        try:
            block = guess(path, read(path))
        except Diagnosis:
            continue
        if block:
            click.echo(f"guessed for {clean(path)}; write it there, as it is meant:", err=True)
            click.echo(clean(block), err=True)
