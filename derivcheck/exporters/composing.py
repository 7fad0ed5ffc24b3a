"""From a derivation and its report to a chapter: chains as displays, notes between lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from derivcheck.documents.model import Definition, Derivation, Step
from derivcheck.exporters.declaring import assumptions, declarations
from derivcheck.exporters.looks import Looks, looks_of
from derivcheck.exporters.manuscript import (
    Between,
    Block,
    Chapter,
    Display,
    Line,
    Math,
    Nested,
    Paragraph,
    Plain,
    Prose,
    Reference,
)
from derivcheck.exporters.prose import listed, prose
from derivcheck.exporters.remarks import ARROWS, mark, remark
from derivcheck.kernel.language.terms import App, Sym, Term
from derivcheck.notation.formulas.boxes import Box, row
from derivcheck.notation.formulas.spellings import RELATION_SIGNS
from derivcheck.verdicts.report import FileReport, StepReport

Judged = tuple[Derivation, FileReport]
LONGEST_TAG = 14
"""How many characters of a label stand beside a line; a longer one gives way to the number."""


def chapters(judged: Iterable[Judged], *, numbers: bool = False) -> list[Chapter]:
    """The chapters of a document, with keys and numbers that are not those of others.

    Arguments:
        judged: derivations with their reports.
        numbers: whether every line has a number.
    """
    made: list[Chapter] = []
    seen: Counter[str] = Counter()
    first = 1
    for derivation, report in judged:
        stem = PurePath(derivation.path).stem
        seen[stem] += 1
        also = f"-{seen[stem]}" if seen[stem] > 1 else ""
        made.append(compose(derivation, report, numbers=numbers, first=first, also=also))
        first += sum(1 for _ in derivation.every_step)
    return made


def compose(
    derivation: Derivation,
    report: FileReport,
    *,
    numbers: bool = False,
    first: int = 1,
    also: str = "",
) -> Chapter:
    """The chapter of a derivation.

    Arguments:
        derivation: what the author wrote.
        report: what was found about it.
        numbers: whether every line has a number.
        first: the number of the first line.
        also: tells its key apart from those of others.
    """
    key = re.sub(r"[^A-Za-z0-9]+", "-", PurePath(derivation.path).stem).strip("-") or "derivation"
    key += also
    found = {s.id: s for s in report.steps}
    tags = _tags(derivation, found, numbers, first)
    refer = {name: Reference(f"{key}:{step_id}", tags[step_id])
             for name, step_id in _names(derivation) if step_id in tags}  # fmt: skip
    page = _Page(derivation, found, looks_of(derivation), tags, refer, key)
    opening = tuple(page.opening())
    blocks = (*opening, *page.blocks(derivation.steps), *page.closing(report))
    title, source = prose(derivation.title), prose(derivation.origin)
    return Chapter(
        title, source, key, derivation.path, tuple(blocks), derivation, report, len(opening)
    )


def _names(derivation: Derivation) -> Iterator[tuple[str, str]]:
    """What a step may be called by, and its id."""
    for step in derivation.every_step:
        yield step.id, step.id
        if step.label:
            yield step.label, step.id


def _tags(
    derivation: Derivation, found: Mapping[str, StepReport], numbers: bool, first: int
) -> dict[str, str]:
    """The tags of the lines that have one: numbers, or labels and ids where something refers."""
    steps = list(_in_order(derivation.steps))
    if numbers:
        return {step.id: str(n) for n, step in enumerate(steps, first)}
    used = {label for s in steps for label in (*s.using, *([s.origin] if s.origin else []))}
    used |= {s.id for s in steps if s.because}
    used |= {r.follows_from for r in found.values() if r.follows_from}
    used |= {slip for r in found.values() for slip in r.slips}
    return {s.id: _tag(s) for s in steps if used & {s.id, s.label}}


def _in_order(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps as they stand on the page: those of a chain, then their sub-steps."""
    for group in _groups(steps):
        yield from group
        for step in group:
            yield from _in_order(step.because)


def _tag(step: Step) -> str:
    label = step.label or ""
    good = re.fullmatch(r"[\w .:+*-]+", label) and len(label) <= LONGEST_TAG
    return label if good else step.id.replace(".", "")


def _groups(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """The steps of each display: a chain with what stands amid it, or claims one after another."""
    group: list[Step] = []
    for position, step in enumerate(steps):
        if group and not _joins(group, step, steps[position + 1 :]):
            yield group
            group = []
        group.append(step)
    if group:
        yield group


def _joins(group: Sequence[Step], step: Step, rest: Sequence[Step]) -> bool:
    """Whether a step goes on in the display that the steps before it have opened."""
    first = group[0]
    if step.origin is not None:
        return False
    if step.role == "claim":
        if first.role == "claim":
            return True
        following = next((s for s in rest if s.role != "claim"), None)
        amid = following is not None and following.role == "expr" and following.origin is None
        return first.role == "expr" and amid and not step.because
    if step.role == "expr":
        return first.role == "expr"
    return step.role in ARROWS and first.role in ("given", *ARROWS)


@dataclass(frozen=True, slots=True)
class _Page:
    """A derivation, what was found about its steps, and how its terms look."""

    derivation: Derivation
    found: Mapping[str, StepReport]
    looks: Looks
    tags: Mapping[str, str]
    refer: Mapping[str, Reference]
    key: str

    def opening(self) -> Iterator[Block]:
        """What is declared, assumed and defined."""
        d = self.derivation
        told = declarations(d.context, self.looks.box)
        words: Prose = (Plain("Let "), *listed(told, ", and "), Plain(".")) if told else ()
        assumed = [(Math(self.looks.box(t)),) for t in assumptions(d.context)]
        if assumed:
            words += (Plain(" Assume that "), *listed(assumed), Plain("."))
        if d.definitions:
            words += (Plain(" We write" if words else "We write"),)
        if words:
            yield Paragraph(words)
        if d.definitions:
            yield Display(tuple(map(self.definition, d.definitions)), "definitions")

    def definition(self, definition: Definition) -> Line:
        name: Term = Sym(definition.name)
        if definition.parameters:
            head = "apply" if definition.name in self.looks.applied else "index"
            name = App(head, (name, *map(Sym, definition.parameters)))
        body = definition.body
        right = None if body.term is None else self.looks.box(body.term)
        return Line(self.looks.box(name), RELATION_SIGNS["="], right, body.source)

    def blocks(self, steps: Sequence[Step]) -> Iterator[Block]:
        """The displays of some steps, each with the sub-steps of its lines below it."""
        for group in _groups(steps):
            yield from self.display(group)
            for step in group:
                if step.because:
                    said: Prose = (Plain("Here "), self.refer[step.id], Plain(" holds because"))
                    yield Nested((Paragraph(said), *self.blocks(step.because)))

    def display(self, group: list[Step]) -> Iterator[Block]:
        first = group[0]
        rows: list[Line | Between] = []
        for step in group:
            rows += [Between(self.let(definition)) for definition in step.definitions]
            lines = list(self.rows(step, first))
            note = [Between(prose(step.note))] if step.note else []
            opens = step is first and step.role in ("expr", "given") and len(group) > 1
            rows += [*note, *lines] if opens else [*lines, *note]
        rows = _together(rows)
        kind = {"expr": "chain", "claim": "claims"}.get(first.role, "statements")
        before, after = rows[0], rows[-1]
        if isinstance(before, Between):
            yield Paragraph(before.prose)
            rows = rows[1:]
        if isinstance(after, Between):
            rows = rows[:-1]
        if first.role == "given":
            yield Paragraph((Plain("Suppose that"),))
        elif first.role in ARROWS and first.origin and first.origin in self.refer:
            said = (Plain("From "), self.refer[first.origin], Plain(" we have"))
            yield Paragraph(said)
        yield Display(tuple(rows), kind)  # type: ignore[arg-type]  # the values are its kinds
        if isinstance(after, Between):
            yield Paragraph(after.prose)

    def let(self, definition: Definition) -> Prose:
        line = self.definition(definition)
        if line.right is None or line.left is None:
            return (Plain(f"Let {definition.name} = {line.typed}."),)
        return (Plain("Let "), Math(row(line.left, RELATION_SIGNS["="], line.right)), Plain("."))

    def rows(self, step: Step, first: Step) -> Iterator[Line | Between]:
        """The line of a step, or the text that tells it amid a chain."""
        line = self.line(step, first)
        amid = step.role == "claim" and first.role == "expr"
        if amid and line.right is not None and not line.mark.failure:
            yield Between(self.told(step, line))
        else:
            yield line

    def told(self, step: Step, line: Line) -> Prose:
        whole = self.looks.box(step.text.term) if step.text.term is not None else line.right
        assert whole is not None
        said: Prose = (Plain("Here "), Math(whole))
        return (
            (*said, Plain(", "), *line.remark, Plain(".")) if line.remark else (*said, Plain("."))
        )

    def line(self, step: Step, first: Step) -> Line:
        found = self.found.get(step.id)
        term = step.text.term
        box = None if term is None else self.looks.box(term)
        line = Line(
            None, None, box, step.text.source,
            remark(step, found, self.looks, self.refer), f"{self.key}:{step.id}",
            self.tags.get(step.id), mark(found, self.looks, self.refer),
        )  # fmt: skip
        if step.role == "claim":
            return _split(line, term, self.looks)
        sign = self.sign(step, first)
        return replace(line, left=self.origin(step, sign), sign=sign)

    def sign(self, step: Step, first: Step) -> Box | None:
        """The relation in front of a line; none where a chain opens."""
        if step.role in ARROWS:
            return ARROWS[step.role]
        if step.role == "given" or step.origin == "none":
            return None
        found = self.found.get(step.id)
        opens = step is first and step.origin is None
        if found and (found.before or found.verdict is not None):
            opens = False
        return None if opens else RELATION_SIGNS[step.relation]

    def origin(self, step: Step, sign: Box | None) -> Box | None:
        """What a chain that goes on from an earlier line begins with."""
        if sign is None or step.origin in (None, "none"):
            return None
        named = next((s for s in self.derivation.every_step if s.label == step.origin), None)
        return None if named is None or named.text.term is None else self.looks.box(named.text.term)

    def closing(self, report: FileReport) -> Iterator[Block]:
        """The conclusions that do not hold."""
        for conclusion in report.conclusions:
            if conclusion.verdict.name == "proved":
                continue
            ends = [(Plain(end),) for end in conclusion.ends]
            what = {"refuted": "does not follow", "undecided": "is not decided"}
            said = what.get(conclusion.verdict.name, "cannot be read")
            yield Paragraph(
                (Plain("What step "), *listed(ends, " and step "), Plain(f" together say {said}."))
            )


def _together(rows: Sequence[Line | Between]) -> list[Line | Between]:
    """The rows, with texts that follow one another as one."""
    made: list[Line | Between] = []
    for each in rows:
        if isinstance(each, Between) and made and isinstance(made[-1], Between):
            made[-1] = Between((*made[-1].prose, Plain(" "), *each.prose))
        else:
            made.append(each)
    return made


def _split(line: Line, term: Term | None, looks: Looks) -> Line:
    """A claim at its relation, where it is one."""
    match term:
        case App(head, (left, right)) if head in RELATION_SIGNS:
            return replace(line, left=looks.box(left), sign=RELATION_SIGNS[head],
                           right=looks.box(right))  # fmt: skip
    return line
