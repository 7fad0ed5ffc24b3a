"""Files that come from outside: regular ones only, so that nothing waits, and only so much of them.

A path in a pull request may lead to a pipe that nobody writes, to a device without end, or to more
than fits into memory; here is the one place that opens what such a path names.  Standard input is
read where it is asked for by `-`, and under no other name.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

STDIN = "-"
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe (`-` reads standard input)",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device (`-` reads standard input)",
    stat.S_IFBLK: "a device",
}
_WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


def opened(path: str | Path) -> BinaryIO:
    """A regular file, open for reading; the caller closes it.

    Raises:
        OSError: if it cannot be opened, or is something else.
    """
    try:
        _refuse(path, os.stat(path).st_mode)  # a device may act on being opened
        file = open(path, "rb", opener=_open)  # noqa: SIM115  # the caller closes it
    except ValueError as error:
        raise OSError(errno.EINVAL, str(error), str(path)) from error
    try:
        _refuse(path, os.fstat(file.fileno()).st_mode)  # it may have been exchanged meanwhile
    except OSError:
        file.close()
        raise
    return file


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | _WITHOUT_WAITING)


def _refuse(path: str | Path, mode: int) -> None:
    """Raises: OSError for what is no regular file, as `open` raises it for a folder."""
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), "something else")
        raise OSError(errno.EINVAL, f"it is no file but {kind}", str(path))


def beginning(path: str | Path, limit: int) -> bytes:
    """The first bytes of a file, or of standard input for `-`; one more than a limit tells of it.

    Arguments:
        limit: how many bytes at most.

    Raises:
        OSError: if it cannot be read.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise OSError(errno.EBADF, "it is closed", STDIN)
        return sys.stdin.buffer.read(limit)
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size + 1  # a buffer as large as the limit takes longer
        data = file.read(min(size, limit)) or b""
        return data if len(data) < size else data + (file.read(limit - len(data)) or b"")


def content(path: str | Path, limit: int) -> bytes:
    """All of a file, or of standard input for `-`.

    Raises:
        OSError: if it cannot be read, or has more than `limit` bytes.
    """
    data = beginning(path, limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, f"it has more than {limit:,} bytes", str(path))
    return data


def lines(path: str | Path, limit: int) -> Iterator[bytes]:
    r"""The lines of a file, with their `\n`; of one that is longer the first `limit` + 1 bytes.

    Raises:
        OSError: if it cannot be read.
    """
    with opened(path) as file:
        while line := file.readline(limit + 1):
            yield line
            while line and not line.endswith(b"\n"):
                line = file.readline(limit + 1)
