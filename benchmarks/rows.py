"""Rows of single steps, as `derivcheck batch` reads them, whose verdict may be known."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from derivcheck.documents.rows import KEYS


@dataclass(frozen=True, slots=True)
class Case:
    """A row as a system gets it, and the verdict it should find, if that is known."""

    row: dict[str, Any]
    expected: str | None = None

    @property
    def relation(self) -> str:
        """`=` unless the row says otherwise."""
        return str(self.row.get("relation", "="))


def read_cases(paths: Iterable[Path]) -> list[Case]:
    """All rows of some files, in their order."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [case(json.loads(line)) for line in lines if line.strip()]


def case(row: dict[str, Any]) -> Case:
    """The case of a parsed row; keys that only its collectors use are dropped."""
    return Case({k: v for k, v in row.items() if k in KEYS}, row.get("expected"))


def sample(cases: Sequence[Case], number: int | None, seed: int) -> list[Case]:
    """So many cases at random, in their order; all if no number is given."""
    if number is None or number >= len(cases):
        return list(cases)
    chosen = random.Random(seed).sample(range(len(cases)), number)
    return [cases[position] for position in sorted(chosen)]
