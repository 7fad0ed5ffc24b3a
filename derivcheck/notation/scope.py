"""The scope: what the names of a text are declared to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as field_of

from derivcheck.kernel.language.claims import Field
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import INFINITY, MINUS_INFINITY, Term

# The index bounds of a defined family, `yhat[j]: ...`, whose range is not known: all fit.
UNKNOWN_AXIS = (MINUS_INFINITY, INFINITY)


@dataclass(frozen=True, slots=True)
class Scope:
    """The declared and defined names.

    Arguments:
        names: name -> sort; a definition `yhat[j]` is an array, `g(x)` a function.
        field: the field the file works in.
        ranges: name -> what its declaration says of it, sign and interval, for `for all`.
        columns: whether Jacobians have a column for each component, `layout: denominator`.
        defined: the functions among the names that a definition makes, which may have jumps.
    """

    names: Mapping[str, Sort] = field_of(default_factory=dict)
    field: Field = "real"
    ranges: Mapping[str, tuple[Term, ...]] = field_of(default_factory=dict)
    columns: bool = False
    defined: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        return hash((frozenset(self.names), self.field, self.columns))

    def declare(self, name: str, sort: Sort, *stated: Term) -> Scope:
        """The scope with one more name.

        Arguments:
            name: shadows an earlier declaration and any built-in of the same name.
            sort: what it stands for.
            stated: what its declaration says of it beyond its sort.
        """
        names, ranges = {**self.names, name: sort}, {**self.ranges, name: stated}
        return replace(self, names=names, ranges=ranges, defined=self.defined - {name})

    def define(self, name: str, sort: Sort) -> Scope:
        """The scope with a name that a definition makes."""
        made = self.declare(name, sort)
        is_function = sort.base == "function"
        return replace(made, defined=made.defined | {name}) if is_function else made
