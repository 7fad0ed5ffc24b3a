"""`derivcheck init`: a first derivation to start from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from derivcheck.cli.output import unwritten
from derivcheck.diagnostics import Diagnosis, Diagnostic

STARTER = """\
# A derivation: derivcheck says of every step whether it follows from the one before.
# Check it with `derivcheck check` and the name of this file.
derivcheck: 1
title: The derivative of x^2, from first principles

symbols:                 # every name that occurs, and what it stands for
  x: real
  h: nonzero real        # `nonzero` is needed below: we divide by h

define:                  # abbreviations; they are unfolded when needed
  q: ((x + h)^2 - x^2) / h

steps:                   # each `expr` must equal the one before it
  - expr: q
  - expr: (x^2 + 2*x*h + h^2 - x^2) / h
    note: expand the square
  - expr: (2*x*h + h^2) / h
  - expr: 2*x + h

  # A claim is a statement of its own.
  - claim: diff(x^2, x) = 2*x

  # A step that is meant to be wrong says so; delete `expect` to see the message.
  - claim: (x + h)^2 = x^2 + h^2
    expect: refuted
"""


@click.command("init")
@click.argument("path", default="derivation.yaml", type=click.Path(path_type=Path))
def command(path: Path) -> int:
    """Write a commented starter file to PATH (default: derivation.yaml), never over another.

    The folder is made if it is not there yet.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(STARTER)
    except OSError as error:
        if os.path.exists(path):
            hint = "name another file: `derivcheck init OTHER.yaml`"
            raise Diagnosis(Diagnostic("DC802", f"{path} exists already", hint)) from None
        raise unwritten(str(path), error) from error
    click.echo(f"wrote {path}; now run `derivcheck check {path}`")
    return 0
