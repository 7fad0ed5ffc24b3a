"""Matrices that are positive definite, or semidefinite, by how they are made.

    P    P1 + X' P2 X    inv(P)    c*P for c > 0    eye(n)    X' P X for an invertible X

What is said of a matrix is said of it where it has a value: an inverse of a semidefinite matrix is
definite there.  Over the real numbers; both words include that the matrix is symmetric.

Source: Magnus and Neudecker, Matrix Differential Calculus, sections 1.13 and 1.14; products at
entries and of Kronecker: Horn and Johnson, Topics in Matrix Analysis, 4.2.13 and 5.2.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, call

UNKNOWN, SEMIDEFINITE, DEFINITE = range(3)


def definiteness(t: Term, facts: Facts) -> int:
    """What is seen of a square matrix: unknown, semidefinite or definite, in this order."""
    match t:
        case Sym(name):
            sort = facts.context.sorts.get(name)
            declared = sort is not None and "positive definite" in sort.traits
            return DEFINITE if declared else UNKNOWN
        case App("eye", _):
            return DEFINITE
        case App("inv", (u,)):
            return DEFINITE if definiteness(u, facts) else UNKNOWN
        case App("transpose", (u,)):
            return definiteness(u, facts)
        case App("+", parts):
            found = [definiteness(u, facts) for u in parts]
            return max(found) if all(found) else UNKNOWN
        case App("hadamard" | "kron", parts):
            return min(definiteness(u, facts) for u in parts)
        case App("*" | "/" | "matmul", _):
            numbers, letters = _factors(t, facts)
            if letters == (t,):  # a quotient by an array means nothing
                return UNKNOWN
            return min(_of_word(letters, facts), *(_of_number(c, facts) for c in numbers), DEFINITE)
    return UNKNOWN


def _of_number(c: Term, facts: Facts) -> int:
    """What a factor leaves of a definite matrix."""
    if facts.holds(call("<", ZERO, c)):
        return DEFINITE
    return SEMIDEFINITE if facts.holds(call("<=", ZERO, c)) else UNKNOWN


def _of_word(letters: tuple[Term, ...], facts: Facts) -> int:
    """A product that reads X' P X or X' X."""
    half = len(letters) // 2
    middle = letters[half : len(letters) - half]
    inner = definiteness(middle[0], facts) if middle else DEFINITE
    if not half or not inner:
        return inner if middle else UNKNOWN
    first, last = (
        w if half == 1 else (App("matmul", w),) for w in (letters[:half], letters[-half:])
    )
    if not facts.field.equal(first[0], call("transpose", last[0])):
        return UNKNOWN
    volume = call("det", last[0])
    regular = facts.field.fits(volume) and facts.holds(call("!=", volume, ZERO))
    return inner if regular else SEMIDEFINITE


def _factors(t: Term, facts: Facts) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """The numbers in a product, and its letters in their order."""
    parts = [(u, shape_of(u, facts.context) == ()) for u in _parts(t, facts)]
    return tuple(u for u, number in parts if number), tuple(u for u, number in parts if not number)


def _parts(t: Term, facts: Facts) -> Iterator[Term]:
    match t:
        case _ if shape_of(t, facts.context) == ():
            yield t
        case App("*" | "matmul", parts):
            for u in parts:
                yield from _parts(u, facts)
        case App("/", (u, v)):
            yield from _parts(u, facts)
            yield 1 / v
        case _:
            yield t
