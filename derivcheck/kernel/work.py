"""Counted work: what ends a long search is a count, the same on every machine, however busy it is.

The loops in which the time goes tick: terms that are built or looked into, canonical forms that are
asked for, polynomials that are multiplied, values that are computed.  No verdict rests on the
count; when it is used up, `OutOfWork` is raised, and whoever searches has found nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])


class OutOfWork(BaseException):
    """The count is used up; no `Exception`, so that nothing that isolates crashes swallows it."""


class _Count:
    """How much may still be done; there is no limit outside of `counted`."""

    left: float = math.inf


_COUNT = _Count()
_FORGET: list[Callable[[], None]] = []
_ONE_AT_A_TIME = RLock()


def tick(amount: int = 1) -> None:
    """Count some work.  Raises: OutOfWork."""
    _COUNT.left -= amount
    if _COUNT.left < 0:
        raise OutOfWork


@contextmanager
def counted(limit: float) -> Iterator[None]:
    """Let the block do so much work at most, as if nothing had been done before.

    What earlier work left in the caches is forgotten, so that the count is the same after it; one
    thread counts at a time, and none of what another does.

    Raises: OutOfWork.
    """
    with _ONE_AT_A_TIME:
        before = _COUNT.left
        forget()
        _COUNT.left = limit
        try:
            yield
        finally:
            _COUNT.left = before - (limit - _COUNT.left)


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
