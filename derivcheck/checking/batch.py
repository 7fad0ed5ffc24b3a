"""Many single steps: from a row of JSON to its answer."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from derivcheck.checking.report_data import ANSWER, Answer
from derivcheck.checking.run import Bounds
from derivcheck.checking.worker import Lost
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.rows import no_row, parsed_row, read_row
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.settings import Settings

HEADROOM = 0.9
"""The part of the time for a row after which the work on it is stopped from inside."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers rows; plain data, so that a worker process can have it."""

    settings: Settings

    def __call__(self, line: str) -> str:
        """The answer to a row, as a line of JSON; whatever the row holds, there is one."""
        start = time.perf_counter()
        row = parsed_row(line)
        told: tuple[Diagnostic, ...] = ()
        try:
            verdict = self.verdict(line, row)
        except Diagnosis as error:
            verdict, told = Verdict("invalid"), (error.diagnostic,)
        except RecursionError:
            verdict = _undecided(Kind.LIMIT, "the size of the row")
        except Exception as error:  # one row must never stop the run
            what = f"{type(error).__name__}: {error}".splitlines()[0]
            verdict = _undecided(Kind.INTERNAL, what)
        return _line(row, verdict, time.perf_counter() - start, told)

    def verdict(self, line: str, row: Mapping[str, Any] | None) -> Verdict:
        """The verdict on a row; None is a line that is no JSON object.  Raises: Diagnosis."""
        if row is None:
            raise Diagnosis(no_row(line))
        return decide(read_row(row), self.settings)


@dataclass(frozen=True, slots=True)
class GivingUp:
    """Answers rows on which the work was stopped from outside."""

    bounds: Bounds

    def __call__(self, line: str, lost: Lost) -> str:
        """The answer to a row.  Arguments: as `pool.answers` has them."""
        verdict = Verdict("undecided", reasons=(self.bounds.reason(lost),))
        return _line(parsed_row(line), verdict, self.bounds.step)


def _undecided(kind: Kind, about: str) -> Verdict:
    return Verdict("undecided", reasons=(Reason(kind, about),))


def _line(
    row: Mapping[str, Any] | None,
    verdict: Verdict,
    seconds: float,
    told: tuple[Diagnostic, ...] = (),
) -> str:
    answer = Answer((row or {}).get("id"), replace(verdict, seconds=seconds), told)
    return json.dumps(ANSWER.data(answer, timings=True))
