"""Hints in the words of a document: what a derivation file says under keys, a mark says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Derivation

KEYS = (
    (
        r"declare (\S+) under symbols:, as (.+)",
        r"declare it in a mark, such as `derivcheck: \1: \2`",
    ),
    (r"declare (\S+) under symbols:", r"declare it in a mark, such as `derivcheck: \1 real`"),
    (r"say `field: complex`", r"say `field complex` in a mark"),
    (r"under symbols:", r"in a mark, such as `derivcheck: x real`"),
    (r"under names:", r"in a mark, such as `derivcheck: name \\hat{y} = yhat`,"),
    (r"under define:", r"in a mark, such as `derivcheck: define S = x + 1`"),
)
"""What hints say of the keys of a file -> what they say of marks."""


_UNDECLARED = re.compile(r"`(?P<name>[^`]+)` is not declared")


def in_marks(derivation: Derivation, elsewhere: Mapping[str, int]) -> Derivation:
    """The same derivation, its hints as a document takes them.

    Arguments:
        elsewhere: the names that marks of single formulas declare, with their lines.
    """

    def told(problems: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        return tuple(_hint(problem, elsewhere) for problem in problems)

    steps = (replace(s, problems=told(s.problems)) if s.problems else s for s in derivation.steps)
    return replace(derivation, steps=tuple(steps), problems=told(derivation.problems))


def _hint(told: Diagnostic, elsewhere: Mapping[str, int]) -> Diagnostic:
    name = _UNDECLARED.match(told.message)
    if name and told.code == "DC201" and name["name"] in elsewhere:
        line = f"line {elsewhere[name['name']]} declares it for one formula only"
        return replace(told, hint=f"{line}; a mark that begins with `document;` is for all of them")
    hint = told.hint or ""
    for key, mark in KEYS:
        hint = re.sub(key, mark, hint)
    return replace(told, hint=hint.removesuffix(",")) if hint else told
