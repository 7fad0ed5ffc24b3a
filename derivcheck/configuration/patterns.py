"""Patterns of paths: `*` and `?` within a name, `**` across folders, as in `.gitignore`.

A pattern without a slash is a name anywhere; one with a slash starts at its folder.  What names a
folder names all that is in it.  No pattern can take long: it is matched name by name.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, and the folder from which it speaks."""

    folder: Path
    text: str

    def covers(self, path: str) -> bool:
        """Whether a path, relative ones from the current folder, or a folder above it, is meant."""
        parts = parts_below(self.folder, path)
        if parts is None:
            return False
        wanted = tuple(part for part in self.text.split("/") if part not in ("", "."))
        anywhere = ("**",) if "/" not in self.text.rstrip("/") else ()
        return bool(wanted) and _reaches((*anywhere, *wanted), parts)


def parts_below(folder: Path, path: str) -> tuple[str, ...] | None:
    """The names that lead from a folder to a path; None if it is not inside."""
    try:
        relative = os.path.relpath(os.path.abspath(path), folder)
    except ValueError:  # on another drive
        return None
    parts = PurePosixPath(Path(relative).as_posix()).parts
    return None if parts[:1] == ("..",) else parts


def _reaches(wanted: Sequence[str], parts: Sequence[str]) -> bool:
    """Whether a pattern fits the first names of a path, or all: dynamic programming, no search."""
    states = {0}
    for part in parts:
        states = _closed(wanted, states)
        if len(wanted) in states:
            return True
        stay = {n for n in states if wanted[n] == "**"}
        states = stay | {n + 1 for n in states if fnmatchcase(part, wanted[n])}
    return len(wanted) in _closed(wanted, states)


def _closed(wanted: Sequence[str], states: set[int]) -> set[int]:
    """With what follows where `**` stands for no folder; a last one stands for one at least."""
    found = set(states)
    for n in range(len(wanted) - 1):
        if n in found and wanted[n] == "**":
            found.add(n + 1)
    return found
