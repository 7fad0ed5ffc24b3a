"""Counted work: what ends a long search is a count, the same on every machine, however busy it is.

The loops in which the time goes tick: terms that are built or looked into, canonical forms that are
asked for, polynomials that are multiplied, values that are computed.  No verdict rests on the
count; when it is used up, `OutOfWork` is raised, and whoever searches has found nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class OutOfWork(BaseException):
    """The count is used up; no `Exception`, so that nothing that isolates crashes swallows it."""


class _Count:
    """How much may still be done; there is no limit outside of `counting.py`."""

    left: float = math.inf


COUNT = _Count()
_FORGET: list[Callable[[], None]] = []


def tick(amount: int = 1) -> None:
    """Count some work.  Raises: OutOfWork."""
    COUNT.left -= amount
    if COUNT.left < 0:
        raise OutOfWork


def forget() -> None:
    """Empty all caches of what counts as work."""
    for cache_clear in _FORGET:
        cache_clear()


def remembered(size: int) -> Callable[[Function], Function]:
    """`lru_cache` for a function that works: what it keeps is forgotten when counting begins."""

    def remember(function: Function) -> Function:
        kept = lru_cache(size)(function)
        _FORGET.append(kept.cache_clear)
        return kept  # type: ignore[return-value]  # it is called as the function is

    return remember
