"""A file that a command changes: read as bytes, written whole or not at all.

What is no text of the derivation stays as it is: the byte order mark, the ends of lines, the rights
of the file, a symbolic link that leads to it.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from codecs import BOM_UTF8
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from derivcheck.cli.output import unwritten, write
from derivcheck.cli.reading import read
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import STDIN, content
from derivcheck.documents.yaml_nodes import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Draft:
    """A file as it was read; `-` is standard input, which is written to standard output."""

    path: str
    data: bytes
    text: str

    @classmethod
    def of(cls, path: str) -> Draft:
        """A file that can be changed.

        Raises:
            Diagnosis: if it cannot be read, or is no file that can be written in one piece.
        """
        if path == STDIN:
            text = read(path)
            return cls(path, text.encode(), text)
        real = Path(os.path.realpath(path))
        try:
            if not stat.S_ISREG(real.stat().st_mode):
                raise Diagnosis(Diagnostic("DC804", f"{path} is no file that can be changed"))
            data = content(real, MAX_BYTES)
        except OSError as error:
            message = f"cannot open {path}: {error.strerror or error}"
            raise Diagnosis(Diagnostic("DC804", message)) from error
        return cls(path, data, _decoded(path, data))

    def save(self, text: str) -> None:
        """Write another text in its place, at once.

        Raises:
            Diagnosis: DC806 if the file is not what was read any more; if it cannot be written.
        """
        if self.path == STDIN:
            write(text, None)
            return
        mark = BOM_UTF8 if self.data.startswith(BOM_UTF8) else b""
        try:
            self._replace(Path(os.path.realpath(self.path)), mark + text.encode())
        except OSError as error:
            raise unwritten(self.path, error) from error

    def _replace(self, path: Path, data: bytes) -> None:
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "Permission denied")
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(path, name)
            if content(path, MAX_BYTES) != self.data:
                message = f"{self.path} was changed by somebody else, and is left as it is"
                raise Diagnosis(Diagnostic("DC806", message, "run the command again"))
            os.replace(name, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name)


def _decoded(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path} is not UTF-8: byte {error.start + 1} cannot be read"
        raise Diagnosis(Diagnostic("DC804", message, "save it as UTF-8")) from error
