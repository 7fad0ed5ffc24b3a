"""What an option may be set to: one form each, read from TOML, from `setup.cfg` and from words.

A form refuses with a sentence that says what would be right; who asks knows the place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from derivcheck.codes import CODES

MAX_ITEMS = 1_000
MAX_LENGTH = 500  # characters of a text
_FLAGS = {"true": True, "yes": True, "on": True, "1": True}
_FLAGS |= {"false": False, "no": False, "off": False, "0": False}
_CODE = re.compile(r"DC\d{0,3}")
NEVER = ("DC8", "DC9")
"""What nobody can ignore: derivcheck was not asked rightly, or it is at fault."""


class Refused(Exception):
    """A value that an option cannot have; says what it should be."""


@dataclass(frozen=True, slots=True)
class Form:
    """What an option may be set to.

    Arguments:
        words: what that is, for people.
        read: from what TOML holds to the value; raises `Refused`.
        parse: from the text of `setup.cfg` to what TOML would hold.
    """

    words: str
    read: Callable[[Any], Any]
    parse: Callable[[str], Any]


def number(words: str, least: float, most: float) -> Form:
    """A number above `least`, at most `most`."""

    def read(raw: Any) -> float:
        plain = isinstance(raw, int | float) and not isinstance(raw, bool)
        if not plain or not math.isfinite(raw) or not least < raw <= most:
            raise Refused(f"a number above {least:g}, at most {most:g}")
        return float(raw)

    return Form(words, read, _parsed(float))


def whole(words: str, least: int, most: int) -> Form:
    """A whole number from `least` to `most`."""

    def read(raw: Any) -> int:
        if type(raw) is not int or not least <= raw <= most:
            raise Refused(f"a whole number from {least} to {most}")
        return raw

    return Form(words, read, _parsed(int))


def _parsed(kind: type) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        try:
            return kind(text)
        except ValueError:
            return text  # refused when it is read

    return parse


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise Refused("true or false")
    return raw


FLAG = Form("`true` or `false`", _flag, lambda text: _FLAGS.get(text.lower(), text))


def word(*choices: str) -> Form:
    """One of some words."""

    def read(raw: Any) -> str:
        if raw not in choices or not isinstance(raw, str):
            raise Refused(f"one of {', '.join(choices)}")
        return raw

    return Form("one of " + ", ".join(f"`{c}`" for c in choices), read, str)


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not 0 < len(raw) <= MAX_LENGTH or not raw.isprintable():
        raise Refused(f"a text of 1 to {MAX_LENGTH} printable characters")
    return raw


def _inside(raw: Any) -> str:
    """A path that stays inside its folder."""
    text = _text(raw)
    parts = text.replace("\\", "/").split("/")
    if text.startswith(("/", "\\", "-", "~")) or ":" in text or ".." in parts:
        raise Refused("a path inside the folder of the configuration file, with slashes")
    return text


def _many(read: Callable[[Any], str], raw: Any) -> tuple[str, ...]:
    items = [raw] if isinstance(raw, str) else raw
    if not isinstance(items, list) or len(items) > MAX_ITEMS:
        raise Refused(f"a list of at most {MAX_ITEMS} texts")
    return tuple(map(read, items))


def _split(text: str) -> list[str]:
    """Items of `setup.cfg`, on lines of their own or with commas between."""
    return [item.strip() for item in re.split(r"[\n,]", text) if item.strip()]


def code(raw: Any) -> str:
    """A code, or how several begin: `DC601`, `DC6`.

    Raises:
        Refused: if there is none like that, or it is one that must be told.
    """
    text = _text(raw)
    if not _CODE.fullmatch(text) or not any(c.startswith(text) for c in CODES):
        raise Refused("codes as `derivcheck explain` lists them, or how they begin, such as DC6")
    if text.startswith(NEVER):
        raise Refused(f"codes that may go untold, so none of {NEVER[0]}xx and {NEVER[1]}xx")
    return text


def rule(text: str) -> tuple[str, tuple[str, ...]]:
    """`PATTERN:CODES` as the pattern and the codes.

    Raises:
        Refused: if it is none.
    """
    pattern, colon, codes = text.rpartition(":")
    if not colon or not pattern.strip():
        raise Refused("a pattern of paths and codes, such as `drafts/**:DC6`")
    return _text(pattern.strip()), tuple(map(code, _split(codes)))


def _rules(raw: Any) -> tuple[str, ...]:
    """A table of patterns and their codes, or a list of `PATTERN:CODES`, as such a list."""
    if isinstance(raw, dict):
        if len(raw) > MAX_ITEMS:
            raise Refused(f"a table of at most {MAX_ITEMS} patterns")
        raw = [f"{_text(p)}:{','.join(_many(code, codes))}" for p, codes in raw.items()]
    found = _many(str, raw)
    for text in found:
        rule(text)
    return found


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


TEXTS = Form("a list of patterns", lambda raw: _many(_text, raw), _split)
PATHS = Form("a list of paths", lambda raw: _many(_inside, raw), _split)
PATH = Form("a path", _inside, str)
CODES_ = Form("a list of codes", lambda raw: _many(code, raw), _split)
RULES = Form("a table: pattern -> list of codes", _rules, _lines)


def matches(code: str, prefixes: Sequence[str]) -> bool:
    """Whether a code is among those that some prefixes name."""
    return code.startswith(tuple(prefixes))
