"""LaTeX to PDF, by latexmk or pdflatex in a folder of its own, from which no shell is reached."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from derivcheck.diagnostics import Diagnosis, Diagnostic

SECONDS = 120
"""How long TeX may take."""
_OPTIONS = ("-no-shell-escape", "-interaction=batchmode", "-halt-on-error")
_CONFINED = {"openin_any": "p", "openout_any": "p", "shell_escape": "f", "TEXMFOUTPUT": "."}
"""What TeX may open: nothing outside of its folder that starts with a dot, or has a root."""


def typeset(source: str) -> bytes:
    """The PDF of a LaTeX document.

    Arguments:
        source: the document.

    Raises:
        Diagnosis: DC807 if neither latexmk nor pdflatex is there, or the document does not compile.
    """
    if shutil.which("pdflatex") is None:
        hint = "install TeX Live (Debian: apt install texlive-latex-base), or use `--to latex`"
        raise Diagnosis(Diagnostic("DC807", "pdflatex is not installed", hint))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "derivation.tex")
        path.write_text(source, "utf-8")
        for command in _commands():
            _run(command, folder)
        made = path.with_suffix(".pdf")
        if not made.exists():
            raise Diagnosis(Diagnostic("DC807", _complaint(path.with_suffix(".log")), ""))
        return made.read_bytes()


def _commands() -> list[list[str]]:
    if shutil.which("latexmk"):
        return [["latexmk", "-norc", "-pdf", *_OPTIONS, "derivation.tex"]]
    return [["pdflatex", *_OPTIONS, "derivation.tex"]] * 2


def _run(command: list[str], folder: str) -> None:
    try:
        subprocess.run(
            command, cwd=folder, env=os.environ | _CONFINED, capture_output=True, check=False,
            timeout=SECONDS, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        message = f"{command[0]} did not end within {SECONDS} seconds"
        raise Diagnosis(Diagnostic("DC807", message, "")) from error


def _complaint(log: Path) -> str:
    """What TeX says first."""
    text = log.read_text("utf-8", "replace") if log.exists() else ""
    found = re.search(r"^! (.*)", text, re.MULTILINE)
    return f"LaTeX does not compile it: {found[1] if found else 'it says nothing'}"
