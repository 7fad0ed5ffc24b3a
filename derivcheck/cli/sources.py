"""Which files the user means, and their text."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from os.path import abspath
from pathlib import Path

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.model import Derivation
from derivcheck.documents.yaml import load_file

STDIN = "-"
DEFAULT = "derivations"
_ENDINGS = (".yaml", ".yml")


def find(arguments: Sequence[str]) -> list[str]:
    """The files named by paths, folders (searched for YAML files), globs and `-`, each once.

    What names nothing, or cannot be looked into, is among them beside others, so that reading it
    tells why.

    Arguments:
        arguments: as given by the user; none means the folder `derivations`.

    Raises:
        Diagnosis: if no argument names anything, or there is nothing to check.
    """
    named = {argument: _named(argument) for argument in arguments or (DEFAULT,)}
    missing = [argument for argument, paths in named.items() if paths is None]
    if not any(named.values()):
        raise Diagnosis(_nothing(missing, named))
    once: dict[str, str] = {}
    for argument, paths in named.items():
        for path in [argument] if paths is None else paths:
            once.setdefault(abspath(path), path)
    return list(once.values())


def names_one_of(path: Path, sources: Sequence[str]) -> bool:
    """Whether a path leads to one of some files."""
    files = (Path(source) for source in sources if source != STDIN)
    return path.exists() and any(file.exists() and file.samefile(path) for file in files)


def _nothing(missing: Sequence[str], asked: Iterable[str]) -> Diagnostic:
    """That there is nothing to check, and what to do about it."""
    if missing:
        hint = "name a file or folder, or run `derivcheck init`" if DEFAULT in missing else ""
        return Diagnostic("DC803", f"no file or folder {', '.join(missing)}", hint)
    hint = "`derivcheck init` writes a first one"
    return Diagnostic("DC803", f"no .yaml file in {', '.join(asked)}", hint)


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


def _named(argument: str) -> list[str] | None:
    """The files that an argument names; None if nothing is called so."""
    if argument == STDIN:
        return [STDIN]
    path = Path(argument)
    if argument and path.is_dir():  # an empty argument is no name of the current folder
        return sorted(_inside(path))
    if argument and path.exists():
        return [argument]
    return sorted(m for m in glob.glob(argument, recursive=True) if Path(m).is_file()) or None


def _inside(top: Path) -> Iterator[str]:
    """The YAML files of a folder, and the folders in it that cannot be searched; what starts with a
    dot is not looked into.
    """
    closed: list[str] = []
    for folder, inner, names in os.walk(top, onerror=lambda error: closed.append(error.filename)):
        inner[:] = [name for name in inner if not name.startswith(".")]
        for path in (Path(folder, name) for name in names if not name.startswith(".")):
            if path.suffix in _ENDINGS and path.is_file():
                yield path.as_posix()
    yield from closed
