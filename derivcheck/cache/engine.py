"""What judges, as a digest: what another engine found says nothing about this one.

In it are the sources of this package, the interpreter, and the files in which python-flint and
SymPy state their versions.  All are read each time, which takes about 10 ms: times and sizes of
files could lie.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
VERSIONS = {"flint": "__init__.py", "sympy": "release.py"}
"""Library -> the file of it that states its version."""


def engine() -> bytes:
    """The digest of what judges.  Raises: OSError, if a file of it cannot be read."""
    found = hashlib.sha256(f"{sys.implementation.name} {sys.version}".encode())
    for path in (*_sources(str(PACKAGE)), *_versions()):
        with open(path, "rb") as file:
            found.update(hashlib.sha256(file.read()).digest())
    return found.digest()


def _sources(folder: str) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir(follow_symlinks=False):
            yield from _sources(entry.path)
        elif entry.name.endswith(".py"):
            yield entry.path


def _versions() -> Iterator[str]:
    for library, name in VERSIONS.items():
        spec = find_spec(library)
        for folder in (spec.submodule_search_locations or () if spec else ())[:1]:
            yield os.path.join(folder, name)
