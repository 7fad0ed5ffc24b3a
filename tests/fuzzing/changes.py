"""Inputs made from seeds by small changes: of their text, their bytes, and of JSON as data."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

LONGEST = 4_000
"""Characters of an input, so that one costs little; limits on size are tested by name."""
DEEP = 400
"""How often a piece may be repeated."""
LETTERS = "aex01 \n\t\"'\\(){}[]|.:,-\u00e9\u03b1\u2202\u0661\ud800\x00"
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**70, 1.5, float("inf"), "", "1", "x", "\ud800", [], {}, [[]],
    ["x"], ["+"], ["+", "1", ["x"]], {"sum": []}, {"kind": "Chain"}, {"term": "1"}, "9" * 5_000,
)  # fmt: skip

Change = Callable[[random.Random, str, Sequence[str]], str]


def inputs(seeds: Sequence[bytes], words: Sequence[str], structured: bool, key: str) -> bytes:
    """An input that is the same for the same key.

    Arguments:
        seeds: what to start from.
        words: what may be put in.
        structured: whether seeds are JSON.
        key: of the random numbers.
    """
    chance = random.Random(key)
    seed = chance.choice(seeds).decode("utf-8", "surrogateescape")
    if structured and chance.random() < 0.7:
        seed = _as_data(chance, seed)
    for _ in range(
        chance.choice((0, 1, 1, 2, 4, 8)) if structured else chance.choice((1, 1, 2, 3, 6))
    ):
        seed = chance.choice(CHANGES)(chance, seed, words)[:LONGEST]
    data = _encoded(seed)
    return _flipped(chance, data) if chance.random() < 0.05 else data


def _encoded(text: str) -> bytes:
    """The bytes of a text: what was no UTF-8 as it was, half characters as if they were whole."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _part(chance: random.Random, text: str) -> tuple[int, int]:
    start = chance.randint(0, len(text))
    return start, min(len(text), start + chance.choice((1, 1, 2, 4, 8, 32)))


def _put(chance: random.Random, text: str, words: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(words) + text[at:]


def _exchange(chance: random.Random, text: str, words: Sequence[str]) -> str:
    start, stop = _part(chance, text)
    return text[:start] + chance.choice(words) + text[stop:]


def _delete(chance: random.Random, text: str, words: Sequence[str]) -> str:
    start, stop = _part(chance, text)
    return text[:start] + text[stop:]


def _letter(chance: random.Random, text: str, words: Sequence[str]) -> str:
    at = chance.randint(0, len(text))
    return text[:at] + chance.choice(LETTERS) + text[at + chance.randint(0, 1) :]


def _move(chance: random.Random, text: str, words: Sequence[str]) -> str:
    start, stop = _part(chance, text)
    at = chance.randint(0, len(text))
    return text[:at] + text[start:stop] + text[at:]


def _repeat(chance: random.Random, text: str, words: Sequence[str]) -> str:
    start, stop = _part(chance, text)
    return text[:stop] + text[start:stop] * chance.choice((1, 2, 5, DEEP)) + text[stop:]


def _enclose(chance: random.Random, text: str, words: Sequence[str]) -> str:
    start, stop = _part(chance, text)
    times, (left, right) = chance.choice((1, 2, 40, DEEP)), chance.choice(("()", "[]", "{}", "||"))
    return text[:start] + left * times + text[start:stop] + right * times + text[stop:]


CHANGES: tuple[Change, ...] = (
    _put, _put, _exchange, _exchange, _delete, _letter, _move, _repeat, _enclose,
)  # fmt: skip


def _flipped(chance: random.Random, data: bytes) -> bytes:
    if not data:
        return bytes([chance.randrange(256)])
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _as_data(chance: random.Random, text: str) -> str:
    """JSON in which a few places are something else; what is no JSON stays as it is."""
    try:
        data = json.loads(text)
    except ValueError:
        return text
    for _ in range(chance.choice((1, 1, 2, 4))):
        places = list(_places(data))
        if places:
            _change(chance, *chance.choice(places), places)
    return json.dumps(data)


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every place inside of data: what holds it, and where."""
    stack = [data]
    while stack:
        holder = stack.pop()
        keys = range(len(holder)) if isinstance(holder, list) else holder
        for key in list(keys) if isinstance(holder, dict | list) else ():
            yield holder, key
            stack.append(holder[key])


def _change(
    chance: random.Random, holder: Any, key: Any, places: Sequence[tuple[Any, Any]]
) -> None:
    """Change one place: another value, one from elsewhere, or nothing."""
    kind = chance.random()
    if kind < 0.2:
        del holder[key]
    elif kind < 0.6:
        holder[key] = deepcopy(chance.choice(VALUES))
    else:
        there, name = chance.choice(places)
        holder[key] = deepcopy(there[name])
