"""The one place where the notation loads SymPy, and only when a term has to become SymPy's."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def library() -> Any:
    """The module `sympy`; importing it takes most of a second, so nothing else may."""
    import sympy  # type: ignore[import-untyped]  # SymPy ships no types

    return sympy
