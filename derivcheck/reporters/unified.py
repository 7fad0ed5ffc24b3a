"""A change to a file as a unified diff, which `patch` and `git apply` take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

_LINE = re.compile(r"[^\n]*\n|[^\n]+$")
_UNFINISHED = "\n\\ No newline at end of file\n"


def unified(path: str, before: str, after: str) -> str:
    """The lines of a file that change, with three lines around them; "" if there are none.

    Arguments:
        path: how the file is called.
        before, after: its text.
    """
    one, two = _LINE.findall(before), _LINE.findall(after)
    return "".join(_ended(unified_diff(one, two, path, path)))


def _ended(lines: Iterator[str]) -> Iterator[str]:
    return (line if line.endswith("\n") else line + _UNFINISHED for line in lines)
