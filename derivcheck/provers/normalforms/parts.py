"""The words in a value: an array as a sum of multiples of words, a number by the traces in it."""

from __future__ import annotations

from dataclasses import dataclass

from derivcheck.kernel.algebra.atoms import Value
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.language.shapes import shape_of, size
from derivcheck.kernel.language.terms import ONE, App, Term, call

Word = tuple[Term, ...]
"""Letters, each written as a term: a name, its transpose, its inverse."""


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


def parts(field: Field, v: Value) -> list[Part]:
    """The words in a value; of a number those in its traces, one at a time."""
    found: list[Part] = []
    bottom, ring = v.bottom, v.top.context()
    numbers = {t: not field.is_array(t) for t in map(field.terms.__getitem__, field.used(v))}
    for monomial, c in v.top.terms():
        for place, degree in enumerate(monomial):
            if not degree:
                continue
            t = field.terms[len(monomial) - 1 - place]
            number, circle = numbers[t], isinstance(t, App) and t.head == "tr"
            if number and not circle and not _is_product(t):
                continue
            rest = (*monomial[:place], degree - 1, *monomial[place + 1 :])
            factor = fraction(field, Value(ring.from_dict({rest: c}), bottom))
            inner = t.args[0] if circle and isinstance(t, App) else t
            found.append(Part(factor, _letters(inner), circle, number))
    return found


def summands(field: Field, t: Term) -> list[tuple[Term, Term]]:
    """An array as numbers and words, a unit matrix for the empty one."""
    shape = shape_of(t, field.context)
    unit = call("eye", size(shape[0])) if shape else ONE
    return [(p.factor, product(p.word) if p.word else unit) for p in parts(field, field.value(t))]


def product(word: Word) -> Term:
    """A word as a term."""
    return App("matmul", word) if len(word) > 1 else word[0]


def mirrored(field: Field, word: Word) -> Word:
    """The transpose of a word."""
    return tuple(fraction(field, field.value(call("transpose", x))) for x in reversed(word))


def _is_product(t: Term) -> bool:
    return isinstance(t, App) and t.head == "matmul"


def _letters(t: Term) -> Word:
    match t:
        case App("matmul", args):
            return args
        case App("eye", _):
            return ()
    return (t,)
