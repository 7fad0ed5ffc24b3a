"""A pool of one worker in a process of its own, for a program that has threads of its own.

What must be ended from outside, on time or on memory, needs a parent; and a parent that has
threads, as a worker of a cluster has, cannot safely fork one that answers.  So it starts a
supervisor, which is this module run as a program: it reads who answers, then bundles of tasks, from
its standard input, and writes bundles of answers to its standard output.

    errand     who answers, within what memory       once, at first
    bundle     tasks, each with its limits           one at a time
    answers    of a bundle, `Lost` for one given up  one for each bundle

It ends when its input does, and when nobody asks for long.
"""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from typing import IO, Any

from derivcheck.checking.packing import packed, unpacked
from derivcheck.checking.pool import GLANCE, Pool, Task
from derivcheck.checking.worker import Answer

IDLE = 60.0
"""Seconds for which a supervisor waits for tasks: whoever was to send some may be gone."""
LENGTH = struct.Struct(">Q")

Bundle = Sequence[Task]


def errand(answer: Answer, memory: int) -> bytes:
    """What a supervisor is told at first.

    Arguments:
        answer: importable by name.
        memory: megabytes for the worker; 0 for no limit.
    """
    return packed((answer, memory))


def supervised(run: str, told: bytes, bundle: bytes) -> bytes:
    """The answers to a bundle, by a supervisor that is idle, or a new one.

    Arguments:
        run: for which it answers; different ones share nobody.
        told: an `errand`.
        bundle: packed tasks.

    Raises:
        EOFError: if the supervisor dies at it.
    """
    supervisor = _idle(run) or _Supervisor(run, told)
    said = supervisor.answers(bundle)
    with _LOCK:
        _IDLE[run].append(supervisor)
    return said


def dismiss(run: str) -> None:
    """End all supervisors of a run that this process has started, whatever they are at."""
    with _LOCK:
        _IDLE.pop(run, None)
        ending = _ALL.pop(run, [])
    for supervisor in ending:
        supervisor.end()


class _Supervisor:
    """A supervisor as its parent sees it.

    Arguments:
        run: for which it answers.
        told: an `errand`.
    """

    def __init__(self, run: str, told: bytes) -> None:
        command = [sys.executable, "-P", "-m", "derivcheck.checking.supervisor"]
        errors = None if os.environ.get("DERIVCHECK_DEBUG") else subprocess.DEVNULL
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors)
        with _LOCK:
            _ALL[run].append(self)
        self.send(told)

    def send(self, data: bytes) -> None:
        """Send it something; should it have died, whoever waits for an answer will find out."""
        assert self.process.stdin is not None
        with suppress(OSError, ValueError):
            _send(self.process.stdin, data)

    def answers(self, bundle: bytes) -> bytes:
        """What it says to a bundle.  Raises: EOFError, if it dies or is ended."""
        assert self.process.stdout is not None
        self.send(bundle)
        try:
            said = _received(self.process.stdout)
        except ValueError:  # closed by `end`
            said = None
        if said is None:
            self.end()
            raise EOFError("the supervisor of the worker died")
        return said

    def end(self) -> None:
        """End it, whatever it is at; its worker ends with it."""
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            with suppress(OSError):  # what was not sent cannot be any more
                stream.close()


_LOCK = threading.Lock()
_ALL: defaultdict[str, list[_Supervisor]] = defaultdict(list)
_IDLE: defaultdict[str, list[_Supervisor]] = defaultdict(list)
"""The supervisors of this process, by the runs for which they answer."""


def _idle(run: str) -> _Supervisor | None:
    """A supervisor that has nothing to do and has not left."""
    with _LOCK:
        while _IDLE[run]:
            found = _IDLE[run].pop()
            if found.process.poll() is None:
                return found
            found.end()
            _ALL[run].remove(found)
    return None


def _send(stream: IO[bytes], data: bytes) -> None:
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes | None:
    """What was sent, None if nothing comes any more."""
    head = _read(stream, LENGTH.size)
    return None if head is None else _read(stream, LENGTH.unpack(head)[0])


def _read(stream: IO[bytes], size: int) -> bytes | None:
    """So many bytes, None if there are fewer; a pipe gives them in pieces."""
    pieces: list[bytes] = []
    while size > 0:
        pieces.append(stream.read(size))
        if not pieces[-1]:
            return None
        size -= len(pieces[-1])
    return b"".join(pieces)


def _told_of(stream: IO[bytes], seconds: float) -> bool:
    """Whether there is something to read, be it the end."""
    if sys.platform == "win32":  # which cannot tell; reading waits there
        return True
    return bool(select.select([stream], [], [], seconds)[0])


def _answers(pool: Pool, bundle: Bundle, source: IO[bytes]) -> list[Any]:
    """The answers to tasks, in their order.  Raises: EOFError, if nobody waits for them."""
    said: dict[int, Any] = {}
    for task in bundle:
        pool.put(task)
    while len(said) < len(bundle):
        said.update(pool.take(GLANCE))
        # Nothing is sent before the answer, so that only the end can be read meanwhile.
        if sys.platform != "win32" and len(said) < len(bundle) and _told_of(source, 0):
            raise EOFError
    return [said[task.number] for task in bundle]


def main() -> None:
    """Answer bundles, until there are no more."""
    if sys.platform != "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asks
    source, sink = open(0, "rb", buffering=0), sys.stdout.buffer  # noqa: SIM115  # all along
    told = _received(source)
    if told is None:
        return
    with suppress(EOFError, OSError), Pool(*_pool(told)) as pool:
        while _told_of(source, IDLE) and (data := _received(source)) is not None:
            _send(sink, packed(_answers(pool, unpacked(data), source)))


def _pool(told: bytes) -> tuple[Answer, int, int]:
    answer, memory = unpacked(told)
    return answer, 1, memory


if __name__ == "__main__":
    main()
