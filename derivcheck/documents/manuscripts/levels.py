"""What is supposed at a place of a document: in the section, and in each environment around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from derivcheck.documents.manuscripts.clauses import PROVING
from derivcheck.documents.manuscripts.inline import Supposition

MAX_SUPPOSED = 50
"""How many suppositions are kept at a place, the last ones."""
_ANOTHER = re.compile(r"(?<![A-Za-z])(?:of|von|des|der|du|de|zu)(?![A-Za-z])")
"""In the title of a proof: it may be of what does not stand right before it."""
_ITEM_AHEAD = re.compile(r"[ \t]|[-*][ ]|\d+[.)][ ]")


@dataclass(slots=True)
class Levels:
    """What is supposed.

    Arguments:
        held: for each level, the section first.
        ended: what the environment supposed that ended last, for its proof.
        listed: the depth of the Markdown list or quotation at hand; 0 if there is none.
        quotes: whether that is a quotation.
        cases: what was supposed where the first case began.
    """

    held: list[list[Supposition]] = field(default_factory=lambda: [[]])
    ended: list[Supposition] = field(default_factory=list)
    listed: int = 0
    quotes: bool = False
    cases: list[Supposition] | None = None

    def all(self) -> list[Supposition]:
        """What counts here."""
        return [s for level in self.held for s in level][-MAX_SUPPOSED:]

    def divide(self, match: re.Match[str]) -> None:
        """What divides a document: a heading, an item, a quotation, where an environment ends."""
        if match["heading"] or match["run_in"]:
            words = re.findall(r"[^\W\d_]+", match.group().lower())
            if not PROVING.intersection(words):
                self.heading(within=bool(match["run_in"]))
        elif match["quote"] or match["mark"]:
            self.run(quotes=bool(match["quote"]))
        elif match["item"]:
            self.item()
        elif match["begin"]:
            another = _ANOTHER.search(match["options"] or "")
            self.begin(proof=match["begin"].lower() in PROVING and not another)
        else:
            self.close()

    def heading(self, *, within: bool) -> None:
        """A heading; one that runs in leaves what environments around it suppose."""
        self.held = [*self.held[:-1], []] if within else [[]]
        self.ended, self.cases = [], None
        self.listed = self.listed if within else 0

    def begin(self, *, proof: bool) -> None:
        """An environment; a proof has what the one before it supposed."""
        self.held.append(list(self.ended) if proof else [])
        self.cases = None

    def close(self) -> None:
        """An environment ends."""
        self.ended = self.held.pop() if len(self.held) > 1 else []
        self.cases = None
        if len(self.held) < self.listed:
            self.listed = 0

    def item(self) -> None:
        """An item of a list of LaTeX."""
        self.held[-1], self.cases = [], None

    def run(self, *, quotes: bool) -> None:
        """A line of Markdown that begins an item or is of a quotation."""
        if self.listed and self.quotes == quotes:
            if not quotes:
                self.held = [*self.held[: self.listed - 1], []]
            return
        self.leave()
        self.held.append([])
        self.listed, self.quotes, self.cases = len(self.held), quotes, None

    def gap(self, ahead: str) -> None:
        """An empty line: a quotation ends, and a list where what follows is not of it."""
        if self.listed and (self.quotes or not _ITEM_AHEAD.match(ahead)):
            self.leave()

    def leave(self) -> None:
        """A list or a quotation ends."""
        if self.listed:
            self.held, self.listed = self.held[: self.listed - 1] or [[]], 0

    def case(self) -> None:
        """A case: what the one before supposed is no longer so."""
        if self.cases is None:
            self.cases = list(self.held[-1])
        self.held[-1] = [s for s in self.held[-1] if s in self.cases]

    def take_back(self, names: frozenset[str] | set[str]) -> None:
        """What was supposed of names counts no longer."""
        self.held = [[s for s in level if not s.names & names] for level in self.held]

    def take_back_about(self, name: str) -> None:
        """What was said of a name that is defined anew."""
        self.held = [[s for s in level if s.subject != name] for level in self.held]

    def take_back_values(self, names: frozenset[str]) -> None:
        """What names were said to be equal to."""
        for n, level in enumerate(self.held):
            self.held[n] = [s for s in level if not (s.equation and s.subject in names)]

    def take_back_all(self) -> None:
        """Nothing is supposed any more."""
        self.held = [[] for _ in self.held]
        self.ended = []

    def suppose(self, found: Sequence[Supposition], anew: set[str], *, further: bool) -> None:
        """What is supposed from here on; what is said anew of a name is no longer as it was.

        Arguments:
            anew: names that are arbitrary.
            further: whether it is added to what was said of the same names.
        """
        about = {s.subject for s in found} - {""}
        for n, level in enumerate(self.held):
            self.held[n] = [
                s for s in level if not s.names & anew and (further or s.subject not in about)
            ]
        self.held[-1] = [*self.held[-1], *found][-MAX_SUPPOSED:]
