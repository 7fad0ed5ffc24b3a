"""The plain notation: text to terms and back.

read            text -> term, names and shapes checked
read_statement  the same for a statement
read_number     the same for a number or an array
show            term -> text
"""

from __future__ import annotations

from functools import lru_cache

from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import Bind
from derivcheck.notation.check import check
from derivcheck.notation.elaborate import elaborate
from derivcheck.notation.grammar import parse
from derivcheck.notation.reading import Reading, Spans
from derivcheck.notation.scope import Scope
from derivcheck.notation.tokens import fail
from derivcheck.notation.writer import show

MAX_REMEMBERED = 1_024
"""How many texts are remembered: a step begins with what the one before ended with."""

__all__ = ["read", "read_number", "read_statement", "show"]


def read(text: str, scope: Scope) -> Reading:
    """The term of a text, exactly as written, with the place of every subterm.

    Arguments:
        text: an expression or a statement.
        scope: the declared names.

    Raises:
        Diagnosis: DC1xx if the text cannot be parsed, DC2xx if names or shapes do not fit.
    """
    return _read(text, scope)[0]


def read_statement(text: str, scope: Scope) -> Reading:
    """The same as `read` for a text that must be a statement.

    Raises:
        Diagnosis: as `read`; DC206 for a number.
    """
    reading, sort = _read(text, scope)
    if sort.base != "boolean":
        hint = "write a relation, such as x > 0 or a = b"
        fail("DC206", "a statement is expected, and this is a number", hint, 0, len(text))
    return reading


def read_number(text: str, scope: Scope) -> Reading:
    """The same as `read` for a text that must be a number or an array.

    Raises:
        Diagnosis: as `read`; DC205 for a bare function, DC206 for a statement.
    """
    reading, sort = _read(text, scope)
    if sort.base == "boolean":
        hint = "a statement goes under `claim:`, `given:`, `iff:` or `implies:`"
        fail("DC206", "a number is expected, and this is a statement", hint, 0, len(text))
    if isinstance(reading.term, Bind) and reading.term.head == "lambda":
        hint = "arrows belong to limits, lim(f, x -> a), and to functions under define:"
        fail("DC105", "an arrow stands here", hint, 0, len(text))
    if sort.base == "function":
        fail("DC205", "a function is used without arguments", "write f(x)", 0, len(text))
    return reading


@lru_cache(MAX_REMEMBERED)
def _read(text: str, scope: Scope) -> tuple[Reading, Sort]:
    node = elaborate(parse(text), scope)
    spans = Spans(node)
    return Reading(node.term, spans), check(node.term, scope, spans)
