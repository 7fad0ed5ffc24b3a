"""Words: arrays of symbolic size as combinations of words in letters, exactly.

A letter is an array that is not made of others, transposed or not, inverted or not; a word is a
product of letters that fit.  The field calculates with words as with its other atoms, one to a
monomial: an array is a combination of words over the field, the empty word is the identity.  What
does not fit, or has no known shape, stays an opaque atom, so that no size is ever trusted.

Matrices of all shapes, with sums of different shapes left formal, are the ring in which this
calculates; a vector has one column, and what has one row and one column is a number.  It is the
trace of a word, and a trace is a word on a circle, read in either direction.  The inverse of a sum
is a letter of its own, up to a factor and transposition.  Equal forms are equal wherever both
terms, as written, are defined: an inverse that cancels has a value there.

Source: Magnus and Neudecker, Matrix Differential Calculus, sections 1.7 to 1.10; words on a circle:
Lothaire, Combinatorics on Words, section 1.3.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import pairwise, product
from typing import Any

from derivcheck.kernel.algebra.atoms import Key, Value, inverse, poly_key
from derivcheck.kernel.algebra.letters import (
    NUMBER,
    Base,
    Letter,
    Lettered,
    Letters,
    Unfit,
    Word,
    Words,
)
from derivcheck.kernel.language.claims import Context, bound_sort
from derivcheck.kernel.language.components import component
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import Shape, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    RESERVED,
    App,
    Bind,
    Sym,
    Term,
    call,
    numeral,
    substitute,
)
from derivcheck.kernel.work import tick

MAX_FACTORS = 16
"""The greatest power of a matrix that is written out."""


NONE: frozenset[str] = frozenset()
ALIKE = frozenset("+ = != < <= hadamard each".split())
"""Heads whose arguments have one shape."""


class WordField(Lettered):
    """The part of a field that calculates with arrays."""

    context: Context

    @abstractmethod
    def _application(self, t: App, head: str, args: tuple[Term, ...]) -> Value:
        """The atom of a head and what it is applied to."""

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
        return self._shaped(key, t, shape)

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
            case App(head, args):
                parts = args[1:] if head == "each" else args
                return all(map(self.fits, parts)) and self._is_fitting(t, head, parts)
        return True

    def _is_fitting(self, t: App, head: str, args: tuple[Term, ...]) -> bool:
        try:
            if head in ARRAY_RULES:
                ARRAY_RULES[head](self, *args)
            elif head in ALIKE:
                axes = {self._axes_of(u) for u in args}
                return len(axes - {()} if head == "each" else axes) < 2
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

    def _empty(self, axis: Key, c: Value | None = None) -> Words:
        """The identity, or a multiple of it."""
        return {Word((), axis, axis): c or self._number(Fraction(1))}

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
            upright = any(w.rows != self._unit for w in rest[0])
            first = self._transposed(first) if upright else first
        return self._total(reduce(self._multiplied, rest, first))

    def _raised(self, u: Term, exponent: Term) -> Value:
        """A power of a square matrix."""
        n, words = numeral(exponent), self._combination(u)
        if not isinstance(n, int) or abs(n) > MAX_FACTORS:
            raise Unfit
        factors = [self._inverted(words) if n < 0 else words] * abs(n)
        return self._total(reduce(self._multiplied, factors, self._empty(_square(words))))

    def _determinant(self, u: Term) -> Value:
        """Multiplicative; of a sum up to a factor, transposition and square factors outside."""
        words = self._combination(u)
        found, letters = self._factored(words)
        if found.top != found.bottom:
            size = self._sizes[_square(words)]
            found = self.value(App("^", (self.written(found), size)))
        for base, _, inverted in letters:
            volume = self._atom(("det", base), call("det", self._bases[base].term))
            found = self._times(found, self._reciprocal(volume) if inverted else volume)
        return found

    # --- combinations of words -------------------------------------------------------------------

    def _combination(self, t: Term) -> Words:
        """A term by its words.  Raises: Unfit, if it is something else."""
        v, rows = self.value(t), dict[int, dict[tuple[int, ...], Any]]()
        for monomial, c in v.top.terms():
            atom, rest = next((a for a in self._arrays if monomial[-1 - a]), NUMBER), [*monomial]
            rest[-1 - atom] -= atom != NUMBER
            rows.setdefault(atom, {})[tuple(rest)] = c
        ring = v.top.context()  # the newest one may become another meanwhile
        found = {a: self._normal(ring.from_dict(row), v.bottom) for a, row in rows.items()}
        if any(a not in self._words or self._touches(c, self._arrays) for a, c in found.items()):
            raise Unfit
        return {self._words[a]: c for a, c in found.items()}

    def _total(self, words: Words, of: Callable[[Word], Value] | None = None) -> Value:
        """The sum of what words are, or of a number of each."""
        parts = (self._times(c, (of or self._value_of)(word)) for word, c in words.items())
        return reduce(self._plus, parts, self._number(Fraction(0)))

    def _multiplied(self, a: Words, b: Words) -> Words:
        found: dict[Word, Value] = {}
        tick(len(a) * len(b))
        for (w, c), (x, d) in product(a.items(), b.items()):
            factor, word = self._parted(self._joined(w, x))
            old = found.get(word, self._number(Fraction(0)))
            found[word] = self._plus(old, self._times(self._times(c, d), factor))
        return {word: c for word, c in found.items() if not c.top.is_zero()}

    # --- numbers in words, traces ----------------------------------------------------------------

    def _value_of(self, word: Word) -> Value:
        """A word by the numbers in it and the atom of what is left."""
        found, word = self._parted(word)
        if word == self._words[NUMBER]:
            return found
        rest = self._atom(word, self._written_word(word), array=True)
        self._words[self._numbers[word]] = word
        return self._times(found, rest)

    def _parted(self, word: Word) -> tuple[Value, Word]:
        """A word as a number and what is left of the word without it."""
        axes = [word.rows, *(self._axes(letter)[1] for letter in word.letters)]
        cuts = [n for n, axis in enumerate(axes) if axis == self._unit]
        letters, found = word.letters, self._number(Fraction(1))
        for start, stop in pairwise(cuts):
            part = letters[start:stop]
            found = self._times(found, self._trace_atom(min(part, self._mirror(part))))
        rest = letters[: cuts[0]] + letters[cuts[-1] :] if cuts else letters
        return found, word._replace(letters=rest)

    def _around(self, word: Word) -> Value:
        """The trace of a word.  Raises: Unfit."""
        letters, axis = word.letters, _square((word,))
        if not letters:
            return self.value(self._sizes[axis])
        for cut, letter in enumerate(letters):  # at an axis of one entry it is a number
            if (start := self._axes(letter)[0]) == self._unit:
                after, before = Word(letters[cut:], start, axis), Word(letters[:cut], axis, start)
                return self._parted(self._joined(after, before))[0]
        while letters[0] == letters[-1]._replace(inverted=not letters[-1].inverted):
            letters = letters[1:-1]
        turns = (w[n:] + w[:n] for w in (letters, self._mirror(letters)) for n in range(len(w)))
        return self._trace_atom(min(turns))

    def _trace_atom(self, letters: Letters) -> Value:
        """The trace of a word that is in its least form."""
        ways = (letters, self._mirror(letters))
        if found := next((w for w in ways if self._is(w[0], "unit")), ()):
            return self._entry_of(found, ("tr", letters))
        ((word, _),) = self._lone(*letters).items()
        t = self._written_word(word)
        return self._atom(("tr", letters), t if word.rows == self._unit else call("tr", t))

    def _entry_of(self, letters: Letters, key: Key) -> Value:
        """An entry of a word, which a unit vector begins; another one may end it."""
        first, *inner = letters
        units = [first, inner.pop()] if self._is(inner[-1], "unit") else [first]
        if not inner:
            return self.value(call("indicator", call("=", *map(self._index, units))))
        if len(inner) > 1 or inner[0].inverted:
            ((word, _),) = self._lone(*inner).items()
            t = self._written_word(word)
            return self._atom(key, App("index", (t, *self._indices(t, units))))
        base = self._bases[inner[0].base]
        if self._is(inner[0], "symmetric"):
            units.sort()
        at = self._indices(base.term, units[::-1] if inner[0].turned else units)
        t = App("index", (base.term, *at))
        made = component(t, self.context)
        return self._application(t, "index", t.args) if made is None else self.value(made)

    def _index(self, unit: Letter) -> Term:
        """The number of the entry that a unit vector takes."""
        t = self._bases[unit.base].term
        return t.args[1] if isinstance(t, App) else t

    def _indices(self, t: Term, units: Sequence[Letter]) -> tuple[Term, ...]:
        """The indices of an entry; of what has one row or column that is the first."""
        at, shape = tuple(map(self._index, units)), shape_of(t, self.context) or ()
        if len(shape) <= len(at):
            return at
        return (ONE, *at) if self._axis(shape[0][1]) == self._unit else (*at, ONE)

    # --- inverses, determinants ------------------------------------------------------------------

    def _inverted(self, words: Words) -> Words:
        """The inverse of a square matrix.  Raises: Unfit."""
        c, letters = self._factored(words)
        one = self._empty(_square(words), self._reciprocal(c))
        return reduce(self._multiplied, map(self._letter_inverted, reversed(letters)), one)

    def _letter_inverted(self, letter: Letter) -> Words:
        """The inverse of a letter: of the inverse of a sum it is the sum."""
        if letter.inverted and self._is(letter, "sum"):
            words = self._combination(self._bases[letter.base].term)
            return self._transposed(words) if letter.turned else words
        return self._lone(self._plain(letter._replace(inverted=not letter.inverted)))

    def _factored(self, words: Words) -> tuple[Value, Letters]:
        """A square matrix as a number and square letters, one of them a sum.  Raises: Unfit."""
        axis = _square(words)
        left, words = self._begun(words)
        right, words = self._begun(self._transposed(words))
        if [w.letters for w in words] == [()]:
            return next(iter(words.values())), left + self._mirror(right)
        c, letter = self._sum_letter(self._transposed(words), axis)
        return c, (*left, letter, *self._mirror(right))

    def _begun(self, words: Words) -> tuple[Letters, Words]:
        """Square letters in front of all words, and inverses of letters in front of some."""
        heads = {w.letters[:1] for w in words}
        loose = [x for x in heads if x and x[0].inverted and not self._is(x[0], "sum")]
        first = min(loose or heads)
        if not loose and (len(heads) > 1 or not first or len(set(self._axes(first[0]))) > 1):
            return (), words
        if len(heads) == 1:
            words = {w._replace(letters=w.letters[1:]): c for w, c in words.items()}
        else:
            words = self._multiplied(self._letter_inverted(first[0]), words)
        more, rest = self._begun(words)
        return first + more, rest

    def _sum_letter(self, words: Words, axis: Key) -> tuple[Value, Letter]:
        """A factor and the letter of a sum, which was entered as it is or transposed."""
        ways = []
        for these in (words, self._transposed(words)):
            c = these[min(these, key=lambda w: w.letters)]
            v = self._rationalised(self._times(self._reciprocal(c), self._total(these)))
            ways.append(((poly_key(v.top), poly_key(v.bottom)), c, v))
        turned = ways[0][0] not in self._entries and ways[1][0] in self._entries
        key, c, v = ways[turned]
        traits = ("sum", "symmetric") if ways[0][:2] == ways[1][:2] else ("sum",)
        base = self._entry(key, Base(self.written(v), axis, axis, frozenset(traits)))
        return c, Letter(base, turned)

    def _reciprocal(self, v: Value) -> Value:
        """One divided by a number that is no divisor of zero.  Raises: Unfit."""
        if v.top.is_zero() or self._touches(v, self._loud.union(self._powers)):
            raise Unfit
        return inverse(v)


def _square(words: Iterable[Word]) -> Key:
    """The axis of a square matrix.  Raises: Unfit."""
    found = {axis for w in words for axis in w[1:]}
    if len(found) != 1:
        raise Unfit
    return found.pop()


def _norm(u: Term) -> Term:
    return call("sqrt", call("tr", call("matmul", call("transpose", u), u)))


ARRAY_RULES: dict[str, Callable[..., Value]] = {
    "matmul": WordField._matmul, "matpow": WordField._raised, "det": WordField._determinant,
    "transpose": lambda field, u: field._total(field._transposed(field._combination(u))),
    "inv":       lambda field, u: field._total(field._inverted(field._combination(u))),
    "tr":        lambda field, u: field._total(field._combination(u), field._around),
    "eye":       lambda field, n: field._total(field._empty(field._axis(n))),
    "zeros":     lambda field, *sizes: field._number(Fraction(0)),
    "adjoint":   lambda field, u: field._real(call("transpose", u)),
    "norm":      lambda field, u: field._real(_norm(u)),
    "index":     WordField._component,
    "column":    lambda field, u, j: field._component(call("transpose", u), j),
}  # fmt: skip
"""Head -> the value of what it makes."""
