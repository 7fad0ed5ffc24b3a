"""A file -> derivations, whatever kind of file it is: the one place where its name decides."""

from __future__ import annotations

import yaml

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import beginning
from derivcheck.documents.manuscripts.guessing import guessed, mark_of, with_guess
from derivcheck.documents.manuscripts.kinds import MANUSCRIPTS, finder, is_manuscript
from derivcheck.documents.manuscripts.reading import Read
from derivcheck.documents.manuscripts.reading import load as load_manuscript
from derivcheck.documents.manuscripts.transcription import declared
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load as load_yaml
from derivcheck.documents.yaml_nodes import MAX_BYTES, compose, decode


def load(path: str, text: str | bytes, infer: bool = False) -> tuple[Derivation, ...]:
    """The derivations of a text; what is wrong is in their problems.

    Arguments:
        path: where the text comes from; its end tells what kind of text it is.
        text: the content of the file.
        infer: whether the declarations that a document lacks are guessed.
    """
    if is_manuscript(path):
        text = _with_guess(path, text) if infer else text
        return tuple(read.derivation for read in readings(path, text))
    return load_yaml(path, text)


def guess(path: str, text: str) -> str:
    """A mark for a document that declares what it lacks; "" if that is nothing.

    Arguments:
        path, text: of the document.
    """
    find = finder(path)
    return mark_of(text, guessed(text, find), find) if find else ""


def _with_guess(path: str, text: str | bytes) -> str | bytes:
    """A document with a guess at what it lacks; as it is if it cannot be read."""
    find = finder(path)
    try:
        decoded = decode(text)
    except Diagnosis:
        return text
    if find is None:
        return text
    return with_guess(decoded, guessed(decoded, find), find)


def readings(path: str, text: str | bytes) -> tuple[Read, ...]:
    """The derivations of a document with formulas, with what they were made of.

    Arguments:
        path, text: of the document.

    Raises:
        Diagnosis: DC146 if it is no such document.
    """
    find = finder(path)
    if find is None:
        hint = f"such a document ends in {', '.join(MANUSCRIPTS)}"
        raise Diagnosis(Diagnostic("DC146", f"{path} is no document with formulas", hint))
    return load_manuscript(path, text, find)


def declared_keys(path: str, text: str) -> tuple[list[str], ...]:
    """The keys of each derivation of a text with what they hold, as lines of a derivation file.

    Arguments:
        path, text: of a file that can be read.
    """
    if is_manuscript(path):
        nodes = tuple(read.node for read in readings(path, text))
    else:
        nodes = compose(text).nodes
    return tuple(declared(n) if isinstance(n, yaml.MappingNode) else [] for n in nodes)


def load_file(path: str, infer: bool = False) -> tuple[Derivation, ...]:
    """The derivations of a file.

    Arguments:
        path: the file; `-` for standard input.
        infer: whether the declarations that a document lacks are guessed.

    Raises:
        OSError: if the file cannot be opened, or is no regular one.
    """
    return load(path, beginning(path, MAX_BYTES + 1), infer)
