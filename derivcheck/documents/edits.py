"""A change to a text of a file, and whether the file then says what it should.

An edit replaces characters of a file by others. Nothing is taken on trust: the changed file is read
again, and the edit is given only if one text reads as wanted and everything else as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.diagnostics import Place, Span
from derivcheck.documents.model import Derivation
from derivcheck.documents.positions import Source
from derivcheck.documents.yaml import load
from derivcheck.documents.yaml_traps import quoted


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters [start, stop) of a file and what is to stand there instead."""

    span: Span
    text: str

    def applied(self, source: str) -> str:
        """The file with the edit."""
        return source[: self.span.start] + self.text + source[self.span.stop :]


def replacing(source: str, place: Place, old: str, new: str) -> Edit | None:
    """The edit that turns the text of a step into another one; None if there is no safe one.

    Arguments:
        source: the whole file.
        place: where the text of the step stands.
        old: that text; it must stand there as it is, on one line.
        new: the text that is to be read there.
    """
    lines = Source.of(source)
    if place.line > len(lines.starts) or "\n" in new:
        return None
    start = lines.starts[place.line - 1] + place.column - 1
    span = Span(start, start + len(old))
    if source[span.start : span.stop] != old:
        return None
    before, here = list(_texts(load("", source))), (place.line, place.column)
    if (here, old) not in before:
        return None
    wanted = [(at, new if at == here else text) for at, text in before]
    edits = (Edit(span, text) for text in _spelled(source[start - 1 : start], new))
    return next((e for e in edits if _reads_as(e.applied(source), wanted, place.line)), None)


def _spelled(opening: str, text: str) -> Iterator[str]:
    """How YAML may have the text: as it is, else in quotes; inside of quotes that are there."""
    if opening == "'":
        yield text.replace("'", "''")
    elif opening != '"':
        yield text
        yield quoted(text)
    elif not {'"', "\\"} & set(text):
        yield text


_At = tuple[int, int]


def _reads_as(source: str, wanted: list[tuple[_At, str]], line: int) -> bool:
    """Whether all steps of a file read as wanted; columns may differ on the line that changed."""
    found = list(_texts(load("", source)))
    return len(found) == len(wanted) and all(
        text == other and at[0] == there[0] and (at == there or at[0] == line)
        for (at, text), (there, other) in zip(found, wanted, strict=True)
    )


def _texts(derivations: tuple[Derivation, ...]) -> Iterator[tuple[_At, str]]:
    """Where the steps of a file stand and what they say; "" for one that cannot be read."""
    for derivation in derivations:
        for step in derivation.every_step if not derivation.problems else ():
            at = step.text.place.line, step.text.place.column
            yield at, "" if step.problems else step.text.source
