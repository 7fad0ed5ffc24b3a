"""The scope: what the names of a text are declared to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from derivcheck.kernel.claims import Field
from derivcheck.kernel.sorts import Sort
from derivcheck.kernel.terms import INFINITY, MINUS_INFINITY

# The index bounds of a defined family, `yhat[j]: ...`, whose range is not known: all fit.
UNKNOWN_AXIS = (MINUS_INFINITY, INFINITY)


@dataclass(frozen=True, slots=True)
class Scope:
    """The declared and defined names.

    Arguments:
        names: name -> sort; a definition `yhat[j]` is an array, `g(x)` a function.
        field: the field the file works in.
    """

    names: Mapping[str, Sort] = field(default_factory=dict)
    field: Field = "real"

    def __hash__(self) -> int:
        return hash((frozenset(self.names), self.field))

    def declare(self, name: str, sort: Sort) -> Scope:
        """The scope with one more name.

        Arguments:
            name: shadows an earlier declaration and any built-in of the same name.
            sort: what it stands for.
        """
        return Scope({**self.names, name: sort}, self.field)
