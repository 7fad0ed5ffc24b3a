"""What is supposed in a document, as steps that are given, and the names of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

import yaml

from derivcheck.diagnostics import Span
from derivcheck.documents.manuscripts.nodes import Rows, scalar, table
from derivcheck.documents.positions import Source


@dataclass(slots=True)
class Stated:
    """A step that states something: its keys, and where it stands."""

    rows: Rows
    span: Span


@dataclass(slots=True)
class Suppositions:
    """The suppositions of a derivation that is made of displayed formulas.

    Arguments:
        source: of the document.
        text, base: of the block at hand, all that is no part of a side left blank, and where it
            stands.
        nodes: the steps so far.
        labels: the names that lines have.
        remarked: the steps that are suppositions, with their names.
        heard: where the suppositions stand that were taken up -> their names.
        everywhere: names of those that the sentences around a formula make.
    """

    source: Source
    text: str = ""
    base: int = 0
    nodes: list[yaml.MappingNode] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    remarked: list[tuple[yaml.MappingNode, str]] = field(default_factory=list)
    heard: dict[tuple[int, int], str] = field(default_factory=dict)
    everywhere: list[str] = field(default_factory=list)

    def suppose(self, told: Sequence[tuple[str, int]]) -> None:
        """What the sentences around a block say, as given for all of its lines.

        Arguments:
            told: texts and where they stand.
        """
        self.everywhere = []
        for text, start in told:
            span = Span(start, start + len(text))
            self.everywhere.append(self.supposition(text, span))

    def supposition(self, text: str, span: Span) -> str:
        """The name of what is supposed at a place, which is taken up as given if it is not yet."""
        key = (span.start, span.stop)
        if key not in self.heard:
            rows: Rows = [(scalar("given", *key), scalar(text, *key))]
            self.heard[key] = self.name(Stated(rows, span))
            node = table(rows, *key)
            self.nodes.append(node)
            self.remarked.append((node, self.heard[key]))
        return self.heard[key]

    def name(self, stated: Stated) -> str:
        """The name by which later lines use a statement: its label, or where it stands."""
        for key, value in stated.rows:
            if key.value == "label":
                return str(value.value)
        place = self.source.place(stated.span.start)
        name = f"line {place.line}"
        if name in self.labels:
            further = (f"{name}{letter}" for letter in ascii_lowercase[1:])
            name = next((n for n in further if n not in self.labels), f"{name}:{place.column}")
        self.labels.add(name)
        stated.rows.append(entry("label", name, stated.span))
        return name

    def piece(self, span: Span) -> tuple[str, int, int]:
        """What stands at a span of the block at hand, and where."""
        text = self.text[span.start - self.base : span.stop - self.base]
        return text, span.start, span.stop


def entry(key: str, value: str, at: Span) -> tuple[yaml.Node, yaml.Node]:
    """A row of a step."""
    return scalar(key, *ends(at)), scalar(value, *ends(at))


def ends(span: Span) -> tuple[int, int]:
    """Where a span begins and ends."""
    return span.start, span.stop
