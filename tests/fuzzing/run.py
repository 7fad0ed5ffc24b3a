"""A run over targets: inputs by their numbers, each under a watch, and what was found."""

from __future__ import annotations

import signal
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from fuzzing.changes import inputs
from fuzzing.targets import Target

SLOW = 20.0
"""Seconds of processor time that one input may take."""


class Hanging(Exception):
    """An input takes too long."""


@dataclass(frozen=True, slots=True)
class Find:
    """An input that broke a target, and how."""

    target: str
    error: str
    where: str
    data: bytes

    @property
    def kind(self) -> tuple[str, str, str]:
        """What finds of one cause have in common."""
        return self.target, self.error.partition(":")[0], self.where

    def __str__(self) -> str:
        return f"{self.target}: {self.error}\n  at {self.where}\n  {self.data!r}"


@dataclass(slots=True)
class Tally:
    """How many inputs each target had, and one find of each kind."""

    counts: Counter[str] = field(default_factory=Counter)
    finds: dict[tuple[str, str, str], Find] = field(default_factory=dict)

    def join(self, other: Tally) -> list[Find]:
        """Count another tally too.  Returns: the finds that are new."""
        self.counts.update(other.counts)
        new = [find for kind, find in other.finds.items() if kind not in self.finds]
        self.finds.update((find.kind, find) for find in new)
        return new

    def table(self) -> str:
        """How many there were of each."""
        rows = [*self.counts.items(), ("in all", self.counts.total())]
        return "\n".join(f"{name:12}{count:>14,}" for name, count in rows)


def run(target: Target, numbers: Sequence[int], seed: int = 0) -> Tally:
    """What becomes of some inputs of a target.

    Arguments:
        numbers: of the inputs: each makes its own, whatever was made before.
    """
    tally, seeds = Tally(), target.seeds()
    for number in numbers:
        data = inputs(seeds, target.words, target.structured, f"{target.name} {seed} {number}")
        tally.counts[target.name] += 1
        if (find := fed(target, data)) and find.kind not in tally.finds:
            tally.finds[find.kind] = find
    return tally


def fed(target: Target, data: bytes) -> Find | None:
    """What is found when a target is fed an input: None if it keeps its word."""
    try:
        with _watched():
            target.feed(data)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        where = "" if isinstance(error, Hanging | RecursionError) else where
        return Find(target.name, f"{type(error).__name__}: {error}"[:500], where, data)
    return None


def shrunk(target: Target, find: Find) -> Find:
    """The same find with an input that can do without none of its parts."""
    size = len(find.data) // 2
    while size and find.error[:7] != "Hanging":
        at = 0
        while at < len(find.data):
            found = fed(target, find.data[:at] + find.data[at + size :])
            if found and found.kind == find.kind:
                find = found
            else:
                at += size
        size //= 2
    return find


@contextmanager
def _watched() -> Iterator[None]:
    """Raises: Hanging, in the midst of what takes too long."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Hanging(f"more than {SLOW:g} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SLOW)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
