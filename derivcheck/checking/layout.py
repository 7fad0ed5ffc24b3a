"""The layout of the JSON report, and what in a report does not have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

SCHEMA_VERSION = 2

REPORT = ("schema_version", "files", "summary")
FILE = ("path", "sha256", "title", "steps", "conclusions")
STEP = (
    "id", "label", "line", "column", "before", "after", "relation", "verdict", "expect", "code",
    "follows_from", "prover", "rule", "conditions", "counterexample", "repair", "rests_on",
    "reasons", "evidence",
)  # fmt: skip
CONCLUSION = (
    "first", "last", "before", "after", "verdict", "expect", "counterexample", "rests_on",
    "evidence",
)  # fmt: skip
SUMMARY = ("proved", "refuted", "undecided", "invalid")
"""The keys that each part of a report must have."""


def faults(data: Any) -> Iterator[str]:
    """Where a report does not have its layout, each place in words; nothing if it has.

    Arguments:
        data: as parsed from JSON.
    """
    if not isinstance(data, Mapping):
        yield "the report is not a JSON object"
        return
    version = data.get("schema_version")
    if type(version) is not int or version != SCHEMA_VERSION:
        yield f"its schema version is {version!r}; version {SCHEMA_VERSION} can be rechecked"
        return
    yield from _lacking(data, REPORT, "the report")
    yield from _lacking(data.get("summary"), SUMMARY, "the summary")
    for number, file in enumerate(_list(data, "files"), start=1):
        where = f"file {number}"
        yield from _lacking(file, FILE, where)
        for key, keys in (("steps", STEP), ("conclusions", CONCLUSION)):
            for n, part in enumerate(_list(file, key), start=1):
                yield from _lacking(part, keys, f"{where}, {key.removesuffix('s')} {n}")


def _list(data: Any, key: str) -> list[Any]:
    """A list of the report; what is none lacks all that it should have."""
    found = data.get(key, []) if isinstance(data, Mapping) else []
    return found if isinstance(found, list) else [found]


def _lacking(data: Any, keys: tuple[str, ...], where: str) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield f"{where} is not an object"
        return
    yield from (f"{where} lacks `{key}`" for key in keys if key not in data)
