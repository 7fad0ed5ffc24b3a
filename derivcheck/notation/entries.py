"""Operations on entries as they are written: `f.(v)`, `A ./ B`, `A .^ 2`, to a function and arrays.

    max.(0, z)     each(t -> max(0, t), z)
    A ./ B         each(t -> t_1 -> t/t_1, A, B)

What is no array stays in the function.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from derivcheck.kernel.language.terms import App, Bind, BoundSort, fresh
from derivcheck.notation.reading import Node
from derivcheck.notation.syntax import Syntax

OPERATORS = {"./": "/", ".^": "^"}
"""An operator on entries -> the one on numbers."""


def scalar_form(
    s: Syntax, shaped: Iterable[bool], taken: frozenset[str]
) -> tuple[Syntax, list[str]]:
    """The operation on numbers, and the names that stand for the entries of its arrays.

    Arguments:
        s: the operation; of a call the arguments stand behind what is called.
        shaped: for each operand whether it is an array.
        taken: names that are in use.
    """
    called = s.parts[:1] if s.kind in ("each", "spread") else ()
    operands, names = [], list[str]()
    for part, is_array in zip(s.parts[len(called) :], shaped, strict=True):
        if is_array:
            names.append(fresh("t", taken.union(names)))
        stands = Syntax("name", part.start, part.stop, names[-1]) if is_array else part
        operands.append(stands)
    kind, text = (_call(s), s.text) if called else ("operator", OPERATORS[s.text])
    return s._replace(kind=kind, text=text, parts=(*called, *operands)), names


def _call(s: Syntax) -> str:
    return "known" if s.parts[0].kind == "known" else "call"


def over_entries(
    names: list[str], body: Node, arrays: tuple[Node, ...], sort: BoundSort, s: Syntax
) -> Node:
    """A function of numbers at the entries of arrays.

    Arguments:
        names: of its arguments.
        body: its value.
        arrays: at whose entries it is taken.
        sort: what its arguments are.
        s: where it stands.
    """
    function = body
    for name in reversed(names):
        bound = Bind("lambda", name, function.term, (), sort)
        function = Node(bound, body.start, body.stop, (function,))
    made = App("each", (function.term, *(a.term for a in arrays)))
    return Node(made, s.start, s.stop, (function, *arrays))


def of_field(function: Node, sort: BoundSort) -> Node:
    """A function of numbers as one of those of a field.

    Arguments:
        function: `t -> f(t)`.
        sort: what its arguments are.
    """
    if not isinstance(function.term, Bind) or function.term.head != "lambda":
        return function
    inner = tuple(of_field(part, sort) for part in function.parts)
    term = replace(function.term, sort=sort, body=inner[0].term)
    return function._replace(term=term, parts=inner)


def names_in(s: Syntax) -> frozenset[str]:
    """The names that are written in some syntax."""
    below = frozenset[str]().union(*map(names_in, s.parts))
    return below | {s.text} if s.kind in ("name", "call", "each", "spread") else below
