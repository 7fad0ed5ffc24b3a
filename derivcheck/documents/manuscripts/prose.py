r"""What the sentences around displayed formulas suppose and define.

    Let $x > 0$.  Assume $a \neq b$.      for all displays up to the next heading
    For $n \neq m$ we have [display]      for the display that the sentence leads to
    [display] where $T_1 > T_2$           for the one before
    The function $f(x) = x e^{-x}$        a definition, if nothing else declares f
    Consider the system [display]         its lines are given

What is not understood says nothing: a sentence with `not`, `or`, `implies` in it supposes nothing.
Reasons, as behind `since`, are no suppositions: the text claims them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from derivcheck.documents.manuscripts.blocks import Block
from derivcheck.documents.manuscripts.clauses import (
    ADDING_ON,
    ARBITRARY,
    BEHIND_FOR,
    BREAKING,
    CASES,
    CLOSING,
    DERIVING,
    FOLLOWING,
    HOLDING,
    OPENING,
    PURPOSES,
    RENAMING,
    RESTATING,
    RIVALLING,
    SAYING,
    SPOILING,
    SUPPOSING,
    TURNING,
    WIDENING,
)
from derivcheck.documents.manuscripts.defining import Definitions
from derivcheck.documents.manuscripts.events import EVENT, said
from derivcheck.documents.manuscripts.handing import gives, lists
from derivcheck.documents.manuscripts.inline import (
    Defined,
    Supposition,
    letters,
    suppositions_in,
)
from derivcheck.documents.manuscripts.levels import Levels
from derivcheck.documents.manuscripts.revoking import (
    compares,
    names_only,
    qualifies,
    quantified,
    revokes,
)

_BEHIND = re.compile(r"\s*(?:\\end\s*\{[A-Za-z]+\*?\}|\\\]|\\?\\\]|\$\$)?")
_FULL_STOP = re.compile(
    r"[.!?](?:\s|~|\\[,;!]|\\\\|&|\\q?quad|\\(?:end|label|tag|text)\s*\{[^{}]*\}|\\qed\w*)*\Z"
)
_ALIGNED = re.compile(r"\\\\|&|\\(?:begin|intertext|shortintertext)(?![A-Za-z])")
_PAUSE = re.compile(r"[,;:—–]|--")

MAX_AHEAD = 40
"""How many characters around a word are looked at."""


@dataclass(slots=True)
class Told:
    """What is said about a display.

    Arguments:
        supposed: what its lines may use.
        given: the word that says its statements are given; None if none does.
        derived: whether the sentence that leads to it says that it follows.
        renames: whether that may let a name mean something else.
        since: where the last heading, item or environment before it begins.
        listed: the word that calls its statements a system, or conditions; None if none does.
    """

    supposed: list[Supposition] = field(default_factory=list)
    given: tuple[int, int] | None = None
    derived: bool = False
    renames: bool = False
    since: int = 0
    listed: tuple[int, int] | None = None


@dataclass(slots=True)
class _Clause:
    """What a word such as `let` or `for` opens.

    Arguments:
        lasting: whether it reaches on to the next heading.
        open: whether formulas are still of it.
        behind: the display that it stands behind.
        spoiled: whether it says what is not understood, or is for something else.
        restricted: whether `for` or `if` stands in it, so that it may say less than its formulas.
        fresh: whether the formula before the next word supposes something.
        anew: names that are arbitrary from here on.
    """

    lasting: bool
    open: bool = True
    behind: Block | None = None
    spoiled: bool = False
    restricted: bool = False
    fresh: bool = False
    further: bool = False
    arbitrary: bool = False
    found: list[Supposition] = field(default_factory=list)
    anew: set[str] = field(default_factory=set)

    def hear(self, word: str, last: str) -> None:
        """A word in a sentence that supposes something."""
        self.further = self.further or word in ADDING_ON
        self.arbitrary = self.arbitrary or word in ARBITRARY
        if word in SPOILING:
            self.spoiled = True
        elif word in PURPOSES and last == "for":
            self.restricted = False
        elif word in CLOSING:
            self.open = False
        elif word in HOLDING and word not in ("with", "where", "mit", "wobei", "avec", "où"):
            self.restricted = True

    def supposes(self) -> bool:
        """Whether what the sentence leads to is supposed."""
        return self.lasting and self.open and not self.spoiled


@dataclass(slots=True)
class Prose:
    """What the sentences of a document say."""

    told: dict[Block, Told] = field(default_factory=dict)
    defined: list[Defined] = field(default_factory=list)

    def about(self, block: Block) -> Told:
        """What is said about a display."""
        return self.told.setdefault(block, Told())


@dataclass(slots=True)
class _Scanner:
    """A document while its sentences are read.

    Arguments:
        levels: what is supposed.
        last: the last word, "" behind a formula.
        words: of the sentence.
        before: the display that the sentence goes on behind, with nothing between.
        bare: names of the sentence of which nothing is said in a formula.
        definitions: what sentences define.
        since: where the last heading, item or environment begins.
        onward: whether the sentence goes on from a display.
    """

    text: str
    made: Prose = field(default_factory=Prose)
    levels: Levels = field(default_factory=Levels)
    definitions: Definitions = field(default_factory=Definitions)
    since: int = 0
    onward: bool = False
    clause: _Clause | None = None
    last: tuple[str, int, int] = ("", 0, 0)
    words: set[str] = field(default_factory=set)
    before: Block | None = None
    bare: set[str] = field(default_factory=set)

    def run(self, blocks: Sequence[Block]) -> Prose:
        """What is said between some displays."""
        start = 0
        for block in blocks:
            self._between(start, block.outer)
            self._display(block)
            start = _end_of(self.text, block)
        self._between(start, len(self.text))
        self._end()
        self.made.defined = self.definitions.made
        return self.made

    def _between(self, start: int, stop: int) -> None:
        for match in EVENT.finditer(self.text, start, stop):
            self._event(match)

    def _event(self, match: re.Match[str]) -> None:
        if match["math"]:
            self._formula(*match.span())
        elif match["word"]:
            if self.before and match["word"][0].isupper():
                self._end()  # behind a display without a full stop
            self._word(match["word"].lower(), *match.span())
        elif match["end"]:
            if match["end"] == "?":
                self.definitions.pending = []
                if self.clause:
                    self.clause.spoiled = True
            self._end()
        else:
            self._structure(match)

    def _structure(self, match: re.Match[str]) -> None:
        """What divides a document."""
        levels = self.levels
        if match["gap"]:
            ahead = self.text[match.end() : match.end() + MAX_AHEAD]
            if _begins_sentence(ahead.lstrip(" \t")[:2]):
                self._end()
            if not self.words or not ahead.startswith(("$$", r"\[", r"\b", "```")):
                levels.gap(ahead)
            return
        if match["done"]:
            levels.take_back_all()
            self.definitions.forget(match.start())
            return
        dividing = ("heading", "run_in", "quote", "mark", "item", "begin", "close")
        if not any(match[key] for key in dividing):
            return
        quoting = match["quote"] and levels.listed and levels.quotes
        if not quoting:
            self._end()
        levels.divide(match)
        self.since = match.end()

    # --- words -----------------------------------------------------------------------------------

    def _word(self, word: str, start: int, stop: int) -> None:
        clause, before, last = self.clause, self.before, self.last
        if (
            clause
            and clause.fresh
            and not last[0]
            and _goes_on(word, self.text[last[2] : stop + MAX_AHEAD])
        ):
            clause.spoiled = True
        if revokes(word, last[0], self.text[stop : stop + MAX_AHEAD]):
            self._revoke(clause)
        if word in CASES and not self.words:
            self.definitions.forget(self.last[2])
            self.levels.case()
        opens = self.words <= OPENING
        self.words.add(word)
        self.before, self.last = None, (word, start, stop)
        if clause and clause.open and clause.lasting and word not in SUPPOSING:
            clause.hear(word, last[0])
        elif word in SUPPOSING or word in HOLDING:
            self._open(word, start, before, opens=opens)
        elif (clause and clause.behind and word in WIDENING) or (clause and word in SPOILING):
            clause.spoiled = True
        elif word == "that" and last[0] in SAYING:
            return
        elif clause and word in BREAKING and not clause.lasting:
            clause.spoiled = clause.spoiled or clause.behind is None
            clause.open = False
        elif clause and not clause.lasting and word not in BEHIND_FOR:
            clause.open = False
        elif clause and word in ARBITRARY:
            clause.arbitrary = True

    def _open(self, word: str, start: int, before: Block | None, *, opens: bool) -> None:
        """A word that supposes something opens a clause; behind a display only one can be meant.

        Arguments:
            before: the display right before it.
            opens: whether it begins its sentence.
        """
        clause = self.clause
        same = clause is not None and clause.lasting  # of one sentence: both hold
        lasting = word in SUPPOSING or self.words == {word} & CASES
        aside = compares(self.words - {word}, _before(self.text, start))
        if clause and clause.behind and clause.found and word in RIVALLING:
            clause.spoiled = aside = True
        spoiled = bool(clause and same and clause.spoiled)
        self._settle()
        self.clause = _Clause(lasting, behind=None if lasting else before)
        self.clause.spoiled = spoiled or (not (opens or same) if lasting else aside)
        self.clause.further = same or bool(ADDING_ON & self.words)

    def _revoke(self, clause: _Clause | None) -> None:
        """Takes back what was supposed, unless a sentence says by that how it supposes."""
        if not (clause and clause.lasting and not clause.found):
            self.levels.take_back_all()
            self.definitions.forget(self.last[2])
        if clause and clause.found:
            clause.spoiled = True

    # --- formulas --------------------------------------------------------------------------------

    def _formula(self, start: int, stop: int) -> None:
        text, clause = self.text, self.clause
        cut = 1 if text[start] == "$" else 2
        first, last = start + cut, stop - cut
        inside = text[first:last]
        found = self.definitions.hear(inside, first, self.words, self.last[0])
        if found:
            self.levels.take_back_about(found.name)
        self.before, self.last = None, ("", start, stop)
        supposed = suppositions_in(inside, first)
        if supposed and names_only(_before(self.text, start)):
            return
        names = frozenset[str]() if supposed else letters(inside)
        self.bare |= names
        if not clause or not clause.open:
            if not self.words or TURNING & self.words:
                self.levels.take_back(frozenset[str]().union(*(s.names for s in supposed)))
            return
        if clause.restricted and supposed:
            clause.spoiled = True
        clause.found, clause.fresh = clause.found + supposed, bool(supposed)
        if clause.lasting or clause.arbitrary:
            clause.anew |= names
        if clause.arbitrary:
            self.definitions.end(names, start)
            self.levels.take_back_values(names)

    def _display(self, block: Block) -> None:
        told, clause = self.made.about(block), self.clause
        self._qualify()
        self.definitions.settle(self.words, block.stop)
        told.derived = self.onward or bool((DERIVING | RESTATING) & self.words)
        told.since, told.renames = self.since, bool((TURNING | RENAMING) & self.words)
        if gives(self.words, self.last[0], supposes=clause is not None and clause.supposes()):
            told.given = self.last[1:]
        if lists(self.words, self.last[0]):
            told.listed = self.last[1:]
        if clause and clause.behind is None and clause.lasting:
            self._settle(keep=True)
        anew = quantified(self.text[block.start : block.stop])
        told.supposed += [s for s in self.levels.all() if not s.names & anew]
        holds = clause and not clause.lasting and clause.behind is None and not clause.spoiled
        if clause and not clause.lasting and clause.behind is None:
            told.supposed = [s for s in told.supposed if not s.names & clause.anew]
            told.supposed += clause.found if holds else []
        elif clause and clause.behind:
            self._settle()
        if told.given and clause and clause.supposes():
            clause.found += _held(self.text, block)
        self.before, self.last = block, ("", block.start, block.stop)
        self.words, self.bare, self.onward = set(), set(), True
        if _FULL_STOP.search(self.text[block.start : block.stop]):
            self._end()

    def _qualify(self) -> None:
        """Takes back what was supposed of names of which the sentence says that they are others."""
        clause = self.clause
        if not qualifies(self.words, leads=clause is not None and not clause.lasting):
            return
        self.definitions.end(self.bare, self.last[2])
        if clause and clause.lasting and (clause.found or self.bare):
            return
        if clause and any(s.names & self.bare for s in clause.found):
            clause.spoiled = True
        behind = clause.behind if clause else None
        if behind:
            told = self.made.about(behind)
            told.supposed = [s for s in told.supposed if self.bare and not s.names & self.bare]
        elif self.bare:
            self.levels.take_back(self.bare)
        elif not (clause and clause.found):
            self.levels.take_back_all()

    # --- ends ------------------------------------------------------------------------------------

    def _end(self) -> None:
        """The sentence ends."""
        self._qualify()
        self.definitions.settle(self.words)
        self._settle()
        self.before, self.words, self.last = None, set(), ("", 0, self.last[2])
        self.bare, self.onward = set(), False

    def _settle(self, *, keep: bool = False) -> None:
        """Takes up what the clause at hand supposes.

        Arguments:
            keep: whether the sentence goes on.
        """
        clause = self.clause
        if clause is None:
            return
        if not clause.spoiled and clause.behind:
            told = self.made.about(clause.behind)
            if clause.arbitrary:
                told.supposed = [s for s in told.supposed if not s.names & clause.anew]
            told.supposed += clause.found
        elif not clause.spoiled and clause.lasting:
            self.levels.suppose(clause.found, clause.anew, further=clause.further)
            clause.found, clause.anew, clause.further = [], set(), True
        elif clause.lasting:
            self.levels.take_back(clause.anew.union(*(s.names for s in clause.found)))
        self.clause = clause if keep else None


def _held(text: str, block: Block) -> list[Supposition]:
    """What a display of one line behind `suppose that` supposes from here on, as in a sentence.

    What the sentence says of it, `suppose that .. has a solution`, it does not suppose.
    """
    inside = text[block.start : block.stop].rstrip()
    ahead = text[_end_of(text, block) :].lstrip()[:2]
    ends = inside.endswith(".") or _begins_sentence(ahead)
    if not ends or _ALIGNED.search(inside):
        return []
    return suppositions_in(inside.removesuffix(".").rstrip(), block.start)


def _before(text: str, start: int) -> str:
    return text[max(0, start - MAX_AHEAD) : start]


def _goes_on(word: str, text: str) -> bool:
    """Whether a word says something of the formula right before it.

    Arguments:
        text: from behind the formula on.
    """
    gap, _, ahead = text.partition(word)
    named = word == "as" and not re.match(r"\s+(?:before|above|in|usual|well|we)(?!\w)", ahead)
    return (named or word not in FOLLOWING) and not _PAUSE.search(gap)


def _begins_sentence(ahead: str) -> bool:
    """Whether a paragraph begins a sentence, and does not go on with one."""
    return not (ahead[:1].islower() or ahead in ("$$", r"\[", r"\b", ""))


def _end_of(text: str, block: Block) -> int:
    match = _BEHIND.match(text, block.stop)
    return match.end() if match else block.stop


def prose_of(text: str, blocks: Sequence[Block]) -> Prose:
    """What the sentences of a document say.

    Arguments:
        text: of it, without comments and what is printed as it stands.
        blocks: its displays, in order.
    """
    outer = [b for a, b in pairwise([Block("", 0, 0, -1), *blocks]) if b.outer >= a.stop]
    return _Scanner(said(text)).run(outer)


def relevant(
    supposed: Iterable[Supposition], defined: Mapping[str, Defined], text: str
) -> tuple[list[Supposition], list[Defined]]:
    """Those suppositions and definitions that are about names of a text, or of each other.

    An equation may bring in one name more, as `x = 2k` does; another relation none.
    """
    names = letters(text)
    some, others = list[Supposition](), list(supposed)
    used = dict[str, Defined]()
    while True:
        more = [s for s in others if len(s.names - names) <= s.equation or s.subject in names]
        new = {n: d for n, d in defined.items() if d.letters & names and n not in used}
        if not more and not new:
            return some, list(used.values())
        some += more
        others = [s for s in others if s not in more]
        used |= new
        names = names.union(*(s.names for s in more), *(d.names for d in new.values()))
