"""A document with displayed formulas -> derivations: the same data as of a derivation file.

Each displayed formula that is marked is a derivation, with the steps of those that go on from it,
or that use a line of it by its label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.macro_files import inputted
from derivcheck.documents.manuscripts.amending import claimed, forgotten
from derivcheck.documents.manuscripts.arrows import link_truths, two_readings
from derivcheck.documents.manuscripts.blocks import Block, Manuscript, Mark
from derivcheck.documents.manuscripts.braces import claim, without_notes
from derivcheck.documents.manuscripts.chains import Chains, chains_of
from derivcheck.documents.manuscripts.determining import begun_anew
from derivcheck.documents.manuscripts.inline import Defined, letters
from derivcheck.documents.manuscripts.kinds import Find
from derivcheck.documents.manuscripts.leading import without_leading_names
from derivcheck.documents.manuscripts.lines import Line, lines_of
from derivcheck.documents.manuscripts.marks import STEP_WORDS, Said, Word, names_in, said_by
from derivcheck.documents.manuscripts.nodes import Rows, listed, scalar, table
from derivcheck.documents.manuscripts.prose import Prose, Told, prose_of, relevant
from derivcheck.documents.manuscripts.steps import Steps
from derivcheck.documents.manuscripts.surroundings import (
    assumed_in,
    bare,
    candidates_for,
    known_in,
    opened_by,
    over,
    unread,
    without_older,
)
from derivcheck.documents.manuscripts.wording import in_marks
from derivcheck.documents.model import Derivation
from derivcheck.documents.positions import Located, Source
from derivcheck.documents.yaml import derivation_of, failed
from derivcheck.documents.yaml_fields import problem
from derivcheck.documents.yaml_nodes import Composed, decode
from derivcheck.notation.tex.macros import Macros, macros_in

MAX_BLOCKS = 2_000  # of one document
_PLAIN = re.compile(r"real(?:\[(\w+), \1\])?")
_WHOLE = re.compile(r"\s*document\s*(?:;|$)")


@dataclass(frozen=True, slots=True)
class Read:
    """A derivation, and the nodes that it was made of; None if it cannot be read.

    Arguments:
        lost: what is wrong with definitions of the text that were left out for it.
    """

    derivation: Derivation
    node: yaml.Node | None = None
    lost: tuple[Diagnostic, ...] = ()


def load(path: str, text: str | bytes, find: Find) -> tuple[Read, ...]:
    """The derivations of a document; what is wrong is in their problems.

    Arguments:
        path: where the text comes from, for messages only.
        text: the content of the file.
        find: of its kind.
    """
    try:
        decoded = decode(text)
    except Diagnosis as error:
        shown = text if isinstance(text, str) else text.decode(errors="replace")
        return (Read(failed(path, shown, error.diagnostic)),)
    return _Reader(path, find(decoded)).read()


def definable(found: Manuscript) -> tuple[Defined, ...]:
    """What sentences of a document or its displayed formulas may define."""
    reader = _Reader("", found)
    known = known_in(said_by(found.marks, reader.source))
    defined = list(reader.prose.defined)
    for block in found.blocks[:MAX_BLOCKS]:
        lines = lines_of(block, found.formulas)
        chains = chains_of(lines, block.kind, reader.macros, reader.source, known)
        defined += opened_by(chains.found, found.formulas)
    return tuple(defined)


@dataclass(slots=True)
class _Group:
    """Displayed formulas that are one derivation, and how many relations they hold."""

    said: Said
    steps: Steps
    start: int
    stop: int
    relations: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    defined: dict[str, Defined] = field(default_factory=dict)
    sentences: bool = False
    doubts: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """A document while it is read."""

    path: str
    found: Manuscript
    source: Source = field(init=False)
    macros: Macros = field(init=False)
    groups: list[_Group] = field(default_factory=list)
    labels: dict[str, _Group] = field(default_factory=dict)
    doubts: list[Diagnostic] = field(default_factory=list)
    prose: Prose = field(init=False)
    opened: list[Defined] = field(default_factory=list)
    guessed: dict[str, str] = field(default_factory=dict)
    declared: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.source = Source.of(self.found.text)
        own = self.found.definitions
        self.macros = {**inputted(self.path, own), **macros_in(own)}
        self.prose = prose_of(self.found.prose, self.found.blocks)

    def read(self) -> tuple[Read, ...]:
        """Those of the document."""
        whole = said_by((m for m in self.found.marks if is_whole(m)), self.source)
        for word in whole.words:
            if word.word == "guessed":
                hint = "write the declarations into the document, as they are meant"
                message = "all verdicts here rest on declarations that were guessed"
                self.doubts.append(problem(word.text, "DC147", message, hint))
        self.guessed = _guessed(self.found, self.source)
        marks, lost = self._marks()
        wrong = [*whole.problems, *lost]
        if wrong:
            return (self._failed(*wrong),)
        before: _Group | None = None
        for block in self.found.blocks[:MAX_BLOCKS]:
            before = self._block(block, marks.get(block, []), whole, before)
        if not self.groups:
            hint = "write a comment above a formula, such as `derivcheck: x real`"
            nothing = Diagnostic("DC141", "no formula of the document is marked", hint)
            return (self._failed(nothing),)
        return tuple(map(self._derivation, self.groups))

    def _failed(self, *problems: Diagnostic) -> Read:
        return Read(failed(self.path, self.found.text, *problems))

    def _marks(self) -> tuple[dict[Block, list[Mark]], list[Diagnostic]]:
        """The marks of each displayed formula, and what is wrong with those of none."""
        made: dict[Block, list[Mark]] = {}
        lost: list[Diagnostic] = []
        for mark in self.found.marks:
            if is_whole(mark):
                continue
            block = self._block_of(mark)
            stop = block.outer if block else len(self.found.text)
            unclosed = [d for at, d in self.found.unclosed if mark.start <= at < stop]
            if unclosed:
                lost.append(unclosed[0])
            elif block is None:
                text = Located(mark.text.strip(), self.source, mark.start, mark.stop)
                hint = "write the mark above the formula, or say `document` first in it"
                lost.append(problem(text, "DC141", "no formula follows this mark", hint))
            else:
                made.setdefault(block, []).append(mark)
                line = self.source.place(mark.start).line
                said = known_in(said_by((mark,), self.source))
                self.declared |= dict.fromkeys(said, line)
        return made, lost

    def _block_of(self, mark: Mark) -> Block | None:
        """The formula that a mark is for: around it, before it on its line, or the next one."""
        line = self.source.line_start(mark.start)
        before = [b for b in self.found.blocks if line <= b.stop <= mark.start]
        if mark.behind and before:
            return before[-1]
        return next((b for b in self.found.blocks if b.stop > mark.start), None)

    def _block(
        self, block: Block, marks: list[Mark], whole: Said, before: _Group | None
    ) -> _Group | None:
        """Reads a displayed formula; the derivation it is of, if it is checked."""
        lines = lines_of(block, self.found.formulas)
        inside = [m for m in marks if block.start <= m.start < block.stop]
        said = said_by((m for m in marks if m not in inside), self.source)
        inner = self._inner(inside, lines, said)
        known = {**known_in(said.over(whole)), **(known_in(before.said) if before else {})}
        chains = chains_of(lines, block.kind, self.macros, self.source, known)
        goes_on = bool(chains.found and chains.found[0].sides[0].joint) or said.has("continues")
        relations = sum(c.relations for c in chains.found) + len(chains.problems)
        stated = relations or link_truths(chains.found, self.found.formulas, known)
        asked = bool(marks) or (whole.has("all") and stated) or (goes_on and before is not None)
        checked = asked and not said.has("skip")
        (self.opened if checked else self.prose.defined).extend(
            opened_by(chains.found, self.found.formulas)
        )
        if not checked:
            return None
        _onto_last(said, inner)
        group = self._group(block, said, inner, whole, before if goes_on else None)
        unclear = two_readings(chains.found, self.source, known)
        group.problems += [*said.problems, *chains.problems, *unclear]
        group.relations += relations + sum(1 for c in chains.found if c.link)
        group.sentences = group.sentences or said.has("sentences") or whole.has("sentences")
        told = self.prose.about(block) if group.sentences else self._unheard(group, block)
        self._hear(group, block, told, chains)
        given = told.given or (told.listed if all(line.labels for line in lines) else None)
        if given and group.steps.are_statements(chains.found):
            said.words.append(Word("given", self._located(*given)))
        self._steps(group, block, lines, inner, said, chains)
        return group

    def _unheard(self, group: _Group, block: Block) -> Told:
        """What is known of sentences that do not count; that they do not is told once."""
        supposed = self.prose.about(block).supposed
        about = [s for s in supposed if s.names & letters(self._formula(block))]
        if about and not any(g.doubts for g in self.groups):
            first = self._located(about[0].start, about[0].start + len(about[0].text))
            hint = "say it in a mark, or let all sentences count: `derivcheck: document; sentences`"
            message = "what sentences suppose does not count"
            group.doubts.append(problem(first, "DC148", message, hint))
        return Told()

    def _formula(self, block: Block) -> str:
        return self.found.formulas[block.start : block.stop]

    def _hear(self, group: _Group, block: Block, told: Told, chains: Chains) -> None:
        """Takes up what the sentences around a formula suppose and define."""
        steps, text = group.steps, self._formula(block)
        known = {**known_in(group.said), **dict.fromkeys(group.defined, "")}
        made = [*self.opened, *(self.prose.defined if group.sentences else ())]
        candidates = candidates_for(block, made, told, known, self.found.prose)
        supposed, defined = relevant(without_older(told.supposed, candidates), candidates, text)
        group.defined |= {d.name: d for d in defined}
        steps.defining = {d.start for d in defined}
        goes_on = bool(chains.found and chains.found[0].sides[0].joint)
        inside = range(block.start, block.stop)
        prose = self.found.prose.replace("&", " ")
        shown = [(prose[d.start : d.stop], d.start) for d in defined]
        shown = [row for row in shown if row[1] not in inside]
        starts = {start for _, start in shown}
        shown += [(s.text, s.start) for s in supposed if s.start not in starts]
        steps.suppose([] if goes_on else sorted(shown, key=lambda row: row[1]))

    def _located(self, start: int, stop: int) -> Located:
        return Located(self.found.text[start:stop], self.source, start, stop)

    def _inner(self, marks: list[Mark], lines: list[Line], said: Said) -> list[Said]:
        """What marks within a formula say about its lines; their declarations are of all of it."""
        inner = [Said() for _ in lines]
        for mark in marks:
            here = said_by((mark,), self.source)
            words, here.words = here.words, []
            said.absorb(here)
            n = self._line_of(mark, lines)
            if n is None:
                said.words += words
            else:
                inner[n].words += words
        return inner

    def _line_of(self, mark: Mark, lines: list[Line]) -> int | None:
        """The number of the line that a mark is about: the one it stands behind, or above."""
        if not lines:
            return None
        if mark.behind:
            end = len(self.found.formulas[: mark.start].rstrip()) - 1
            return max((n for n, line in enumerate(lines) if line.start <= end), default=0)
        below = (n for n, line in enumerate(lines) if line.stop > mark.start)
        return next(below, len(lines) - 1)

    def _group(
        self, block: Block, said: Said, inner: list[Said], whole: Said, before: _Group | None
    ) -> _Group:
        """The derivation that a displayed formula is of: a new one, unless it uses an older one."""
        used = [name for s in (said, *inner) for name in s.named("using")]
        older = next((self.labels[n.value] for n in used if n.value in self.labels), before)
        if older is None:
            steps = Steps(self.source)
            group = _Group(said.over(whole), steps, block.outer, block.stop)
            self.groups.append(group)
            return group
        if said.assumed or said.others:
            held = said.assumed or [key for key, _ in said.others.values()]
            place = self.source.place(held[0].start_mark.index, held[0].end_mark.index)
            hint = "say it where the formula begins, or in a mark for the whole document"
            message = "this formula goes on from one above, and can assume nothing of its own"
            older.problems.append(Diagnostic("DC144", message, hint, place=place))
        older.said = Said(tables=said.tables).over(older.said)
        older.stop = block.stop
        return older

    def _steps(
        self, group: _Group, block: Block, lines: list[Line], inner: list[Said], said: Said,
        chains: Chains,
    ) -> None:  # fmt: skip
        steps = group.steps
        steps.text, notes = without_notes(_masked(block, lines), block.start)
        steps.base = block.start
        steps.lines, steps.said, steps.block = lines, inner, said
        steps.conditions = chains.conditions
        steps.told, steps.declared = assumed_in(group.said), names_in(group.said)
        steps.add(chains.found)
        steps.nodes += [claim(stated, span) for stated, span in notes]
        for line in lines:
            for start, stop in line.labels:
                self.labels[self.found.text[start:stop]] = group

    def _derivation(self, group: _Group) -> Read:
        start, stop = group.start, group.stop
        said = over(group.said, group.defined.values(), self.found.prose)
        spelled: Rows = [
            (scalar(name, start, stop), scalar(meaning, start, stop))
            for name, meaning in bare(said, self.found.formulas[start:stop])
        ]
        said = said.over(Said(tables={"names": spelled})) if spelled else said
        rows = said.rows(start, stop)
        if "title" not in group.said.others:
            title = f"formula in line {self.source.place(start).line}"
            rows.append((scalar("title", start, stop), scalar(title, start, stop)))
        labels = group.steps.nested()
        group.problems += [problem(label, "DC701", f"no line has the label `{label.value}`",
                                   "give one a \\label") for label in labels]  # fmt: skip
        steps = listed(group.steps.nodes, start, stop)
        rows.append((scalar("steps", start, stop), steps))
        node: yaml.Node = table(rows, start, stop)
        document = Composed(self.source, (node,), group.said.traps)
        if not group.relations:
            place = self.source.place(start)
            hint = "mark a formula with a relation, or remove the mark"
            told = Diagnostic("DC145", "this formula states nothing", hint, place=place)
            group.problems.append(told)
        if group.problems:
            return self._failed(*group.problems)
        read = derivation_of(self.path, document, node, self.macros)
        if lost := unread(group.defined.values(), read.problems, self.source):
            group.defined = {n: d for n, d in group.defined.items() if d not in lost}
            again = self._derivation(group)
            return replace(again, lost=(*read.problems, *again.lost))
        undetermined = partial(begun_anew, guessed=_names_of(self.guessed, "function", "["))
        for amended in (forgotten, claimed, without_leading_names, undetermined):
            if amended(group.steps, read):
                steps.value = list(group.steps.nodes)
                read = derivation_of(self.path, document, node, self.macros)
        read = in_marks(read, self.declared)
        numbers = frozenset(n for n, sort in self.guessed.items() if _PLAIN.fullmatch(sort))
        warnings = (*read.warnings, *self.doubts, *group.doubts)
        return Read(replace(read, warnings=warnings, guessed=numbers), node)


def _guessed(found: Manuscript, source: Source) -> dict[str, str]:
    """The names that a guess declares, with their sorts."""
    said = (said_by((m,), source) for m in found.marks if is_whole(m))
    rows = (names_in(one).items() for one in said if one.has("guessed"))
    return {name: sort for row in rows for name, sort in row}


def _names_of(guessed: Mapping[str, str], *words: str) -> frozenset[str]:
    """The names in whose sorts one of some words stands."""
    return frozenset(n for n, sort in guessed.items() if any(w in sort for w in words))


def is_whole(mark: Mark) -> bool:
    """Whether a mark is for all of a document."""
    return mark.whole or bool(_WHOLE.match(mark.text))


def _masked(block: Block, lines: list[Line]) -> str:
    """The lines of a block as they are read, and what divides them left blank."""
    pieces, at = list[str](), block.start
    for line in lines:
        pieces += [" " * (line.start - at), line.text]
        at = line.stop
    return "".join([*pieces, " " * (block.stop - at)])


def _onto_last(said: Said, inner: list[Said]) -> None:
    """What is said above a formula of one line of it is said of the last one."""
    if inner:
        mine = [w for w in said.words if w.word in STEP_WORDS - {"using"}]
        inner[-1].words += mine
        said.words = [w for w in said.words if w not in mine]
