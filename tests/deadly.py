"""Who answers in tests of a cluster: with its task, or as the task says; quickly imported."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any


def worker() -> int:
    """The worker of the cluster at which a task is: the parent of the supervisor."""
    stat = Path(f"/proc/{os.getppid()}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


@dataclass(frozen=True)
class Deadly:
    """Answers.

    Arguments:
        mark: a file that is made when a worker is killed for the first time.
    """

    mark: str = ""

    def __call__(self, work: Any) -> Any:
        match work:
            case "kills":
                os.kill(worker(), signal.SIGKILL)
                time.sleep(600)
            case "kills once" if not Path(self.mark).exists():
                Path(self.mark).touch()
                os.kill(worker(), signal.SIGKILL)
                time.sleep(600)
            case "crashes":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "loops":
                while True:
                    pass
            case "eats":
                return bytearray(1 << 30)
            case "fails":
                raise ValueError("so it is")
            case "where":
                return os.getpid(), os.getppid(), worker()
        return work
