"""Where answers are kept, and of which engine: plain data, which every process of a run has."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from derivcheck.cache.store import SIZE, Store


@dataclass(frozen=True, slots=True)
class Cache:
    """A place for answers.

    Arguments:
        folder: of the file.
        engine: the digest of what judges.
        megabytes: how large the file may become.
    """

    folder: Path
    engine: bytes
    megabytes: int = SIZE

    def store(self) -> Store:
        """The file, to be opened."""
        return Store(self.folder, self.megabytes)


def default_folder() -> Path | None:
    """The folder for what can be found again, as the platform has it; None without a home."""
    for variable, inner in PLACES:
        named = os.environ.get(variable, "")
        if os.path.isabs(named):
            return Path(named, inner)
    home = os.path.expanduser("~")
    inner = "Library/Caches/derivcheck" if sys.platform == "darwin" else ".cache/derivcheck"
    return Path(home, inner) if os.path.isabs(home) else None


PLACES = (("XDG_CACHE_HOME", "derivcheck"), ("LOCALAPPDATA", "derivcheck/Cache"))
"""Variables that name a folder for what can be found again, and what is made in it."""
