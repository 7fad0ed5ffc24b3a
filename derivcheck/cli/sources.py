"""Which files the user means, and their text."""

from __future__ import annotations

import glob
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

    Arguments:
        arguments: as given by the user; none means the folder `derivations`.

    Raises:
        Diagnosis: if an argument names nothing, or there is nothing to check.
    """
    found = [path for argument in arguments or (DEFAULT,) for path in _named(argument)]
    if not found:
        names = ", ".join(arguments) or DEFAULT
        raise Diagnosis(
            Diagnostic("DC803", f"no .yaml file in {names}", "`derivcheck init` writes a first one")
        )
    once: dict[str, str] = {}
    for path in found:
        once.setdefault(abspath(path), path)
    return list(once.values())


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
        return load_file(path)
    except OSError as error:
        raise Diagnosis(_unopened(path, error)) from error


def _unopened(path: str, error: OSError) -> Diagnostic:
    """Why a file cannot be opened, in the words of the operating system."""
    return Diagnostic("DC804", f"cannot open {path}: {error.strerror or error}")


def _named(argument: str) -> Iterable[str]:
    if argument == STDIN:
        return [STDIN]
    path = Path(argument)
    if argument and path.is_dir():  # an empty argument is no name of the current folder
        return sorted(_inside(path))
    if argument and path.exists():
        return [argument]
    matches = sorted(m for m in glob.glob(argument, recursive=True) if Path(m).is_file())
    if matches:
        return matches
    hint = "name a file or folder, or run `derivcheck init`" if argument == DEFAULT else ""
    raise Diagnosis(Diagnostic("DC803", f"no file or folder {argument}", hint))


def _inside(folder: Path) -> Iterator[str]:
    """The YAML files of a folder; what starts with a dot is not looked into."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix in _ENDINGS and path.is_file() and not hidden:
            yield path.as_posix()
