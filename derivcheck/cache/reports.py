"""Whole reports, remembered by the path and the digest of a file, and believed.

Nothing is read but the bytes, and nothing is judged: this is for a cache in which nobody else
writes.  What was judged stands in the report as it stood, evidence as text.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from derivcheck.cache.place import Cache
from derivcheck.diagnostics import Diagnostic, Place, Span
from derivcheck.documents.files import STDIN, beginning
from derivcheck.documents.inputs import files_behind
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

DRAWS = re.compile(rb"macros|\\(?:input|include|usepackage|RequirePackage|subimport|import)")
"""What stands in a file that may draw on others."""
Digests = tuple[tuple[str, str], ...]
"""Of other files, with their paths."""
Reports = tuple[FileReport, ...]
"""On the derivations of one file."""


@dataclass(frozen=True, slots=True)
class Believed:
    """The reports of earlier runs.

    Arguments:
        settings: of this run; the clock's share is not asked for, as no report rests on it.
    """

    memory: Cache
    settings: Settings

    def known(self, paths: Iterable[str]) -> dict[str, Reports]:
        """The reports on files that are as they were, by their paths."""
        found: dict[str, Reports] = {}
        gc.disable()  # what is made here is no garbage, and there is much of it, to the end
        with self.memory.store() as store:
            for path in paths:
                sha256, behind = _digests_of(path)
                payload = store.get(self.key(path, sha256, behind)) if sha256 else None
                reports = read(payload, path, sha256) if payload else None
                if reports:
                    found[path] = reports
        gc.freeze()
        gc.enable()
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
                sha256, behind = _digests_of(path)
                if digests == {sha256}:
                    store.put(self.key(path, sha256, behind), written(tuple(reports), data_of))

    def key(self, path: str, sha256: str, behind: Digests) -> bytes:
        """The key of a file, and of those with macros that it draws on."""
        settings = self.settings
        told = ("report", path, sha256, behind, [getattr(settings, name) for name in DECIDING])
        data = self.memory.engine + repr(told).encode("utf-8", "surrogatepass")
        return hashlib.sha256(data).digest()


DECIDING = tuple(f.name for f in fields(Settings) if f.name not in ("seconds", "cache"))
"""The settings on which a report depends."""


def _digests_of(path: str) -> tuple[str, Digests]:
    """The digest of the text of a file, as in a report; empty for what is no file or too large.

    Beside it those of the files with macros that it draws on.
    """
    try:
        data = b"" if path == STDIN else beginning(path, MAX_BYTES + 1)
    except OSError:
        return "", ()
    if not 0 < len(data) <= MAX_BYTES:
        return "", ()
    text = data.removeprefix(BOM)
    behind = files_behind(path, text.decode(errors="replace")) if DRAWS.search(text) else ()
    return _digest(text), tuple([(str(file), _digest((t or "").encode())) for file, t in behind])


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def written(reports: Reports, data_of: Callable[[Any], Any]) -> bytes:
    """Reports as they are kept: a line of JSON, and below it a line for each piece of evidence.

        a tuple      ["", item, ...]
        a mapping    ["{}", {key: text}]
        a place      ["Place", line, column, width]
        evidence     ["Kept", line]
        others       [class, {field: value}], without those that are as by default

    Arguments:
        data_of: evidence as JSON data.
    """

    lines: list[str] = []

    def plain(data: Any) -> Any:
        kind = type(data)
        if data is None or kind in (str, int, float, bool):
            return data
        if kind is tuple:
            return ["", *map(plain, data)]
        if kind is dict:
            return ["{}", data]
        if kind is Reason:
            return ["Reason", data.kind.name, data.about]
        if kind is Place:
            return ["Place", data.line, data.column, data.width]
        if kind not in FIELDS:
            lines.append(json.dumps(data_of(data)))
            return ["Kept", len(lines) - 1]
        values = [(name, getattr(data, name), default) for name, default in FIELDS[kind]]
        told = {name: plain(value) for name, value, default in values if value != default}
        return [kind.__name__, told]

    first = json.dumps(plain(reports), separators=(",", ":"))
    return "\n".join((first, *lines)).encode()


def read(payload: bytes, path: str, sha256: str) -> Reports | None:
    """The reports that a payload holds; None if it holds none on this file.

    Arguments:
        payload: of any kind.
    """
    try:
        first, *lines = payload.decode().split("\n")
        found = _read(json.loads(first), lines)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    if not isinstance(found, tuple) or not all(isinstance(one, FileReport) for one in found):
        return None
    return found if all((one.path, one.sha256) == (path, sha256) for one in found) else None


def _read(data: Any, lines: list[str]) -> Any:
    """What a list stands for; this is where the time of a believed run goes."""
    name, told = data[0], data[1] if len(data) > 1 else None
    if name == "":
        return tuple([_read(part, lines) if type(part) is list else part for part in data[1:]])
    if name == "{}":
        return told
    if name == "Reason":
        return Reason(Kind[data[1]], data[2])
    if name == "Kept":
        return Kept(lines[data[1]])
    if type(told) is not dict:
        return Place(*data[1:])
    for key, part in told.items():
        if type(part) is list:
            told[key] = _read(part, lines)
    return CLASSES[name](**told)
