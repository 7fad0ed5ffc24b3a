"""`derivcheck doctor`: versions, the limits that this system keeps, what else is there."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

import click

from derivcheck.cache.place import default_folder
from derivcheck.checking.pool import forks
from derivcheck.checking.worker import dies_with_parent, limits_memory
from derivcheck.cli.cache import unusable
from derivcheck.cli.judging import processors
from derivcheck.version import VERSION

PACKAGES = ("python-flint", "PyYAML", "click", "rich", "sympy")
"""What derivcheck is installed with."""

EXTRAS = {
    "distributed": "cluster",
    "watchfiles": "watch",
}
"""Module -> the extra that brings it."""

PROGRAMS = {
    "pdflatex": "typesets what `derivcheck export` writes",
    "git": "tells what has changed",
}
"""Program -> what it is for; none is needed for a check."""

Row = tuple[bool | None, str, str]
"""Whether it is there (None: that is nothing to have), what, and what that means."""


@click.command("doctor")
def command() -> int:
    """Tell which versions are in use, which limits this system keeps, and what is missing.

    The exit code is 0: what is missing is never needed to judge a step.
    """
    for title, rows in _parts():
        click.echo(title)
        for there, name, said in rows:
            mark = {True: "yes", False: "no", None: ""}[there]
            click.echo(f"  {name:<30}{mark:<5}{said}".rstrip())
    return 0


def _parts() -> Iterator[tuple[str, list[Row]]]:
    yield "versions", list(_versions())
    yield "limits", list(_limits())
    yield "cache", [_cache()]
    extras = ((bool(find_spec(m)), f"extra {e}", f"module {m}") for m, e in EXTRAS.items())
    yield "extras", list(extras)
    programs = ((bool(shutil.which(name)), name, said) for name, said in PROGRAMS.items())
    yield "programs", list(programs)


def _cache() -> Row:
    """Whether what is found can be kept."""
    folder = default_folder()
    why = unusable(folder)
    return not why, str(folder or "no home"), why


def _versions() -> Iterator[Row]:
    yield None, "derivcheck", VERSION
    yield None, "Python", f"{platform.python_version()} ({platform.python_implementation()})"
    for name in PACKAGES:
        try:
            yield None, name, version(name)
        except PackageNotFoundError:
            yield False, name, "not installed"
    yield None, "system", f"{platform.system()} {platform.release()} ({platform.machine()})"
    yield None, "processors", str(processors())


def _limits() -> Iterator[Row]:
    """What the system keeps; what is not kept is said with what happens then."""
    for kept, name, otherwise in (
        (True, "time of a step", ""),
        (limits_memory(), "memory of a worker", "a step may take all there is"),
        (dies_with_parent(), "no worker outlives a kill -9", "it may, while in native code"),
        (forks(), "workers start by a fork", "each takes about 0.3 seconds to start"),
    ):
        yield kept, name, "" if kept else otherwise
