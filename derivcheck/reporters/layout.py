"""How a report is to be written, and the shape every reporter has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from derivcheck.verdicts.report import Report


@dataclass(frozen=True, slots=True)
class Layout:
    """What the place the report goes to can show.

    Arguments:
        width: columns; lines are cut or wrapped to it.
        color: whether colour escapes are welcome.
        quiet: only what did not get what it expects, and no summary.
        timings: whether seconds are told; off, the same report gives the same bytes.
    """

    width: int = 80
    color: bool = False
    quiet: bool = False
    timings: bool = False


Reporter = Callable[[Report, Layout], str]
"""A reporter decides nothing: the same report and layout give the same text."""
