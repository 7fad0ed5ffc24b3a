"""Where results go: standard output or a file, in colour or plain."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.reporters.layout import Layout

FILE_WIDTH = 80
"""Columns of a report in a file, whatever the terminal has."""


def layout_for(output: Path | None, *, quiet: bool, timings: bool) -> Layout:
    """The layout for a file, or for what standard output is connected to."""
    if output is not None:
        return Layout(FILE_WIDTH, False, quiet, timings)
    return Layout(shutil.get_terminal_size((80, 24)).columns, _colorful(), quiet, timings)


def write(text: str, output: Path | None, *, color: bool = False) -> None:
    """Write the text to the file, or to standard output.

    Raises:
        Diagnosis: if it cannot be written.
        BrokenPipeError: if nobody reads standard output any more.
    """
    if output is None:
        _print(text, color)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise unwritten(str(output), error) from error


def unwritten(name: str, error: OSError) -> Diagnosis:
    """That something cannot be written, in the words of the operating system."""
    return Diagnosis(Diagnostic("DC802", f"cannot write {name}: {error.strerror or error}"))


def drop_standard_output() -> None:
    """Send what is still to be written nowhere, so that nothing is said at interpreter exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(text: str, color: bool) -> None:
    _spell_out_what_cannot_be_encoded()
    try:
        click.echo(text, nl=False, color=color)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_standard_output()
        raise unwritten("standard output", error) from error


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
