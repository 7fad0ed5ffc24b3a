"""Hints in the words of a document: what a derivation file says under keys, a mark says."""

from __future__ import annotations

import re
from dataclasses import replace

from derivcheck.diagnostics import Diagnostic
from derivcheck.documents.model import Derivation, Step

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


def in_marks(derivation: Derivation) -> Derivation:
    """The same derivation, its hints as a document takes them."""
    steps = tuple(map(_step, derivation.steps))
    return replace(derivation, steps=steps, problems=tuple(map(_hint, derivation.problems)))


def _step(step: Step) -> Step:
    return replace(step, problems=tuple(map(_hint, step.problems))) if step.problems else step


def _hint(told: Diagnostic) -> Diagnostic:
    hint = told.hint or ""
    for key, mark in KEYS:
        hint = re.sub(key, mark, hint)
    return replace(told, hint=hint.removesuffix(",")) if hint else told
