"""A derivation to its report: every step judged against its predecessor, every chain as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from derivcheck.checking.allowances import with_allowances
from derivcheck.checking.questions import Asking, Judge, answered
from derivcheck.checking.repairs import Mend, mended, with_repairs
from derivcheck.checking.walk import walking
from derivcheck.checking.with_rules import Explain, explained, with_rules
from derivcheck.documents.model import Derivation
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.report import FileReport
from derivcheck.verdicts.settings import Settings


def check_derivation(derivation: Derivation, settings: Settings) -> FileReport:
    """The report on a derivation, all of it found in this process.

    Arguments:
        derivation: as read; with problems outside its steps no step is judged.
        settings: seed, limits, strictness.
    """
    return answered(checking(derivation, settings.strict), Answers(settings))


def checking(derivation: Derivation, strict: bool) -> Asking[FileReport]:
    """The report on a derivation; it asks for all that costs.  Arguments: as `walking`."""
    walked = yield from walking(derivation, strict)
    walked = yield from with_rules(walked)
    found = yield from with_repairs(walked)
    return with_allowances(found, derivation)


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers questions; plain data, so that a worker process can have it."""

    settings: Settings

    def __call__(self, question: object) -> Any:
        """The answer to a question, which depends on it and on the settings alone."""
        match question:
            case Judge(claim=claim):
                return decide(claim, self.settings)
            case Explain():
                return explained(question, self.settings)
            case Mend():
                return mended(question, self.settings)
        raise TypeError(f"{type(question).__name__} is no question")
