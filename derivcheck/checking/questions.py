"""What a check asks on its way: plain data, so that whoever answers may be another process.

    Judge                     the verdict on a claim                   -> Verdict
    Explain (with_rules.py)   whether a step is an instance of rules   -> Outcomes, none if open
    Mend (repairs.py)         a repair of a refuted step               -> Mending

An answer depends on the question and on the settings alone.  A check is a generator: it yields the
questions to which it needs answers, all at once those that do not depend on each other, and is sent
the answers in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from derivcheck.kernel.language.claims import Claim
from derivcheck.verdicts.report import Verdict


@dataclass(frozen=True, slots=True)
class Judge:
    """The verdict on a claim.

    Arguments:
        name: of what is judged: a step is called `3`, and `3 from 1` where it is to follow from
            another line than the one before (`attempts.py`); a conclusion `conclusion 1`.
    """

    name: str = field(compare=False)
    claim: Claim


@dataclass(frozen=True, slots=True)
class Fleeting:
    """An answer in which the clock or the memory of the machine had a part, or a fault.

    Another run may find another one, so it is not kept, nor the report that rests on it.
    """

    answer: Any


T = TypeVar("T")
Asking = Generator[tuple[object, ...], Sequence[Any], T]
"""What asks on its way, and what it returns in the end."""


def judged(name: str, claim: Claim) -> Asking[Verdict]:
    """The verdict on a claim.  Arguments: as `Judge`."""
    (verdict,) = yield (Judge(name, claim),)
    assert isinstance(verdict, Verdict)
    return verdict


def answered(asking: Asking[T], answer: Callable[[object], Any]) -> T:
    """What comes of it when each question is answered at once.

    Arguments:
        answer: to a question of any kind.
    """
    try:
        questions = next(asking)
        while True:
            questions = asking.send(tuple(map(answer, questions)))
    except StopIteration as done:
        result: T = done.value
        return result
