"""`derivcheck explain`: what a diagnostic code means, why it matters, and an example."""

from __future__ import annotations

import difflib
import textwrap

import click
from click.shell_completion import CompletionItem

from derivcheck.codes import CODES, Code
from derivcheck.diagnostics import Diagnosis, Diagnostic


def _completed(context: click.Context, option: click.Parameter, start: str) -> list[CompletionItem]:
    """The codes that start so, with their titles."""
    found = (row for row in CODES.values() if row.code.startswith(start.upper()))
    return [CompletionItem(row.code, help=row.title) for row in found]


@click.command("explain")
@click.argument("code", required=False, shell_complete=_completed)
def command(code: str | None) -> int:
    """Explain a diagnostic CODE such as DC301; without one, list them all."""
    if code is None:
        for row in CODES.values():
            click.echo(f"{row.code}  {row.title}")
        return 0
    row = _row(code)
    click.echo("\n\n".join(_sections(row)))
    return 0


def _row(name: str) -> Code:
    row = CODES.get(name.upper())
    if row is None:
        near = difflib.get_close_matches(name.upper(), CODES, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        message = f"there is no code {name}"
        raise Diagnosis(Diagnostic("DC801", message, f"{hint}`derivcheck explain` lists them"))
    return row


def _sections(row: Code) -> list[str]:
    """Title, explanation, why it matters, a wrong and a right example; empty parts are left out."""
    parts = [f"{row.code}: {row.title}", _paragraph(row.explanation)]
    for heading, text in (("Why it matters", row.why), ("Wrong", row.bad), ("Right", row.good)):
        if text:
            body = _paragraph(text) if heading == "Why it matters" else text.strip("\n")
            parts.append(f"{heading}:\n{textwrap.indent(body, '  ')}")
    return parts


def _paragraph(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 78)
