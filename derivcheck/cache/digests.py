"""Plain data as a digest: equal for what is equal, and, in practice, for nothing else.

Each node is hashed from the digests of its parts, a term that occurs often once.  Left out are
the fields that do not count when two things are compared: what a term knows of itself, what a
question is called.  Mappings are taken in their order, for what is printed may follow it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import partial
from typing import Any

from derivcheck.kernel.language.terms import App, Bind


def digest(*data: Any) -> bytes:
    """The SHA-256 of plain data.

    Arguments:
        data: frozen dataclasses, tuples, sets, mappings, texts, numbers, None.

    Raises:
        TypeError: if there is something else in it.
        RecursionError: if it is nested too deeply.
    """
    return _Digests().of(data)


class _Digests:
    """The digests of the terms met so far, by identity; the data keeps them alive."""

    def __init__(self) -> None:
        self.known: dict[int, bytes] = {}
        self.names: dict[type, tuple[str, ...]] = {}

    def of(self, data: Any) -> bytes:
        """The digest of a node."""
        kind = type(data)
        if kind is App or kind is Bind:
            found = self.known.get(id(data))
            if found is None:
                found = self.known[id(data)] = self.node(kind, data)
            return found
        if data is None or isinstance(data, str | int | float | Fraction | bytes | Enum):
            text = data if isinstance(data, str) and kind is str else repr(data)
            leaf = text.encode("utf-8", "surrogatepass")
            return hashlib.sha256(kind.__name__.encode() + b"=" + leaf).digest()
        return self.node(kind, data)

    def node(self, kind: type, data: Any) -> bytes:
        """The digest of what has parts."""
        if isinstance(data, tuple | list):
            parts = data
        elif isinstance(data, frozenset):
            return self.node(list, sorted(map(self.of, data)))
        elif isinstance(data, Mapping):
            parts = [part for item in data.items() for part in item]
        elif is_dataclass(data):
            parts = list(map(partial(getattr, data), self.fields(kind)))
        else:
            raise TypeError(f"{kind.__name__} is no plain data")
        made = hashlib.sha256(kind.__name__.encode() + b"(")
        for part in parts:
            made.update(self.of(part))
        return made.digest()

    def fields(self, kind: type) -> tuple[str, ...]:
        """The fields of a class that count."""
        found = self.names.get(kind)
        if found is None:
            found = tuple(f.name for f in fields(kind) if f.init and f.compare)
            self.names[kind] = found
        return found
