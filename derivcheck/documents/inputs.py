r"""Which other files a file draws on: those that LaTeX inputs, and one that `macros:` names.

A file says something else when one of these changes.  Nothing is read here but their text, and no
file is found but by a relative path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from derivcheck.documents.files import content

MAX_BYTES = 1_000_000  # of a file with macros
MAX_FILES, MAX_DEPTH = 50, 5
"""How many files a document may input, and through how many others."""
LATEX, SETTINGS = (".tex", ".sty", ".cls", ".ltx"), (".json", ".js", ".yaml", ".yml")
_INPUT = re.compile(
    r"(?<!\\)(?:%[^\n]*|\\(?P<command>input|include|usepackage|RequirePackage|subimport|import)"
    r"\s*(?:\[[^\]]*\])?\s*\{(?P<names>[^{}]+)\}(?:\{(?P<second>[^{}]+)\})?)"
)
_FILE = rf"[\w./ -]+\.(?:{'|'.join(end[1:] for end in (*LATEX, *SETTINGS))})"
NAME = re.compile(_FILE)
_NAMED = re.compile(rf"macros[\"']?\s*:\s*[|>\"']?[-+]?\s*(?P<name>{_FILE})")


def inputs_in(text: str) -> Iterator[str]:
    """The names of the files that LaTeX inputs, with their ends."""
    for match in _INPUT.finditer(text):
        if not match["command"]:
            continue
        ending = ".sty" if match["command"] in ("usepackage", "RequirePackage") else ".tex"
        for name in match["names"].split(","):
            whole = f"{name.strip()}{match['second'] or ''}".strip('"')
            yield whole if PurePath(whole).suffix in LATEX else whole + ending


def files_behind(path: str, text: str) -> Iterator[tuple[Path, str | None]]:
    """The files that a file draws on, with their texts; None for one that is not there.

    Arguments:
        path: of the file.
        text: of it.
    """
    folder = Path(path).parent
    named = [match["name"].strip() for match in _NAMED.finditer(text)]
    waiting = [(folder, name, 1) for name in (*named, *inputs_in(text))]
    seen = set[Path]()
    while waiting and len(seen) < 2 * MAX_FILES:
        folder, name, depth = waiting.pop(0)
        file = folder / name
        if file in seen or depth > MAX_DEPTH + 1 or PurePath(name).is_absolute():
            continue
        seen.add(file)
        try:
            held = content(file, MAX_BYTES).decode(errors="replace")
        except OSError:
            yield file, None
            continue
        yield file, held
        # what a document inputs is found beside the document, what a file inputs beside either
        inner = [
            (place, one, depth + 1) for one in inputs_in(held) for place in (folder, file.parent)
        ]
        waiting[:0] = inner
