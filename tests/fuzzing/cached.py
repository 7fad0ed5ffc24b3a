"""What the cache reads: kept answers, kept reports, and the file they lie in.

A damaged or forged entry may hide what was found, and may not make a verdict; nothing of it may
end a run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from derivcheck.cache import answers, reports
from derivcheck.cache.store import NAME, TABLES, Store
from derivcheck.checking.check import Answers, check_derivation, checking
from derivcheck.checking.questions import answered
from derivcheck.checking.repairs import Mending
from derivcheck.documents.yaml import load
from derivcheck.notation.data import evidence_to_data
from derivcheck.verdicts.report import Verdict
from derivcheck.verdicts.settings import Settings
from fuzzing.broken import Broken

SOURCE = """\
derivcheck: 1
symbols: {x: real}
steps:
  - expr: (x + 1)^2
  - expr: x^2 + 2*x + 1
    by: expand
  - expr: x^2 + 3*x + 1
"""
PATH, SHA256 = "a.yaml", "0" * 64
KEY, PAYLOAD = b"key", b"payload"
PAGE = 512
"""Bytes of a page of the file, the least that sqlite3 allows."""


@cache
def _asked() -> tuple[tuple[object, object], ...]:
    """The questions of a check, with what is answered."""
    (derivation,) = load(PATH, SOURCE)
    asked: list[tuple[object, object]] = []

    def answer(question: object) -> object:
        asked.append((question, Answers(Settings())(question)))
        return asked[-1][1]

    answered(checking(derivation, False), answer)
    return tuple(asked)


def entry(data: bytes) -> None:
    """What is kept of an answer, read as the answer to each question in turn."""
    for question, right in _asked():
        try:
            found = answers.read(question, data)
        except Exception:  # of any kind, as its docstring says
            continue
        verdict = found.found.verdict if isinstance(found, Mending) and found.found else found
        if isinstance(verdict, Verdict) and verdict.name not in ("undecided", _true(right)):
            raise Broken(f"{verdict.name} is believed of {question!r}")


def _true(right: object) -> str:
    """What may be proved or refuted as the answer to a question."""
    return right.name if isinstance(right, Verdict) else "proved"


def entries() -> Iterable[bytes]:
    """What is kept of the answers, each once."""
    kept = (answers.written(question, found) for question, found in _asked())
    return dict.fromkeys(filter(None, kept))


def believed(data: bytes) -> None:
    """A kept report, which is believed: it is on this file, or it is none."""
    found = reports.read(data, PATH, SHA256)
    if any((one.path, one.sha256) != (PATH, SHA256) for one in found or ()):
        raise Broken("a report on another file is believed")


def kept() -> Iterator[bytes]:
    """A report as it is kept, with evidence and without."""
    (derivation,) = load(PATH, SOURCE)
    found = check_derivation(derivation, Settings())
    yield reports.written((found,), evidence_to_data)
    yield json.dumps(["", ["FileReport", {"path": PATH, "sha256": SHA256}]]).encode()


def store(data: bytes) -> None:
    """A file in the place of the cache; what is shorter than a page stands at the start of one."""
    whole = data if len(data) > PAGE else data + _file()[len(data) :]
    path = Path(_folder().name, NAME)
    path.write_bytes(whole)
    with Store(path.parent) as found:
        if found.get(KEY) not in (None, PAYLOAD):
            raise Broken("a payload is not what was kept")
        found.put(KEY, PAYLOAD)
        if found.get(KEY) != PAYLOAD and not found.why:
            raise Broken("what is kept is not there, and nothing says why")
        found.numbers()


def files() -> Iterator[bytes]:
    """The head of a file, its first page, all of it."""
    yield from (_file()[:100], _file()[:PAGE], _file())


@cache
def _file() -> bytes:
    """A file with one entry, its pages small."""
    with TemporaryDirectory() as name:
        with closing(sqlite3.connect(Path(name, NAME), isolation_level=None)) as made:
            made.execute(f"PRAGMA page_size={PAGE}")
            for table in TABLES:
                made.execute(table)
        with Store(Path(name)) as found:
            found.put(KEY, PAYLOAD)
        return Path(name, NAME).read_bytes()


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory()
