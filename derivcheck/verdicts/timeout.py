"""The backstop: a clock that stops run-away Python code when all counts have failed to.

It is the clock of the process, which stands still while the machine is suspended or works for
others.  It works by a signal, which reaches only the main thread; elsewhere, and on systems without
`setitimer`, there is none.  C code is stopped when it returns.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(BaseException):
    """Time is up; no `Exception`, so that nothing that isolates crashes swallows it."""


@contextmanager
def backstop(seconds: float) -> Iterator[None]:
    """Let the block run for some time at most.

    Arguments:
        seconds: processor time; 0 for no limit.

    Raises:
        OutOfTime: inside the block, when time is up.
    """
    if not seconds or not _possible():
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


AGAIN = 1.0
"""Seconds after which the signal comes again, should a `finally` or C code have eaten it."""


def _possible() -> bool:
    main = threading.current_thread() is threading.main_thread()
    return main and hasattr(signal, "setitimer")


def _stop(number: int, frame: FrameType | None) -> None:
    raise OutOfTime
