"""`derivcheck cache`: what is kept between runs, and where."""

from __future__ import annotations

import os
from pathlib import Path

import click

from derivcheck.cache.place import Cache, default_folder
from derivcheck.cache.store import Store
from derivcheck.configuration.table import BY_KEY
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.reporters.clean import clean


@click.command("cache")
@click.argument("what", type=click.Choice(["info", "clear"]), default="info")
@click.option(
    "--cache-dir", metavar="FOLDER", envvar=BY_KEY["cache-dir"].variable,
    help=BY_KEY["cache-dir"].about,
)  # fmt: skip
def command(what: str, cache_dir: str | None) -> int:
    """Tell where the cache is and what it holds (`info`), or empty it (`clear`).

    It is the one of the platform, or --cache-dir; configuration files are not looked at.
    """
    folder = Path(os.path.abspath(cache_dir)) if cache_dir else default_folder()
    if what == "clear" and folder is not None:
        store = Store(folder)
        store.clear()
        if store.why:
            message = f"the cache in {folder} cannot be emptied: {store.why}"
            raise Diagnosis(Diagnostic("DC802", message, "delete it by hand"))
    click.echo(told(folder))
    return 0


def state(memory: Cache | None) -> str:
    """In one line: where what is found is kept, how much, and why not."""
    return told(memory.folder) if memory else "not used"


def told(folder: Path | None) -> str:
    """What a cache holds, and why it cannot be used."""
    if folder is None:
        return "there is no home to put it in"
    if not folder.exists():
        return f"{clean(str(folder))}, 0 entries"
    with Store(folder) as store:
        count, size = store.numbers()
        why = f"; not used: {clean(store.why)}" if store.why else ""
    entries = f"{count} entries" if count != 1 else "1 entry"
    return f"{clean(str(folder))}, {entries}, {size / 1e6:.1f} MB{why}"


def unusable(folder: Path | None) -> str:
    """Why nothing can be kept in a folder; empty if it can, or if it is not there yet."""
    if folder is None:
        return "no home to put it in"
    if not folder.exists():
        return ""
    with Store(folder) as store:
        return store.why
