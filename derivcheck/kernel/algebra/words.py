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
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.components import component
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Term,
    call,
    joined,
)
from derivcheck.kernel.work import tick


class WordField(Lettered):
    """The part of a field that calculates with words."""

    context: Context

    @abstractmethod
    def _application(self, t: App, head: str, args: tuple[Term, ...]) -> Value:
        """The atom of a head and what it is applied to."""

    # --- combinations of words -------------------------------------------------------------------

    def _empty(self, axis: Key, c: Value | None = None) -> Words:
        """The identity, or a multiple of it."""
        return {Word((), axis, axis): c or self._number(Fraction(1))}

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
        letters, axis = word.letters, square((word,))
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

    def congruences(self, t: Term) -> list[tuple[Term, Term | None, Term | None]]:
        """A square matrix as a sum of c*X' P X, each as c, P and X; None for an identity.

        Raises: Unfit, if it is something else.
        """
        found = []
        for (letters, *_), c in self._combination(t).items():
            half = len(letters) // 2
            middle, last = letters[half : len(letters) - half], letters[len(letters) - half :]
            if self._mirror(last) != letters[:half]:
                raise Unfit
            found.append((fraction(self, c), self._product_of(middle), self._product_of(last)))
        return found

    def _product_of(self, letters: Letters) -> Term | None:
        return joined("matmul", tuple(map(self._marked, letters))) if letters else None

    # --- inverses, determinants ------------------------------------------------------------------

    def _inverted(self, words: Words) -> Words:
        """The inverse of a square matrix.  Raises: Unfit."""
        c, letters = self._factored(words)
        one = self._empty(square(words), self._reciprocal(c))
        return reduce(self._multiplied, map(self._letter_inverted, reversed(letters)), one)

    def _letter_inverted(self, letter: Letter) -> Words:
        """The inverse of a letter: of the inverse of a sum it is the sum."""
        if letter.inverted and self._is(letter, "sum"):
            words = self._combination(self._bases[letter.base].term)
            return self._transposed(words) if letter.turned else words
        return self._lone(self._plain(letter._replace(inverted=not letter.inverted)))

    def _factored(self, words: Words) -> tuple[Value, Letters]:
        """A square matrix as a number and square letters, one of them a sum.  Raises: Unfit."""
        axis = square(words)
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
            v = self._times(self._reciprocal(c), self._total(these))
            ways.append(((poly_key(v.top), poly_key(v.bottom)), c, v))
        turned = ways[0][0] not in self._entries and ways[1][0] in self._entries
        key, c, v = ways[turned]
        traits = ("sum", "symmetric") if ways[0][:2] == ways[1][:2] else ("sum",)
        base = self._entry(key, Base(fraction(self, v), axis, axis, frozenset(traits)))
        return c, Letter(base, turned)

    def _reciprocal(self, v: Value) -> Value:
        """One divided by a number that is no divisor of zero.  Raises: Unfit."""
        if v.top.is_zero() or self._touches(v, self._loud.union(self._powers)):
            raise Unfit
        return inverse(v)


def square(words: Iterable[Word]) -> Key:
    """The axis of a square matrix.  Raises: Unfit."""
    found = {axis for w in words for axis in w[1:]}
    if len(found) != 1:
        raise Unfit
    return found.pop()
