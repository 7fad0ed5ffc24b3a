"""Scopes: the names in force while a term is evaluated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from derivcheck.kernel.claims import Context
from derivcheck.kernel.terms import Term
from derivcheck.kernel.values import Value

Point = Mapping[str, Term]
"""Name -> a closed term, a `vector` for an array, a `lambda` for a function."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names in force.

    Arguments:
        context: for the field and the bases of indices.
        values, terms: what each name stands for, and the closed term that came from.
        integers: the names that run over integers only.
        load: how many times the enclosing sums repeat what is evaluated here.
    """

    context: Context
    values: dict[str, Value | bool]
    terms: dict[str, Term]
    integers: frozenset[str]
    load: int = 1

    @property
    def principal(self) -> bool:
        """Whether roots, logarithms and powers are the principal complex ones."""
        return self.context.field == "complex"

    def with_name(self, name: str, value: Value | bool, t: Term, whole: bool = False) -> Scope:
        """The scope inside a binder."""
        integers = self.integers | {name} if whole else self.integers - {name}
        values, terms = {**self.values, name: value}, {**self.terms, name: t}
        return Scope(self.context, values, terms, integers, self.load)

    def repeated(self, times: int) -> Scope:
        """The scope of something evaluated that many times."""
        return replace(self, load=self.load * times)
