"""Worker processes that answer lines, each line under a deadline that is kept by killing.

A worker is started once and answers many lines.  One that is too slow, or dies, is replaced; the
line it was at is given up, the others it had been sent go to the next one.  Deadlines are on the
worker's own clock, which stands still while the machine is suspended or works for others.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from derivcheck.checking.safe_path import safe_path

Answer = Callable[[str], str]
"""From a line to its answer; importable by name, so that another process can have it."""

CHUNK = 4
"""How many lines a worker has before it, so that it need not wait for the next."""
AHEAD = 64
"""How many lines for each worker may be begun before the oldest open one is answered."""
STARTING = 120.0
"""Seconds a worker may take to start."""
ASLEEP = 60
"""How many times its limit a worker that does nothing may take."""
GLANCE = 1.0
"""Seconds between two looks at the clocks; should the machine be suspended, one look is lost."""

YOUNG = 20_000
"""How many objects a worker makes between two collections: a line leaves few cycles."""

SLOW, DEAD = "slow", "dead"
"""Why a line was given up."""


@dataclass(slots=True)
class Worker:
    """A process with the lines it has been sent, oldest first.

    Arguments:
        deadline: on its own clock.
        patience: for how many seconds more it is waited for, whatever its clock says.
    """

    process: BaseProcess
    pipe: Connection
    deadline: float
    patience: float
    ready: bool = False
    lines: deque[tuple[int, str]] = field(default_factory=deque)


def answers(
    lines: Iterable[str],
    answer: Answer,
    give_up: Callable[[str, str], str],
    jobs: int,
    timeout: float,
) -> Iterator[str]:
    """The answers to lines, in their order, however many there are.

    Arguments:
        lines: read only as far as needed.
        answer: called in a worker process.
        give_up: line, `slow` or `dead` -> the answer to a line that is given up.
        jobs: how many workers.
        timeout: seconds for a line.
    """
    pool = _Pool(enumerate(lines), answer, give_up, timeout)
    try:
        pool.workers = [pool.started() for _ in range(jobs)]
        yield from pool.ordered()
    finally:
        for worker in pool.workers:
            _stop(worker)


def _left(worker: Worker) -> float:
    """The seconds a worker has left."""
    return min(worker.deadline - _clock(worker.process), worker.patience)


def _clock(process: BaseProcess) -> float:
    """The processor time of a process where the system tells it, else the time that passes."""
    try:
        return time.clock_gettime(~(process.pid or 0) << 3 | 2)  # as clock_getcpuclockid(3) has it
    except (AttributeError, OSError):
        return time.monotonic()


def _stop(worker: Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def spare_collections() -> None:
    """Has the collector of cycles look less often, and not at what is loaded: modules stay."""
    gc.freeze()
    gc.set_threshold(YOUNG)


def _serve(pipe: Connection, answer: Answer) -> None:
    """What a worker does until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    spare_collections()
    pipe.send(None)
    while True:
        try:
            lines = pipe.recv()
        except EOFError:
            return
        for line in lines:
            pipe.send(answer(line))


@dataclass(slots=True)
class _Pool:
    """The workers, the lines that are open and the answers that wait for earlier ones."""

    lines: Iterator[tuple[int, str]]
    answer: Answer
    give_up: Callable[[str, str], str]
    timeout: float
    workers: list[Worker] = field(default_factory=list)
    again: deque[tuple[int, str]] = field(default_factory=deque)
    done: dict[int, str] = field(default_factory=dict)
    next: int = 0
    read: int = 0
    exhausted: bool = False

    def started(self) -> Worker:
        """A new worker, spawned: forking would copy threads and locks half-way."""
        context = multiprocessing.get_context("spawn")
        mine, its = context.Pipe()
        process = context.Process(target=_serve, args=(its, self.answer), daemon=True)
        with safe_path():
            process.start()
        its.close()
        return Worker(process, mine, _clock(process) + STARTING, STARTING)

    def ordered(self) -> Iterator[str]:
        """The answers in order; ends when all lines are answered."""
        while True:
            for worker in self.workers:
                self.feed(worker)
            if self.exhausted and self.next == self.read:
                return
            self.listen()
            while self.next in self.done:
                yield self.done.pop(self.next)
                self.next += 1

    def feed(self, worker: Worker) -> None:
        """Give a worker lines, if it is ready and has few left."""
        if not worker.ready or len(worker.lines) > CHUNK // 2:
            return
        new = [line for _ in range(CHUNK) if (line := self.line()) is not None]
        if not new:
            return
        if not worker.lines:
            self.give_time(worker)
        worker.lines.extend(new)
        with suppress(OSError):  # it died; `listen` will find out
            worker.pipe.send([text for _, text in new])

    def give_time(self, worker: Worker) -> None:
        """Let a worker begin a line."""
        worker.deadline = _clock(worker.process) + self.timeout
        worker.patience = ASLEEP * self.timeout

    def line(self) -> tuple[int, str] | None:
        """The next line to be answered, if there is one and not too many are open."""
        if self.again:
            return self.again.popleft()
        if self.read - self.next >= AHEAD * len(self.workers):
            return None
        found = next(self.lines, None)
        self.exhausted = found is None
        self.read += found is not None
        return found

    def listen(self) -> None:
        """Wait for answers, or until a deadline has passed."""
        busy = [w for w in self.workers if w.lines or not w.ready]
        left = min(_left(w) for w in busy)
        start = time.monotonic()
        heard = wait([w.pipe for w in busy], min(max(0.0, left), GLANCE))
        waited = min(time.monotonic() - start, GLANCE)
        for position, worker in enumerate(self.workers):
            worker.patience -= waited
            if worker.pipe in heard:
                if not self.hear(worker):
                    self.replace(position, DEAD)
            elif (worker.lines or not worker.ready) and _left(worker) < 0:
                self.replace(position, SLOW)

    def hear(self, worker: Worker) -> bool:
        """Take what a worker has to say; False if it is dead."""
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            return False
        self.give_time(worker)
        if worker.ready:
            self.done[worker.lines.popleft()[0]] = said
        worker.ready = True
        return True

    def replace(self, position: int, why: str) -> None:
        """Give up the line at which a worker is, and start another one for the rest."""
        worker = self.workers[position]
        _stop(worker)
        if worker.lines and worker.ready:
            number, text = worker.lines.popleft()
            self.done[number] = self.give_up(text, why)
        elif not worker.ready:
            raise RuntimeError("a worker process does not start")
        self.again.extend(worker.lines)
        self.workers[position] = self.started()
