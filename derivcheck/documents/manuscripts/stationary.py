r"""Conditions of first order: a derivative worked out and set to 0, `f'(x) = 2x - 4 = 0`."""

from __future__ import annotations

import re
from collections.abc import Sequence

_FEWEST = 3  # sides: the derivative, what it is, and 0
# a derivative of a name, not of an expression
_DERIVED = re.compile(
    r"""\\frac\s*\{\s*(?:d|\\partial)\s*(?:\\mathcal\s*\{?)?\\?[A-Za-z]+\}?(?:\([^()]*\))?\s*\}
        \s*\{\s*(?:d|\\partial)\s*\\?\w+\s*\}(?:\([^()]*\))?
      | \\?[A-Za-z]+\s*'\s*\([^()]*\)
      | \\nabla\s*(?:_\s*\{?\\?\w+\}?)?\s*\\?[A-Za-z]+(?:\([^()]*\))?""",
    re.VERBOSE,
)


def is_stationary(sides: Sequence[str]) -> bool:
    """Whether sides of a chain say so.

    Arguments:
        sides: in LaTeX.
    """
    if len(sides) < _FEWEST or sides[-1].strip(" .,;") != "0":
        return False
    return _DERIVED.fullmatch(sides[0].strip()) is not None
