"""Rewriting words by equations of arrays: noncommutative Groebner bases, with cofactors.

An equation of arrays is read as its greatest word and the rest.  Overlaps of such words give
further equations (completion); a value is reduced by replacing the greatest words inside its own.
Each replacement is remembered with what stands around it, so that in the end

    left - right  =  c1*u1*(l1 - r1)*v1 + ... + cn*un*(ln - rn)*vn

Source: Mora, An introduction to commutative and noncommutative Groebner bases, Theoretical Computer
Science 134 (1994); Bergman, The diamond lemma for ring theory, Advances in Mathematics 29 (1978).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from derivcheck.kernel.algebra.atoms import Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.evidence import Congruence, Evidence
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.shapes import MADE
from derivcheck.kernel.language.terms import ONE, App, Term, call, children, number, subterms
from derivcheck.provers.normalforms.cofactors import Piece, combined
from derivcheck.provers.normalforms.composites import (
    Found,
    is_composite,
    is_turned_back,
    replaced,
    traced,
)
from derivcheck.provers.normalforms.parts import Part, Word, mirrored, parts, product

MAX_RULES = 20
"""How many equations a completion keeps."""
MAX_LENGTH = 7
"""The length of the longest overlap that is looked at."""
MAX_STEPS = 60
"""How often a value is rewritten."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An equation of arrays: a word is what the rest is."""

    word: Word
    rest: Term
    evidence: Evidence


class Rewriting:
    """Rules and what they do to values.

    Arguments:
        field: exact arithmetic, without equations assumed.
        without: letters that weigh more than all others, so that they are replaced first.

    `numbers`: equations of numbers that overlaps have led to.
    """

    def __init__(self, field: Field, without: Iterable[Term] = ()) -> None:
        self.field = field
        self._without = frozenset(without)
        self.rules: list[Rule] = []
        self.numbers: list[Evidence] = []
        self._ranks: dict[Term, int] = {}
        self._found: dict[Word, Found | None] = {}

    # --- words -----------------------------------------------------------------------------------

    def parts(self, v: Value) -> list[Part]:
        """The words in a value."""
        return parts(self.field, v)

    def weight(self, word: Word) -> tuple[int, int, list[int]]:
        """The order of words: by length, then by letters as they were met first."""
        heavy = sum(x in self._without for x in word) if self._without else 0
        return heavy, len(word), [self._ranks.setdefault(x, len(self._ranks)) for x in word]

    # --- rules -----------------------------------------------------------------------------------

    def add(self, left: Term, right: Term, evidence: Evidence) -> bool:
        """Makes a rule of an equation of arrays, as it looks when others have acted on it.

        Arguments:
            evidence: of the equation.
        """
        gap = self.field.value(left - right)
        pieces = [Piece(ONE, left, right, evidence)]
        rest, more = self.reduced(gap)
        words = [p for p in self.parts(rest) if not p.number]
        if not words and not rest.top.is_zero() and len(self.numbers) < MAX_RULES:
            self.numbers.append(evidence)
        if not words or len(self.rules) >= MAX_RULES:
            return False
        most = max(words, key=lambda p: self.weight(p.word))
        if sum(p.word == most.word for p in words) > 1 or len(most.word) > MAX_LENGTH:
            return False
        lead = product(most.word)
        other = fraction(
            self.field, self.field.value(lead - fraction(self.field, rest) / most.factor)
        )
        scaled = [Piece(ONE / most.factor * p.factor, p.left, p.right, p.evidence) for p in pieces]
        taken = [Piece(-(p.factor / most.factor), p.left, p.right, p.evidence) for p in more]
        shown = combined(lead, other, (*scaled, *taken))
        self.rules.append(Rule(most.word, other, shown))
        return True

    def complete(self) -> Iterator[None]:
        """Adds what overlaps of rules give, pausing after each that is new."""
        done = 0
        while done < len(self.rules):
            new = self.rules[done]
            done += 1
            for old in self.rules[:done]:
                for one, other in {
                    (id(new), id(old)): (new, old),
                    (id(old), id(new)): (old, new),
                }.values():
                    for left, right, evidence in self._overlaps(one, other):
                        if self.add(left, right, evidence):
                            yield

    def _overlaps(self, one: Rule, other: Rule) -> Iterator[tuple[Term, Term, Evidence]]:
        """Equations of what the two rules make of a word that begins as one and ends as other."""
        for n in range(1, min(len(one.word), len(other.word)) + 1):
            if one.word[-n:] != other.word[:n] or (one is other and n == len(one.word)):
                continue
            before, after = one.word[:-n], other.word[n:]
            if len(before) + len(other.word) > MAX_LENGTH:
                continue
            first = within((), one, after)
            second = within(before, other, ())
            left, right = first.right, second.right
            back = Piece(-ONE, first.left, first.right, first.evidence)
            yield left, right, combined(left, right, (second, back))

    # --- reduction -------------------------------------------------------------------------------

    def reduced(self, v: Value) -> tuple[Value, list[Piece]]:
        """A value in which no word of a rule is left, and what it took."""
        pieces: list[Piece] = []
        while len(pieces) < MAX_STEPS:
            found = [self._solved(piece) for p in self.parts(v) if (piece := self._redex(p))]
            if not found:
                break
            pieces += found
            changes = (p.factor * (p.left - p.right) for p in found)
            v = self.field.value(App("+", (fraction(self.field, v), *(-t for t in changes))))
        return v, pieces

    def _solved(self, piece: Piece) -> Piece:
        """What makes a number a multiple of itself, as x'Kx by K' = -K, makes it zero."""
        left, right = (self.field.value(t) for t in (piece.left, piece.right))
        if left.top.is_zero() or self.field.is_array(piece.left):
            return piece
        ratio = self.field.constant(piece.right / piece.left) if right.top != left.top else None
        if ratio is None:
            return piece
        return replace(piece, factor=piece.factor / number(1 - ratio))

    def _redex(self, part: Part) -> Piece | None:
        """A word in which a part of it is replaced."""
        for word in self._readings(part):
            for rule in self.rules:
                for start in range(len(word) - len(rule.word) + 1):
                    if word[start : start + len(rule.word)] == rule.word:
                        piece = _replacing(part, word, start, rule)
                        if not part.number or not self.field.equal(piece.left, piece.right):
                            return piece
        return self._of_kind(part)

    def _of_kind(self, part: Part) -> Piece | None:
        """The same by a rule for all letters of a kind."""
        if not any(is_composite(u) for letter in part.word for u in (letter, *children(letter))):
            return None
        if part.circle and len(part.word) == 1 and (trace := traced(self.field, *part.word)):
            return Piece(part.factor, call("tr", *part.word), *trace)
        for word in self._readings(part):
            for start in range(len(word)):
                for some in (word[start : start + 1], word[start : start + 2]):
                    found = self._replaced(some)
                    if found and not (part.number and is_turned_back(some, found[0])):
                        return _replacing(part, word, start, Rule(some, *found))
        return None

    def _replaced(self, word: Word) -> Found | None:
        if word not in self._found:
            inside = self._inside(*word) if len(word) == 1 else None
            self._found[word] = inside or replaced(self.field, word)
        return self._found[word]

    def _inside(self, letter: Term) -> Found | None:
        """A letter made of arrays, with these rewritten."""
        match letter:
            case App("kron" | "vec", args):
                found = [(u, *self.reduced(self.field.value(u))) for u in args]
                if any(pieces for _, _, pieces in found):
                    new = [fraction(self.field, v) if pieces else u for u, v, pieces in found]
                    other = App(letter.head, tuple(new))
                    pairs = zip(new, found, strict=True)
                    shown = (combined(u, t, p) if p else None for t, (u, _, p) in pairs)
                    return other, Congruence(letter, other, tuple(shown))
        return None

    def _readings(self, part: Part) -> Iterable[Word]:
        if not part.number:
            return (part.word,)
        both = (part.word, mirrored(self.field, part.word))
        return (w[n:] + w[:n] for w in both for n in range(len(w) if part.circle else 1))


def has_arrays(t: Term) -> bool:
    """Whether a term is made of arrays by operations on them."""
    return any(isinstance(u, App) and HEADS[u.head].kind in MADE for u in subterms(t))


def _replacing(part: Part, word: Word, start: int, rule: Rule) -> Piece:
    """A part with a rule applied to its word, from a letter on."""
    found = within(word[:start], rule, word[start + len(rule.word) :])
    found = around(found) if part.circle else found
    return Piece(part.factor, found.left, found.right, found.evidence)


def within(before: Word, rule: Rule, after: Word) -> Piece:
    """A rule with letters on both sides."""
    left, right = product(rule.word), rule.rest
    if not before and not after:
        return Piece(ONE, left, right, rule.evidence)
    one, other = (App("matmul", (*before, t, *after)) for t in (left, right))
    parts = (*(None for _ in before), rule.evidence, *(None for _ in after))
    return Piece(ONE, one, other, Congruence(one, other, parts))


def around(piece: Piece) -> Piece:
    """The traces of two sides."""
    left, right = call("tr", piece.left), call("tr", piece.right)
    return Piece(piece.factor, left, right, Congruence(left, right, (piece.evidence,)))
