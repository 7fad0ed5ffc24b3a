"""Files to their reports by workers: what is shared out are questions, not files.

    read       each file is read, and what its steps must earn is made, by a worker first: what this
               process then repeats is known to end
    foresee    the verdicts that a file will ask for if its steps hold are asked for at once,
               those that look longest first
    walk       as many files as are open go on as their answers come in; what was not foreseen is
               asked for before all else
    stop       what has no answer by then is `undecided`, or a file that was not read

An answer depends on its question alone, and the reports come in the order of the files, so that
who answered, and when, cannot be seen in them.
"""

from __future__ import annotations

import heapq
import math
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from derivcheck.checking.check import checking
from derivcheck.checking.pool import Task, Workers
from derivcheck.checking.questions import Asking, Fleeting, Judge, answered
from derivcheck.checking.repairs import Mend, Mending
from derivcheck.checking.walk import foreseen
from derivcheck.checking.worker import DIED, MEMORY, SLOW, Lost
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.digest import digest
from derivcheck.documents.model import Derivation
from derivcheck.kernel.language.terms import Bind, subterms
from derivcheck.obligations.conclusions import conclusions
from derivcheck.obligations.derivation import obligations
from derivcheck.verdicts.reasons import CODES, Kind, Reason
from derivcheck.verdicts.report import FileReport, Verdict
from derivcheck.verdicts.settings import Settings

STOPPED, LATE = "stopped", "late"
"""Why a question was given up by the run: from outside, or because its time was over."""

PLENTY = 32
"""How many open questions for each task that would be begun are enough to read no further."""
BINDER = 10
"""How many other heads a binder counts for in the estimate of how long a claim takes."""
GRACE = 1.2
"""How many times its limit a task may take before it is killed: by then it should stop itself."""
PATIENT = 5
"""How many times the limit of a step the search for its repair may take, which judges many."""

Read = Callable[[str], tuple[Derivation, ...]]
"""From the path of a file to its derivations; importable by name.  Raises: Diagnosis."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The limits that are kept by killing.

    Arguments:
        step: seconds of processor time for a step.
        memory: megabytes for each worker; 0 for no limit.
        total: seconds for the run; 0 for no limit.
    """

    step: float = Settings().seconds
    memory: int = 0
    total: float = 0.0

    def reason(self, lost: Lost) -> Reason:
        """Why something has no answer."""
        memory = f"{self.memory} MB of memory" if self.memory else "memory"
        reasons = {
            SLOW: Reason(Kind.LIMIT, f"{self.step:g} seconds of processor time"),
            MEMORY: Reason(Kind.LIMIT, memory),
            LATE: Reason(Kind.LIMIT, f"{self.total:g} seconds for the whole run"),
            DIED: Reason(Kind.DIED, lost.how),
            STOPPED: Reason(Kind.STOPPED),
        }
        return reasons.get(lost.why) or Reason(Kind.INTERNAL, lost.how)


@dataclass(frozen=True, slots=True)
class Answering:
    """What workers do: read files and answer questions; plain data.

    Arguments:
        read: called for paths.
        answers: called for questions; what it says may be `Fleeting`.
    """

    read: Read
    answers: Callable[[object], Any]

    def __call__(self, work: Any) -> Any:
        """The derivations of a path, or why it cannot be read; the answer to anything else."""
        if not isinstance(work, str):
            return self.answers(work)
        try:
            found = self.read(work)
        except Diagnosis as error:
            return error.diagnostic
        for derivation in found:
            conclusions(obligations(derivation))
            deque(foreseen(derivation), maxlen=0)
        return found


@dataclass(slots=True)
class _Document:
    """A derivation on its way to its report.

    Arguments:
        lasts: whether another run would find the same.
        known: the answers so far; None while a question is open.
        asked: what it waits for.
    """

    derivation: Derivation
    asking: Asking[FileReport]
    known: dict[Any, Any] = field(default_factory=dict)
    asked: tuple[Any, ...] = ()
    report: FileReport | None = None
    lasts: bool = True


@dataclass(slots=True)
class _File:
    path: str
    documents: tuple[_Document, ...] = ()
    unread: FileReport | None = None
    read: bool = False

    @property
    def lasts(self) -> bool:
        """Whether another run would report the same on it, as long as it does not change."""
        return self.unread is None and all(d.lasts for d in self.documents)

    @property
    def reports(self) -> list[FileReport] | None:
        """Its reports, once it has all of them."""
        if self.unread:
            return [self.unread]
        found = [d.report for d in self.documents if d.report is not None]
        return found if self.read and len(found) == len(self.documents) else None


class Run:
    """A check of files by workers.

    Arguments:
        paths: of the files.
        strict: whether a proof under conditions is a failure.
        workers: who answer as `Answering` does.
        bounds: of a step, and of the run, which starts now.
    """

    def __init__(self, paths: Sequence[str], strict: bool, workers: Workers, bounds: Bounds):
        self.files = [_File(path) for path in paths]
        self.strict, self.workers, self.bounds = strict, workers, bounds
        self.end = time.monotonic() + (bounds.total or math.inf)
        self.unread = deque(self.files)
        self.urgent: deque[tuple[_Document, Any]] = deque()
        self.waiting: list[tuple[int, int, _Document, Any]] = []
        self.given: dict[int, tuple[_File | _Document, Any]] = {}
        self.count = 0

    def reports(self) -> Iterator[list[FileReport]]:
        """The reports on each file, in the order of the paths; all of them if it is not stopped."""
        for told, file in enumerate(self.files):
            while file.reports is None:
                left = self.end - time.monotonic()
                if left <= 0:
                    yield from self.rest(Lost(LATE), told)
                    return
                self.give()
                for number, said in self.workers.take(left):
                    self.take(number, said)
            yield file.reports

    def rest(self, lost: Lost, told: int) -> Iterator[list[FileReport]]:
        """The reports on all other files, from what is known by now.

        Arguments:
            lost: why there are no more answers.
            told: on how many files there is one.
        """
        for file in self.files[told:]:
            if not file.read:
                file.unread = self.given_up(file, lost)
            for document in file.documents:
                if document.report is None:
                    document.lasts = False
                    document.report = self.so_far(document, lost)
            yield file.reports or []

    def so_far(self, document: _Document, lost: Lost) -> FileReport:
        """The report on a derivation from what is known; what asks is begun again for that."""

        def answer(question: Any) -> Any:
            found = document.known.get(question)
            return self.lost(question, lost) if found is None else found

        return answered(checking(document.derivation, self.strict), answer)

    def give(self) -> None:
        """Give the workers what is to be done next, as long as they have room."""
        while room := self.workers.room():
            if self.urgent:
                owner, work = self.urgent.popleft()
                self.put(owner, work)
            elif self.unread and len(self.waiting) < PLENTY * room:
                file = self.unread.popleft()
                self.put(file, file.path)
            elif self.waiting:
                *_, document, question = heapq.heappop(self.waiting)
                if document.report is None:
                    self.put(document, question)
            else:
                return

    def put(self, owner: _File | _Document, work: Any) -> None:
        """Give one task."""
        self.count += 1
        self.given[self.count] = owner, work
        seconds = GRACE * self.bounds.step * (PATIENT if isinstance(work, Mend) else 1)
        asleep = 1.0 if isinstance(work, str) else None  # a file may be a pipe that nobody fills
        self.workers.put(Task(self.count, work, seconds, asleep))

    def take(self, number: int, said: Any) -> None:
        """Take the answer to a task."""
        owner, work = self.given.pop(number)
        if isinstance(owner, _File):
            self.opened(owner, said)
            return
        owner.lasts &= not isinstance(said, Lost | Fleeting)
        said = said.answer if isinstance(said, Fleeting) else said
        if owner.report is None:  # else it was foreseen, and not needed
            owner.known[work] = self.lost(work, said) if isinstance(said, Lost) else said
            self.go_on(owner)

    def opened(self, file: _File, said: Any) -> None:
        """Begin with the derivations of a file, unless it could not be read."""
        if isinstance(said, Lost):
            file.unread = self.given_up(file, said)
        elif isinstance(said, Diagnostic):
            file.unread = _unread(file.path, said)
        else:
            file.documents = tuple(_Document(d, checking(d, self.strict)) for d in said)
        file.read = True
        for document in file.documents:
            for question in foreseen(document.derivation):
                if question not in document.known:
                    document.known[question] = None
                    self.count += 1
                    row = (-_length(question), self.count, document, question)
                    heapq.heappush(self.waiting, row)
            self.go_on(document, start=True)

    def go_on(self, document: _Document, start: bool = False) -> None:
        """Let a derivation go on as far as the answers are there, and ask for what it needs."""
        known = document.known
        try:
            if start:
                document.asked = next(document.asking)
            while True:
                for question in document.asked:
                    if question not in known:
                        known[question] = None
                        self.urgent.append((document, question))
                if any(known[question] is None for question in document.asked):
                    return
                given = tuple(known[question] for question in document.asked)
                document.asked = document.asking.send(given)
        except StopIteration as done:
            document.report = done.value
            known.clear()

    def lost(self, question: Any, lost: Lost) -> Any:
        """The answer to a question that was given up."""
        match question:
            case Judge():
                return Verdict("undecided", reasons=(self.bounds.reason(lost),))
            case Mend():
                return Mending(None, () if lost.why in (STOPPED, LATE) else self.fault(lost))
        return ()

    def fault(self, lost: Lost) -> tuple[tuple[str, str], ...]:
        """What is told of a repair whose search was given up."""
        reason = self.bounds.reason(lost)
        return ((CODES.get(reason.kind, "DC902"), str(reason)),)

    def given_up(self, file: _File, lost: Lost) -> FileReport:
        """The report on a file that was not read."""
        reason = self.bounds.reason(lost)
        message = f"the file was not read: {reason}"
        return _unread(file.path, Diagnostic(CODES.get(reason.kind, "DC902"), message))


def _unread(path: str, problem: Diagnostic) -> FileReport:
    return FileReport(path, digest(""), "", "", problems=(problem,))


def _length(question: Judge) -> int:
    """An estimate of how long a claim takes; it orders them, and nothing else rests on it."""
    sides = (question.claim.before, question.claim.after)
    return sum(BINDER if isinstance(t, Bind) else 1 for side in sides for t in subterms(side))
