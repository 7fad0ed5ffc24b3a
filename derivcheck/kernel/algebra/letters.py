"""Letters and the words made of them: how they fit, cancel, are transposed and are written.

A letter is an array that is not made of others, transposed or not, inverted or not; a word is a
product of letters that fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from derivcheck.kernel.algebra.atoms import Key, Value, poly_key
from derivcheck.kernel.algebra.closure import Closure
from derivcheck.kernel.language.terms import ONE, App, Term, call

NUMBER = -1
"""Stands for the atom of a number among those of words; it is a word of one entry."""


class Base(NamedTuple):
    """What letters are made of: a term, its axes, what it is declared to be, or `sum`."""

    term: Term
    rows: Key
    columns: Key
    traits: frozenset[str]


class Letter(NamedTuple):
    """The number of its base, and whether that is transposed and inverted."""

    base: int
    turned: bool = False
    inverted: bool = False


Letters = tuple[Letter, ...]


class Word(NamedTuple):
    """Letters that fit, and the axes of their product."""

    letters: Letters
    rows: Key
    columns: Key


Words = Mapping[Word, Value]
"""Words with their coefficients."""


class Unfit(Exception):  # an answer, not an error
    """Shapes are not known to fit, or a number may be zero: the term stays opaque."""


class Lettered(Closure):
    """The letters of a field, and words of them.

    `_words`: atom -> the word that it is; `_sizes`: axis -> how many entries it has; `_bases`: of
    the letters; `_entries`: which number a base has.
    """

    def __init__(self) -> None:
        super().__init__()
        one = poly_key(self._ring.constant(1))
        self._unit: Key = (one, one)  # as `key` has it
        self._words = {NUMBER: Word((), self._unit, self._unit)}
        self._sizes: dict[Key, Term] = {self._unit: ONE}
        self._bases: list[Base] = []
        self._entries: dict[Key, int] = {}

    def _axis(self, size: Term) -> Key:
        axis = self.key(size)
        self._sizes.setdefault(axis, size)
        return axis

    def _entry(self, key: Key, base: Base) -> int:
        if key not in self._entries:
            self._entries[key] = len(self._bases)
            self._bases.append(base)
        return self._entries[key]

    def _lone(self, *letters: Letter) -> Words:
        """The product of letters that do not cancel."""
        word = Word(letters, self._axes(letters[0])[0], self._axes(letters[-1])[1])
        return {word: self._number(Fraction(1))}

    def _joined(self, a: Word, b: Word) -> Word:
        """The product of two words, without what cancels.  Raises: Unfit."""
        if a.columns != b.rows:
            raise Unfit
        letters = [*a.letters]
        for letter in b.letters:
            if letters and letters[-1] == letter._replace(inverted=not letter.inverted):
                letters.pop()
            else:
                letters.append(letter)
        return Word(tuple(letters), a.rows, b.columns)

    def _transposed(self, words: Words) -> Words:
        return {Word(self._mirror(w.letters), w.columns, w.rows): c for w, c in words.items()}

    def _mirror(self, letters: Letters) -> Letters:
        return tuple(self._plain(x._replace(turned=not x.turned)) for x in reversed(letters))

    def _plain(self, letter: Letter) -> Letter:
        """A letter that is not transposed if that changes nothing."""
        return letter._replace(turned=letter.turned and not self._is(letter, "symmetric"))

    def _is(self, letter: Letter, trait: str) -> bool:
        return trait in self._bases[letter.base].traits

    def _axes(self, letter: Letter) -> tuple[Key, Key]:
        _, rows, columns, _ = self._bases[letter.base]
        return (columns, rows) if letter.turned else (rows, columns)

    def _written_word(self, word: Word) -> Term:
        if not word.letters:
            return call("eye", self._sizes[word.rows])
        factors = tuple(map(self._marked, word.letters))
        return App("matmul", factors) if len(factors) > 1 else factors[0]

    def _marked(self, letter: Letter) -> Term:
        t = self._bases[letter.base].term
        t = call("transpose", t) if letter.turned else t
        return call("inv", t) if letter.inverted else t
