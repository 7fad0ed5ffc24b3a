"""Answers to questions, remembered: what bears evidence is judged again by the kernel.

    Judge     proved, refuted: the evidence, judged again; undecided and remarks: at their word
    Mend      the edit is read again, and its proof judged again; that there is none: at its word
    Explain   at its word

What is not confirmed is found afresh, so a forged entry can hide a verdict and never make one.  Not
kept is what another run might find otherwise: where the clock or the memory had a part, and faults.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field, replace
from typing import Any, get_args

from derivcheck.cache.digests import digest
from derivcheck.cache.place import Cache
from derivcheck.cache.store import Store
from derivcheck.checking.check import Answers
from derivcheck.checking.questions import Fleeting, Judge
from derivcheck.checking.rejudging import rejudged
from derivcheck.checking.repairs import Mend, Mending
from derivcheck.checking.report_data import Told
from derivcheck.checking.with_rules import Explain
from derivcheck.kernel.language.claims import Claim, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.data import evidence_to_data, term_from_data, term_to_data
from derivcheck.repair.search import Mended, Wrong, fits_together, meant, stated
from derivcheck.rules.confirmation import Outcome
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.timeout import MET, OutOfTime, backstop

if sys.platform != "win32":
    import resource

FAULTS = frozenset((Kind.INTERNAL, Kind.FAULT, Kind.DIED, Kind.STOPPED, Kind.TOLD))
"""What is said of nothing that is kept."""
SHARE = 0.1
"""Which part of the time of a step its evidence may take; then there is time to find another."""
SHORT = 0.8
"""From which part of the memory that it may have a process no longer keeps what it finds."""

Data = Any
"""What JSON can hold."""


@dataclass(slots=True)
class Remembered:
    """Answers questions as `Answers` does, from memory where that can be confirmed.

    Arguments:
        answers: whom to ask otherwise.
        memory: where answers are kept; opened in the process that asks first.
    """

    answers: Answers
    memory: Cache
    store: Store | None = field(default=None, init=False)

    def __call__(self, question: object) -> Any:
        """The answer; `Fleeting` if another run might find another one."""
        if self.store is None:
            self.store = self.memory.store().__enter__()
        try:
            key = digest(self.memory.engine, _deciding(self.answers), question)
        except (TypeError, RecursionError):
            return Fleeting(self.answers(question))
        payload = self.store.get(key)
        found = None if payload is None else self.confirmed(question, payload)
        self.store.note()
        return self.afresh(question, key) if found is None else found

    def confirmed(self, question: object, payload: bytes) -> Any:
        """What a payload says, judged again; None if it cannot be confirmed."""
        settings = self.answers.settings
        try:
            start = time.perf_counter()
            with backstop(SHARE * settings.seconds):  # what is not counted is not forgotten either
                found = read(question, payload)
            if isinstance(found, Verdict):
                return replace(found, seconds=time.perf_counter() - start)
            return found
        except (Exception, OutOfTime):  # whatever it says, it is not confirmed
            return None

    def afresh(self, question: object, key: bytes) -> Any:
        """The answer as it is found now, kept under the key."""
        assert self.store is not None
        before = MET.times
        found = self.answers(question)
        payload = None if MET.times != before or _short_of_memory() else written(question, found)
        if payload is None:
            return Fleeting(found)
        self.store.put(key, payload)
        return found


def _deciding(answers: Answers) -> tuple[object, ...]:
    """The settings on which an answer depends: what the clock stopped is not kept."""
    return (replace(answers.settings, seconds=0.0, strict=False, cache=True),)


def _short_of_memory() -> bool:
    """Whether this process has come near the limit of its memory."""
    if sys.platform == "win32":
        return False
    limit = resource.getrlimit(resource.RLIMIT_AS)[0]
    if limit == resource.RLIM_INFINITY:
        return False
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > SHORT * limit


def written(question: object, found: Any) -> bytes | None:
    """An answer as it is kept; None for one that is not."""
    try:
        data = _written(question, found)
    except (_Unkept, RecursionError):
        return None
    return json.dumps(data, separators=(",", ":")).encode()


def read(question: object, payload: bytes) -> Any:
    """The answer that a payload gives, judged again; None if there is none.

    Arguments:
        payload: of any kind; it may come from anywhere.

    Raises:
        Exception: of any kind, if it is no answer to the question or not confirmed.
    """
    data = json.loads(payload)
    match question:
        case Judge(claim=claim):
            return _verdict(claim, data)
        case Mend():
            return Mending(None if data is None else _mended(question.wrong, data))
        case Explain(names=names):
            found = tuple(map(_outcome, data))
            return found if tuple(o.name for o in found) == names else None
    return None


class _Unkept(Exception):
    """What is not kept."""


def _written(question: object, found: Any) -> Data:
    match found:
        case Verdict():
            return _told(found)
        case Mending(None, ()):
            return None
        case Mending(Mended() as mended, ()) if isinstance(question, Mend):
            data = _edit(question.wrong, mended)
            if _repaired(question.wrong, data) != mended.claim:
                raise _Unkept
            return data | {"verdict": _told(mended.verdict)}
        case tuple():
            return [list(astuple(outcome)) for outcome in found]
    raise _Unkept


def _told(verdict: Verdict) -> Data:
    if not FAULTS.isdisjoint(verdict.kinds):
        raise _Unkept
    return {
        "verdict": verdict.name,
        "prover": verdict.prover,
        "reasons": [[reason.kind.name, reason.about] for reason in verdict.reasons],
        "evidence": evidence_to_data(verdict.evidence),
    }


def _verdict(claim: Claim, data: Data) -> Verdict:
    reasons = tuple(Reason(Kind[kind], about) for kind, about in data["reasons"])
    if not FAULTS.isdisjoint(r.kind for r in reasons) or not all(
        type(r.about) is str for r in reasons
    ):
        raise _Unkept
    told = Told(data["verdict"], data["prover"], (), data["evidence"])
    return replace(rejudged(claim, told), reasons=reasons)


def _edit(wrong: Wrong, mended: Mended) -> dict[str, Data]:
    """What a repair changes."""
    sides = ((mended.before, wrong.before), (mended.after, wrong.after))
    before, after = (None if new == old else term_to_data(new) for new, old in sides)
    return {"before": before, "after": after, "relation": mended.claim.relation}


def _repaired(wrong: Wrong, data: Mapping[str, Data]) -> Claim:
    """The claim of a repaired step, read from what is changed.  Raises: _Unkept."""
    claim = wrong.claim
    if data["relation"] not in get_args(Relation) or not (
        wrong.own_before or data["before"] is None
    ):
        raise _Unkept
    before = _side(wrong, data["before"], claim.before)
    return Claim(claim.context, before, data["relation"], _side(wrong, data["after"], claim.after))


def _side(wrong: Wrong, data: Data, unchanged: Term) -> Term:
    """A side, definitions unfolded."""
    if data is None:
        return unchanged
    found = meant(term_from_data(data), wrong.meanings)
    if found is None or not fits_together(found, wrong.claim):
        raise _Unkept
    return found


def _mended(wrong: Wrong, data: Mapping[str, Data]) -> Mended:
    """A repair that is proved.  Raises: Exception."""
    claim = _repaired(wrong, data)
    verdict = _verdict(claim, data["verdict"])
    if verdict.name != "proved":
        raise _Unkept
    folded = [
        old if data[key] is None else term_from_data(data[key])
        for key, old in (("before", wrong.before), ("after", wrong.after))
    ]
    found = Mended(folded[0], folded[1], claim, verdict)
    stated(wrong, found)  # it can be shown
    return found


def _outcome(data: Data) -> Outcome:
    if [type(part) for part in data] != [str, bool, bool, str, str, bool]:
        raise _Unkept
    return Outcome(*data)
