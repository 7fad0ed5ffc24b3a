"""What a worker process does: it answers tasks until its pipe is closed, within its limits.

    death of the parent   Linux: the kernel kills it (prctl PR_SET_PDEATHSIG), whatever it is at
                          elsewhere: a thread sees it, once native code lets Python run
    memory                RLIMIT_AS, where there is one
    native crash          no core is written; the parent sees which signal it was

Standard input, output and error are not the worker's: who reads the run's output waits for no
worker, and native code prints nothing into it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from derivcheck.checking.packing import packed, unpacked

if sys.platform != "win32":
    import resource

Answer = Callable[[Any], Any]
"""From the work of a task to its answer, both plain data; importable by name."""

PR_SET_PDEATHSIG = 1
MEGABYTE = 1 << 20

YOUNG = 20_000
"""How many objects a worker makes between two collections: a task leaves few cycles."""

SLOW, MEMORY, DIED, FAILED = "slow", "memory", "died", "failed"
"""Why a task was given up: which limit it met, the process died, or what answers raised."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What is said instead of an answer.

    Arguments:
        why: as above, or what a caller adds.
        how: of a death by which signal, or with which exit code; of a failure what was raised.
    """

    why: str
    how: str = ""


def serve(pipe: Connection, answer: Answer, memory: int, closing: Sequence[Connection]) -> None:
    """Answer what comes through the pipe.

    Arguments:
        answer: called for each task.
        memory: megabytes the process may have; 0 for no limit.
        closing: ends of pipes that a forked process has without need.
    """
    for other in closing:
        other.close()
    _die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the main process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    _leave_the_terminal()
    _limit(memory)
    spare_collections()
    with suppress(EOFError, OSError):  # nobody is there any more
        pipe.send_bytes(b"")
        while True:
            for work in unpacked(pipe.recv_bytes()):
                said = _answered(answer, work)
                pipe.send_bytes(said)


def _answered(answer: Answer, work: Any) -> bytes:
    """The answer as bytes; whatever is raised, there is one."""
    try:
        return packed(answer(work))
    except MemoryError:
        return packed(Lost(MEMORY))
    except Exception as error:  # one task must never stop the run
        return packed(Lost(FAILED, f"{type(error).__name__}: {error}".splitlines()[0]))


def spare_collections() -> None:
    """Has the collector of cycles look less often, and not at what is loaded: modules stay."""
    gc.freeze()
    gc.set_threshold(YOUNG)


def dies_with_parent() -> bool:
    """Whether the system itself ends a worker whose parent is gone."""
    return sys.platform == "linux"


def limits_memory() -> bool:
    """Whether the system keeps the limit on memory."""
    return sys.platform == "linux"  # macOS takes RLIMIT_AS and does not keep it


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is None:
        return
    if dies_with_parent():
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent.pid:  # it died before that
            os._exit(1)
        return
    threading.Thread(target=_outlive_nobody, args=(parent.sentinel,), daemon=True).start()


def _outlive_nobody(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _leave_the_terminal() -> None:
    """What native code prints goes nowhere, except where somebody looks for a fault."""
    kept = (2,) if os.environ.get("DERIVCHECK_DEBUG") else ()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in {0, 1, 2}.difference(kept):
        os.dup2(nowhere, number)


def _limit(memory: int) -> None:
    if sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if memory and limits_memory():
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = memory * MEGABYTE
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
