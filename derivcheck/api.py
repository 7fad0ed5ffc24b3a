"""The Python interface: check a derivation, or a single step of strings or SymPy expressions."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from derivcheck.checking.check import check_derivation
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.loading import load, load_file
from derivcheck.documents.model import Derivation
from derivcheck.documents.rows import read_row
from derivcheck.kernel.language.claims import Relation
from derivcheck.notation.plain import show
from derivcheck.notation.sympy import from_sympy
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.report import Report, Verdict
from derivcheck.verdicts.settings import Settings
from derivcheck.version import VERSION

_TEXT = re.compile(r"\n|:(\s|$)")
"""What no path holds that anybody would mean: more than one line, or a key."""


def check(source: str | Path | Derivation, settings: Settings | None = None) -> Report:
    """The report on a derivation.

    Arguments:
        source: a Derivation; the text of a file, which has a key or more than one line; else a
            path. `check_text` and `check_path` leave no doubt.
        settings: seed, limits.

    Raises:
        OSError: if a file cannot be opened.
    """
    if isinstance(source, Derivation):
        return _checked(lambda: (source,), settings)
    if isinstance(source, str) and _TEXT.search(source):
        return check_text(source, settings)
    return check_path(source, settings)


def check_text(text: str, settings: Settings | None = None) -> Report:
    """The report on the text of a file.

    Arguments:
        text: as it would stand in a file.
        settings: seed, limits.
    """
    return _checked(lambda: load("<text>", text), settings)


def check_path(path: str | Path, settings: Settings | None = None) -> Report:
    """The report on a file.

    Arguments:
        path: of the file.
        settings: seed, limits.

    Raises:
        OSError: if it cannot be opened.
    """
    return _checked(lambda: load_file(str(path)), settings)


def _checked(read: Callable[[], tuple[Derivation, ...]], settings: Settings | None) -> Report:
    start = time.perf_counter()
    files = tuple(check_derivation(d, settings or Settings()) for d in read())
    return Report(files, VERSION, time.perf_counter() - start)


def check_step(
    before: Any,
    after: Any,
    relation: Relation = "=",
    symbols: Mapping[str, str] | None = None,
    assume: Sequence[Any] = (),
    settings: Settings | None = None,
) -> Verdict:
    """The verdict on a single step.

    Arguments:
        before, after: texts or SymPy expressions; statements for `iff`, `implies`, `implied by`.
        relation: how `before` relates to `after`.
        symbols: name -> sort, as under `symbols:` of a file.
        assume: further statements, texts or SymPy relations.
        settings: seed, limits.

    Raises:
        Diagnosis: if something cannot be read.
    """
    row = {
        "symbols": dict(symbols or {}),
        "assume": [_text(statement) for statement in assume],
        "from": _text(before),
        "to": _text(after),
        "relation": relation,
    }
    return decide(read_row(row), settings or Settings())


def _text(expression: Any) -> str:
    """A text as it is; anything else by way of its term, so that it is read and checked alike."""
    if isinstance(expression, str):
        return expression
    try:
        return show(from_sympy(expression))
    except RecursionError:
        raise Diagnosis(Diagnostic("DC107", "the expression is nested too deeply")) from None
