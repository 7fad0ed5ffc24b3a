"""Where results go: standard output or a file, in colour or plain."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.reporters.layout import Layout


def layout_for(output: Path | None, *, quiet: bool, timings: bool) -> Layout:
    """The layout for a file, or for what standard output is connected to."""
    width = shutil.get_terminal_size((80, 24)).columns
    return Layout(width, output is None and _colorful(), quiet, timings)


def write(text: str, output: Path | None, *, color: bool = False) -> None:
    """Write the text to the file, or to standard output.

    Raises:
        Diagnosis: if the file cannot be written.
    """
    if output is None:
        _spell_out_what_cannot_be_encoded()
        click.echo(text, nl=False, color=color)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"cannot write {output}: {error.strerror or error}"
        raise Diagnosis(Diagnostic("DC802", message)) from error


def _colorful() -> bool:
    """Whether colour is welcome: NO_COLOR forbids it, FORCE_COLOR asks for it, else a terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _spell_out_what_cannot_be_encoded() -> None:
    """A console without `✓` shows `\\u2713` instead of stopping the report half-way."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="backslashreplace")
