"""The nodes of a YAML file at which its texts stand, and the ways to write another text there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from derivcheck.diagnostics import Diagnosis, Place, Span
from derivcheck.documents.keys import MATH_KEYS
from derivcheck.documents.positions import LINE_END, Located
from derivcheck.documents.yaml_fields import text_of
from derivcheck.documents.yaml_nodes import Composed, compose, values_of
from derivcheck.documents.yaml_traps import quoted

TABLES = frozenset(["define", "let"])
"""Keys that hold names and the mathematics that they stand for."""

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
        if self.style or not _opens_block(raw) or _opens_block(self.raw):
            yield Span(base, self.text.stop), raw

    def instead(self, new: str) -> Ways:
        """Another text: in the quotes that are there, else in single quotes."""
        spelled = _spelled(new, self.style)
        if spelled is not None and (self.style or not _opens_block(new)):
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
        found = LINE_END.match(source.text, end)
        newline = found.group() if found else "\n"
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


def _opens_block(raw: str) -> bool:
    """Whether YAML without us would not read a text: we do, but do not write it."""
    return raw.startswith("|")


def entry_at(source: str, place: Place) -> Entry | None:
    """The entry of a file whose text starts at a place."""
    entries = (e for e in entries_of(compose(source)) if _starts(e.text, place))
    return next(entries, None)


def entries_of(document: Composed) -> Iterator[Entry]:
    """Every entry of a file that holds a text, in the order of the file."""
    for mapping in _mappings(document.nodes):
        for key, value in mapping.value:
            entry = _read(document, mapping, key, value)
            if entry is not None:
                yield entry


def mathematics_of(document: Composed) -> Iterator[Entry]:
    """The entries of a file that hold mathematics, in the order of the file."""
    for mapping in _mappings(document.nodes):
        for key, value in mapping.value:
            yield from (e for e in _inner(document, mapping, key, value) if e is not None)


def _inner(
    document: Composed, mapping: yaml.MappingNode, key: yaml.Node, value: yaml.Node
) -> Iterator[Entry | None]:
    """The mathematics of an entry: its own, that of the names it defines, or that of a list."""
    if key.value in TABLES and isinstance(value, yaml.MappingNode):
        yield from (_read(document, value, *row) for row in value.value)
    elif key.value in MATH_KEYS and isinstance(value, yaml.SequenceNode) and not value.flow_style:
        yield from (_read(document, mapping, key, item) for item in value.value)
    elif key.value in MATH_KEYS:
        yield _read(document, mapping, key, value)


def blocks_of(document: Composed) -> tuple[Span, ...]:
    """Where the blocks of lines stand."""
    scalars = (n for n in values_of(document.nodes) if isinstance(n, yaml.ScalarNode))
    return tuple(
        Span(n.start_mark.index, n.end_mark.index) for n in scalars if n.style in ("|", ">")
    )


def _mappings(nodes: tuple[yaml.Node, ...]) -> Iterator[yaml.MappingNode]:
    return (node for node in values_of(nodes) if isinstance(node, yaml.MappingNode))


def _read(
    document: Composed, mapping: yaml.MappingNode, key: yaml.Node, value: yaml.Node
) -> Entry | None:
    """An entry; None if it holds no text."""
    try:
        text = text_of(document, value, "", exact=True)
    except Diagnosis:
        return None
    start, stop = value.start_mark.index, value.end_mark.index
    whole = Span(start, start + len(document.source.text[start:stop].rstrip()))
    style = value.style or "" if isinstance(value, yaml.ScalarNode) else "["
    return Entry(mapping, key, text, whole, style)


def _starts(text: Located, place: Place) -> bool:
    found = text.place()
    return (found.line, found.column) == (place.line, place.column)
