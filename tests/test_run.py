"""The run over files with workers that answer when they are told to."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from derivcheck.checking.check import Answers, check_derivation
from derivcheck.checking.pool import Task
from derivcheck.checking.questions import Judge
from derivcheck.checking.run import Answering, Bounds, Run
from derivcheck.documents.yaml import load
from derivcheck.kernel.language.terms import free_names
from derivcheck.verdicts.settings import Settings

TEXT = """\
symbols: {x: real}
steps:
  - expr: (x + 1)^2
  - expr: x^2 + 1
  - expr: x^2 + 2*x + 1
---
symbols: {y: real}
steps:
  - expr: (y + 1)^2
  - expr: y^2 + 2*y + 1
"""
SETTINGS = Settings()


def read(path: str) -> Any:
    return load(path, TEXT)


class Ordered:
    """Workers that answer the open task that comes first in an order."""

    def __init__(self, order: Callable[[Any], int]) -> None:
        self.order, self.open, self.given = order, list[Task](), 0
        self.answer = Answering(read, Answers(SETTINGS))

    def room(self) -> int:
        return 20 - len(self.open)

    def put(self, task: Task) -> None:
        self.given += 1
        assert self.given < 100
        self.open.append(task)

    def take(self, seconds: float = math.inf) -> list[tuple[int, Any]]:
        assert self.open, "the run waits for an answer to nothing"
        task = min(self.open, key=lambda task: self.order(task.work))
        self.open.remove(task)
        return [(task.number, self.answer(task.work))]


def late(work: Any) -> int:
    """A step that follows from further up: that it was foreseen from the line before comes late."""
    if not isinstance(work, Judge):
        return 0
    if "y" in free_names(work.claim.before):
        return 2
    return int(work.name == "3")


@pytest.mark.parametrize("order", [late, lambda work: 0, lambda work: -late(work)])
def test_the_reports_are_those_of_one_process(order: Callable[[Any], int]) -> None:
    (found,) = Run(["a"], False, Ordered(order), Bounds()).reports()
    alone = [check_derivation(d, SETTINGS) for d in load("a", TEXT)]
    names = [[step.found.name for step in report.steps] for report in found]
    assert names == [[step.found.name for step in report.steps] for report in alone]
    assert names[0][1:] == ["refuted", "proved"]
