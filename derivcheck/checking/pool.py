"""Worker processes that answer tasks, each task under a deadline that is kept by killing.

    put      give a task, as long as there is room
    take     what is answered by now: number and answer, or `Lost` and why
    answers  a stream of tasks to the stream of their answers, in order

A task is plain data, its answer too, and who answers is importable by name: what has `room`, `put`
and `take` may stand in for the pool.  A worker is started when there is work for it, and answers
many tasks.  One that is too slow, or dies, is replaced; the task it was at is lost, the others it
had been sent go to the next one.  Deadlines are on the worker's own clock, which stands still while
the machine is suspended or works for others.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Protocol

from derivcheck.checking.packing import packed, unpacked
from derivcheck.checking.safe_path import safe_path
from derivcheck.checking.worker import DIED, SLOW, Answer, Lost, serve

CHUNK = 4
"""How many short tasks a worker may have before it, so that it need not wait for the next."""
SHORT = 16_384
"""Bytes of what is sent to a worker that is busy: its pipe holds that, so that nobody waits."""
AHEAD = 64
"""How many tasks for each worker may be begun before the oldest open one is answered."""
STARTING = 120.0
"""Seconds a worker may take to start."""
ASLEEP = 60
"""How many times its limit a worker that does nothing may take."""
WARM_UP = 0.1
"""Seconds in which one worker may do all there is: to start another one is work as well."""
GLANCE = 1.0
"""Seconds between two looks at the clocks; should the machine be suspended, one look is lost."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be answered.

    Arguments:
        number: by which its answer is known.
        work: plain data.
        seconds: processor time for it.
        asleep: how many times that it may take while it does nothing.
    """

    number: int
    work: Any
    seconds: float
    asleep: float | None = None


class Workers(Protocol):
    """Whoever answers tasks: the pool of this machine, or something larger."""

    def room(self) -> int:
        """How many more tasks would be begun soon."""

    def put(self, task: Task) -> None:
        """Take on a task."""

    def take(self, seconds: float = math.inf) -> list[tuple[int, Any]]:
        """The answers that are there, by the numbers of their tasks, `Lost` for one given up.

        Arguments:
            seconds: after which it returns without any; with no task open it does so at once.
        """


def answers(
    works: Iterable[Any], give_up: Callable[[Any, Lost], Any], workers: Workers, seconds: float
) -> Iterator[Any]:
    """The answers to works, in their order, however many there are.

    Arguments:
        works: read only as far as needed.
        give_up: work, why -> the answer to one that is given up.
        seconds: processor time for each.
    """
    numbered = enumerate(works)
    open_: dict[int, Any] = {}
    done: dict[int, Any] = {}
    following, most = 0, AHEAD * max(1, workers.room())
    while True:
        while workers.room() and len(open_) + len(done) < most:
            number, work = next(numbered, (-1, None))
            if number < 0:
                break
            open_[number] = work
            workers.put(Task(number, work, seconds))
        if not open_ and not done:
            return
        for number, said in workers.take():
            work = open_.pop(number)
            done[number] = give_up(work, said) if isinstance(said, Lost) else said
        while following in done:
            yield done.pop(following)
            following += 1


@dataclass(slots=True)
class _Worker:
    """A process with the tasks it has been sent, oldest first.

    Arguments:
        deadline: on its own clock.
        patience: for how many seconds more it is waited for, whatever its clock says.
    """

    process: BaseProcess
    pipe: Connection
    deadline: float
    patience: float
    ready: bool = False
    tasks: deque[Task] = field(default_factory=deque)

    @property
    def waited_for(self) -> bool:
        """Whether it is to say something."""
        return bool(self.tasks) or not self.ready

    @property
    def left(self) -> float:
        """The seconds it has left."""
        return min(self.deadline - _clock(self.process), self.patience)

    def begin(self) -> None:
        """Give it time for its oldest task."""
        if self.tasks:
            task = self.tasks[0]
            self.deadline = _clock(self.process) + task.seconds
            self.patience = (ASLEEP if task.asleep is None else task.asleep) * task.seconds

    def stop(self) -> None:
        """End it, whatever it is at."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _clock(process: BaseProcess) -> float:
    """The processor time of a process where the system tells it, else the time that passes."""
    try:
        return time.clock_gettime(~(process.pid or 0) << 3 | 2)  # as clock_getcpuclockid(3) has it
    except (AttributeError, OSError):
        return time.monotonic()


class Pool:
    """The worker processes of this machine.

    Arguments:
        answer: called in the workers.
        jobs: how many workers there may be.
        memory: megabytes for each; 0 for no limit.
        chunk: how many tasks a worker may have before it, if they are short.
    """

    def __init__(self, answer: Answer, jobs: int, memory: int = 0, chunk: int = 1) -> None:
        self.answer, self.jobs, self.memory, self.chunk = answer, jobs, memory, chunk
        self.workers: list[_Worker] = []
        self.waiting: deque[Task] = deque()
        self.said: list[tuple[int, Any]] = []
        self.warm = math.inf
        gc.freeze()  # so that collections in workers copy no page of what is loaded

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        while self.workers:
            self.workers[-1].stop()
            self.workers.pop()

    def room(self) -> int:
        """How many more tasks would be begun soon."""
        given = sum(len(w.tasks) for w in self.workers) + len(self.waiting)
        return max(0, self.jobs * self.chunk - given)

    def put(self, task: Task) -> None:
        """Take on a task."""
        self.waiting.append(task)
        self.feed()

    def take(self, seconds: float = math.inf) -> list[tuple[int, Any]]:
        """What is answered by now, or after some waiting (`Workers.take`)."""
        end = time.monotonic() + seconds
        while not self.said and any(w.tasks for w in self.workers):
            left = end - time.monotonic()
            if left <= 0:
                break
            self.listen(left)
            self.feed()
        said, self.said = self.said, []
        return said

    def feed(self) -> None:
        """Give waiting tasks to workers: to an idle one, a new one, or a busy one if short."""
        while self.waiting:
            idle = next((w for w in self.workers if not w.tasks), None)
            if idle is None and len(self.workers) < self.most():
                idle = self.started()
            if idle is not None:
                task = self.waiting.popleft()
                self.send(idle, task, packed([task.work]))
                continue
            least = min(self.workers, key=lambda w: len(w.tasks))
            if len(least.tasks) >= self.chunk:
                return
            data = packed([self.waiting[0].work])
            if len(data) * self.chunk > SHORT:
                return
            self.send(least, self.waiting.popleft(), data)

    def most(self) -> int:
        """How many workers there may be by now."""
        if not self.workers:
            self.warm = min(self.warm, time.monotonic() + WARM_UP)
            return 1
        return self.jobs if time.monotonic() >= self.warm else 1

    def send(self, worker: _Worker, task: Task, data: bytes) -> None:
        """Send a task to a worker."""
        worker.tasks.append(task)
        if worker.ready and len(worker.tasks) == 1:
            worker.begin()
        with suppress(OSError):  # it died; `listen` will find out
            worker.pipe.send_bytes(data)

    def started(self) -> _Worker:
        """A new worker."""
        context = multiprocessing.get_context("fork" if forks() else "spawn")
        mine, its = context.Pipe()
        closing = [mine, *(w.pipe for w in self.workers)] if forks() else []
        arguments = (its, self.answer, self.memory, closing)
        process = context.Process(target=serve, args=arguments, daemon=True)  # type: ignore[attr-defined]  # each context has it
        with safe_path(), _undisturbed():
            process.start()
            worker = _Worker(process, mine, _clock(process) + STARTING, STARTING)
            self.workers.append(worker)
        its.close()
        return worker

    def listen(self, seconds: float) -> None:
        """Wait for answers, or until a deadline or the time has passed."""
        busy = [w for w in self.workers if w.waited_for]
        left = max(0.0, min(w.left for w in busy))
        start = time.monotonic()
        cold = max(0.0, self.warm - start) if self.waiting else 0.0
        heard = wait([w.pipe for w in busy], min(left, seconds, cold or GLANCE))
        waited = min(time.monotonic() - start, GLANCE)
        for worker in busy:
            worker.patience -= waited
            if worker.pipe in heard:
                self.hear(worker)
            elif worker.left < 0:
                self.lose(worker, Lost(SLOW))

    def hear(self, worker: _Worker) -> None:
        """Take what a worker has to say."""
        try:
            data = worker.pipe.recv_bytes()
            said = unpacked(data) if data else None
        except (EOFError, OSError, pickle.UnpicklingError):
            worker.process.join()
            self.lose(worker, Lost(DIED, _manner(worker.process.exitcode)))
            return
        if worker.ready:
            self.said.append((worker.tasks.popleft().number, said))
        worker.ready = True
        worker.begin()

    def lose(self, worker: _Worker, why: Lost) -> None:
        """Give up the task at which a worker is; another worker gets the rest."""
        worker.stop()
        self.workers.remove(worker)
        if not worker.ready:
            raise RuntimeError("a worker process does not start")
        if worker.tasks:
            self.said.append((worker.tasks.popleft().number, why))
        self.waiting.extendleft(reversed(worker.tasks))


def forks() -> bool:
    """Whether workers start by forking, which takes a hundredth of a second, where that is safe.

    A fork has what its parent has loaded, and imports nothing.  The command has one thread only.
    """
    return sys.platform == "linux"


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No Ctrl-C between a fork and what makes its result known."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _manner(code: int | None) -> str:
    """How a process ended: `SIGSEGV`, `exit code 3`."""
    try:
        return signal.Signals(-(code or 0)).name
    except ValueError:
        return f"exit code {code}"
