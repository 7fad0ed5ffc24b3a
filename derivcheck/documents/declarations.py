"""What a file declares: `symbols:`, `define:` and `assume:`, in whatever order they depend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents import yaml_traps
from derivcheck.documents.counted import from_one_on
from derivcheck.documents.definitions import in_its_scope, read_head
from derivcheck.documents.model import Definition, Text
from derivcheck.documents.positions import Located
from derivcheck.documents.rereading import declared, in_order, with_field
from derivcheck.documents.yaml_fields import Fields, problem
from derivcheck.documents.yaml_latex import Latex, is_latex, read_stated
from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.terms import Term
from derivcheck.notation.check import require_no_order
from derivcheck.notation.grammar import parse
from derivcheck.notation.plain import read, read_number, read_statement
from derivcheck.notation.scope import Scope

MAX_NAMES = 400
CUT_OFF = ("DC103", "DC104")  # a bracket never closed, an expression that ends too early

_Row = tuple[Located, Located]
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the steps of a file may use."""

    scope: Scope
    context: Context
    definitions: tuple[Definition, ...]


def declare_all(
    fields: Fields, field: Field, columns: bool = False, latex: Latex | None = None
) -> Declared:
    """Everything a file declares; what is wrong with it is added to the problems of its fields.

    Arguments:
        field: of the file, unless a symbol is complex.
        columns: whether Jacobians have a column for each component.
        latex: of a document, which may assume and define in it; None in plain notation.
    """
    rows = [row for names, text in fields.table("symbols") for row in _split(names, text)]
    scope, assumed = _in_order(fields, rows, _declare, Scope(field=field, columns=columns))
    assumptions = [statement for statements in assumed for statement in statements]
    scope, sorts = with_field(scope), scope.names
    definitions, scope = define_all(fields, "define", scope, latex)
    for text in fields.texts("assume", exact=True):
        statement = fields.attempt(_assumption, text, scope, latex)
        assumptions.extend([statement] if statement else [])
    context = Context(sorts, tuple(assumptions), scope.field)
    return Declared(scope, context, definitions)


def define_all(
    fields: Fields, key: str, scope: Scope, latex: Latex | None = None
) -> tuple[tuple[Definition, ...], Scope]:
    """The definitions under a key, each after those it uses, and the scope with their names.

    Arguments:
        key: `define` or `let`; what is wrong is added to the problems of the fields.
        latex: of a document, as for `declare_all`.
    """
    make = partial(_define, latex=latex)
    scope, made = _in_order(fields, list(fields.table(key)), make, scope)
    return tuple(made), scope


def _define(
    name: Located, body: Located, scope: Scope, latex: Latex | None
) -> tuple[Definition, Scope]:
    """One row of `define:` or `let:`, and the scope with its name.

    Raises:
        Diagnosis: if the name or the body cannot be read.
    """
    head = _lift(name, read_head, name.value).over(body.value)
    _check_new(name, head.name, scope)
    head, term = in_its_scope(head, scope, lambda inside: _in_either(body, inside, None, latex))
    text = Text(body.value, body.place(), term)
    return Definition(head.name, head.parameters, text), head.outside(term, scope)


def read_math(text: Located, scope: Scope, statement: bool | None) -> Term:
    """The term of an expression or a statement.

    Arguments:
        statement: whether a statement is wanted; None for either.

    Raises:
        Diagnosis: with its place in the file.
    """
    reader = {None: read, True: read_statement, False: read_number}[statement]
    return _lift(text, reader, text.value, scope).term


def _assumption(text: Located, scope: Scope, latex: Latex | None) -> Term:
    found = _in_either(text, scope, True, latex)
    _lift(text, require_no_order, found, {})
    return from_one_on(found)


def _in_either(text: Located, scope: Scope, statement: bool | None, latex: Latex | None) -> Term:
    """A term in plain notation, or in LaTeX where that is allowed and the other cannot be read."""
    if latex and is_latex(text.value):
        return _in_latex(text, scope, statement, latex)
    try:
        return read_math(text, scope, statement)
    except Diagnosis:
        if latex:
            with suppress(Diagnosis):
                return _in_latex(text, scope, statement, latex)
        raise


_KEYBOARD = {">=": "≥ ", "<=": "≤ ", "!=": "≠ "}
"""Relations of plain notation, which LaTeX has no letters for: as long, so that places stay."""


def _in_latex(text: Located, scope: Scope, statement: bool | None, latex: Latex) -> Term:
    for plain, sign in _KEYBOARD.items():
        text = replace(text, value=text.value.replace(plain, sign))
    return read_stated(text, latex, scope) if statement else latex.term(text, scope)


def _lift(text: Located, reader: Callable[..., _Made], *args: object) -> _Made:
    """What a reader of the text returns; what it raises, with its place in the file."""
    try:
        return reader(*args)
    except Diagnosis as error:
        found = _comment(text) if error.diagnostic.code in CUT_OFF else None
        raise text.error(found or error.diagnostic) from None


def _comment(text: Located) -> Diagnostic | None:
    """The finding that ` #` cut the text off, if it did."""
    source = text.source
    rest = source.text[text.stop : source.line_end(text.stop)]
    return yaml_traps.comment(text.value, rest.strip()) if rest.lstrip().startswith("#") else None


def _split(names: Located, text: Located) -> list[_Row]:
    """`i, l: index of k` as a row for each name."""
    rows, start = [], 0
    for part in names.value.split(","):
        name = part.strip()
        first = start + part.index(name)
        rows.append((names.part(first, first + len(name)), text))
        start += len(part) + 1
    return rows


def _declare(name: Located, text: Located, scope: Scope) -> tuple[tuple[Term, ...], Scope]:
    try:
        head = parse(name.value) if name.value else None
    except Diagnosis:
        head = None
    if name.value and (head is None or head.kind != "name"):
        hint = "a name stands alone before the colon, as in `x: positive real` or `a: real[k]`"
        raise Diagnosis(problem(name, "DC209", f"`{name.value}` is not a name", hint))
    head = head or _lift(name, parse, name.value)
    _check_new(name, head.text, scope)
    return _lift(text, declared, head.text, text.value, scope)


def _in_order(
    fields: Fields,
    rows: list[_Row],
    make: Callable[[Located, Located, Scope], tuple[_Made, Scope]],
    scope: Scope,
) -> tuple[Scope, list[_Made]]:
    """What is made of rows; what is wrong with them is added to the problems of the fields."""
    if len(rows) > MAX_NAMES:
        message = f"more than {MAX_NAMES} names are declared"
        fields.problems.append(problem(rows[MAX_NAMES][0], "DC009", message, "split the file"))
        return scope, []
    scope, made, failed = in_order(rows, make, scope)
    fields.problems.extend(_causes(failed))
    return scope, made


def _causes(failed: list[tuple[_Row, Diagnostic]]) -> list[Diagnostic]:
    """The findings without those that only say that another name failed; circles are called so."""
    rows = {_stem(name): name for (name, _), _ in failed}
    waits = {_stem(name): _word(text, d) for (name, text), d in failed}
    own = [d for (name, _), d in failed if waits[_stem(name)] not in rows]
    return own + [_circular(rows[circle[0]], circle) for circle in _circles(waits)]


def _stem(name: Located) -> str:
    return name.value.partition("[")[0].partition("(")[0].strip()


def _word(text: Located, found: Diagnostic) -> str | None:
    """The undeclared name that a finding is about, if it is about one."""
    unknown = found.span if found.code == "DC201" else None
    return text.value[unknown.start : unknown.stop] if unknown else None


def _circles(waits: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """The names that wait for each other, each circle once.

    Arguments:
        waits: name -> the undeclared name it needs, if that is what is wrong with it.
    """
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for start in waits:
        path: list[str] = []
        name: str | None = start
        while name is not None and name in waits and name not in path:
            path.append(name)
            name = waits[name]
        if name == start:
            found.setdefault(frozenset(path), tuple(path))
    return list(found.values())


def _circular(name: Located, circle: tuple[str, ...]) -> Diagnostic:
    message = f"`{circle[0]}` is defined by itself"
    if len(circle) > 1:
        links = zip(circle, (*circle[1:], circle[0]), strict=True)
        told = ", ".join(f"`{one}` uses `{other}`" for one, other in links)
        message = f"the definitions are circular: {told}"
    hint = f"declare {circle[0]} under symbols: instead, and state its equation under assume:"
    return problem(name, "DC211", message, hint)


def _check_new(name: Located, stem: str, scope: Scope) -> None:
    if stem in scope.names:
        message = f"the name `{stem}` is declared twice"
        raise Diagnosis(problem(name, "DC005", message, "choose another name"))
