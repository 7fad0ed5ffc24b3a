"""The text of a file, and its derivations."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from derivcheck.cli.sources import STDIN
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load_file


def read(path: str) -> str:
    """The text of a file; `-` is standard input.

    Raises:
        Diagnosis: if it cannot be opened or is not UTF-8.
    """
    try:
        data = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise Diagnosis(_unopened(path, error)) from error
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8: byte {error.start + 1} cannot be read"
        raise Diagnosis(Diagnostic("DC804", message, "save it as UTF-8")) from error


def derivations(path: str) -> tuple[Derivation, ...]:
    """The derivations of a file; what is wrong inside it is in their problems.

    Raises:
        Diagnosis: if it cannot be opened.
    """
    try:
        if Path(path).is_dir():  # one that could not be searched: the reason comes up again
            os.listdir(path)
        return load_file(path)
    except OSError as error:
        raise Diagnosis(_unopened(path, error)) from error


def _unopened(path: str, error: OSError) -> Diagnostic:
    """Why a file cannot be opened, in the words of the operating system."""
    return Diagnostic("DC804", f"cannot open {path}: {error.strerror or error}")
