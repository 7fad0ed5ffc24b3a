"""A file -> derivations, whatever kind of file it is: the one place where its name decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from types import MappingProxyType

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents import yaml
from derivcheck.documents.files import beginning
from derivcheck.documents.manuscripts import markdown, tex
from derivcheck.documents.manuscripts.blocks import Manuscript
from derivcheck.documents.manuscripts.reading import Read
from derivcheck.documents.manuscripts.reading import load as load_manuscript
from derivcheck.documents.model import Derivation
from derivcheck.documents.recognition import holds_derivation
from derivcheck.documents.yaml_nodes import MAX_BYTES

DERIVATIONS = (".yaml", ".yml")
MANUSCRIPTS: Mapping[str, Callable[[str], Manuscript]] = MappingProxyType(
    {".tex": tex.find, ".md": markdown.find, ".markdown": markdown.find}
)
"""The end of a file's name -> how the formulas of such a document are found."""
ENDINGS = (*DERIVATIONS, *MANUSCRIPTS)
"""How the files end that a folder is searched for."""


def is_manuscript(path: str) -> bool:
    """Whether a file is a document with formulas."""
    return PurePath(path).suffix.lower() in MANUSCRIPTS


def load(path: str, text: str | bytes) -> tuple[Derivation, ...]:
    """The derivations of a text; what is wrong is in their problems.

    Arguments:
        path: where the text comes from; its end tells what kind of text it is.
        text: the content of the file.
    """
    if is_manuscript(path):
        return tuple(read.derivation for read in readings(path, text))
    return yaml.load(path, text)


def readings(path: str, text: str | bytes) -> tuple[Read, ...]:
    """The derivations of a document with formulas, with what they were made of.

    Arguments:
        path, text: of the document.

    Raises:
        Diagnosis: DC146 if it is no such document.
    """
    find = MANUSCRIPTS.get(PurePath(path).suffix.lower())
    if find is None:
        hint = f"such a document ends in {', '.join(MANUSCRIPTS)}"
        raise Diagnosis(Diagnostic("DC146", f"{path} is no document with formulas", hint))
    return load_manuscript(path, text, find)


def load_file(path: str) -> tuple[Derivation, ...]:
    """The derivations of a file.

    Arguments:
        path: the file; `-` for standard input.

    Raises:
        OSError: if the file cannot be opened, or is no regular one.
    """
    return load(path, beginning(path, MAX_BYTES + 1))


def holds_derivations(path: str, data: bytes) -> bool:
    """Whether a file that was found in a folder is meant for derivcheck.

    Arguments:
        data: all of it, or its first `MAX_BYTES` + 1 bytes.
    """
    find = MANUSCRIPTS.get(PurePath(path).suffix.lower())
    if find is None:
        return holds_derivation(data)
    return b"derivcheck" in data and bool(find(data.decode("utf-8-sig", "replace")).marks)
