"""A cluster of dask.distributed as workers: what the pool does on one machine, on many.

    bundle     tasks go in bundles, which the cluster's scheduler gives to its workers
    killing    a worker of the cluster has each task done by a supervisor beside it, which ends what
               meets a limit, and sees a crash, as the pool does
    lost       what a worker that is gone had, done or not, the scheduler gives to another one
    suspect    a bundle that the scheduler gives up, as workers died at it again and again: each of
               its tasks goes out once more, while nothing else is under way, and is given up if
               that fails as well; so it is the task, and not one beside it, that was the reason

Files are read on this machine, which has them.  What is sent, and what comes back, is pickled: who
holds the cluster can run anything on this machine, and who may connect to it anything on all.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from derivcheck.checking.packing import packed, unpacked
from derivcheck.checking.pool import GLANCE, Task
from derivcheck.checking.supervisor import dismiss, errand, supervised
from derivcheck.checking.worker import DIED, Answer, Lost
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.version import VERSION

BUNDLE = 16
"""How many short tasks are sent together: each message costs about a millisecond."""
AHEAD = 2
"""How many bundles there may be for each thread of the cluster: one at work, one next."""
CONNECTING, PATIENCE, LEAVING = 10.0, 60.0, 5.0
"""Seconds: to reach a scheduler, to go without any worker, to take leave."""
LOST = "the connection to the cluster is lost"
SAME = ("derivcheck", "python-flint", "sympy")
"""Packages of which all of the cluster has the versions of this machine, so that answers agree."""


@dataclass(frozen=True, slots=True)
class Here:
    """What is done on this machine.

    Arguments:
        answer: called for it, in a process of its own all the same.
        stays: whether work is done here.
        jobs: how much at once.
    """

    answer: Answer
    stays: Callable[[Any], bool]
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class _Sent:
    """Tasks under way.

    Arguments:
        future: of those on the cluster, which are done as long as somebody holds it.
        away: whether they are on the cluster.
        alone: whether nothing else is there meanwhile.
    """

    tasks: Sequence[Task]
    future: Any
    away: bool
    alone: bool


class Cluster:
    """The workers of a cluster.

    Arguments:
        address: of its scheduler: `host:8786`, `tls://host:8786`.
        answer: called in the workers.
        memory: megabytes for each process that answers; 0 for no limit.
        chunk: how many tasks may be sent together.
        here: what is not sent.

    Raises:
        Diagnosis: DC821 if dask.distributed is not installed, DC822 if the cluster cannot be used;
            any method does that as well.
    """

    def __init__(
        self, address: str, answer: Answer, memory: int = 0, chunk: int = 1,
        here: Here | None = None,
    ) -> None:  # fmt: skip
        self.here = here or Here(answer, lambda _: False)
        self.chunk, self.run = chunk, uuid.uuid4().hex
        self.told = {True: errand(answer, memory), False: errand(self.here.answer, memory)}
        self.waiting: deque[Task] = deque()
        self.suspects: deque[Task] = deque()
        self.sent: dict[int, _Sent] = {}
        self.done: queue.SimpleQueue[tuple[int, Any]] = queue.SimpleQueue()
        self.count = self.open = 0
        self.threads, self.looked, self.seen = 1, -math.inf, time.monotonic()
        self.client = _connected(address)
        self.local = ThreadPoolExecutor(self.here.jobs)
        self.look()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.local.shutdown(wait=False, cancel_futures=True)
        dismiss(self.run)
        leaving = threading.Thread(target=self.leave, daemon=True)
        leaving.start()
        leaving.join(LEAVING)  # a worker that hangs must not hold this up

    def leave(self) -> None:
        """Call off what is under way, and end the supervisors on the cluster."""
        with suppress(Exception):  # what is gone has no more supervisors
            self.client.cancel([sent.future for sent in self.sent.values() if sent.away])
            self.client.run(dismiss, self.run, on_error="ignore")
        with suppress(Exception):
            self.client.close(timeout=LEAVING)

    def room(self) -> int:
        """How many more tasks would be begun soon; with none open at least one."""
        return max(AHEAD * self.threads * self.chunk - self.open, 0 if self.open else 1)

    def put(self, task: Task) -> None:
        """Take on a task."""
        self.open += 1
        if self.here.stays(task.work):
            self.send([task], away=False)
        else:
            self.waiting.append(task)

    def take(self, seconds: float = math.inf) -> list[tuple[int, Any]]:
        """What is answered by now, or after some waiting (`Workers.take`)."""
        end = time.monotonic() + seconds
        said: list[tuple[int, Any]] = []
        self.feed()
        while self.sent and not said:
            left = end - time.monotonic()
            if left <= 0:
                break
            self.look()
            said = list(self.heard(min(left, GLANCE)))
            self.feed()
        self.open -= len(said)
        return said

    def feed(self) -> None:
        """Send what waits; while there are suspects only one of them, and alone."""
        if self.suspects:
            if not any(sent.away for sent in self.sent.values()):
                self.send([self.suspects.popleft()], away=True, alone=True)
            return
        if any(sent.alone for sent in self.sent.values()):
            return
        size = max(1, min(self.chunk, len(self.waiting) // self.threads))
        while self.waiting:
            these = [self.waiting.popleft() for _ in range(min(size, len(self.waiting)))]
            self.send(these, away=True)

    def send(self, tasks: Sequence[Task], *, away: bool, alone: bool = False) -> None:
        """Have tasks done."""
        self.count += 1
        work = self.run, self.told[away], packed(tasks)
        if away:
            future = self.client.submit(carried_out, VERSION, *work, pure=False)
            self.client.loop.add_callback(self.fetch, self.count, future)
        else:
            future = None
            self.local.submit(self.do, self.count, *work)
        self.sent[self.count] = _Sent(tasks, future, away, alone)

    def do(self, number: int, *work: Any) -> None:
        """Have a bundle answered on this machine, in a thread."""
        try:
            self.done.put((number, supervised(*work)))
        except Exception as error:  # told where answers are heard
            self.done.put((number, error))

    async def fetch(self, number: int, future: Any) -> None:
        """Fetch the answers to a bundle from the cluster, in the loop of the client.

        One whose worker is lost meanwhile, which takes time to find out, holds nobody up.
        """
        try:
            self.done.put((number, await self.client.gather(future, asynchronous=True)))
        except BaseException as error:  # told where answers are heard; also what calls it off
            self.done.put((number, error))

    def heard(self, seconds: float) -> Iterator[tuple[int, Any]]:
        """The answers that have come, if some come in time."""
        with suppress(queue.Empty):
            yield from self.answers(*self.done.get(timeout=seconds))
            while True:
                yield from self.answers(*self.done.get_nowait())

    def answers(self, number: int, said: bytes | BaseException) -> list[tuple[int, Any]]:
        """The answers to a bundle; none if its tasks are to be sent again."""
        sent = self.sent.pop(number)
        if isinstance(said, bytes):
            found = unpacked(said)
            return [(task.number, one) for task, one in zip(sent.tasks, found, strict=True)]
        if not isinstance(said, Exception) or isinstance(said, CancelledError):
            raise _unusable(LOST) from said  # not called off by us: it knows us no more
        if sent.away and not sent.alone:
            self.suspects.extend(sent.tasks)
            return []
        return [(task.number, Lost(DIED, _manner(said))) for task in sent.tasks]

    def look(self) -> None:
        """See now and then whether the cluster is still there, and how large it is."""
        now = time.monotonic()
        if now - self.looked < GLANCE:
            return
        self.looked = now
        try:
            threads = sum(self.client.nthreads(callback_timeout=PATIENCE).values())
        except Exception as error:
            raise _unusable(LOST) from error
        if threads:
            self.threads, self.seen = threads, time.monotonic()
        elif time.monotonic() - self.seen > PATIENCE:
            raise _unusable(f"the cluster has had no worker for {PATIENCE:g} seconds")


def carried_out(version: str, run: str, told: bytes, bundle: bytes) -> bytes:
    """What a worker of the cluster does: has a bundle answered beside it.

    Arguments:
        version: of who asks.
        run, told, bundle: as `supervised` has them.
    """
    if version != VERSION:  # of a worker that came later
        raise RuntimeError(f"derivcheck {VERSION} on a worker, {version} here")
    return supervised(run, told, bundle)


def _manner(error: Exception) -> str:
    if type(error).__name__ == "KilledWorker":
        return "and with it workers of the cluster"
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _connected(address: str) -> Any:
    """A client of a cluster that has workers, all with the versions of this machine."""
    try:
        import distributed
    except ImportError as error:
        hint = "pip install 'derivcheck[cluster]'"
        raise Diagnosis(Diagnostic("DC821", "--cluster needs dask.distributed", hint)) from error
    for name in tuple(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":  # what matters of it is said here
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=CONNECTING, set_as_default=False)
    except Exception as error:  # of many kinds, for addresses that are none as well
        message = f"no cluster can be reached at {address}"
        raise _unusable(message, "name its scheduler: `--cluster HOST:8786`") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        _compare(client.get_versions(packages=SAME))
    except Exception as error:
        client.close(timeout=LEAVING)
        if isinstance(error, Diagnosis):
            raise
        raise _unusable(f"the cluster at {address} has no worker") from error
    return client


def _compare(found: Any) -> None:
    """See that all of a cluster has the versions of this machine.  Raises: Diagnosis."""
    here = found["client"]["packages"]
    places = {"the scheduler": found["scheduler"]}
    places |= {f"worker {address}": told for address, told in sorted(found["workers"].items())}
    for place, told in places.items():
        for package in SAME:
            there = told["packages"].get(package)
            if there != here[package]:
                has = f"has {package} {there}" if there else f"does not have {package}"
                message = f"{place} of the cluster {has}; here it is {here[package]}"
                raise _unusable(message, "install the same versions on all its machines")


def _unusable(message: str, hint: str = "") -> Diagnosis:
    return Diagnosis(Diagnostic("DC822", message, hint))
