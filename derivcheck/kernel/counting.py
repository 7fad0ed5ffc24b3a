"""The limit on counted work, for whoever searches; no proof and no refutation rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from derivcheck.kernel.work import COUNT, forget

_ONE_AT_A_TIME = RLock()


@contextmanager
def counted(limit: float) -> Iterator[None]:
    """Let the block do so much work at most, as if nothing had been done before.

    What earlier work left in the caches is forgotten, so that the count is the same after it; one
    thread counts at a time, and none of what another does.

    Raises: OutOfWork.
    """
    with _ONE_AT_A_TIME:
        before = COUNT.left
        forget()
        COUNT.left = limit
        try:
            yield
        finally:
            COUNT.left = before - (limit - COUNT.left)


@contextmanager
def portion(limit: float) -> Iterator[None]:
    """Let the block do so much of the work that is left at most; what is kept stays.

    Raises: OutOfWork.
    """
    before = COUNT.left
    COUNT.left = start = min(limit, before)
    try:
        yield
    finally:
        COUNT.left += before - start
