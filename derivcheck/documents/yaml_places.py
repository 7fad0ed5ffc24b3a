"""The nodes of a YAML file at which its texts stand, and the ways to write another text there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from derivcheck.diagnostics import Diagnosis, Place, Span
from derivcheck.documents.positions import Located, Source
from derivcheck.documents.yaml_fields import text_of
from derivcheck.documents.yaml_nodes import Composed, compose
from derivcheck.documents.yaml_traps import quoted

Ways = Iterator[tuple[Span, str]]
"""Spans of a file and what may stand there, one way after the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a mapping that holds a text.

    Arguments:
        mapping: all entries.
        key: of this one.
        text: its value as read, and where that stands.
        whole: the same with quotes, or with what opens a block.
        style: how YAML has it: "" for plain, `'`, `"`, `|`, `>`, or `[` for a list.
    """

    mapping: yaml.MappingNode
    key: yaml.Node
    text: Located
    whole: Span
    style: str

    def inside(self, changes: tuple[tuple[Span, str], ...]) -> Ways:
        """The text with spans of it replaced, all else as it stands in the file.

        Arguments:
            changes: spans of the text and what is to stand there, in order.
        """
        raw, base = self.raw, self.text.start
        for span, new in reversed(changes):
            spelled = _spelled(new, self.style)
            if spelled is None:
                return
            start, stop = self.text.raw(span)
            raw = raw[: start - base] + spelled + raw[stop - base :]
        yield Span(base, self.text.stop), raw

    def instead(self, new: str) -> Ways:
        """Another text: in the quotes that are there, else in single quotes."""
        spelled = _spelled(new, self.style)
        if spelled is not None:
            yield Span(self.text.start, self.text.stop), spelled
        yield self.whole, quoted(new)

    def renamed(self, key: str) -> Ways:
        """Another key."""
        yield Span(self.key.start_mark.index, self.key.end_mark.index), key

    def beside(self, key: str, value: str) -> Ways:
        """What another entry of the same mapping holds; after this one if there is none yet."""
        for name, node in self.mapping.value:
            if name.value == key:
                for spelled in (value, quoted(value)):
                    yield Span(node.start_mark.index, node.end_mark.index), spelled
                return
        stop = self.whole.stop
        for spelled in (value, quoted(value)):
            if self.mapping.flow_style:
                yield Span(stop, stop), f", {key}: {spelled}"
            else:
                yield self._line_below(f"{key}: {spelled}")

    def _line_below(self, text: str) -> tuple[Span, str]:
        """A line after the text, with what stands behind it on its last line."""
        source = self.text.source
        end = source.line_end(self.whole.stop)
        start = self.key.start_mark.index
        indent = " " * (start - source.line_start(start))
        newline = "\r\n" if source.text.startswith("\r\n", end) else "\n"
        return Span(end, end), f"{newline}{indent}{text}"

    @property
    def raw(self) -> str:
        """The characters of the text in the file, without quotes."""
        return self.text.source.text[self.text.start : self.text.stop]


def _spelled(text: str, style: str) -> str | None:
    """A piece of text within the quotes of a style; None if it cannot stand there."""
    if style == "'":
        return text.replace("'", "''")
    if style == '"' and {'"', "\\"} & set(text):
        return None
    return text


def entry_at(source: str, place: Place) -> Entry | None:
    """The entry of a file whose text starts at a place."""
    entries = (e for e in entries_of(compose(source)) if _starts(e.text, place))
    return next(entries, None)


def entries_of(document: Composed) -> Iterator[Entry]:
    """Every entry of a file that holds a text, in the order of the file."""
    for mapping in _mappings(document.nodes):
        for key, value in mapping.value:
            text = _text(document, value)
            if text is not None:
                yield _entry(document.source, mapping, key, value, text)


def _mappings(nodes: tuple[yaml.Node, ...]) -> Iterator[yaml.MappingNode]:
    pending = list(reversed(nodes))
    while pending:
        node = pending.pop()
        if isinstance(node, yaml.MappingNode):
            yield node
            pending.extend(value for _, value in reversed(node.value))
        elif isinstance(node, yaml.SequenceNode):
            pending.extend(reversed(node.value))


def _text(document: Composed, node: yaml.Node) -> Located | None:
    try:
        return text_of(document, node, "", exact=True)
    except Diagnosis:
        return None


def _entry(
    source: Source, mapping: yaml.MappingNode, key: yaml.Node, value: yaml.Node, text: Located
) -> Entry:
    start, stop = value.start_mark.index, value.end_mark.index
    whole = Span(start, start + len(source.text[start:stop].rstrip()))
    style = value.style or "" if isinstance(value, yaml.ScalarNode) else "["
    return Entry(mapping, key, text, whole, style)


def _starts(text: Located, place: Place) -> bool:
    found = text.place()
    return (found.line, found.column) == (place.line, place.column)
