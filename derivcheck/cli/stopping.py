"""Ctrl-C and SIGTERM: both end a command in order, with what is known so far."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

INTERRUPTED, TERMINATED = 130, 143  # as a shell calls a program that SIGINT or SIGTERM ended


class Terminated(BaseException):
    """The process is asked to end; no `Exception`, so that nothing swallows it."""


STOPS = (KeyboardInterrupt, Terminated)
"""What is raised when a run is to stop."""


def exit_code(stop: BaseException) -> int:
    """The exit code of a command that was stopped."""
    return TERMINATED if isinstance(stop, Terminated) else INTERRUPTED


def say_stopped(code: int) -> None:
    """Tell a person that the run did not come to its end."""
    click.echo("terminated" if code == TERMINATED else "interrupted", err=True)


@contextmanager
def terminable() -> Iterator[None]:
    """Have SIGTERM raise `Terminated` inside the block; signals reach the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminate(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # asked twice, it ends at once
    raise Terminated
