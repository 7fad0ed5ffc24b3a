"""A file's text made safe to print: nothing in it can reach the terminal as a command."""

from __future__ import annotations

import unicodedata

_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
# Escape sequences, bidirectional overrides and invisible characters make a line look different
# from what was checked; half surrogates cannot be written at all.


def clean(text: str) -> str:
    """The text on one line, with control and invisible characters spelled out as `\\x1b`."""
    return text if text.isprintable() else "".join(map(_visible, text))


def squeeze(text: str) -> str:
    """The text cleaned, with every run of blanks and line ends made one space."""
    return clean(" ".join(text.split()))


def inert(line: str) -> str:
    """A cleaned line that a build log of GitHub, where it may be shown, does not obey.

    Source: actions/runner, `ActionCommand`: `::` at the start of a line, `##[` anywhere in it.
    """
    start = len(line) - len(line.lstrip())
    if line.startswith("::", start):
        line = f"{line[:start]}\\x3a{line[start + 1 :]}"
    return line.replace("##[", "#\\x23[")


def inert_json(text: str) -> str:
    """JSON that a build log does not obey, and that says the same."""
    return text.replace("##[", "#\\u0023[")


def _visible(character: str) -> str:
    if character in "\t\r\n":
        return " "
    if unicodedata.category(character) not in _UNSAFE:
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
