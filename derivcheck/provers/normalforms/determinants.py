"""Equations of determinants: of a unit matrix and a product, and of equations of arrays.

det(1 + U V) is det(1 + V U), and det(A + U V) is det(A) det(1 + inv(A) U V) already as the field
has it: the determinant lemma, Sylvester's theorem, Schur complements.

Source: Magnus and Neudecker, Matrix Differential Calculus, section 1.9.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, takewhile

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.evidence import (
    Axiom,
    Congruence,
    Evidence,
    Hypothesis,
)
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import ONE, App, Term, call, conjuncts, subterms
from derivcheck.provers.normalforms.block_determinants import of_composite
from derivcheck.provers.normalforms.composites import is_composite
from derivcheck.provers.normalforms.parts import Part, product
from derivcheck.provers.normalforms.words import Rewriting

MAX_DETERMINANTS = 12
"""Of how many matrices the determinants are looked at."""
SUMS = frozenset("+ / *".split())
"""Heads of what is no word."""

Equation = tuple[Term, Term, Evidence]


def determinant_equations(facts: Facts, *terms: Term) -> list[Evidence]:
    """Equations between the determinants in terms and others."""
    waiting = [t for u in terms for t in _determinants(facts, u)]
    seen: dict[Term, None] = {}
    found: list[Evidence] = []
    while waiting and len(seen) < MAX_DETERMINANTS:
        matrix = waiting.pop(0)
        if matrix in seen:
            continue
        seen[matrix] = None
        composite = of_composite(facts.field, matrix, partial(_is_invertible, facts))
        for evidence, made in chain(_of_matrix(facts, matrix), composite):
            found.append(evidence)
            waiting += _determinants(facts, made)
    return found


def measured_equations(facts: Facts, head: str) -> Iterator[Equation]:
    """The determinants, or traces, of both sides of the known equations of square matrices."""
    for left, right, evidence in known_equations(facts):
        one, other = call(head, left), call(head, right)
        if facts.field.fits(one) and facts.field.fits(other):
            yield one, other, Congruence(one, other, (evidence,))


def known_equations(facts: Facts) -> Iterator[Equation]:
    """What is known of arrays as equations."""
    for s in conjuncts(facts.statements):
        match s:
            case App("=", (a, b)) if facts.field.is_array(a) or facts.field.is_array(b):
                yield a, b, Hypothesis(s)


def _determinants(facts: Facts, t: Term) -> list[Term]:
    """The sums whose determinants occur in the normal forms of the numbers in a term."""
    field = facts.field
    numbers = [u for u in subterms(t) if isinstance(u, App) and u.head == "det"]
    written = (fraction(field, field.value(u)) for u in numbers)
    found = (
        v.args[0] for w in written for v in subterms(w) if isinstance(v, App) and v.head == "det"
    )
    return [m for m in found if (isinstance(m, App) and m.head in SUMS) or is_composite(m)]


def _of_matrix(facts: Facts, matrix: Term) -> Iterator[tuple[Evidence, Term]]:
    """Equations for the determinant of one sum, each with what it leads to."""
    rewriting, field = Rewriting(facts.field), facts.field
    shape = shape_of(matrix, facts.context)
    if shape is None or len(shape) != 2:
        return
    unit = call("eye", size := shape[0][1])
    for part in rewriting.parts(field.value(matrix)):
        rest = matrix - part.factor * (product(part.word) if part.word else unit)
        if part.word:  # what is put in front is what the field clears
            if len(part.word) > 1 or not _is_invertible(facts, part.word[0]):
                continue
            rest = call("matmul", call("inv", part.word[0]), rest)
        yield from _sylvester(facts, rewriting.parts(field.value(rest / part.factor)), size)


def _is_invertible(facts: Facts, letter: Term) -> bool:
    shape = shape_of(letter, facts.context)
    square = shape is not None and len(shape) == 2 and shape[0] == shape[1]
    volume = fraction(facts.field, facts.field.value(call("det", letter)))
    return square and facts.holds(call("!=", volume, 0))


def _sylvester(facts: Facts, parts: list[Part], size: Term) -> Iterator[tuple[Evidence, Term]]:
    """det(1 + U V) = det(1 + V U), for a product or for sums of products that begin alike."""
    words = [p.word for p in parts]
    alike = takewhile(lambda letters: len(set(letters)) == 1, zip(*words, strict=False))
    for n in range(1, 1 + len(list(alike))):
        first = product(parts[0].word[:n])
        tails = [p.factor * product(p.word[n:]) for p in parts if len(p.word) > n]
        inner = shape_of(first, facts.context)
        if len(tails) < len(parts) or inner is None:
            continue
        second = tails[0] if len(tails) == 1 else App("+", tuple(tails))
        other = call("matmul", second, first)
        names = (("u", size), ("M", first), ("N", second))
        if shape_of(other, facts.context) == ():
            yield Axiom("determinant_lemma", names), ONE
        else:
            columns = inner[1][1] if len(inner) == 2 else ONE
            yield (
                Axiom("sylvester", (*names, ("v", columns))),
                call("det", call("eye", columns) + other),
            )
