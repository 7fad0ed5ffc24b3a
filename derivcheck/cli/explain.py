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
    """Explain a diagnostic CODE such as DC301; without one, list them all.

    The start of a code, such as DC3, lists those that start so.
    """
    name = (code or "DC").strip().upper()
    if name in CODES:
        click.echo("\n\n".join(_sections(CODES[name])))
        return 0
    rows = [row for row in CODES.values() if name.startswith("DC") and row.code.startswith(name)]
    if not rows:
        raise Diagnosis(_no_code(name))
    for row in rows:
        click.echo(f"{row.code}  {row.title}")
    return 0


def _no_code(name: str) -> Diagnostic:
    near = difflib.get_close_matches(name, CODES, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    message = f"there is no code {name[:60]}"
    return Diagnostic("DC801", message, f"{hint}`derivcheck explain` lists them")


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
