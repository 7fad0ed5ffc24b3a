"""The kinds of documents with formulas, by the ends of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from derivcheck.documents.manuscripts import markdown, notebook, tex
from derivcheck.documents.manuscripts.blocks import Manuscript

Find = Callable[[str], Manuscript]
"""How the formulas and marks of a kind of document are found."""

MANUSCRIPTS: Mapping[str, Find] = MappingProxyType(
    {
        ".tex": tex.find,
        ".md": markdown.find,
        ".markdown": markdown.find,
        ".ipynb": notebook.find,
    }
)
"""The end of a file's name -> how the formulas of such a document are found."""


def finder(path: str) -> Find | None:
    """How the formulas of a file are found; None if it is no document with formulas."""
    return MANUSCRIPTS.get(PurePath(path).suffix.lower())


def is_manuscript(path: str) -> bool:
    """Whether a file is a document with formulas."""
    return finder(path) is not None
