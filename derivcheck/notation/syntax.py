"""Syntax: what was written, as a tree with places, before any name has a meaning."""

from __future__ import annotations

from typing import NamedTuple


class Syntax(NamedTuple):
    """What was written, with its place.

    Arguments:
        kind: number, zero, name, string, operator, relation, range, arrow, sided, tuple, list,
            call, index, forall; `known` and `constant` for what is built in, whatever is declared
            by its name.
        text: the numeral, the name, the head of an operator, the signs of a chain of relations.
        parts: operands or arguments; of a call or an index first what is called or indexed.
    """

    kind: str
    start: int
    stop: int
    text: str
    parts: tuple[Syntax, ...] = ()
