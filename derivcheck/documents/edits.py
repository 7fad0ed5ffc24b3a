"""Changes to a file, and whether the file then says what it should.

An edit replaces characters of a file by others, whatever kind of file that is.  Nothing is taken on
trust: the changed file is read again, and the edit is given only if one step reads as wanted and
everything else as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from derivcheck.diagnostics import Place, Span
from derivcheck.documents.manuscripts import edits as manuscripts
from derivcheck.documents.manuscripts.kinds import is_manuscript
from derivcheck.documents.meaning import NOWHERE, Meaning, meaning, meant
from derivcheck.documents.model import Derivation, Step, Text
from derivcheck.documents.yaml import load
from derivcheck.documents.yaml_places import Entry, Ways, entry_at
from derivcheck.kernel.language.claims import LINKS, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import show
from derivcheck.notation.respelling import respellings


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, stop) of a file and what is to stand there instead."""

    span: Span
    text: str

    def applied(self, source: str) -> str:
        """The file with the edit."""
        return source[: self.span.start] + self.text + source[self.span.stop :]


def replacing(source: str, place: Place, old: str, new: str, path: str = "") -> Edit | None:
    """The edit that turns the text of a step into another one; None if there is no safe one.

    Arguments:
        source: the whole file.
        place: where the text of the step stands.
        old: that text, as it was read.
        new: what is to be read there; the author's spelling stays where it can.
        path: of the file, whose end tells what kind of file it is.
    """
    if is_manuscript(path):
        formula = manuscripts.Target.at(path, source, place)
        return _edit(formula.replaced(new) if formula else None)
    target = _Target.at(place, source)
    if target is None or target.step.text.source != old or "\n" in new:
        return None
    for edit in _edits(target.entry.instead(new)):
        found = target.read_after(edit)
        if found and found.text.source == new and target.says(edit, found.text.term):
            return target.respelled(edit, found, new)
    return None


def relating(source: str, place: Place, relation: Relation, path: str = "") -> Edit | None:
    """The edit after which a step follows by another relation; None if there is no safe one.

    Arguments:
        source: the whole file.
        place: where the text of the step stands.
        relation: for a link between statements the key of the step, else what `rel:` says.
        path: of the file, whose end tells what kind of file it is.
    """
    if is_manuscript(path):
        formula = manuscripts.Target.at(path, source, place)
        return _edit(formula.related(relation) if formula else None)
    target = _Target.at(place, source)
    if target is None:
        return None
    if relation in LINKS:
        ways = target.entry.renamed(relation)
    else:
        ways = target.entry.beside("rel", relation)
    return next((e for e in _edits(ways) if target.leaves(e, _related(relation))), None)


def _edit(way: tuple[Span, str] | None) -> Edit | None:
    return Edit(*way) if way else None


def _related(relation: Relation) -> Callable[[Step], Step]:
    """What another relation changes of a step."""
    match relation:
        case "iff" | "implies" | "implied by" as role:
            return lambda step: replace(step, role=role)
    return lambda step: replace(step, relation=relation)


def _edits(ways: Ways) -> Iterator[Edit]:
    return (Edit(span, text) for span, text in ways)


@dataclass(frozen=True, slots=True)
class _Target:
    """The step that an edit is about.

    Arguments:
        before: what the file says.
        index: of the step, among all of the file.
        step: as it was read.
        entry: where its text stands.
    """

    source: str
    before: Meaning
    index: int
    step: Step
    entry: Entry

    @classmethod
    def at(cls, place: Place, source: str) -> _Target | None:
        """The step of a file whose text starts at a place."""
        derivations = load("", source)
        if any(d.problems for d in derivations):
            return None
        entry = entry_at(source, place)
        if entry is None:
            return None
        at = place.line, place.column
        for index, step in enumerate(_steps(derivations)):
            here = step.text.place
            if (here.line, here.column) == at and step.text.source == entry.text.value:
                return cls(source, meant(derivations), index, step, entry)
        return None

    def read_after(self, edit: Edit) -> Step | None:
        """The step as it reads after an edit, if it can be read then."""
        steps = _steps(load("", edit.applied(self.source)))
        if len(steps) <= self.index or steps[self.index].problems:
            return None
        return steps[self.index]

    def leaves(self, edit: Edit, change: Callable[[Step], Step]) -> bool:
        """Whether after an edit the file says the same, but for a change of the step."""
        steps = list(self.before.steps)
        steps[self.index] = change(steps[self.index])
        return meaning(edit.applied(self.source)) == replace(self.before, steps=tuple(steps))

    def says(self, edit: Edit, term: Term | None) -> bool:
        """Whether after an edit the step says something else, and all others the same."""
        text = Text("", NOWHERE, term)
        return term is not None and self.leaves(edit, lambda step: replace(step, text=text))

    def respelled(self, plain: Edit, found: Step, new: str) -> Edit:
        """An edit that keeps the author's spelling where it can, else the plain one.

        Arguments:
            plain: writes all of the text anew.
            found: the step as it reads then.
            new: the text.
        """
        written, term = self.step.text.source, self.step.text.term
        if term is None:
            return plain
        for changes in respellings(written, show(term), new):
            for edit in _edits(self.entry.inside(changes)):
                if self.says(edit, found.text.term):
                    return edit
        return plain


def _steps(derivations: tuple[Derivation, ...]) -> list[Step]:
    return [step for derivation in derivations for step in derivation.every_step]
