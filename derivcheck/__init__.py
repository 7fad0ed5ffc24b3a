"""derivcheck: a type checker for derivations.

    check        a file, a text or a Derivation -> Report
    check_step   two expressions or statements -> Verdict

Importing the package loads nothing else; the functions are loaded when they are first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from derivcheck.version import VERSION as __version__  # noqa: N811  # the name Python tools look for

if TYPE_CHECKING:
    from derivcheck.api import check, check_step

__all__ = ["__version__", "check", "check_step"]


def __getattr__(name: str) -> Any:
    if name in ("check", "check_step"):
        return getattr(importlib.import_module("derivcheck.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
