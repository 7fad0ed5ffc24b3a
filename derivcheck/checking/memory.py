"""What was answered before: a question that comes again, in another check too, is not asked again.

A file that changed asks the same of every step whose claim did not change.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

from derivcheck.checking.questions import Judge
from derivcheck.checking.repairs import Mend
from derivcheck.checking.with_rules import Explain
from derivcheck.documents.unfolding import Meanings

MAX_REMEMBERED = 50_000
"""How many answers are kept; the oldest goes first."""


@dataclass(slots=True)
class Memory:
    """Answers questions, each of them once.

    Arguments:
        answer: to a question that is new.
        known: the answers so far.
    """

    answer: Callable[[object], Any]
    known: dict[Hashable, Any] = field(default_factory=dict)

    def __call__(self, question: object) -> Any:
        """The answer to a question."""
        key = _key(question)
        if key not in self.known:
            found = self.answer(question)
            if len(self.known) >= MAX_REMEMBERED:
                del self.known[next(iter(self.known))]
            self.known[key] = found
        return self.known[key]


def _key(question: object) -> Hashable:
    """All that an answer depends on."""
    match question:
        case Judge(claim=claim):
            return claim
        case Explain(names=names, goal=goal, context=context, meanings=meanings):
            return names, goal, context, _told(meanings)
        case Mend(wrong=w, following=following):
            return w.claim, w.before, w.after, _told(w.meanings), w.own_before, w.point, following
    raise TypeError(f"{type(question).__name__} is no question")


def _told(meanings: Meanings) -> Hashable:
    return tuple(meanings.of.items())
