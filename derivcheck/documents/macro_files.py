r"""Macros that stand in other files: those that a document inputs, and one that `macros:` names.

    \input{macros}, \include{...}, \usepackage{own}     of a document, files beside it
    macros: macros.tex                                  LaTeX, as are .sty and .cls
    macros: mathjax.json, katex.js                      settings: `macros` in them, or all of them

Only definitions are taken from such a file, and no file is read but by a relative path.
"""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePath

import yaml

from derivcheck.documents.files import content
from derivcheck.documents.inputs import (
    LATEX,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_FILES,
    NAME,
    inputs_in,
)
from derivcheck.notation.tex.macros import Macro, macros_in, macros_of


def inputted(path: str, text: str) -> dict[str, Macro]:
    """The macros of the files that a document inputs; files that are not there say nothing.

    Arguments:
        path: of the document.
        text: of it.
    """
    found: dict[str, Macro] = {}
    folder = Path(path).parent
    waiting, seen = [(name, 1) for name in inputs_in(text)], set[Path]()
    while waiting and len(seen) < MAX_FILES:
        name, depth = waiting.pop(0)
        file = folder / name
        if file in seen or depth > MAX_DEPTH or PurePath(name).is_absolute():
            continue
        seen.add(file)
        try:
            latex = content(file, MAX_BYTES).decode(errors="replace")
        except OSError:
            continue
        waiting[:0] = [(inner, depth + 1) for inner in inputs_in(latex)]
        found = {**macros_in(latex), **found}
    return found


def is_file_name(text: str) -> bool:
    """Whether a text under `macros:` names a file, and defines no macro."""
    return bool(NAME.fullmatch(text.strip()))


def macros_of_file(path: str, name: str) -> dict[str, Macro]:
    """The macros of a file that stands beside another.

    Arguments:
        path: of the other one.
        name: relative to its folder.

    Raises:
        OSError: if it cannot be read.
        Diagnosis: DC121 for settings with an entry that is no macro.
        ValueError: for settings that are none.
    """
    if PurePath(name).is_absolute():
        raise OSError("a file with macros is named by a relative path")
    text = content(Path(path).parent / name, MAX_BYTES).decode(errors="replace")
    if PurePath(name).suffix in LATEX:
        return {**inputted(str(Path(path).parent / name), text), **macros_in(text)}
    return macros_of(_settings(text))


def _settings(text: str) -> dict[str, object]:
    """The table of macros in settings.  Raises: ValueError."""
    try:
        held = json.loads(text)
    except ValueError:
        held = yaml.safe_load(_as_yaml(text))
    found = _within(held)
    if not isinstance(found, dict):
        raise ValueError("there is no table `macros` in it")
    return found


def _within(held: object) -> object:
    """The value of the key `macros`, wherever it stands; else the whole."""
    if not isinstance(held, dict):
        return held
    for key in ("macros", "tex", "TeX", "katex", "KaTeX", "options", "MathJax"):
        if key in held:
            return held[key] if key == "macros" else _within(held[key])
    return held


_SIGNS = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|//[^\n]*|/\*.*?\*/', re.DOTALL)


def _as_yaml(text: str) -> str:
    """The table behind `macros:` in JavaScript as YAML has it: texts in double quotes."""
    plain = _SIGNS.sub(_requoted, text)
    start = re.search(r"macros[\"']?\s*:\s*(?=\{)", plain)
    if not start:
        return plain
    depth = 0
    for match in re.compile(r'"(?:\\.|[^"\\])*"|[{}]').finditer(plain, start.end()):
        depth += (match[0] == "{") - (match[0] == "}")
        if not depth:
            return re.sub(r",(?=\s*[}\]])", "", plain[start.end() : match.end()])
    return plain


def _requoted(match: re.Match[str]) -> str:
    sign = match[0]
    if sign.startswith("/"):
        return " "
    if sign.startswith('"'):
        return sign
    inner = sign[1:-1].replace("\\'", "'").replace('"', '\\"')
    return f'"{inner}"'
