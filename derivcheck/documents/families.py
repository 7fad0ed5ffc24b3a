"""A family as a whole: the array whose entries its definition gives.  TRUSTED.

    p[k]: exp(a[k])/S                              p  ->  each(t -> exp(t), a)/S
    z[i]: sum(X[i, t]*w[t], t = 1..d) + b[i]       z  ->  X @ w + b
    r[t, j]: q[t, j]/s[t]                          r  ->  each(u -> v -> u/v, q, s @ ones(m).T)

Every rule reads component form backwards (`kernel/language/components.py`): an entry of what is
made is what the definition says of that entry, and has a value where that has one.  What speaks of
an index in another way than as one of an array has no such form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.definedness import is_statement
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import Axis
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    children,
    free_names,
    fresh,
)


def as_array(body: Term, parameters: tuple[str, ...], context: Context) -> Term | None:
    """The array whose entries at one or two indices are what the body says; None where unseen.

    Arguments:
        body: of a family, definitions unfolded.
        parameters: its indices.
        context: declares all other names in it.
    """
    axes = _axes(body, parameters, context)
    if axes is None or len(parameters) > 2 or is_statement(body):
        return None
    if any(not free_names(bound).isdisjoint(parameters) for axis in axes for bound in axis):
        return None  # an index is called as a size
    return _Family(parameters, axes, context).array(body)


def _axes(body: Term, indices: tuple[str, ...], context: Context) -> tuple[Axis, ...] | None:
    """For each index the bounds of all arrays that it indexes, if there are some and they agree."""
    found: dict[str, set[Axis]] = {name: set() for name in indices}
    for array, at in _indexed(body, frozenset()):
        for axis, index in zip(shape_of(array, context) or (), at, strict=False):
            if isinstance(index, Sym) and index.name in found:
                found[index.name].add(axis)
    if any(len(axes) != 1 for axes in found.values()):
        return None
    return tuple(axes.pop() for axes in found.values())


def _indexed(t: Term, bound: frozenset[str]) -> Iterable[tuple[Term, tuple[Term, ...]]]:
    """The arrays in a term that speak of no bound name, and the indices of their entries."""
    if isinstance(t, App) and t.head == "index" and bound.isdisjoint(free_names(t.args[0])):
        yield t.args[0], t.args[1:]
    inside = bound | {t.var} if isinstance(t, Bind) else bound
    yield from chain.from_iterable(_indexed(part, inside) for part in children(t))


@dataclass(frozen=True, slots=True)
class _Family:
    """Arrays over some indices.

    Arguments:
        indices: one or two names.
        axes: over which they run.
        context: declares all other names.
    """

    indices: tuple[str, ...]
    axes: tuple[Axis, ...]
    context: Context

    def array(self, t: Term) -> Term | None:
        """The array with these entries; of what speaks of no index, all entries are the same."""
        if self._is_constant(t):
            ones = self._ones(*self.axes)
            return ones if ones is None or t == ONE else App("*", (t, ones))
        if (entry := self._entry(t)) is not None:
            return entry
        match t:
            case App("+" | "neg" as head, args):
                parts = [self.array(part) for part in args]
                return App(head, made) if (made := _all(parts)) is not None else None
            case App("*", args):
                return self._product(args)
            case App("/", (above, below)) if self._is_constant(below):
                array = self.array(above)
                return None if array is None else App("/", (array, below))
            case Bind("sum", inner, body, (first, last)):
                return self._sum(inner, body, (first, last))
        return self._each(t)

    def _product(self, args: tuple[Term, ...]) -> Term | None:
        numbers = tuple(u for u in args if self._is_constant(u))
        arrays = _all([self.array(u) for u in args if not self._is_constant(u)])
        if arrays is None:
            return None
        array = arrays[0] if len(arrays) == 1 else App("hadamard", arrays)
        return App("*", (*numbers, array)) if numbers else array

    def _entry(self, t: Term) -> Term | None:
        """The array of which a term is the entry at the indices; its axes are theirs."""
        if not isinstance(t, App) or t.head != "index" or not self._is_constant(t.args[0]):
            return None
        array, *at = t.args
        shape = shape_of(array, self.context) or ()
        if len(shape) != len(at):
            return None
        axes = dict(zip(self.indices, self.axes, strict=True))
        names = tuple(i.name if isinstance(i, Sym) and i.name in axes else None for i in at)
        if any(n and axes[n] != axis for n, axis in zip(names, shape, strict=True)):
            return None
        if names == self.indices:
            return array
        if names == self.indices[::-1]:
            return App("transpose", (array,))
        match names:
            case (str(name),):
                return self._spread(array, name)
            case (str(), None) if self._is_constant(at[1]) and len(self.indices) == 1:
                return App("column", (array, at[1]))
            case (None, str()) if self._is_constant(at[0]) and len(self.indices) == 1:
                return App("index", (array, at[0]))
        return None

    def _spread(self, vector: Term, name: str) -> Term | None:
        """A vector as the columns of a matrix, or as its rows."""
        down = name == self.indices[0]
        ones = self._ones(self.axes[1 if down else 0])
        if ones is None:
            return None
        left, right = (vector, ones) if down else (ones, vector)
        return App("matmul", (left, App("transpose", (right,))))

    def _sum(self, inner: str, body: Term, axis: Axis) -> Term | None:
        """A sum over a whole axis as a product of arrays; numbers apart stand before it."""
        if inner in self.indices or inner not in free_names(body):
            return None
        if any(not free_names(u).isdisjoint({inner, *self.indices}) for u in axis):
            return None
        first, *others = self.indices
        apart, left, right = list[Term](), list[Term](), list[Term]()
        for u in body.args if isinstance(body, App) and body.head == "*" else (body,):
            free = free_names(u)
            behind = not free.isdisjoint(others) or (not others and first not in free)
            constant = inner not in free and self._is_constant(u)
            (apart if constant else right if behind else left).append(u)
        rows = _Family((first, inner), (self.axes[0], axis), self.context)
        columns = _Family((inner, *others), (axis, *self.axes[1:]), self.context)
        if any(first in free_names(u) for u in right):
            return None
        made = _all([rows.array(_times(left)), columns.array(_times(right))])
        if made is None:
            return None
        product = App("matmul", made)
        return App("*", (*apart, product)) if apart else product

    def _each(self, t: Term) -> Term | None:
        """A function of numbers at the entries of arrays."""
        arrays: dict[Term, str] = {}
        taken = set(free_names(t)) | self.context.sorts.keys() | {*self.indices}

        def rest(u: Term) -> Term | None:
            if self._is_constant(u):
                return u
            if (array := self._leaf(u)) is not None:
                name = arrays.setdefault(array, fresh("t", taken | {*arrays.values()}))
                return Sym(name)
            if not isinstance(u, App):
                return None
            parts = _all([rest(part) for part in u.args])
            return None if parts is None else App(u.head, parts)

        body = rest(t)
        if body is None or not arrays:
            return None
        for name in reversed(arrays.values()):
            body = Bind("lambda", name, body, (), self.context.field)
        return App("each", (body, *arrays))

    def _leaf(self, t: Term) -> Term | None:
        """The array of which a term is the entry, or a sum at one of the indices."""
        if not (isinstance(t, Bind) and t.head == "sum"):
            return self._entry(t)
        at = [n for n, name in enumerate(self.indices) if name in free_names(t)]
        if len(at) > 1:
            return None
        name, axis = self.indices[at[0]], self.axes[at[0]]
        array = _Family((name,), (axis,), self.context).array(t)
        return self._spread(array, name) if array and len(self.indices) > 1 else array

    def _is_constant(self, t: Term) -> bool:
        return free_names(t).isdisjoint(self.indices)

    def _ones(self, *axes: Axis) -> Term | None:
        if any(first != ONE for first, _ in axes):
            return None
        return App("ones", tuple(last for _, last in axes))


def _times(factors: list[Term]) -> Term:
    return App("*", tuple(factors)) if len(factors) > 1 else factors[0] if factors else ONE


def _all(parts: Iterable[Term | None]) -> tuple[Term, ...] | None:
    """The parts, if all of them were found."""
    found = tuple(parts)
    return None if None in found else tuple(u for u in found if u is not None)
