"""The text of a file, its rows, its derivations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import STDIN, content
from derivcheck.documents.loading import load_file
from derivcheck.documents.model import Derivation
from derivcheck.documents.rows import row_lines
from derivcheck.documents.yaml_nodes import MAX_BYTES


def read(path: str, limit: int = MAX_BYTES) -> str:
    """The text of a file; `-` is standard input.

    Arguments:
        limit: how many bytes it may have.

    Raises:
        Diagnosis: if it cannot be opened, is too large or is not UTF-8.
    """
    try:
        return content(path, limit).decode("utf-8-sig")
    except OSError as error:
        raise Diagnosis(unopened(path, error)) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8: byte {error.start + 1} cannot be read"
        raise Diagnosis(Diagnostic("DC804", message, "save it as UTF-8")) from error


def require_readable(path: str, read: Iterable[Derivation], fate: str) -> None:
    """See that each derivation of a file can be read as a whole.

    Arguments:
        fate: what becomes of the file otherwise: `is left alone`.

    Raises:
        Diagnosis: what is wrong first, and where.
    """
    problem = next((p for d in read for p in d.problems), None)
    if problem:
        place = f":{problem.place.line}:{problem.place.column}" if problem.place else ""
        message = f"{path}{place} {fate}: {problem.message}"
        raise Diagnosis(Diagnostic(problem.code, message, problem.hint))


def derivations(path: str, infer: bool = False) -> tuple[Derivation, ...]:
    """The derivations of a file; what is wrong inside it is in their problems.

    Arguments:
        infer: whether the declarations that a document lacks are guessed.

    Raises:
        Diagnosis: if it cannot be opened.
    """
    try:
        if os.path.isdir(path):  # one that could not be searched: the reason comes up again
            os.listdir(path)
        return load_file(path, infer)
    except OSError as error:
        raise Diagnosis(unopened(path, error)) from error


def rows_of(path: Path) -> Iterator[str]:
    """The rows of a batch.

    Raises:
        Diagnosis: if they cannot be read.
    """
    try:
        yield from row_lines(path)
    except OSError as error:
        raise Diagnosis(unopened(str(path), error)) from error


def unopened(path: str, error: OSError) -> Diagnostic:
    """Why a file cannot be opened, in the words of the operating system."""
    name = "standard input" if path == STDIN else path
    return Diagnostic("DC804", f"cannot open {name}: {error.strerror or error}")
