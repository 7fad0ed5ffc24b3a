"""The configuration file: which one counts, and what stands in it, with the line of each value.

Nearest wins: the folders are looked through from the one that is checked upwards, as far as the one
that holds `.git` or `.hg`; in a folder the first of `FILES` that speaks of derivcheck counts, and
nothing is merged.  A file may have come with somebody else's changes: its size is bounded, nothing
in it is run, and its paths stay inside its folder.
"""

from __future__ import annotations

import configparser
import difflib
import glob
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivcheck.configuration.forms import Refused
from derivcheck.configuration.table import BY_KEY
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import content

MAX_BYTES = 500_000
_ROOTS = (".git", ".hg")
_HEADER = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]")
_NAME = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_ENTRY = re.compile(rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*=")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

Lines = Mapping[str, int]
"""Key -> the line on which it is set."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and the line on which it stands."""

    value: Any
    line: int


@dataclass(frozen=True, slots=True)
class ConfigurationFile:
    """What a file sets, each value of its form."""

    path: Path
    settings: Mapping[str, Setting]

    @property
    def folder(self) -> Path:
        """The folder from which its paths and patterns speak."""
        return self.path.parent


def nearest_file(arguments: Sequence[str]) -> ConfigurationFile | None:
    """The file that counts for what is checked.

    Arguments:
        arguments: files, folders and globs; the search starts at the folder that holds them all,
            without any at the current one.

    Raises:
        Diagnosis: if it cannot be used.
    """
    start = _start(arguments)
    for folder in (start, *start.parents):
        for name in FILES:
            path = folder / name
            if os.path.exists(path) and (found := read_file(path, optional=True)) is not None:
                return found
        if any(os.path.exists(folder / root) for root in _ROOTS):
            break
    return None


def _start(arguments: Sequence[str]) -> Path:
    """The innermost folder that holds all that is named."""
    named = [_folder(argument) for argument in arguments if argument not in ("", "-")]
    try:
        return Path(os.path.commonpath(named)) if named else Path.cwd()
    except ValueError:  # on several drives
        return Path.cwd()


def _folder(argument: str) -> str:
    path = os.path.abspath(argument)
    while glob.has_magic(path) and not os.path.exists(path):
        path = os.path.dirname(path)
    return path if os.path.isdir(path) else os.path.dirname(path)


def read_file(path: Path, *, optional: bool = False) -> ConfigurationFile | None:
    """What a file sets.

    Arguments:
        optional: a file of many tools that says nothing of derivcheck is None.

    Raises:
        Diagnosis: if it cannot be read, sets what is no option, or to what it cannot be.
    """
    text = _text(path)
    raw, lines, parsed = FORMATS.get(path.name, _own)(path, text)
    if raw is None:
        return None if optional else ConfigurationFile(path, {})
    return ConfigurationFile(path, dict(_settings(path, raw, lines, parsed)))


def _settings(
    path: Path, raw: Mapping[str, Any], lines: Lines, parsed: bool
) -> Iterator[tuple[str, Setting]]:
    for key, value in raw.items():
        line = lines.get(key, 1)
        if (option := BY_KEY.get(key)) is None:
            close = difflib.get_close_matches(key[:100], BY_KEY, n=1)
            hint = f"did you mean `{close[0]}`?" if close else f"options: {', '.join(BY_KEY)}"
            raise _wrong("DC811", path, line, f"there is no option `{key[:100]}`", hint)
        try:
            found = option.form.read(value if parsed else option.form.parse(value))
        except Refused as error:
            message = f"`{key}` cannot be {_shown(value)}"
            raise _wrong("DC812", path, line, message, f"it is {error}") from None
        yield key, Setting(found, line)


def _shown(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _wrong(code: str, path: Path, line: int | str, message: str, hint: str = "") -> Diagnosis:
    return Diagnosis(Diagnostic(code, f"{shown(path)}:{line}: {message}", hint))


def shown(path: Path) -> str:
    """A path as short as it is clear: from the current folder if it is inside."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _text(path: Path) -> str:
    try:
        return content(path, MAX_BYTES).decode("utf-8-sig")
    except OSError as error:
        message = f"cannot open {shown(path)}: {error.strerror or error}"
        raise Diagnosis(Diagnostic("DC813", message)) from error
    except UnicodeDecodeError as error:
        message = f"{shown(path)} is not UTF-8: byte {error.start + 1} cannot be read"
        raise Diagnosis(Diagnostic("DC813", message, "save it as UTF-8")) from error


Parsed = tuple[Mapping[str, Any] | None, Lines, bool]
"""What a file holds of derivcheck, None if nothing; where; whether values have types already."""


def _own(path: Path, text: str) -> Parsed:
    return _toml(path, text), _lines(text, ()), True


def _pyproject(path: Path, text: str) -> Parsed:
    tools = _toml(path, text).get("tool", {})
    found = tools.get("derivcheck") if isinstance(tools, dict) else None
    if found is not None and not isinstance(found, dict):
        raise _wrong("DC812", path, 1, "`tool.derivcheck` is no table", "write [tool.derivcheck]")
    return found, _lines(text, ("tool", "derivcheck")), True


def _toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        end = f"{text.count(chr(10)) + 1}:1"
        where = f"{at[1]}:{at[2]}" if at and at[1] else end
        what = _AT.sub("", str(error))
        message = f"not valid TOML: {what[:1].lower()}{what[1:200]}"
        raise _wrong("DC813", path, where, message, "see toml.io for how it is written") from None
    except RecursionError:
        raise _wrong("DC813", path, 1, "the values are nested too deeply") from None


def _setup(path: Path, text: str) -> Parsed:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # keys as they are written
    try:
        parser.read_string(text)
    except configparser.Error as error:
        line = getattr(error, "lineno", None) or next(iter(getattr(error, "errors", [(1,)])))[0]
        what = type(error).__name__.removesuffix("Error")
        message = f"not a valid setup.cfg ({what})"
        raise _wrong("DC813", path, line, message, "write `[section]` and `key = value`") from None
    found = dict(parser["derivcheck"]) if parser.has_section("derivcheck") else None
    return found, _lines(re.sub(r"(?m)^([\w-]+)\s*:", r"\1 =", text), ("derivcheck",)), False


FORMATS: dict[str, Callable[[Path, str], Parsed]] = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup,
}
FILES = ("derivcheck.toml", *FORMATS)
"""The names of configuration files, in the order in which they count."""


def _lines(text: str, table: tuple[str, ...]) -> dict[str, int]:
    """The line on which each key of a table is set; TOML's reader does not tell."""
    found: dict[str, int] = {}
    inside: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        names = inside
        if header := _HEADER.match(line):
            names = inside = _names(header[1])
        elif entry := _ENTRY.match(line):
            names = (*inside, *_names(entry[1]))
        else:
            continue
        if names[: len(table)] == table and len(names) > len(table):
            found.setdefault(names[len(table)], number)
    return found


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip("\"'") for name in re.findall(_NAME, dotted))
