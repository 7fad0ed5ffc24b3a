"""Long texts cut in the middle, so that nobody has to scroll past 300,000 digits.

What is for programs (`json`, `json-lines`) is never cut, and neither is a repair in SARIF.
"""

from __future__ import annotations

from itertools import takewhile

VALUE, LINE, PROSE = 80, 300, 900
"""Characters shown of a value at a point, of a line of mathematics, and of sentences."""


def shorten(text: str, most: int) -> str:
    """The text, or its start and end with what is missing: `123…789 (300,000 characters)`.

    Arguments:
        most: how many characters are shown before anything is left out.
    """
    if len(text) <= most:
        return text
    tail = most // 5
    return f"{text[: most - tail]}…{text[-tail:]} ({len(text):,} characters)"


def shorten_to_change(text: str, other: str, most: int) -> str:
    """The text, or of a long one the part from just before where it differs from another text on.

    Arguments:
        other: the text before the change.
        most: how many characters are shown before anything is left out.
    """
    same = takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False))
    start = sum(1 for _ in same) - most // 3
    if len(text) <= most or start <= 0:
        return shorten(text, most)
    shown = text[start : start + most]
    end = "…" if start + most < len(text) else ""
    return f"…{shown}{end} ({len(text):,} characters)"
