"""`derivcheck rules`: the names that `by:` understands."""

from __future__ import annotations

import click

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.rules.confirmation import rule_rows


@click.command("rules")
@click.argument("word", required=False)
def command(word: str | None) -> int:
    """List the rules that `by:` may name: pattern, result, conditions.

    With WORD, only those whose name contains it.
    """
    wanted = (word or "").lower()
    rows = [row for row in rule_rows() if wanted in row[0].lower()]
    if not rows:
        hint = "`derivcheck rules` lists them all"
        raise Diagnosis(Diagnostic("DC801", f"no rule has `{word}` in its name", hint))
    for name, pattern, result, conditions in rows:
        click.echo(name)
        click.echo(f"    {pattern}  ->  {result}" if result else f"    {pattern}")
        if conditions:
            click.echo(f"    where {conditions}")
    return 0
