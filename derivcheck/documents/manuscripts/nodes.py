"""Nodes of YAML made of pieces of a document, so that both are read by the same readers."""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from derivcheck.documents.positions import Located

_TEXT, _TABLE, _LIST = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))

Rows = list[tuple[yaml.Node, yaml.Node]]


def scalar(value: str, start: int, stop: int) -> yaml.ScalarNode:
    """A text.

    Arguments:
        value: as it is to be read; as long as the piece of the document, if all of it counts.
        start, stop: where it stands.
    """
    return yaml.ScalarNode(_TEXT, value, _mark(start), _mark(stop))


def scalar_of(text: Located) -> yaml.ScalarNode:
    """A text that stands in the document as it is to be read."""
    return scalar(text.value, text.start, text.stop)


def table(rows: Rows, start: int, stop: int) -> yaml.MappingNode:
    """A mapping."""
    return yaml.MappingNode(_TABLE, rows, _mark(start), _mark(stop), flow_style=False)


def listed(items: Iterable[yaml.Node], start: int, stop: int) -> yaml.SequenceNode:
    """A list."""
    return yaml.SequenceNode(_LIST, list(items), _mark(start), _mark(stop), flow_style=False)


def _mark(index: int) -> yaml.Mark:
    return yaml.Mark("", index, 0, 0, None, 0)
