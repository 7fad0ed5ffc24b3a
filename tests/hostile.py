"""The command line, but for steps about certain names, which loop, eat memory, crash or signal.

`python hostile.py check FOLDER`; the names are declared as symbols by the files of the test.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import signal
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from derivcheck.checking.questions import Judge
from derivcheck.checking.run import Answering
from derivcheck.cli import judging
from derivcheck.cli.main import main
from derivcheck.kernel.language.terms import free_names


def _loops() -> None:
    deque(itertools.repeat(None), maxlen=0)  # native code that never looks at signals


def _eats() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 24))


def _interrupts() -> None:
    os.kill(os.getppid(), signal.SIGINT)
    time.sleep(600)


def _terminates() -> None:
    os.kill(os.getppid(), signal.SIGTERM)
    time.sleep(600)


DEEDS: dict[str, Callable[[], object]] = {
    "loops": _loops,
    "eats": _eats,
    "crashes": lambda: ctypes.string_at(0),
    "sleeps": lambda: time.sleep(600),
    "raises": lambda: 1 / 0,
    "interrupts": _interrupts,
    "terminates": _terminates,
}


@dataclass(frozen=True)
class Hostile:
    """Answers as it is told to, but for claims about a name of the table, and for such files."""

    answering: Answering

    def __call__(self, work: Any) -> Any:
        words = os.path.basename(work).split(".") if isinstance(work, str) else ()
        if isinstance(work, Judge):
            words = free_names(work.claim.after)
        for word in words:
            DEEDS.get(word, lambda: None)()
        return self.answering(work)


if __name__ == "__main__":
    judging.Answering = lambda *told: Hostile(Answering(*told))  # type: ignore[assignment,misc]  # for this process
    main()
