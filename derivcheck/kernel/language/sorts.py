"""Sorts: what a declared name stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, get_args

from derivcheck.kernel.language.terms import Term, free_names

Base = Literal["real", "complex", "integer", "rational", "boolean", "function"]
Axis = tuple[Term, Term]
"""The least and the greatest index of an axis."""
Shape = tuple[Axis, ...]
Trait = Literal["constant", "symmetric", "positive definite", "invertible", "C0", "C1", "C2"]


@dataclass(frozen=True, slots=True)
class Sort:
    """What a name stands for; signs and intervals are not here but among the assumptions.

    Arguments:
        base: the kind of number (or of the entries of an array); `function` for a function.
        shape: one (lower, upper) pair of inclusive index bounds for each axis, which has an entry
            at least; () for a scalar.
        traits: properties that are not first-order statements about entries.
        arity: for a function the number of arguments, None if it was not declared.
        codomain: for a function the kind of number it returns.
        takes: for a function of arrays the shape of each argument; () of numbers alone.
        gives: for a function the shape of its values.
        sizes: the names in the bounds of its indices.
    """

    base: Base
    shape: Shape = ()
    traits: frozenset[Trait] = frozenset()
    arity: int | None = None
    codomain: Base = "real"
    takes: tuple[Shape, ...] = ()
    gives: Shape = ()
    sizes: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bounds = chain.from_iterable(chain(self.shape, self.gives, *self.takes))
        object.__setattr__(self, "sizes", frozenset[str]().union(*map(free_names, bounds)))

    @property
    def is_number(self) -> bool:
        """Whether it is a single number, of whatever kind."""
        return self.is_scalar and self.base != "boolean"

    @property
    def is_scalar(self) -> bool:
        """Whether it is a single number or truth."""
        return not self.shape and self.base != "function"


REAL, INTEGER, COMPLEX, BOOLEAN = Sort("real"), Sort("integer"), Sort("complex"), Sort("boolean")
SCALARS = {base: Sort(base) for base in get_args(Base)}
"""The sort of a number of each kind, as binders have it."""
