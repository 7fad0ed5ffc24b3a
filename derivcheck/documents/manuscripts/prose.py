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
    GIVING,
    HOLDING,
    LEADING,
    OPENING,
    PROVING,
    PURPOSES,
    REASONING,
    REVOKING,
    REVOKING_BEHIND,
    SAYING,
    SOLVING,
    SPOILING,
    SUPPOSING,
    SYSTEMS,
    TURNING,
)
from derivcheck.documents.manuscripts.inline import (
    Defined,
    Supposition,
    defined_in,
    letters,
    suppositions_in,
)

_EVENT = re.compile(
    r"""(?P<heading>
            \\(?:part|chapter|(?:sub)*section|(?:sub)?paragraph)\*?\s*\{[^{}]*\}
          | ^[ ]{0,3}\#{1,6}[ ][^\r\n]*
          | (?<=\n)[ \t]*(?:\\noindent[ \t]*)?\\textbf[ ]?\{[^{}]*\}
          | (?<=\n)[ ]{0,3}(?:\*\*|__)[^*_\r\n]*(?:\*\*|__) )
      | (?P<item>\\item(?![A-Za-z])(?:\[[^\]]{0,200}\])?)
      | \\begin[ ]?\{(?P<begin>[A-Za-z]+)\*?\} (?:\[[^\]$]{0,200}\])?
      | \\end[ ]?\{(?P<close>[A-Za-z]+)\*?\}
      | (?P<math> (?<!\\)\$(?!\$) (?:\\.|[^$\\]){1,2000} \$ | \\\( .{1,500}? \\\) )
      | \\(?:label|ref|eqref|cref|Cref|autoref|cite[a-z]*)\*?(?:\[[^\]]{0,200}\])?\{[^{}]*\}
      | \\[A-Za-z]+\*? | \\.
      | (?P<short> \b(?:i\.e\.|e\.g\.|w\.l\.o\.g\.|resp\.|z\.B\.|d\.h\.|o\.B\.d\.A\.) )
      | (?P<gap> (?:\r?\n|\r)[ \t]*(?:(?:\r?\n|\r)[ \t]*)+ )
      | (?P<end> [.!?;] (?=\s|\Z) )
      | (?P<word> [^\W\d_]+(?:'[a-z]+)? )""",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_BEHIND = re.compile(r"\s*(?:\\end\s*\{[A-Za-z]+\*?\}|\\\]|\\?\\\]|\$\$)?")
_FULL_STOP = re.compile(
    r"[.!?](?:\s|~|\\[,;!]|\\\\|&|\\q?quad|\\(?:end|label|tag|text)\s*\{[^{}]*\}|\\qed\w*)*\Z"
)
_PAUSE = re.compile(r"[,;:—–]|--")
_SILENT_ENDS = re.compile(r"[a-z]|\Z")


MAX_SUPPOSED = 50
"""How many suppositions are kept at a place, the last ones."""
MAX_DEFINED = 1_000
"""How many definitions are taken up of one document."""


@dataclass(slots=True)
class Told:
    """What is said about a display.

    Arguments:
        supposed: what its lines may use.
        heard: whether what sentences say counts.
        given: the word that says its statements are given; None if none does.
        derived: whether the sentence that leads to it says that it follows.
        listed: the word that calls its statements a system, or conditions; None if none does.
    """

    supposed: list[Supposition] = field(default_factory=list)
    heard: bool = True
    given: tuple[int, int] | None = None
    derived: bool = False
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
        levels: what is supposed at each level of environments.
        ended: what the environment supposed that ended last, for its proof.
        last: the last word, "" behind a formula.
        words: of the sentence.
        before: the display that the sentence goes on behind, with nothing between.
    """

    text: str
    made: Prose = field(default_factory=Prose)
    levels: list[list[Supposition]] = field(default_factory=lambda: [[]])
    ended: list[Supposition] = field(default_factory=list)
    clause: _Clause | None = None
    last: tuple[str, int, int] = ("", 0, 0)
    words: set[str] = field(default_factory=set)
    before: Block | None = None

    def run(self, blocks: Sequence[Block]) -> Prose:
        """What is said between some displays."""
        start = 0
        for block in blocks:
            self._between(start, block.outer)
            self._display(block)
            start = _end_of(self.text, block)
        self._between(start, len(self.text))
        self._end()
        return self.made

    def _between(self, start: int, stop: int) -> None:
        for match in _EVENT.finditer(self.text, start, stop):
            self._event(match)

    def _event(self, match: re.Match[str]) -> None:
        span = match.span()
        if match["heading"]:
            self._heading(match["heading"])
        elif match["item"]:
            self._end()
            self.levels[-1] = []
        elif match["begin"]:
            self._end()
            proof = match["begin"].lower() in PROVING
            self.levels.append(list(self.ended) if proof else [])
        elif match["close"]:
            self._end()
            self.ended = self.levels.pop() if len(self.levels) > 1 else []
        elif match["math"]:
            self._formula(*span)
        elif match["word"]:
            if self.before and match["word"][0].isupper():
                self._end()  # behind a display without a full stop
            self._word(match["word"].lower(), *span)
        elif match["end"] or (match["gap"] and self._new_sentence(match.end())):
            if match["end"] == "?" and self.clause:
                self.clause.spoiled = True
            self._end()

    def _new_sentence(self, at: int) -> bool:
        """Whether a paragraph begins a sentence, and does not go on with one."""
        ahead = self.text[at : at + 2]
        return not (ahead[:1].islower() or ahead in ("$$", r"\[", r"\b", ""))

    def _heading(self, text: str) -> None:
        self._end()
        words = re.findall(r"[^\W\d_]+", text.lower())
        if not PROVING.intersection(words):
            within = text.lstrip().startswith(("\\noindent", "\\textbf", "*", "_"))
            self.levels = [*self.levels[:-1], []] if within else [[]]
            self.ended = []

    # --- words -----------------------------------------------------------------------------------

    def _word(self, word: str, start: int, stop: int) -> None:
        clause, before, last = self.clause, self.before, self.last
        if clause and clause.fresh and not last[0] and self._goes_on(word, last[2], start):
            clause.spoiled = True
        if not clause and (word in REVOKING or last[0] in REVOKING_BEHIND.get(word, ())):
            self.levels = [[] for _ in self.levels]
        opens = self.words <= OPENING
        self.words.add(word)
        self.before, self.last = None, (word, start, stop)
        if clause and clause.open and clause.lasting and word not in SUPPOSING:
            self._in_supposing(clause, word, last[0])
        elif word in SUPPOSING or word in HOLDING:
            same = clause is not None and clause.lasting  # of one sentence: both hold
            lasting = word in SUPPOSING or self.words == {word} & CASES
            self._settle()
            self.clause = _Clause(lasting, behind=None if lasting else before)
            self.clause.spoiled = lasting and not (opens or same)
            self.clause.further = same or bool(ADDING_ON & self.words)
        elif clause and word in SPOILING:
            clause.spoiled = True
        elif word == "that" and last[0] in SAYING:
            return
        elif clause and word in BREAKING and not clause.lasting:
            clause.spoiled = clause.behind is None
            clause.open = False
        elif clause and not clause.lasting and word not in BEHIND_FOR:
            clause.open = False
        elif clause and word in ARBITRARY:
            clause.arbitrary = True

    def _goes_on(self, word: str, start: int, stop: int) -> bool:
        """Whether a word says something of the formula right before it."""
        return word not in FOLLOWING and not _PAUSE.search(self.text, start, stop)

    def _in_supposing(self, clause: _Clause, word: str, last: str) -> None:
        """A word in a sentence that supposes something."""
        clause.further = clause.further or word in ADDING_ON
        clause.arbitrary = clause.arbitrary or word in ARBITRARY
        if word in SPOILING:
            clause.spoiled = True
        elif word in PURPOSES and last == "for":
            clause.restricted = False
        elif word in CLOSING:
            clause.open = False
        elif word in HOLDING and word not in ("with", "where", "mit", "wobei", "avec", "où"):
            clause.restricted = True

    # --- formulas --------------------------------------------------------------------------------

    def _formula(self, start: int, stop: int) -> None:
        text, clause = self.text, self.clause
        self.before, self.last = None, ("", start, stop)
        cut = 1 if text[start] == "$" else 2
        first, last = start + cut, stop - cut
        inside = text[first:last]
        many = len(self.made.defined) >= MAX_DEFINED
        if (
            not many
            and not (DERIVING | REASONING) & self.words
            and (found := defined_in(inside, first))
        ):
            self.made.defined.append(found)
            self._take_back_about(found.name)
        supposed = suppositions_in(inside, first)
        if not clause or not clause.open:
            if not self.words or TURNING & self.words:
                self._take_back(frozenset[str]().union(*(s.names for s in supposed)))
            return
        if clause.restricted and supposed:
            clause.spoiled = True
        clause.found, clause.fresh = clause.found + supposed, bool(supposed)
        if not supposed and (clause.lasting or clause.arbitrary):
            clause.anew |= letters(inside)

    def _take_back(self, names: frozenset[str]) -> None:
        """What was supposed of names counts no longer."""
        self.levels = [[s for s in level if not s.names & names] for level in self.levels]

    def _take_back_about(self, name: str) -> None:
        """What was said of a name that is defined anew."""
        self.levels = [[s for s in level if s.subject != name] for level in self.levels]

    def _display(self, block: Block) -> None:
        told, clause = self.made.about(block), self.clause
        told.given, told.derived = self._gives(), bool(DERIVING & self.words)
        told.listed = self.last[1:] if self._lists() else None
        if clause and clause.behind is None and not clause.spoiled and clause.lasting:
            self._settle(keep=True)
        told.supposed += [s for level in self.levels for s in level][-MAX_SUPPOSED:]
        holds = clause and not clause.lasting and clause.behind is None and not clause.spoiled
        if clause and holds:
            told.supposed = [s for s in told.supposed if not s.names & clause.anew]
            told.supposed += clause.found
        elif clause and clause.behind:
            self._settle()
        self.before, self.last = block, ("", block.start, block.stop)
        self.words = set()
        if _FULL_STOP.search(self.text[block.start : block.stop]):
            self._end()

    def _gives(self) -> tuple[int, int] | None:
        """The word before a display that says that its statements are given."""
        word, *span = self.last
        clause = self.clause
        supposes = clause and clause.lasting and clause.open and not clause.spoiled
        if word in GIVING and not DERIVING & self.words:
            return span[0], span[1]
        leads = word in LEADING or word in SUPPOSING
        if supposes and leads and word not in SOLVING and not SOLVING & self.words:
            return span[0], span[1]
        return None

    def _lists(self) -> bool:
        """Whether the sentence that leads to a display says that it is a list of what is given."""
        word, leads = self.last[0], LEADING | SYSTEMS
        return word in leads and bool(SYSTEMS & self.words) and not DERIVING & self.words

    # --- ends ------------------------------------------------------------------------------------

    def _end(self) -> None:
        """The sentence ends."""
        self._settle()
        self.before, self.words, self.last = None, set(), ("", 0, 0)

    def _settle(self, *, keep: bool = False) -> None:
        """Takes up what the clause at hand supposes.

        Arguments:
            keep: whether the sentence goes on.
        """
        clause = self.clause
        if clause is None:
            return
        if not clause.spoiled and clause.behind:
            self.made.about(clause.behind).supposed += clause.found
        elif not clause.spoiled and clause.lasting:
            self._suppose(clause)
        elif clause.lasting:
            self._take_back(frozenset[str]().union(*(s.names for s in clause.found)))
        self.clause = clause if keep else None

    def _suppose(self, clause: _Clause) -> None:
        """What a lasting clause supposes; what it says anew of a name is no longer as it was."""
        about = {s.subject for s in clause.found} - {""}
        for n, level in enumerate(self.levels):
            self.levels[n] = [
                s
                for s in level
                if not s.names & clause.anew and (clause.further or s.subject not in about)
            ]
        self.levels[-1] = [*self.levels[-1], *clause.found][-MAX_SUPPOSED:]
        clause.found, clause.anew, clause.further = [], set(), True


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
    return _Scanner(text).run(outer)


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
