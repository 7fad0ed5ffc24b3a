"""A progress bar on stderr, for a person who waits; nobody else sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from derivcheck.reporters.clean import clean

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds without a bar
_MANY = 20  # files that get one at once  # fmt: skip


def progress(paths: Sequence[str]) -> Iterator[str]:
    """The paths, one by one; the bar shows once this takes long, if stderr is a terminal.

    Drawn between files only: a drawing thread would be in the way of processes that fork.
    """
    if not sys.stderr.isatty():
        yield from paths
        return
    bar = _bar()
    task = bar.add_task("", total=len(paths), name="")
    start = time.monotonic()
    try:
        for done, path in enumerate(paths):
            if len(paths) > _MANY or time.monotonic() - start > _PATIENCE:
                bar.start()
                bar.update(task, completed=done, name=clean(path), refresh=True)
            yield path
    finally:
        bar.stop()


def _bar() -> Progress:
    """A bar that is drawn on demand; rich is loaded only where there is a terminal to draw on."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("checking"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=Console(stderr=True), transient=True, auto_refresh=False,
    )  # fmt: skip
