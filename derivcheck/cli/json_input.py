"""JSON that comes from outside: an object, each key of it once."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from derivcheck.diagnostics import Diagnosis, Diagnostic

MAX_BYTES = 100_000_000
"""How much of it is read at once: a report, or a line of answers."""


class DoubledKey(Exception):
    """A key that is there twice in one object: another reader may take the other value."""


def parsed(text: str, path: str, line: int) -> dict[str, Any]:
    """The object of a text.

    Arguments:
        path: where it stands, for messages only.
        line: the one on which it starts.

    Raises:
        Diagnosis: DC804 if it is not JSON, or no object.
        DoubledKey: if it cannot be told what it says.
    """
    try:
        data = json.loads(text, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError) as error:
        where = line + getattr(error, "lineno", 1) - 1
        message = f"{path}:{where} is not JSON ({getattr(error, 'msg', _reason(error))})"
        hint = "write it with `derivcheck check --format json -o REPORT.json`"
        raise Diagnosis(Diagnostic("DC804", message, hint)) from error
    if not isinstance(data, dict):
        raise Diagnosis(Diagnostic("DC804", f"{path}:{line} is not a JSON object"))
    return data


def _reason(error: ValueError | RecursionError) -> str:
    """Why Python gave up on what may be JSON."""
    return "nested too deeply" if isinstance(error, RecursionError) else "a number is too long"


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise DoubledKey(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found
