"""A row of `derivcheck batch` -> the claim it states.

    {"id": "7", "symbols": {"x": "real"}, "assume": ["x > 0"],
     "from": "log(x^2)", "to": "2*log(x)", "relation": "="}

`relation` is a comparison, or `iff`, `implies`, `implied by` between statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, get_args

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.files import lines
from derivcheck.documents.rereading import declared, in_order, over_its_field, with_field
from derivcheck.kernel.language.claims import LINKS, Claim, Context, Field, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.plain import read_number, read_statement
from derivcheck.notation.scope import Scope

RELATIONS: tuple[Relation, ...] = get_args(Relation)
KEYS = ("id", "symbols", "assume", "from", "to", "relation")
MAX_BYTES = 2_000_000
"""How long a line may be."""
MAX_DECLARED = 1_024
"""How many tables of symbols are remembered: rows tend to declare the same ones."""


def row_lines(path: Path) -> Iterator[str]:
    """The rows of a file; a line that is not UTF-8 is read so that it is no JSON.

    Raises:
        OSError: if it cannot be opened, or is no regular file.
    """
    for line in lines(path, MAX_BYTES):
        if len(line) > MAX_BYTES:
            yield line.decode("utf-8", "backslashreplace")
        elif line.strip():
            yield line.decode("utf-8", "backslashreplace").lstrip("\ufeff").strip()


def parsed_row(line: str) -> dict[str, Any] | None:
    """The row of a line, or None if it is no JSON object, or too long for one."""
    try:
        row = json.loads(line) if not _too_long(line) else None
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, dict) else None


def no_row(line: str) -> Diagnostic:
    """Why a line is none."""
    if _too_long(line):
        return Diagnostic("DC003", f"the line has more than {MAX_BYTES:,} bytes")
    return Diagnostic("DC007", "the line is not a JSON object")


def _too_long(line: str) -> bool:
    return len(line) > MAX_BYTES or len(line.encode(errors="replace")) > MAX_BYTES


def read_row(row: Mapping[str, Any]) -> Claim:
    """The claim of a row.

    Arguments:
        row: as parsed from JSON; `symbols`, `assume` and `relation` may be missing.

    Raises:
        Diagnosis: if the row lacks a key, or a text of it cannot be read.
    """
    _check(row)
    if not any("I" in text for text in (row["from"], row["to"], *row.get("assume", ()))):
        return _claim(row, "real")  # letters are looked through faster than terms
    return over_its_field(partial(_claim, row), _terms)


@lru_cache(MAX_DECLARED)
def _declared(symbols: tuple[tuple[str, str], ...], field: Field) -> tuple[Scope, tuple[Term, ...]]:
    """The scope of declared names, and what is assumed of them.  Raises: Diagnosis."""
    scope, assumed, failed = in_order(symbols, declared, Scope(field=field))
    if failed:
        raise Diagnosis(failed[-1][1])
    return with_field(scope), tuple(chain.from_iterable(assumed))


def _claim(row: Mapping[str, Any], field: Field) -> Claim:
    scope, assumed = _declared(tuple(row.get("symbols", {}).items()), field)
    relation: Relation = row.get("relation", "=")
    reader = read_statement if relation in LINKS else read_number
    before, after = (reader(row[key], scope).term for key in ("from", "to"))
    stated = (read_statement(text, scope).term for text in row.get("assume", ()))
    context = Context(scope.names, (*assumed, *stated), scope.field)
    return Claim(context, before, relation, after)


def _terms(claim: Claim) -> tuple[Term, ...]:
    return (claim.before, claim.after, *claim.context.assumptions)


def _check(row: Mapping[str, Any]) -> None:
    symbols, assume = row.get("symbols", {}), row.get("assume", [])
    if unknown := sorted(map(str, row.keys() - set(KEYS))):
        _refuse("DC004", f"there is no key `{unknown[0]}` in a row")
    for key in ("from", "to"):
        if not isinstance(row.get(key), str):
            _refuse("DC705", f"a row needs `{key}`, a text")
    if not isinstance(symbols, dict) or not all(isinstance(v, str) for v in symbols.values()):
        _refuse("DC007", "`symbols` is a table of names and their sorts")
    if not isinstance(assume, list | tuple) or not all(isinstance(v, str) for v in assume):
        _refuse("DC007", "`assume` is a list of texts")
    if row.get("relation", "=") not in RELATIONS:
        _refuse("DC706", f"`{row['relation']}` is no relation")


def _refuse(code: str, message: str) -> NoReturn:
    hint = 'a row looks like {"id": "1", "from": "x + x", "to": "2*x"}'
    raise Diagnosis(Diagnostic(code, message, hint))
