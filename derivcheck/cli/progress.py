"""A progress bar on stderr, for a person who waits; nobody else sees it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from derivcheck.reporters.clean import clean

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds without a bar."""
PAUSE = 0.1
"""Seconds between two drawings of the bar."""

T = TypeVar("T")


def progress(
    things: Iterable[T], total: Callable[[], int], name: Callable[[T], str] = lambda _: ""
) -> Iterator[T]:
    """The things, one by one; the bar shows once this takes long, if stderr is a terminal.

    Drawn between things only: a drawing thread would be in the way of processes that fork.

    Arguments:
        things: what is worked on, or what comes of it.
        total: how many there are; asked only if somebody looks.
        name: what to call the one that is worked on.
    """
    if not sys.stderr.isatty():
        yield from things
        return
    bar = _bar()
    task = bar.add_task("", total=total(), name="")
    due = time.monotonic() + PATIENCE
    try:
        for done, thing in enumerate(things):
            if time.monotonic() > due:
                due = time.monotonic() + PAUSE
                bar.start()
                bar.update(task, completed=done, name=clean(name(thing)), refresh=True)
            yield thing
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
