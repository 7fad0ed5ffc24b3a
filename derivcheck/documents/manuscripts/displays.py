r"""Displayed formulas in a text: environments, `\[ \]`, `$$ $$`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.manuscripts.blocks import Block
from derivcheck.documents.positions import Source

ROWS = frozenset("""
    align alignat flalign xalignat aligned alignedat split gather gathered multline multlined
    eqnarray dmath
""".split())  # fmt: skip
"""Environments that hold rows of formulas, wherever they stand."""
DISPLAYS = ROWS | {"equation", "displaymath", "math", "array"}

MAX_UNCLOSED = 20
"""How many displays of a document may have no end before no more are looked for."""

_OPENING = re.compile(
    r"""\\begin\s*\{(?P<name>[A-Za-z]+)\*?\} | (?P<bracket>\\\[) | (?P<dollars>\$\$)
      | \\\\ | \\\$""",
    re.VERBOSE,
)
_CLOSING = {"bracket": r"\\\\|(?P<end>\\\])", "dollars": r"\\\\|\\\$|(?P<end>\$\$)"}


Unclosed = tuple[tuple[int, Diagnostic], ...]
"""Where displays begin that never end, and what is to be said of them."""


def displays_of(text: str, source: Source) -> tuple[tuple[Block, ...], Unclosed]:
    """The displayed formulas of a text, and which of them are never closed.

    Arguments:
        text: without comments and what is printed as it stands.
        source: of the file.
    """
    found: list[Block] = []
    unclosed: list[tuple[int, Diagnostic]] = []
    at = 0
    while len(unclosed) < MAX_UNCLOSED and (match := _OPENING.search(text, at)):
        at = match.end()
        name = match["name"]
        if (name and name not in DISPLAYS) or not match.lastgroup:
            continue
        end = _end(text, match)
        if end is None:
            message = f"`{match.group()}` is never closed"
            place = source.place(match.start(), match.end())
            told = Diagnostic("DC142", message, "close it", place=place)
            unclosed.append((match.start(), told))
            continue
        kind = name or {"bracket": r"\[", "dollars": "$$"}[str(match.lastgroup)]
        found.append(Block(kind, match.end(), end[0], match.start()))
        at = end[1]
    return tuple(found), tuple(unclosed)


def _end(text: str, opening: re.Match[str]) -> tuple[int, int] | None:
    """Where what a display holds ends, and where it ends itself."""
    if name := opening["name"]:
        depth = 1
        for match in _environments(text, name, opening.end()):
            depth += 1 if match[1] == "begin" else -1
            if not depth:
                return match.start(), match.end()
        return None
    for match in re.compile(_CLOSING[str(opening.lastgroup)]).finditer(text, opening.end()):
        if match["end"]:
            return match.start(), match.end()
    return None


def _environments(text: str, name: str, start: int) -> Iterator[re.Match[str]]:
    return re.compile(rf"\\(begin|end)\s*\{{{name}\*?\}}").finditer(text, start)
