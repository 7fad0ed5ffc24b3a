"""The layout of a file: blanks in its mathematics, quotes that are not needed, ends of lines.

Nothing but blanks and quotes changes.  Whatever is changed, the file is read again; what would
change what it says, or a comment of it, is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import yaml

from derivcheck.diagnostics import Span
from derivcheck.documents.edits import Edit
from derivcheck.documents.meaning import meaning
from derivcheck.documents.positions import LINE_END
from derivcheck.documents.yaml_nodes import LOADER, compose
from derivcheck.documents.yaml_places import Entry, blocks_of, mathematics_of
from derivcheck.notation.spacing import spaced

_BLANKS = re.compile(r"[ \t]+(?=\r?\n|\Z)")
_END = re.compile(r"(?:\r?\n)*\Z")

_Pass = Callable[[str], Iterator[Edit]]


def formatted(source: str) -> str:
    """The text of a file in the usual layout; it says the same.

    Arguments:
        source: the text of a file; where that cannot be read, it stays as it is.
    """
    for find in (_spaces, _unquoted, _trailing, _last):
        source = _applied(source, list(find(source)))
    return source


def _applied(source: str, edits: Sequence[Edit]) -> str:
    """The text with all edits, or with those of them that leave what it says."""
    if not edits:
        return source
    said = meaning(source)
    changed = _all(source, edits)
    if meaning(changed) == said:
        return changed
    for edit in reversed(edits):  # from below, so that those above stand where they stood
        changed = edit.applied(source)
        if meaning(changed) == said:
            source = changed
    return source


def _all(source: str, edits: Sequence[Edit]) -> str:
    for edit in reversed(edits):
        source = edit.applied(source)
    return source


def _spaces(source: str) -> Iterator[Edit]:
    """Blanks in mathematics."""
    for entry in mathematics_of(compose(source)):
        changes = tuple(
            (span, blanks)
            for span, blanks in spaced(entry.text.value)
            if not LINE_END.search(source, *entry.text.raw(span))  # those are the author's
        )
        if changes:
            yield from (Edit(*way) for way in entry.inside(changes))


def _unquoted(source: str) -> Iterator[Edit]:
    """Mathematics whose quotes YAML does not need."""
    for entry in mathematics_of(compose(source)):
        if entry.style in ("'", '"') and not entry.mapping.flow_style and _is_plain(entry):
            yield Edit(entry.whole, entry.text.value)


def _is_plain(entry: Entry) -> bool:
    """Whether YAML reads a text as a text also without quotes."""
    text = entry.text.value
    if entry.raw != text or LINE_END.search(text):
        return False
    try:
        node = yaml.compose(f"key: {text}\n", Loader=LOADER)
    except yaml.YAMLError:
        return False
    if not isinstance(node, yaml.MappingNode):
        return False
    found = [(value.value, value.tag) for _, value in node.value]
    return found == [(text, "tag:yaml.org,2002:str")]


def _trailing(source: str) -> Iterator[Edit]:
    """Blanks at ends of lines; in blocks of lines they may belong to the text."""
    blocks = blocks_of(compose(source))
    for found in _BLANKS.finditer(source):
        if not any(b.start <= found.start() < b.stop for b in blocks):
            yield Edit(Span(*found.span()), "")


def _last(source: str) -> Iterator[Edit]:
    """One end of line at the end."""
    found = _END.search(source)
    assert found
    newline = "\r\n" if "\r\n" in source else "\n"
    if source and found.group() != newline:
        yield Edit(Span(found.start(), len(source)), newline)
