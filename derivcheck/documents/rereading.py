"""What is read a second time, in files and in rows alike.

a declaration    after the others, if it cannot be read: it may need one of them
a whole text     over the complex numbers, if the imaginary unit occurs in it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.documents.model import Derivation
from derivcheck.kernel.language.claims import Claim, Field
from derivcheck.kernel.language.terms import App, Term, subterms
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration

IMAGINARY = App("I", ())

_Text = TypeVar("_Text")
_Made = TypeVar("_Made")
_Read = TypeVar("_Read", Claim, Derivation)

Failed = list[tuple[tuple[_Text, _Text], Diagnostic]]
"""Rows that cannot be made, and why."""


def in_order(
    rows: Sequence[tuple[_Text, _Text]],
    make: Callable[[_Text, _Text, Scope], tuple[_Made, Scope]],
    scope: Scope,
) -> tuple[Scope, list[_Made], Failed[_Text]]:
    """What is made of rows, in whatever order they depend, and the scope with all their names.

    Arguments:
        rows: names and what is said of them.
        make: gives what a row makes and the scope with its name.  Raises: Diagnosis.
        scope: of the first row.
    """
    made: list[_Made] = []
    while True:
        failed: Failed[_Text] = []
        for row in rows:
            try:
                result, scope = make(*row, scope)
                made.append(result)
            except Diagnosis as error:
                failed.append((row, error.diagnostic))
        if len(failed) in (0, len(rows)):
            return scope, made, failed
        rows = [row for row, _ in failed]


def declared(name: str, text: str, scope: Scope) -> tuple[tuple[Term, ...], Scope]:
    """What a declaration assumes of its name, and the scope with it.  Raises: Diagnosis."""
    sort, stated = read_declaration(name, text, scope)
    return tuple(stated), scope.declare(name, sort, *stated)


def with_field(scope: Scope) -> Scope:
    """The scope over the complex numbers if a name is complex, else as it is."""
    sorts = scope.names.values()
    is_complex = any("complex" in (sort.base, sort.codomain) for sort in sorts)
    return replace(scope, field="complex") if is_complex else scope


def over_its_field(
    read: Callable[[Field], _Read], terms: Callable[[_Read], Iterable[Term]]
) -> _Read:
    """What is read over the real numbers, or over the complex ones if the imaginary unit occurs.

    Arguments:
        read: reads a text over a field.  Raises: Diagnosis.
        terms: all those of what was read.
    """
    found = read("real")
    if found.context.field == "real" and any(IMAGINARY in subterms(t) for t in terms(found)):
        return read("complex")
    return found
