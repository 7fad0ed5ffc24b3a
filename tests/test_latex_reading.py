r"""LaTeX to terms: what is refused and where, what is read, names, macros, lines."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

import pytest
from latex_snippets import DECLARED, MACROS, READ, REFUSED, SPELLED

from derivcheck.codes import CODES
from derivcheck.diagnostics import Diagnosis, Diagnostic
from derivcheck.kernel.language.terms import alpha_equal
from derivcheck.notation.plain import read
from derivcheck.notation.scope import Scope
from derivcheck.notation.sorts import read_declaration
from derivcheck.notation.tex.macros import MAX_EXPANSIONS, macros_in, macros_of
from derivcheck.notation.tex.reading import LatexReader


def scope_of(declared: dict[str, str], **named: object) -> Scope:
    scope = Scope(**named)  # type: ignore[arg-type]  # what a scope takes
    for name, text in declared.items():
        sort, stated = read_declaration(name, text, scope)
        scope = scope.declare(name, sort, *stated)
    return scope


@cache
def reader() -> LatexReader:
    return LatexReader(scope_of(DECLARED), SPELLED, macros_in(MACROS))


def refusal(latex: str, by: LatexReader | None = None) -> Diagnostic:
    with pytest.raises(Diagnosis) as caught:
        (by or reader()).formula(latex)
    return caught.value.diagnostic


@pytest.mark.parametrize(("latex", "code", "start"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_is_refused(latex: str, code: str, start: int) -> None:
    found = refusal(latex)
    assert (found.code, found.span and found.span.start) == (code, start)
    assert code in CODES
    assert found.message
    assert found.hint


@pytest.mark.parametrize(("latex", "plain"), READ, ids=[row[0] for row in READ])
def test_what_is_read(latex: str, plain: str) -> None:
    assert alpha_equal(reader().formula(latex).term, read(plain, reader().scope).term)


def test_there_are_enough_snippets() -> None:
    assert len(READ) + len(REFUSED) >= 250
    assert len({row[0] for row in (*READ, *REFUSED)}) == len(READ) + len(REFUSED)
