"""Judging the answers of a batch again: from the rows, without provers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.checking.rejudging import DECIDED, Unconfirmed, rejudged
from derivcheck.checking.report_data import ANSWER, Answer, Object, Told, unlike
from derivcheck.diagnostics import Diagnosis
from derivcheck.documents.rows import read_row


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether the answer to a row is confirmed.

    Arguments:
        id: as the row has it.
        failed: whether that is a failure; to be undecided is none.
        reason: why it is not confirmed.
    """

    id: Any
    confirmed: bool
    failed: bool
    reason: str = ""


def recheck_rows(
    answers: Iterable[Object], rows: Iterable[Object | None]
) -> Iterator[Confirmation]:
    """What becomes of every row, in order, then of the answers that belong to none.

    Arguments:
        answers: as `derivcheck batch` writes them.
        rows: that were asked; None is a line that is no JSON object.
    """
    asked, told = _by_id(row or {} for row in rows), _by_id(answers)
    for key, same in asked.items():
        yield from _compared(json.loads(key), same, told.get(key, []))
    for key in told.keys() - asked.keys():
        yield Confirmation(json.loads(key), False, True, "no row has this id")


def _by_id(things: Iterable[Object]) -> dict[str, list[Object]]:
    """Rows or answers by their ids as JSON text, for 7 is not "7"."""
    found: dict[str, list[Object]] = {}
    for thing in things:
        found.setdefault(json.dumps(thing.get("id")), []).append(thing)
    return found


def _compared(
    name: Any, rows: Sequence[Object], answers: Sequence[Object]
) -> Iterator[Confirmation]:
    """What becomes of the rows with one id: there should be one, with one answer."""
    if len(rows) == len(answers) == 1:
        yield _confirmation(name, rows[0], answers[0])
        return
    nameless = name is None and len(rows) == len(answers)
    failed = not nameless or any(Told.of(a).verdict in DECIDED for a in answers)
    reason = "no answer has this id" if not answers else "the id is not unique"
    yield from (Confirmation(name, False, failed, reason) for _ in rows)


def _confirmation(name: Any, row: Object, answer: Object) -> Confirmation:
    told = Told.of(answer)
    if told.verdict in ("undecided", "invalid") and told.evidence is None:
        return Confirmation(name, False, False, f"it is {told.verdict}")
    try:
        found = Answer(name, rejudged(read_row(row), told))
        if wrong := unlike(ANSWER, found, answer):
            shown = ", ".join(f"`{key}`" for key in wrong)
            raise Unconfirmed(f"{shown} of the answer is not what comes out again")
    except Unconfirmed as error:
        return Confirmation(name, False, True, str(error))
    except Diagnosis as error:
        return Confirmation(name, False, True, str(error.diagnostic))
    except Exception as error:  # whatever an answer does, it is not confirmed
        return Confirmation(name, False, True, f"DC903: {type(error).__name__}: {error}")
    return Confirmation(name, True, False)
