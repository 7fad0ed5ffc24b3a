"""The tests of a file of derivations: its steps, its conclusions, and whether it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.checking.walk import step_ids
from derivcheck.documents.loading import load_file
from derivcheck.documents.model import Derivation
from derivcheck.reporters.layout import Layout
from derivcheck.reporters.registry import REPORTERS
from derivcheck.verdicts.report import FileReport, Report
from derivcheck.verdicts.settings import Settings


class DerivationFile(pytest.File):
    """A file, and in it each derivation."""

    def collect(self) -> Iterator[pytest.Collector]:
        """Its derivations, called by their titles or numbers."""
        read = load_file(str(self.path))
        for number, derivation in enumerate(read, start=1):
            name = derivation.title or str(number)
            yield Document.from_parent(self, name=name, derivation=derivation)


class Document(pytest.Collector):
    """A derivation, which is checked when the first of its tests is run."""

    def __init__(self, *, derivation: Derivation, **more: Any) -> None:
        super().__init__(**more)
        self.derivation = derivation

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each step, and one for whether all can be read and concluded."""
        for name in step_ids(self.derivation):
            yield Step.from_parent(self, name=name)
        yield Whole.from_parent(self, name="as a whole")

    @cached_property
    def report(self) -> FileReport:
        """What was found."""
        return check_derivation(self.derivation, Settings())


class _Failed(Exception):
    """Holds the part of the report that tells why."""

    def __init__(self, part: FileReport) -> None:
        super().__init__()
        self.part = part


class _Tested(pytest.Item):
    """Something of a derivation that must be as expected."""

    parent: Document

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The finding, as `derivcheck check` tells it."""
        if isinstance(excinfo.value, _Failed):
            layout = Layout(quiet=True)
            return REPORTERS["full"](Report((excinfo.value.part,)), layout)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """The file, and the name under which a failure stands."""
        return self.path, None, f"{self.path.name}: {self.parent.name}: {self.name}"


class Step(_Tested):
    """A step."""

    def runtest(self) -> None:
        """Fails if the step did not get what it expects."""
        report = self.parent.report
        found = [step for step in report.steps if step.id == self.name]
        if not all(step.as_expected for step in found):
            raise _Failed(replace(report, steps=tuple(found), conclusions=()))


class Whole(_Tested):
    """What is wrong with a derivation beside its steps."""

    def runtest(self) -> None:
        """Fails if it cannot be read, or a chain does not come to what it expects."""
        rest = replace(self.parent.report, steps=())
        if not rest.passed:
            raise _Failed(rest)
