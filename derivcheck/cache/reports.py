"""Whole reports, remembered by the path and the digest of a file, and believed.

Nothing is read but the bytes, and nothing is judged: this is for a cache in which nobody else
writes.  What was judged stands in the report as it stood, evidence as text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from derivcheck.cache.memory import Memory
from derivcheck.diagnostics import Diagnostic, Place, Span
from derivcheck.documents.files import STDIN, beginning
from derivcheck.verdicts.reasons import Kind, Reason
from derivcheck.verdicts.report import (
    ConclusionReport,
    Counterexample,
    FileReport,
    Kept,
    Repair,
    Rule,
    StepReport,
    Suppression,
    Verdict,
)  # fmt: skip
from derivcheck.verdicts.settings import Settings

MAX_BYTES = 5_000_000
"""Bytes of a file; there is no report on a larger one that lasts."""
BOM = b"\xef\xbb\xbf"

CLASSES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        FileReport, StepReport, ConclusionReport, Verdict, Counterexample, Diagnostic, Place, Span,
        Repair, Rule, Suppression, Kept,
    )
}  # fmt: skip
"""What a report is made of, beside tuples, reasons and plain values."""
FIELDS = {kind: tuple((f.name, f.default) for f in fields(kind)) for kind in CLASSES.values()}

Reports = tuple[FileReport, ...]
"""On the derivations of one file."""


@dataclass(frozen=True, slots=True)
class Believed:
    """The reports of earlier runs.

    Arguments:
        settings: of this run; the clock's share is not asked for, as no report rests on it.
    """

    memory: Memory
    settings: Settings

    def known(self, paths: Iterable[str]) -> dict[str, Reports]:
        """The reports on files that are as they were, by their paths."""
        with self.memory.store() as store:
            found: dict[str, Reports] = {}
            for path in paths:
                sha256 = _digest_of(path)
                payload = store.get(self.key(path, sha256)) if sha256 else None
                reports = read(payload, path, sha256) if payload else None
                if reports:
                    found[path] = reports
        return found

    def keep(
        self, found: Mapping[str, Sequence[FileReport]], data_of: Callable[[Any], Any]
    ) -> None:
        """Keep the reports on files.

        Arguments:
            data_of: evidence as JSON data.
        """
        with self.memory.store() as store:
            for path, reports in found.items():
                digests = {report.sha256 for report in reports}
                if len(digests) == 1 and _digest_of(path) == (sha256 := digests.pop()):
                    store.put(self.key(path, sha256), written(tuple(reports), data_of))

    def key(self, path: str, sha256: str) -> bytes:
        """The key of a file."""
        settings = self.settings
        told = ("report", path, sha256, [getattr(settings, name) for name in DECIDING])
        data = self.memory.engine + repr(told).encode("utf-8", "surrogatepass")
        return hashlib.sha256(data).digest()


DECIDING = tuple(f.name for f in fields(Settings) if f.name not in ("seconds", "cache"))
"""The settings on which a report depends."""


def _digest_of(path: str) -> str:
    """The digest of the text of a file, as in a report; empty for what is no file or too large."""
    try:
        data = b"" if path == STDIN else beginning(path, MAX_BYTES + 1)
    except OSError:
        return ""
    return (
        "" if not 0 < len(data) <= MAX_BYTES else hashlib.sha256(data.removeprefix(BOM)).hexdigest()
    )


def written(reports: Reports, data_of: Callable[[Any], Any]) -> bytes:
    """Reports as they are kept.  Arguments: as `Believed.keep`."""

    def plain(data: Any) -> Any:
        kind = type(data)
        if data is None or kind in (str, int, float, bool):
            return data
        if kind is tuple:
            return ["", *map(plain, data)]
        if kind is dict:
            return {key: plain(value) for key, value in data.items()}
        if kind is Reason:
            return ["Reason", data.kind.name, data.about]
        if kind not in FIELDS:
            return ["Kept", json.dumps(data_of(data))]
        values = [(getattr(data, name), default) for name, default in FIELDS[kind]]
        while values and values[-1][0] == values[-1][1]:
            values.pop()
        return [kind.__name__, *(plain(value) for value, _ in values)]

    return json.dumps(plain(reports), separators=(",", ":")).encode()


def read(payload: bytes, path: str, sha256: str) -> Reports | None:
    """The reports that a payload holds; None if it holds none on this file.

    Arguments:
        payload: of any kind.
    """
    try:
        found = _read(json.loads(payload))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None
    if not isinstance(found, tuple) or not all(isinstance(one, FileReport) for one in found):
        return None
    return found if all((one.path, one.sha256) == (path, sha256) for one in found) else None


def _read(data: Any) -> Any:
    if isinstance(data, list):
        name, *parts = data
        if name == "Reason":
            return Reason(Kind[parts[0]], parts[1])
        values = [_read(part) if isinstance(part, list | dict) else part for part in parts]
        return tuple(values) if name == "" else CLASSES[name](*values)
    if isinstance(data, dict):
        return {key: _read(value) for key, value in data.items()}
    return data
