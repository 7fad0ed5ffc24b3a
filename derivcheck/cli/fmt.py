"""`derivcheck fmt`: the usual layout for derivations, which say the same afterwards."""

from __future__ import annotations

from collections.abc import Callable

import click

from derivcheck.cli import sources
from derivcheck.cli.complain import complain
from derivcheck.cli.configured import Placed
from derivcheck.cli.output import write
from derivcheck.cli.reading import require_readable
from derivcheck.cli.rewriting import Draft
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import STDIN
from derivcheck.documents.formatting import formatted
from derivcheck.documents.loading import load
from derivcheck.documents.manuscripts.kinds import is_manuscript
from derivcheck.reporters.clean import clean
from derivcheck.reporters.summary import counted, not_looked_at
from derivcheck.reporters.unified import unified

CHANGED, UNUSABLE = 1, 1


@click.command("fmt", cls=Placed)
@click.argument("paths", nargs=-1)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if anything would change.")
@click.option("--diff", is_flag=True, help="The same, and show what would change.")
def command(
    paths: tuple[str, ...], check: bool, diff: bool, excluded: Callable[[str], bool]
) -> int:
    """Lay derivations out in the usual way; what they say stays the same.

    PATHS are as for `check`; - reads standard input and writes the result to standard output.
    Blanks in expressions become even, quotes that YAML does not need go, and so do blanks at ends
    of lines.  The order and the spelling of expressions stay, and so do comments.  A file that
    cannot be read is left alone, and the exit code is then 1.
    """
    there = sources.find(paths, excluded)
    files = [f for f in there.files if f in paths or not is_manuscript(f)]
    found = [_file(path, check or diff, diff) for path in files]
    changed = sum(bool(change) for change in found)
    would = "would be reformatted" if check or diff else "reformatted"
    same = sum(change is False for change in found)
    told = f"{counted(changed, 'file')} {would}, {same} left unchanged"
    click.echo("; ".join((told, *not_looked_at(there.left_out))), err=True)
    if None in found:
        return UNUSABLE
    return CHANGED if changed and (check or diff) else 0


def _file(path: str, dry: bool, diff: bool) -> bool | None:
    """Whether a file changes; None if it cannot be read or written, which is told."""
    try:
        draft = Draft.of(path)
        _require_readable(path, draft.text)
        text = formatted(draft.text)
        if diff:
            write(unified(path, draft.text, text), None)
        elif not dry and (text != draft.text or path == STDIN):
            draft.save(text)
    except Diagnosis as error:
        complain(error.diagnostic)
        return None
    if text != draft.text and not diff:
        click.echo(f"{'would reformat' if dry else 'reformatted'} {clean(path)}", err=True)
    return text != draft.text


def _require_readable(path: str, text: str) -> None:
    """Raises: Diagnosis, for what cannot be read as a whole: nothing would tell what it says."""
    if is_manuscript(path):
        hint = "`fmt` is for derivation files"
        raise Diagnosis(Diagnostic("DC146", f"{path} is left alone: it is a document", hint))
    require_readable(path, load(path, text), "is left alone")
