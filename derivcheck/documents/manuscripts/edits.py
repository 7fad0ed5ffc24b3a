"""Changes to a formula of a document: a repair, in LaTeX, where the wrong side stands.

As in `documents/edits.py` nothing is taken on trust: the changed document is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from derivcheck.diagnostics import Diagnosis, Place, Span
from derivcheck.documents.loading import load
from derivcheck.documents.meaning import NOWHERE, Meaning, meant
from derivcheck.documents.model import Derivation, Step, Text
from derivcheck.documents.positions import Source
from derivcheck.kernel.language.claims import Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.latex import write
from derivcheck.notation.plain import read
from derivcheck.notation.respelling import respellings
from derivcheck.notation.tex.tokens import Token, tokenize

Way = tuple[Span, str]

_SIGNS: dict[str, str] = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}
"""A relation -> how it is written."""
_SIGN = re.compile(
    r"(=|<|>|\\(?:le|leq|leqslant|ge|geq|geqslant|ne|neq|lt|gt)(?![A-Za-z]))[\s&]*\Z"
)


@dataclass(frozen=True, slots=True)
class Target:
    """The step of a document that an edit is about.

    Arguments:
        path: of the document.
        before: what it says.
        index: of the step, among all of the document.
        step: as it was read.
        derivation: that the step is of.
        start: where its text stands.
    """

    path: str
    source: str
    before: Meaning
    index: int
    step: Step
    derivation: Derivation
    start: int

    @classmethod
    def at(cls, path: str, source: str, place: Place) -> Target | None:
        """The step of a document whose text starts at a place."""
        derivations = load(path, source)
        if any(d.problems for d in derivations):
            return None
        steps = [(d, step) for d in derivations for step in d.every_step]
        for index, (derivation, step) in enumerate(steps):
            here = step.text.place
            if (here.line, here.column) == (place.line, place.column):
                start = Source.of(source).starts[here.line - 1] + here.column - 1
                before = meant(derivations)
                return cls(path, source, before, index, step, derivation, start)
        return None

    def replaced(self, new: str) -> Way | None:
        """What is to stand where, so that the step says something else; None if nothing can.

        Arguments:
            new: in plain notation.
        """
        old = self.step.text.term
        if old is None or self.derivation.scope is None or r"\approx" in self.step.text.source:
            return None
        try:
            term = read(new, self.derivation.scope).term
        except Diagnosis:
            return None
        wanted = replace(self.step, text=Text("", NOWHERE, term))
        return next((way for way in self._ways(old, term) if self._says(way, wanted)), None)

    def related(self, relation: Relation) -> Way | None:
        """What is to stand where, so that the step follows by another relation."""
        found = _SIGN.search(self.source, max(0, self.start - 200), self.start)
        if found is None or relation not in _SIGNS:
            return None
        way = Span(found.start(1), found.end(1)), _spaced(_SIGNS[relation], self.source, found)
        text = replace(self.step.text, place=NOWHERE)
        wanted = replace(self.step, relation=relation, text=replace(text, source=""))
        return way if self._says(way, wanted) else None

    def _ways(self, old: Term, new: Term) -> Iterator[Way]:
        """Ways to write a term, those that keep most of what is there first."""
        written, spellings = self.step.text.source, self.derivation.spellings
        shown, wanted = write(old, spellings), write(new, spellings)
        for changes in respellings(written, shown, wanted, _tokens):
            text, first, last = written, changes[0][0].start, changes[-1][0].stop
            for span, piece in reversed(changes):
                text = text[: span.start] + piece + text[span.stop :]
            yield from self._inside(first, last, text[first : len(text) - len(written) + last])
        yield from self._inside(0, len(written), wanted)

    def _inside(self, first: int, last: int, text: str) -> Iterator[Way]:
        """A text in place of some characters, if the document has there what was read."""
        span = Span(self.start + first, self.start + last)
        if self.source[span.start : span.stop] == self.step.text.source[first:last]:
            yield span, text

    def _says(self, way: Way, wanted: Step) -> bool:
        """Whether after an edit the step says what is wanted, and all others the same."""
        span, text = way
        changed = self.source[: span.start] + text + self.source[span.stop :]
        steps = list(self.before.steps)
        steps[self.index] = replace(steps[self.index], text=wanted.text, relation=wanted.relation)
        return meant(load(self.path, changed)) == replace(self.before, steps=tuple(steps))


def _tokens(text: str) -> list[Token]:
    """The tokens of a formula, without braces around a single one: `x^{2}` is `x^2`."""
    tokens = tokenize(text)
    alone = {
        at
        for n, (a, _, b) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False))
        if a.kind == "{" and b.kind == "}"
        for at in (n, n + 2)
    }
    return [token for n, token in enumerate(tokens) if n not in alone]


def _spaced(sign: str, source: str, found: re.Match[str]) -> str:
    """A sign with a blank behind it, if a letter follows that would be taken for a part of it."""
    after = source[found.end(1) : found.end(1) + 1]
    return sign + " " if sign[-1].isalpha() and after.isalpha() else sign
