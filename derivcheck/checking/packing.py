"""Plain data as bytes, for other processes, and other machines.

A term is packed as it is written: its hash and what else was computed of it are of one process.
"""

from __future__ import annotations

import copyreg
import pickle
import sys
from typing import Any

from derivcheck.kernel.language.terms import App, Bind, Num, Term

DEEP = 10_000
"""How deep data may be nested, in calls; terms and evidence have limits of their own."""


def packed(data: Any) -> bytes:
    """Plain data as bytes.  Raises: RecursionError, if it is nested too deeply."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEP))
    try:
        return pickle.dumps(data, pickle.HIGHEST_PROTOCOL)
    finally:
        sys.setrecursionlimit(before)


def unpacked(data: bytes) -> Any:
    """The data again; the bytes come from a process of our own, for they may do anything."""
    return pickle.loads(data)


def _as_written(term: Term) -> tuple[type, tuple[object, ...]]:
    return type(term), tuple(getattr(term, name) for name in term.__match_args__)


for _kind in (Num, App, Bind):
    copyreg.pickle(_kind, _as_written)  # type: ignore[arg-type]  # each is a Term
