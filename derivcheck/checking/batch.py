"""Many single steps: from a row of JSON to its answer."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from derivcheck.checking.pool import SLOW
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import parsed_row, read_row
from derivcheck.notation.data import evidence_to_data
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Counterexample, Verdict
from derivcheck.verdicts.settings import Settings

HEADROOM = 0.9
"""The part of the time for a row after which the work on it is stopped from inside."""


SHOWN = tuple(f.name for f in fields(Counterexample))
"""What an answer says of a counterexample."""


@dataclass(frozen=True, slots=True)
class Answerer:
    """Answers rows; plain data, so that a worker process can have it."""

    settings: Settings

    def __call__(self, line: str) -> str:
        """The answer to a row, as a line of JSON; whatever the row holds, there is one."""
        start = time.perf_counter()
        row = parsed_row(line)
        try:
            verdict = self.verdict(row)
        except (RecursionError, MemoryError):
            verdict = Verdict("undecided", reasons=(Reason(Kind.LIMIT, "the size of the row"),))
        except Exception as error:  # one row must never stop the run
            told = f"{type(error).__name__}: {error}".splitlines()[0]
            reason = Reason(Kind.INTERNAL, told)
            verdict = Verdict("undecided", reasons=(reason,))
        return _line(row, verdict, time.perf_counter() - start)

    def verdict(self, row: Mapping[str, Any] | None) -> Verdict:
        """The verdict on a row; None is a line that is no JSON object."""
        if row is None:
            return Verdict(
                "invalid", reasons=(Reason(Kind.TOLD, "DC007: the line is not a JSON object"),)
            )
        try:
            claim = read_row(row)
        except Diagnosis as error:
            found = error.diagnostic
            hint = f" ({found.hint})" if found.hint else ""
            told = f"{found.code}: {found.message}{hint}"
            return Verdict("invalid", reasons=(Reason(Kind.TOLD, told),))
        return decide(claim, self.settings)


@dataclass(frozen=True, slots=True)
class GivingUp:
    """Answers rows on which the work was stopped from outside."""

    timeout: float

    def __call__(self, line: str, why: str) -> str:
        """The answer to a row.  Arguments: as `pool.answers` has them."""
        limit = Reason(Kind.LIMIT, f"{self.timeout:g} seconds of processor time")
        died = Reason(Kind.INTERNAL, "the worker process died")
        reason = limit if why == SLOW else died
        return _line(parsed_row(line), Verdict("undecided", reasons=(reason,)), self.timeout)


def _line(row: Mapping[str, Any] | None, verdict: Verdict, seconds: float) -> str:
    example = verdict.counterexample
    data = {
        "id": (row or {}).get("id"),
        "verdict": verdict.name,
        "prover": verdict.prover,
        "conditions": list(verdict.conditions),
        "counterexample": {name: getattr(example, name) for name in SHOWN} if example else None,
        "reasons": list(verdict.reasons),
        "evidence": evidence_to_data(verdict.evidence),
        "seconds": round(seconds, 6),
    }
    return json.dumps(data)
