"""Processes that import nothing from the folder they run in, which is not to be trusted.

Python looks for modules in the working folder first where it is started with `-c`, as spawned
processes are, or with `-m`: a file `select.py` beside the rows would be executed.  Only a package
that itself lies there is found there, after everything else.  A main process that Python started
with `-E` keeps its word only if it was started with `-P` as well.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SAFE = "PYTHONSAFEPATH"
"""What tells a new Python not to begin with its working folder."""
_HOME = Path(__file__).resolve().parents[2]
"""Where this package lies."""


@contextmanager
def safe_path() -> Iterator[None]:
    """Whatever process is started meanwhile is safe: `with safe_path(): process.start()`."""
    paths, before = sys.path.copy(), os.environ.get(_SAFE)
    leave_working_folder()
    os.environ[_SAFE] = "1"
    try:
        yield
    finally:
        sys.path[:] = paths
        if before is None:
            del os.environ[_SAFE]
        else:
            os.environ[_SAFE] = before


def leave_working_folder() -> None:
    """Import nothing more from the working folder."""
    here = Path.cwd()
    sys.path[:] = [path for path in sys.path if not _is(path, here)]
    if here.resolve() == _HOME:
        sys.path.append(str(_HOME))


def _is(path: str, folder: Path) -> bool:
    """Whether a path of `sys.path` is a folder, however it is spelled."""
    try:
        return os.path.samefile(path or os.curdir, folder)
    except (OSError, ValueError):  # it is not there
        return False
