"""Checks of arrays: the sorts of arithmetic and of operations on arrays.

What checks all terms inherits from this, and brings `sort`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import NoReturn

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import INTEGER, REAL, Axis, Base, Sort
from derivcheck.kernel.language.terms import INFINITY, ONE, App, Bind, Term
from derivcheck.notation.reading import Path, Places, refuse
from derivcheck.notation.shapes import Operation, arithmetic_shape, array_shape, check_blocks
from derivcheck.notation.sizes import depends, renaming, resized
from derivcheck.notation.writer import show

RANK: dict[Base, int] = {"integer": 0, "rational": 1, "real": 2, "complex": 3}
RATIONAL, COMPLEX = Sort("rational"), Sort("complex")
PLAIN: dict[Base, Sort] = {base: Sort(base) for base in RANK}
"""The sort of a number of a kind."""


def joined(sorts: list[Sort], shape: tuple[tuple[Term, Term], ...] = ()) -> Sort:
    """The least kind of number that holds all.

    Arguments:
        sorts: of the numbers.
        shape: of what they are entries of.
    """
    base = max((s.base for s in sorts), key=lambda b: RANK.get(b, 2))
    return PLAIN[base] if not shape else Sort(base, shape)


class ArrayChecks(ABC):
    """The sorts of the names around the place being looked at, and what is checked of arrays."""

    __slots__ = ("names", "places")

    def __init__(self, names: dict[str, Sort], places: Places) -> None:
        self.names, self.places = names, places

    def fail(self, code: str, path: Path, message: str, hint: str) -> NoReturn:
        """Refuse a part.  Raises: Diagnosis."""
        refuse(code, message, hint, path, self.places)

    @abstractmethod
    def sort(self, t: Term, path: Path) -> Sort:
        """The sort of any term, a function without arguments included."""

    @abstractmethod
    def value(self, t: Term, path: Path) -> Sort:
        """The sort of what must be a number or an array."""

    @abstractmethod
    def scalar(self, t: Term, path: Path, hint: str = "", head: str = "") -> Sort:
        """The sort of what must be a number."""

    @abstractmethod
    def in_range(self, entry: Term, axis: Axis, path: Path) -> None:
        """An index must not certainly be out of range."""

    def arithmetic(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """Sums, products, quotients, powers."""
        found = [self.value(a, (*path, i)) for i, a in enumerate(args)]
        whole = joined(found)
        if any(s.shape for s in found):
            return replace(whole, shape=arithmetic_shape(self.operation(head, args, found, path)))
        if head == "/" and whole.base == "integer":
            return RATIONAL
        if head == "^" and found[1].base != "integer":
            return COMPLEX if whole.base == "complex" else REAL
        return whole

    def array(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """An operation on arrays."""
        found = [self.value(a, (*path, i)) for i, a in enumerate(args)]
        return joined(found, array_shape(self.operation(head, args, found, path)))

    def operation(
        self, head: str, args: tuple[Term, ...], found: list[Sort], path: Path
    ) -> Operation:
        """An operation with the shapes of its operands."""
        return Operation(head, args, [s.shape for s in found], path, self.places)

    def sized(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """`eye(n)` and its kin: sizes are whole numbers, and at least 1."""
        for i, a in enumerate(args):
            if self.scalar(a, (*path, i)).base != "integer":
                hint = renaming(s.shape for s in self.names.values())
                hint = hint or "declare it under symbols:, n: positive integer"
                self.fail("DC210", (*path, i), f"the size `{show(a)}` is not an integer", hint)
            self.in_range(a, (ONE, INFINITY), (*path, i))
        return Sort("integer", array_shape(self.operation(head, args, [INTEGER] * len(args), path)))

    def power(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """`A^k` of a square matrix."""
        found = [self.value(args[0], (*path, 0)), self.scalar(args[1], (*path, 1))]
        if found[1].base != "integer":
            hint = "write f.(A) for a function of the entries, A .^ 2 for their powers"
            self.fail("DC204", (*path, 1), "a matrix has whole powers only", hint)
        return Sort(found[0].base, array_shape(self.operation(head, args, found, path)))

    def each(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """A function of numbers at the entries of arrays."""
        function, inside = args[0], (*path, 0)
        if self.sort(function, inside).base != "function" or not isinstance(function, Bind):
            hint = "write f.(v), or each(t -> f(t), v)"
            self.fail("DC205", inside, "a function of the entries is expected", hint)
        found = [self.value(a, (*path, i)) for i, a in enumerate(args[1:], 1)]
        shape = array_shape(self.operation(head, args, [REAL, *found], path))
        return Sort("complex" if any(s.base == "complex" for s in found) else "real", shape)

    def block(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """A matrix of blocks."""
        rows = [row.args if isinstance(row, App) else () for row in args]
        found = [
            [self.value(u, (*path, i, j)) for j, u in enumerate(row)] for i, row in enumerate(rows)
        ]
        flat = [s for row in found for s in row]
        check_blocks([
            self.operation("block", row, kinds, (*path, i))
            for i, (row, kinds) in enumerate(zip(rows, found, strict=True))
        ])  # fmt: skip
        context = Context(self.names)
        return joined(flat, shape_of(App(head, args), context) or ())

    def column(self, head: str, args: tuple[Term, ...], path: Path) -> Sort:
        """`A[:, j]`."""
        found = self.value(args[0], (*path, 0))
        shape = array_shape(self.operation(head, args, [found, INTEGER], path))
        self.in_range(args[1], found.shape[1], (*path, 1))
        return Sort(found.base, shape)

    def outside(self, t: Bind, body: Sort, path: Path) -> Sort:
        """The sort of a body where its variable means nothing."""
        if t.head == "subs":
            return resized(body, {t.var: t.args[0]})
        if depends(body.shape, t.var):
            message = f"the size of this array changes with `{t.var}`"
            self.fail("DC204", (*path, 0), message, f"give it a size without `{t.var}`")
        return body
