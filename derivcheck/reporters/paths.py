"""Paths as other tools want them: with slashes, relative where the user gave them so."""

from __future__ import annotations

import posixpath
from urllib.parse import quote

STDIN = "-"


def slashed(path: str) -> str:
    """The path with slashes only, without `./` in front."""
    return posixpath.normpath(path.replace("\\", "/"))


def uri(path: str) -> str:
    """The path as a reference of a URI: `a%20b.yaml`, absolute ones as `file:///...`."""
    name = quote(_bytes(slashed(path)))
    if name.startswith("/"):
        return f"file://{name}"
    return f"./{name}" if ":" in name.partition("/")[0] else name


def _bytes(path: str) -> bytes:
    """The name as the system has it; half characters are possible on Windows."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "surrogatepass")


def is_absolute(path: str) -> bool:
    """Whether a path does not depend on the folder in which derivcheck ran."""
    return slashed(path).startswith("/")
