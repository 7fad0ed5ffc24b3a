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
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

Raised = TypeVar("Raised", bound=BaseException)


class OutOfTime(BaseException):
    """Time is up; no `Exception`, so that nothing that isolates crashes swallows it."""


@dataclass(slots=True)
class Met:
    """How often the clock or the memory of this machine had a part in what this process found."""

    times: int = 0

    def noted(self, error: Raised) -> Raised:
        """What was raised, and if it is a lack of memory, that is counted."""
        self.times += type(error) is MemoryError  # its kin are counts of ours
        return error


MET = Met()
"""Who remembers what was found asks here whether it would be found again."""


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
    MET.times += 1
    raise OutOfTime
