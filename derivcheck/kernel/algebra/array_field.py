"""The heads of arrays: what each makes of words; shapes that fit; entries between unit vectors.

An entry of a word is the number that stands between two unit vectors, themselves rows of an
identity; two of these make an indicator.  Entries of what is made entry by entry are worked out
from those (`language/components.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from derivcheck.kernel.algebra.atoms import Key, Value
from derivcheck.kernel.algebra.letters import Base, Letter, Unfit, Words
from derivcheck.kernel.algebra.words import WordField, square
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.components import component
from derivcheck.kernel.language.shapes import bound_sort, is_turned, shape_of
from derivcheck.kernel.language.sorts import Shape, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    RESERVED,
    App,
    Bind,
    Sym,
    Term,
    call,
    children,
    numeral,
    substitute,
)

MAX_FACTORS = 16
"""The greatest power of a matrix that is written out."""
NONE: frozenset[str] = frozenset()
SCALED = ("*", "/", "where")
"""Heads of which one argument at most is an array."""
ALIKE = frozenset("+ = != < <= hadamard each piecewise vector".split())
"""Heads whose arguments have one shape."""


class ArrayField(WordField):
    """The part of a field that calculates with arrays."""

    def _of_arrays(self, t: App, *args: Term) -> Value:
        """Arrays by their words; what does not fit is opaque."""
        try:
            return ARRAY_RULES[t.head](self, *args)
        except Unfit:
            if t.head == "matmul":  # of no shape, as what does not fit has none
                return self._atom((t.head, *map(self.key, args)), t, array=True)
            return self._application(t, t.head, args)

    def _made(self, t: Term, key: Key, array: bool, *parts: Term) -> Value:
        """What is made of parts, as an atom or a letter; of no known shape it may be an array."""
        shape = shape_of(t, self.context)
        if shape is None:
            return self._atom(key, t, array)
        arrays = shape or any(shape_of(u, self.context) for u in parts)
        if arrays and any(self.value(u).top.is_zero() for u in parts):
            key = ("zero", t)  # of which size that is, the values do not tell
        return self._shaped((key, *self._axes_of(t)) if shape else key, t, shape)

    def _shaped(self, key: Key, t: Term, shape: Shape, traits: frozenset[str] = NONE) -> Value:
        """What is not made of arrays: a letter if it has one or two axes that count from 1."""
        if len(shape) not in (1, 2) or any(low != ONE for low, _ in shape):
            return self._atom(key, t, array=bool(shape))
        rows, columns, *_ = [self._axis(size) for _, size in (*shape, (ONE, ONE))]
        return self._total(self._lone(Letter(self._entry(key, Base(t, rows, columns, traits)))))

    def fits(self, t: Term) -> bool:
        """Whether all arrays in a term are seen to have shapes that fit."""
        match t:
            case Bind():
                name = self._declared(bound_sort(t, self.context))
                body = substitute(t.body, {t.var: Sym(name)})
                return self.fits(body) and all(map(self.fits, t.args))
            case App("block", bands):
                cells = [u for band in bands for u in children(band)]
                return all(map(self.fits, cells)) and self._is_grid(bands)
            case App(head, args):
                parts = args[1:] if head == "each" else args
                return all(map(self.fits, parts)) and self._is_fitting(t, head, parts)
        return True

    def _is_grid(self, bands: tuple[Term, ...]) -> bool:
        """Whether matrices stand in rows of one height and in columns of one width."""
        shapes = [[shape_of(u, self.context) or () for u in children(band)] for band in bands]
        if any(len(shape) != 2 for row in shapes for shape in row) or len({*map(len, shapes)}) > 1:
            return False
        lines = [(row, 0) for row in shapes] + [(column, 1) for column in zip(*shapes, strict=True)]
        alike = ({tuple(map(self.key, shape[axis])) for shape in line} for line, axis in lines)
        return all(len(axes) == 1 for axes in alike)

    def _is_fitting(self, t: App, head: str, args: tuple[Term, ...]) -> bool:
        try:
            if head in ARRAY_RULES:
                ARRAY_RULES[head](self, *args)
            elif head in ALIKE:
                axes = {self._axes_of(u) for u in args[:: 1 + (head == "piecewise")]}
                return len(axes - {()} if head == "each" else axes) < 2
            elif head in SCALED:
                return len([u for u in args if self._axes_of(u)]) < 2
        except Unfit:
            return False
        return True

    def _declared(self, sort: Sort) -> str:
        """A new name for the variable of a binder."""
        sorts = self.context.sorts
        assert isinstance(sorts, dict)
        name = f"{RESERVED}_{len(sorts)}"
        sorts[name] = sort
        return name

    def _axes_of(self, t: Term) -> tuple[Key, ...]:
        shape = shape_of(t, self.context)
        if shape is None:
            raise Unfit
        return tuple(self.key(bound) for axis in shape for bound in axis)

    def _real(self, t: Term) -> Value:
        """What something is over the real numbers.  Raises: Unfit."""
        if self.context.field != "real":
            raise Unfit
        return self.value(t)

    def _component(self, u: Term, *at: Term) -> Value:
        """An entry by those of what the array is made of; of a word it stands between units."""
        t = App("index", (u, *at))
        if (made := component(t, self.context)) is not None:
            return self.value(made)
        words = self._combination(u)
        if not words:
            return self._number(Fraction(0))
        row = self._row(words, at[0])
        if len(at) == 1:
            of_vector = all(w.columns == self._unit for w in words)
            return self._total(row if of_vector else self._transposed(row))
        if len(at) > 2:
            raise Unfit
        return self._total(self._row(self._transposed(row), at[1]))

    def _row(self, words: Words, i: Term) -> Words:
        """A row of a matrix: a unit vector times it.  Raises: Unfit."""
        (axis, *others) = {w.rows for w in words}
        if others:
            raise Unfit
        if axis == self._unit:
            return words
        t = App("index", (call("eye", self._sizes[axis]), i))
        unit = Base(t, axis, self._unit, frozenset(("unit",)))
        number = self._entry(("unit", axis, self.key(i)), unit)
        return self._multiplied(self._lone(Letter(number, turned=True)), words)

    def _matmul(self, *factors: Term) -> Value:
        """The product of arrays; a vector in front of what is no row is one."""
        first, *rest = map(self._combination, factors)
        if all(w.columns == self._unit for w in first):
            one, two = (shape_of(u, self.context) for u in factors[:2])
            if one is None or two is None:
                raise Unfit
            first = self._transposed(first) if is_turned(one, two) else first
        return self._total(reduce(self._multiplied, rest, first))

    def _raised(self, u: Term, exponent: Term) -> Value:
        """A power of a square matrix."""
        n, words = numeral(exponent), self._combination(u)
        if not isinstance(n, int) or abs(n) > MAX_FACTORS:
            raise Unfit
        factors = [self._inverted(words) if n < 0 else words] * abs(n)
        return self._total(reduce(self._multiplied, factors, self._empty(square(words))))

    def _determinant(self, u: Term) -> Value:
        """Multiplicative; of a sum up to a factor, transposition and square factors outside."""
        words = self._combination(u)
        found, letters = self._factored(words)
        if found.top != found.bottom:
            size = self._sizes[square(words)]
            found = self.value(App("^", (fraction(self, found), size)))
        for base, _, inverted in letters:
            volume = self._atom(("det", base), call("det", self._bases[base].term))
            found = self._times(found, self._reciprocal(volume) if inverted else volume)
        return found


def _norm(u: Term) -> Term:
    return call("sqrt", call("tr", call("matmul", call("transpose", u), u)))


ARRAY_RULES: dict[str, Callable[..., Value]] = {
    "matmul": ArrayField._matmul, "matpow": ArrayField._raised, "det": ArrayField._determinant,
    "transpose": lambda field, u: field._total(field._transposed(field._combination(u))),
    "inv":       lambda field, u: field._total(field._inverted(field._combination(u))),
    "tr":        lambda field, u: field._total(field._combination(u), field._around),
    "eye":       lambda field, n: field._total(field._empty(field._axis(n))),
    "zeros":     lambda field, *sizes: field._number(Fraction(0)),
    "adjoint":   lambda field, u: field._real(call("transpose", u)),
    "norm":      lambda field, u: field._real(_norm(u)),
    "index":     ArrayField._component,
    "column":    lambda field, u, j: field._component(call("transpose", u), j),
}  # fmt: skip
"""Head -> the value of what it makes."""
