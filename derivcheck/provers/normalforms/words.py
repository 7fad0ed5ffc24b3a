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
from dataclasses import dataclass

from derivcheck.kernel.algebra.atoms import Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.evidence import Arithmetic, Chain, Congruence, Evidence
from derivcheck.kernel.language.heads import HEADS
from derivcheck.kernel.language.shapes import MADE
from derivcheck.kernel.language.terms import ONE, App, Term, call, subterms

MAX_RULES = 20
"""How many equations a completion keeps."""
MAX_LENGTH = 7
"""The length of the longest overlap that is looked at."""
MAX_STEPS = 60
"""How often a value is rewritten."""

Word = tuple[Term, ...]
"""Letters, each written as a term: a name, its transpose, its inverse."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An equation of arrays: a word is what the rest is."""

    word: Word
    rest: Term
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Piece:
    """A multiple of the difference of two sides of an equation."""

    factor: Term
    left: Term
    right: Term
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Part:
    """A word in a value, with what it is multiplied by.

    Arguments:
        circle: whether it is a trace, to be read from any letter.
        number: whether it is a number.
    """

    factor: Term
    word: Word
    circle: bool = False
    number: bool = False


class Rewriting:
    """Rules and what they do to values.

    Arguments:
        field: exact arithmetic, without equations assumed.
    """

    def __init__(self, field: Field) -> None:
        self.field = field
        self.rules: list[Rule] = []
        self._ranks: dict[Term, int] = {}

    # --- words -----------------------------------------------------------------------------------

    def parts(self, v: Value) -> list[Part]:
        """The words in a value; of a number those in its traces, one at a time."""
        found: list[Part] = []
        bottom, ring = v.bottom, v.top.context()
        for monomial, c in v.top.terms():
            for place, degree in enumerate(monomial):
                t = self.field.terms[len(monomial) - 1 - place] if degree else ONE
                number = not self.field.is_array(t)
                circle = isinstance(t, App) and t.head == "tr"
                if not degree or (number and not circle and not _is_product(t)):
                    continue
                rest = (*monomial[:place], degree - 1, *monomial[place + 1 :])
                factor = fraction(self.field, Value(ring.from_dict({rest: c}), bottom))
                inner = t.args[0] if circle and isinstance(t, App) else t
                found.append(Part(factor, _letters(inner), circle, number))
        return found

    def weight(self, word: Word) -> tuple[int, list[int]]:
        """The order of words: by length, then by letters as they were met first."""
        return len(word), [self._ranks.setdefault(x, len(self._ranks)) for x in word]

    def mirrored(self, word: Word) -> Word:
        """The transpose of a word."""
        return tuple(self._turned(x) for x in reversed(word))

    def _turned(self, letter: Term) -> Term:
        return fraction(self.field, self.field.value(call("transpose", letter)))

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
        while len(pieces) < MAX_STEPS and (found := self._redex(v)):
            pieces.append(found)
            change = found.factor * (found.left - found.right)
            v = self.field.value(fraction(self.field, v) - change)
        return v, pieces

    def _redex(self, v: Value) -> Piece | None:
        for part in self.parts(v):
            for word in self._readings(part):
                for rule in self.rules:
                    for start in range(len(word) - len(rule.word) + 1):
                        if word[start : start + len(rule.word)] == rule.word:
                            found = within(word[:start], rule, word[start + len(rule.word) :])
                            found = traced(found) if part.circle else found
                            return Piece(part.factor, found.left, found.right, found.evidence)
        return None

    def _readings(self, part: Part) -> Iterable[Word]:
        if not part.number:
            return (part.word,)
        both = (part.word, self.mirrored(part.word))
        return (w[n:] + w[:n] for w in both for n in range(len(w) if part.circle else 1))


def has_arrays(t: Term) -> bool:
    """Whether a term is made of arrays by operations on them."""
    return any(isinstance(u, App) and HEADS[u.head].kind in MADE for u in subterms(t))


def product(word: Word) -> Term:
    """A word as a term."""
    return App("matmul", word) if len(word) > 1 else word[0]


def within(before: Word, rule: Rule, after: Word) -> Piece:
    """A rule with letters on both sides."""
    left, right = product(rule.word), rule.rest
    if not before and not after:
        return Piece(ONE, left, right, rule.evidence)
    one, other = (App("matmul", (*before, t, *after)) for t in (left, right))
    parts = (*(None for _ in before), rule.evidence, *(None for _ in after))
    return Piece(ONE, one, other, Congruence(one, other, parts))


def traced(piece: Piece) -> Piece:
    """The traces of two sides."""
    left, right = call("tr", piece.left), call("tr", piece.right)
    return Piece(piece.factor, left, right, Congruence(left, right, (piece.evidence,)))


def combined(left: Term, right: Term, pieces: Iterable[Piece]) -> Evidence:
    """That left - right is the sum of the pieces, and so left is right."""
    pieces = tuple(pieces)
    if not pieces:
        return Arithmetic(left, right)
    olds, news, shown = [], [], []
    for p in pieces:
        old, new, gone = (p.factor * t for t in (p.left, p.right, p.right))
        olds += [old, -gone]
        news += [new, -gone]
        shown += [Congruence(old, new, (None, p.evidence)), None]
    before, after = (App("+", (right, *terms)) for terms in (olds, news))
    whole = Congruence(before, after, (None, *shown))
    return Chain((Arithmetic(left, before), whole, Arithmetic(after, right)))


def _is_product(t: Term) -> bool:
    return isinstance(t, App) and t.head == "matmul"


def _letters(t: Term) -> Word:
    match t:
        case App("matmul", args):
            return args
        case App("eye", _):
            return ()
    return (t,)
