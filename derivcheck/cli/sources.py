"""Which files the user means."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from os.path import abspath
from pathlib import Path

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import STDIN, beginning
from derivcheck.documents.recognition import ENDINGS, is_for_derivcheck
from derivcheck.documents.yaml_nodes import MAX_BYTES
from derivcheck.reporters.summary import counted
from derivcheck.verdicts.report import LeftOut

DEFAULT = "derivations"


@dataclass(frozen=True, slots=True)
class Found:
    """The files to check, and how many others the folders hold.

    Arguments:
        excluded: left out by a pattern.
        other: YAML files that hold no derivation.
    """

    files: tuple[str, ...]
    excluded: int = 0
    other: int = 0

    @property
    def left_out(self) -> LeftOut:
        """How many files of the folders are not taken."""
        return LeftOut(self.excluded, self.other)


def find(arguments: Sequence[str], excluded: Callable[[str], bool] = lambda _: False) -> Found:
    """The files named by paths, folders (searched for derivations), globs and `-`, each once.

    What names nothing, or cannot be looked into, is among them beside others, so that reading it
    tells why.  A file that is named is taken as a derivation, and never excluded.

    Arguments:
        arguments: as given by the user; none means the folder `derivations`.
        excluded: whether a file of a folder is to be left out.

    Raises:
        Diagnosis: if no argument names anything, or there is nothing to check.
    """
    asked = arguments or (DEFAULT,)
    named = {argument: _named(argument) for argument in asked}
    missing = [argument for argument, paths in named.items() if paths is None]
    once: dict[str, str] = {}
    sorted_out: dict[str, bool] = {}  # whether it was excluded, or is no derivation
    for argument, paths in named.items():
        searched = argument != STDIN and os.path.isdir(argument)
        for path in [argument] if paths is None else paths:
            if searched and (excluded(path) or not _is_derivation(path)):
                sorted_out[abspath(path)] = excluded(path)
            else:
                once.setdefault(abspath(path), path)
    left = [why for path, why in sorted_out.items() if path not in once]
    if not any(named.values()) or not once:
        raise Diagnosis(_nothing(missing, asked, left))
    return Found(tuple(once.values()), sum(left), len(left) - sum(left))


def _is_derivation(path: str) -> bool:
    """Whether a file holds derivations; one that cannot be read may."""
    try:
        found = os.stat(path)
        return _recognized(path, (found.st_mtime_ns, found.st_size, found.st_ino))
    except OSError:
        return True


@lru_cache(10_000)
def _recognized(path: str, _: tuple[int, int, int]) -> bool:
    """Whether a file holds derivations; `check --watch` asks again only of files that changed."""
    return is_for_derivcheck(path, beginning(path, MAX_BYTES + 1))


def names_one_of(path: Path, sources: Sequence[str]) -> bool:
    """Whether a path leads to one of some files."""
    files = (Path(source) for source in sources if source != STDIN)
    return path.exists() and any(file.exists() and file.samefile(path) for file in files)


def _nothing(missing: Sequence[str], asked: Iterable[str], left: Sequence[bool]) -> Diagnostic:
    """That there is nothing to check, and what to do about it.

    Arguments:
        left: for each file that was found all the same, whether it was excluded.
    """
    if missing:
        hint = "name a file or folder, or run `derivcheck init`" if DEFAULT in missing else ""
        return Diagnostic("DC803", f"no file or folder {', '.join(missing)}", hint)
    if left:
        others = counted(len(left) - sum(left), "other YAML file")
        message = f"no derivation in {', '.join(asked)} ({others}, {sum(left)} excluded)"
        return Diagnostic("DC803", message, "a derivation starts with `derivcheck: 1`")
    hint = "`derivcheck init` writes a first one"
    return Diagnostic("DC803", f"no .yaml file in {', '.join(asked)}", hint)


def _named(argument: str) -> list[str] | None:
    """The files that an argument names; None if nothing is called so."""
    if argument == STDIN:
        return [STDIN]
    if os.path.isdir(argument):
        return sorted(_inside(argument))
    if os.path.exists(argument):
        return [argument]
    return sorted(filter(os.path.isfile, glob.glob(argument, recursive=True))) or None


def _inside(top: str) -> Iterator[str]:
    """The YAML files of a folder, and the folders in it that cannot be searched; what starts with a
    dot is not looked into, nor are folders behind links.
    """
    folders = [Path(top)]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                seen = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError:  # not to be opened, or too deep for the system
            yield folder.as_posix()
            continue
        for entry in seen:
            path = folder / entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif path.suffix in ENDINGS and os.path.isfile(path):
                yield path.as_posix()
