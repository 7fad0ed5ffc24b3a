"""Long texts cut in the middle, so that nobody has to scroll past 300,000 digits.

What is for programs (`json`, `json-lines`) is never cut, and neither is a repair in SARIF.
"""

from __future__ import annotations

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
