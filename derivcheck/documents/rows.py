"""A row of `derivcheck batch` -> the claim it states.

    {"id": "7", "symbols": {"x": "real"}, "assume": ["x > 0"],
     "from": "log(x^2)", "to": "2*log(x)", "relation": "="}

`relation` is a comparison, or `iff`, `implies`, `implied by` between statements.  A row may have
`define`, `field` and `layout` as a file does, and several names in a key of `symbols`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NoReturn, get_args

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.counted import from_one_on
from derivcheck.documents.definitions import Head, in_its_scope, read_head
from derivcheck.documents.files import lines
from derivcheck.documents.real_reading import read_over_the_reals
from derivcheck.documents.rereading import declared, in_order, over_its_field, with_field
from derivcheck.documents.unfolding import Meanings, define, unfold
from derivcheck.documents.words import FIELDS, LAYOUTS
from derivcheck.kernel.language.claims import LINKS, Claim, Context, Field, Relation
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.check import require_alike, require_no_order
from derivcheck.notation.plain import read, read_number, read_statement
from derivcheck.notation.scope import Scope

RELATIONS: tuple[Relation, ...] = get_args(Relation)
KEYS = ("id", "symbols", "define", "field", "layout", "assume", "from", "to", "relation")
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
    if "field" in row:
        return _claim(row, row["field"])
    defined = row.get("define", {}).values()
    if not any("I" in text for text in (row["from"], row["to"], *row.get("assume", ()), *defined)):
        return _claim(row, "real")  # letters are looked through faster than terms
    return over_its_field(partial(_claim, row), _terms)


@lru_cache(MAX_DECLARED)
def _declared(symbols: tuple[tuple[str, str], ...], field: Field) -> tuple[Scope, tuple[Term, ...]]:
    """The scope of declared names, and what is assumed of them.  Raises: Diagnosis."""
    rows = [(name.strip(), sort) for names, sort in symbols for name in names.split(",")]
    names = [name for name, _ in rows]
    if twice := [name for name in names if names.count(name) > 1]:
        _refuse("DC005", f"the name `{twice[0]}` is declared twice")
    scope, assumed, failed = in_order(rows, declared, Scope(field=field))
    if failed:
        raise Diagnosis(failed[-1][1])
    return with_field(scope), tuple(chain.from_iterable(assumed))


def _define(name: str, body: str, scope: Scope) -> tuple[tuple[Head, Term], Scope]:
    """A definition, and the scope with its name.  Raises: Diagnosis."""
    head = read_head(name).over(body)
    if head.name in scope.names:
        _refuse("DC005", f"the name `{head.name}` is declared twice")
    head, term = in_its_scope(head, scope, lambda inside: read(body, inside).term)
    return (head, term), head.outside(term, scope)


def _defined(row: Mapping[str, Any], scope: Scope) -> tuple[Meanings, Scope]:
    """What `define` says, and the scope with its names.  Raises: Diagnosis."""
    sorts = scope.names
    scope, made, failed = in_order(list(row.get("define", {}).items()), _define, scope)
    if failed:
        raise Diagnosis(failed[-1][1])
    meanings = Meanings()
    for head, term in made:
        meanings = define(meanings, head.name, head.parameters, term, sorts, scope.field)
    return meanings, scope


def _claim(row: Mapping[str, Any], field: Field) -> Claim:
    scope, assumed = _declared(tuple(row.get("symbols", {}).items()), field)
    sorts = scope.names
    meanings, scope = _defined(row, replace(scope, columns=LAYOUTS[row.get("layout", "numerator")]))
    relation: Relation = row.get("relation", "=")
    reader = read_statement if relation in LINKS else read_number
    texts = [(reader, row["from"]), (reader, row["to"])]
    texts += [(read_statement, text) for text in row.get("assume", ())]
    terms = [unfold(read_as(text, scope).term, meanings) for read_as, text in texts]
    for term in terms[2:] if relation == "=" else terms:
        require_no_order(term, {})
    context = Context(sorts, (*assumed, *map(from_one_on, terms[2:])), scope.field)
    if relation not in LINKS:
        require_alike(terms[0], terms[1], context)
    return read_over_the_reals(Claim(context, terms[0], relation, terms[1]))


def _terms(claim: Claim) -> tuple[Term, ...]:
    return (claim.before, claim.after, *claim.context.assumptions)


def _check(row: Mapping[str, Any]) -> None:
    assume = row.get("assume", [])
    if unknown := sorted(map(str, row.keys() - set(KEYS))):
        _refuse("DC004", f"there is no key `{unknown[0]}` in a row")
    for key in ("from", "to"):
        if not isinstance(row.get(key), str):
            _refuse("DC705", f"a row needs `{key}`, a text")
    for key in ("symbols", "define"):
        table = row.get(key, {})
        if not isinstance(table, dict) or not all(isinstance(v, str) for v in table.values()):
            _refuse("DC007", f"`{key}` is a table of names and texts")
    for key, allowed in (("field", FIELDS), ("layout", LAYOUTS)):
        if key in row and (not isinstance(row[key], str) or row[key] not in allowed):
            _refuse("DC706", f"`{row[key]}` is no {key}; write one of: {', '.join(allowed)}")
    if not isinstance(assume, list | tuple) or not all(isinstance(v, str) for v in assume):
        _refuse("DC007", "`assume` is a list of texts")
    if row.get("relation", "=") not in RELATIONS:
        _refuse("DC706", f"`{row['relation']}` is no relation")


def _refuse(code: str, message: str) -> NoReturn:
    hint = 'a row looks like {"id": "1", "from": "x + x", "to": "2*x"}'
    raise Diagnosis(Diagnostic(code, message, hint))
