"""Entries under keys in a file of sqlite3, which processes share and no damage breaks for long.

    damaged     an entry whose digest is not that of its key and payload is none; a file that
                sqlite3 cannot read, or whose tables are others, is replaced by an empty one
    unusable    a file that cannot be written is read; one that is locked for long, or cannot be
                read, is not used: nothing is ever raised
    large       entries above a limit are neither written nor read; of a file that has become too
                large, what was not used for longest goes

The file may come from anywhere.  Its tables must be exactly those below: a view or a trigger could
run for ever.  Journals are kept in memory, and one that lies beside the file is deleted unread: it
may be a link, and played back it may name other files to be deleted.  What a writer that is killed
leaves half done is damage like any other.  Write-ahead logs would need memory that is shared, which
network file systems do not have.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

NAME = "answers.sqlite3"
MAX_ENTRY = 8_000_000
"""Bytes of an entry."""
MEGABYTE = 1 << 20
SIZE = 256
"""How many megabytes the file may have by default."""
JOURNALS = tuple(f"{NAME}-{ending}" for ending in ("journal", "wal", "shm"))
"""What other programs of sqlite3 put beside the file; this one never does."""
FULL, TRIMMED = 0.9, 0.7
"""From which part of its size on it is trimmed, and to which."""
PATIENCE = 5.0
"""Seconds to wait for another process that writes."""
FRESH = 3_600
"""Seconds in which an entry counts as used once: noting it costs a write."""
DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_SCHEMA)
"""The errors of a file that can only be replaced."""

TABLES = (
    "CREATE TABLE entries (key BLOB PRIMARY KEY, digest BLOB, used INTEGER, payload BLOB)",
    "CREATE INDEX entries_by_use ON entries (used)",
)
SETTINGS = (
    "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "synchronous=OFF",
    "journal_mode=MEMORY",
)  # fmt: skip
_READ = "SELECT digest, used, payload FROM entries WHERE key = ? AND length(payload) <= ?"
_WRITE = "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?)"
_DIGEST = "SELECT digest FROM entries WHERE key = ?"
_OLDEST = "DELETE FROM entries WHERE key IN (SELECT key FROM entries ORDER BY used LIMIT ?)"


class _Damaged(Exception):
    """A file that holds something else than it should."""


@dataclass(slots=True)
class Store:
    """An open file of entries; of one process, and closed before that forks.

    Arguments:
        folder: made if it is missing.
        megabytes: how large the file may become.
        why: why it is not used, or not written; empty if it is.
    """

    folder: Path
    megabytes: int = SIZE
    why: str = ""
    _file: sqlite3.Connection | None = field(default=None, init=False)
    _reads_only: bool = field(default=False, init=False)
    _touched: list[bytes] = field(default_factory=list, init=False)

    def __enter__(self) -> Store:
        with self._guarded():
            self._open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / NAME

    def get(self, key: bytes) -> bytes | None:
        """The payload under a key, if it is there and whole."""
        with self._guarded():
            if self._file is None:
                return None
            row = self._file.execute(_READ, (key, MAX_ENTRY)).fetchone()
            if row is None:
                return None
            known, used, payload = row
            if not isinstance(payload, bytes) or known != _digest(key, payload):
                return None
            if not isinstance(used, int) or abs(_now() - used) > FRESH:
                self._touched.append(key)
            return payload
        return None

    def put(self, key: bytes, payload: bytes) -> None:
        """Keep a payload under a key, unless it is too large."""
        if len(payload) > MAX_ENTRY:
            return
        for _ in range(2):  # in a new file, if this one turns out to be damaged
            with self._guarded():
                if self._file is not None and not self._reads_only:
                    self._put(key, payload)
                return

    def _put(self, key: bytes, payload: bytes) -> None:
        """Raises: _Damaged, if an entry is not found where it was put: the index is wrong."""
        digest = _digest(key, payload)
        with self._writing() as file:
            file.execute(_WRITE, (key, digest, _now(), payload))
            if file.execute(_DIGEST, (key,)).fetchone() != (digest,):
                raise _Damaged

    def clear(self) -> None:
        """Forget everything, also what cannot be read."""
        self.close()
        with self._guarded():
            self._remove()

    def numbers(self) -> tuple[int, int]:
        """How many entries there are, and how many bytes the file has."""
        with self._guarded():
            if self._file is not None:
                (count,) = self._file.execute("SELECT count(*) FROM entries").fetchone()
                return count, self.path.stat().st_size
        return 0, 0

    def close(self) -> None:
        """Note what was used, trim what is too large, and close the file."""
        self.note()
        with self._guarded():
            if self._file is not None and not self._reads_only:
                self._trim()
        self._shut()

    def note(self) -> None:
        """Note what was used; done when the file is closed, for those that come so far."""
        with self._guarded():
            if self._touched and self._file is not None and not self._reads_only:
                rows = [(_now(), key) for key in self._touched]
                self._touched.clear()
                with self._writing() as file:
                    file.executemany("UPDATE entries SET used = ? WHERE key = ?", rows)

    def _trim(self) -> None:
        """Delete what was not used for longest, if the file is nearly as large as it may be."""
        most = self.megabytes * MEGABYTE
        while self._bytes() > FULL * most:
            with self._writing() as file:
                (count,) = file.execute("SELECT count(*) FROM entries").fetchone()
                part = 1 - TRIMMED * most / self._bytes()
                if not file.execute(_OLDEST, (max(1, int(count * part)),)).rowcount:
                    return

    def _bytes(self) -> int:
        """The bytes that are in use."""
        assert self._file is not None
        pages, unused, size = (
            self._file.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - unused) * size)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that has the right to write from its start."""
        assert self._file is not None
        self._file.execute("BEGIN IMMEDIATE")
        with self._file:
            yield self._file

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Whatever goes wrong inside costs at most what was remembered."""
        try:
            yield
        except (_Damaged, ValueError):  # the latter from messages of sqlite3 that are no text
            self._replace()
        except sqlite3.Error as error:
            code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
            if code in DAMAGED:
                self._replace()
            elif code == sqlite3.SQLITE_READONLY:
                self._reads_only, self.why = True, f"it can only be read ({error})"
            elif code != sqlite3.SQLITE_FULL:  # what is too large is trimmed when it is closed
                self._leave(str(error))
        except OSError as error:
            self._leave(error.strerror or str(error))

    def _leave(self, why: str) -> None:
        self._shut()
        self.why = self.why or why

    def _shut(self) -> None:
        with suppress(sqlite3.Error):
            if self._file is not None:
                self._file.close()
        self._file = None

    def _replace(self) -> None:
        """Begin anew in the place of a damaged file."""
        self._shut()
        try:
            self._remove()
            self._open()
        except (sqlite3.Error, OSError, ValueError, _Damaged) as error:
            self._leave(str(error) or "it is damaged")

    def _remove(self) -> None:
        for name in (NAME, *JOURNALS):
            (self.folder / name).unlink(missing_ok=True)

    def _open(self) -> None:
        """Open the file, or make it.  Raises: OSError, sqlite3.Error, _Damaged."""
        self._shut()
        with suppress(OSError):  # then it may be there to be read
            self.folder.mkdir(parents=True, exist_ok=True)
        for name in JOURNALS:
            (self.folder / name).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            if not stat.S_ISREG(self.path.lstat().st_mode):
                raise OSError(0, f"{self.path} is no regular file")
        self._reads_only = not os.access(self.folder, os.W_OK)
        mode = "ro" if self._reads_only else "rwc"
        uri = f"{self.path.absolute().as_uri()}?mode={mode}"
        self._file = sqlite3.connect(uri, PATIENCE, isolation_level=None, uri=True)
        for setting in SETTINGS:
            self._file.execute(f"PRAGMA {setting}")
        found = self._tables()
        if not found and not self._reads_only:
            with self._writing() as file:
                found = self._tables()  # another process may have been quicker
                for table in () if found else TABLES:
                    file.execute(table)
            found = self._tables()
        if found != TABLES:
            raise _Damaged
        size = self._file.execute("PRAGMA page_size").fetchone()[0]
        self._file.execute(f"PRAGMA max_page_count={max(16, self.megabytes * MEGABYTE // size)}")

    def _tables(self) -> tuple[str, ...]:
        """What was said to make all that is in the file, but for what follows from it."""
        assert self._file is not None
        found = self._file.execute(
            "SELECT substr(sql, 1, 200) FROM sqlite_master WHERE sql IS NOT NULL LIMIT 9"
        )
        return tuple(str(sql) for (sql,) in found)


def _digest(key: bytes, payload: bytes) -> bytes:
    return hashlib.sha256(key + payload).digest()


def _now() -> int:
    return int(time.time())
