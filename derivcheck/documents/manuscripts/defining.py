"""What the sentences of a document define, and up to where it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from derivcheck.documents.manuscripts.clauses import (
    CONDITIONAL,
    PROVED,
    TENTATIVE,
    UNDEFINING,
    UNDEFINING_BEHIND,
)
from derivcheck.documents.manuscripts.inline import ENDLESS, Defined, defined_in

MAX_DEFINED = 1_000
"""How many definitions are taken up of one document."""
_LINKS = frozenset(("that", "dass", "que"))

_SOUGHT = frozenset(("find", "solve"))
_NAMING = frozenset(("of", "function", "for"))
"""Right behind these a formula names a function."""


@dataclass(slots=True)
class Definitions:
    """Definitions of a document while its sentences are read.

    Arguments:
        made: those that count.
        pending: what the sentence at hand defines, if nothing that follows in it says otherwise.
        tentative: the numbers of those that were supposed.
    """

    made: list[Defined] = field(default_factory=list)
    pending: list[Defined] = field(default_factory=list)
    tentative: list[int] = field(default_factory=list)

    def hear(self, text: str, start: int, words: set[str], last: str) -> Defined | None:
        """Takes up what a formula of a sentence defines, unless the sentence only speaks of it.

        Arguments:
            start: where it stands.
            words: of the sentence, before it.
            last: the one right before it.
        """
        proved = last in PROVED and PROVED & words - _LINKS
        many = len(self.made) + len(self.pending) >= MAX_DEFINED
        found = None if proved or many else defined_in(text, start)
        # `Find the minimum of $f(x) = x^2$` asks something of f, `we find $f(x) = x^2$` derives it
        sought = _SOUGHT if found and found.parameters and last in _NAMING else frozenset[str]()
        if UNDEFINING & words - sought:
            return None
        self.pending += [found] if found else []
        return found

    def settle(self, words: set[str], until: int | None = None) -> None:
        """Takes up what a sentence defines, of one with `if` for the display that it leads to.

        Arguments:
            until: where that ends; None if it leads to none.
        """
        restricted = bool(CONDITIONAL & words)
        if not UNDEFINING_BEHIND & words and not (restricted and until is None):
            limit = until if restricted and until is not None else ENDLESS
            if TENTATIVE & words:
                self.tentative += range(len(self.made), len(self.made) + len(self.pending))
            self.made += [replace(d, until=limit) for d in self.pending]
        self.pending = []

    def end(self, names: Collection[str], at: int) -> None:
        """Some names mean something else from a place on."""
        some = frozenset(names)
        ended = [n for n, d in enumerate(self.made) if d.until > at and d.letters <= some]
        self._end(ended if some else (), at)

    def forget(self, at: int) -> None:
        """What was defined by suppositions is so no longer."""
        self._end(self.tentative, at)
        self.tentative = []

    def _end(self, numbers: Iterable[int], at: int) -> None:
        for n in numbers:
            self.made[n] = replace(self.made[n], until=min(at, self.made[n].until))
