"""Warm worker processes that answer one row at a time, and are killed when they take too long.

A worker is forked when the libraries have been imported, and has answered a few rows before it is
timed.  One question is open at a time, whatever the number of workers, so that no system is slowed
down by another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from derivcheck.checking.worker import spare_collections

Row = Mapping[str, Any]

STARTING = 120.0
"""Seconds a worker may take to start and to warm up."""
TIME_OUT = "time-out"
"""The verdict of a worker that was killed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a system said of a row, and how many seconds it took; None if it was not asked."""

    verdict: str
    seconds: float | None


Decide = Callable[[Row], Answer]
"""From a row to the answer, timed inside."""
Start = Callable[[], Decide]
"""What a worker does before its first question."""

WARM_UP: tuple[Row, ...] = (
    {"symbols": {"x": "real"}, "from": "(x + 1)^2", "to": "x^2 + 2*x + 1"},
    {"symbols": {"x": "real"}, "from": "sin(x)^2 + cos(x)^2", "to": "1"},
    {"symbols": {"x": "positive real"}, "from": "log(x^2)/sqrt(x)", "to": "2*log(x)*x^(-1/2)"},
    {"symbols": {"x": "real"}, "from": "diff(exp(2*x), x)", "to": "exp(2*x)"},
    {"symbols": {"a": "real", "x": "real"}, "from": "int(a*x, x = 0..1)", "to": "a/2"},
    {"symbols": {"x": "real"}, "from": "diff(x*log(abs(x)), x)", "to": "log(abs(x)) + 1"},
    {"symbols": {"n": "positive integer"}, "from": "factorial(n + 1)", "to": "n*factorial(n)"},
    {"symbols": {"x": "real", "y": "real"}, "from": "cos(x + y)", "to": "cos(x) + cos(y)"},
    {"symbols": {"z": "complex"}, "from": "exp(I*z)", "to": "cos(z) + I*sin(z)"},
    {"symbols": {"n": "positive integer"}, "from": "sum(j, j = 1..n)", "to": "n*(n + 1)/2"},
    {"symbols": {"x": "real"}, "from": "atan(x) + atan(1/x)", "to": "pi/2"},
    {"symbols": {"x": "real"}, "from": "sqrt(x^2 + 2*x + 1)", "to": "x + 1"},
)
"""Rows every worker answers before it is timed; they touch what a system loads late."""


@dataclass(slots=True)
class Worker:
    """A system in a process of its own, which is replaced when it had to be killed."""

    start: Start
    process: BaseProcess | None = None
    pipe: Connection | None = None

    def ask(self, row: Row, limit: float) -> Answer:
        """The answer to a row; a worker that dies has none."""
        pipe = self.pipe or self.ready()
        pipe.send(row)
        if not pipe.poll(limit):
            self.stop()
            return Answer(TIME_OUT, limit)
        try:
            answer: Answer = pipe.recv()
        except EOFError:
            self.stop()
            return Answer("crash", None)
        return answer

    def ready(self) -> Connection:
        """The pipe to a new process that has warmed up."""
        context = multiprocessing.get_context("fork")
        self.pipe, its = context.Pipe()
        self.process = context.Process(target=_serve, args=(its, self.start), daemon=True)
        with warnings.catch_warnings():  # threads of libraries, which the worker does not use
            warnings.simplefilter("ignore", DeprecationWarning)
            self.process.start()
        its.close()
        if not self.pipe.poll(STARTING):
            raise RuntimeError("a worker process does not start")
        self.pipe.recv()
        return self.pipe

    def stop(self) -> None:
        """Kill the process, and those it has started."""
        if self.process is None or self.process.pid is None or self.pipe is None:
            return
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.join()
        self.pipe.close()
        self.process = self.pipe = None


@dataclass(slots=True)
class Crew:
    """One worker for each system; a context manager that leaves no process behind."""

    systems: Mapping[str, Start]
    workers: dict[str, Worker] = field(default_factory=dict)

    def __enter__(self) -> Crew:
        self.workers = {name: Worker(start) for name, start in self.systems.items()}
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers.values():
            worker.stop()


def _serve(pipe: Connection, start: Start) -> None:
    """What a worker does until it is killed."""
    os.setsid()
    decide = start()
    for row in WARM_UP:
        decide(row)
    spare_collections()  # for every system, as `derivcheck batch` does
    pipe.send(None)
    while True:
        pipe.send(decide(pipe.recv()))
