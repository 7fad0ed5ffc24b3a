"""Determinants of blocks and of Kronecker products.

A block is a product of triangular ones, whose determinants are those of their diagonals: by a Schur
complement where a corner has an inverse, else by adding a row and a column to another.

Source: Magnus and Neudecker, Matrix Differential Calculus, sections 1.11 and 2.3; Horn and Johnson,
Matrix Analysis, section 0.8.5.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product as pairs

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.checker.axioms import AXIOMS, blocks, instance
from derivcheck.kernel.language.evidence import Axiom, Congruence, Evidence
from derivcheck.kernel.language.shapes import shape_of, size
from derivcheck.kernel.language.terms import ONE, App, Term, call, children
from derivcheck.provers.normalforms.cofactors import combined
from derivcheck.provers.normalforms.words import Rewriting

Invertible = Callable[[Term], bool]
"""Whether a square matrix is known to have an inverse."""
Cells = tuple[Term, Term, Term, Term]
Told = tuple[Evidence, Term]
"""An equation, and its right side."""


def of_composite(field: Field, matrix: Term, invertible: Invertible) -> Iterator[Told]:
    """Equations that give the determinant of a Kronecker product or of a block."""
    match matrix:
        case App("kron", (a, b)):
            sizes = (("u", _rows(field, a)), ("v", _rows(field, b)))
            yield _told("kron_det", ("M", a), ("N", b), *sizes)
        case App("block", (App("vector", (a, b)), App("vector", (c, d)))):
            if isinstance(b, App) and b.head == "zeros":
                yield _lower(a, c, d, *b.args)
            elif isinstance(c, App) and c.head == "zeros":
                yield _upper(a, b, d, *reversed(c.args))
            else:
                yield from _factored(field, matrix, (a, b, c, d), invertible)


def _lower(a: Term, c: Term, d: Term, *sizes: Term) -> Told:
    return _told("det_lower", ("M", a), ("K", c), ("L", d), *zip("uv", sizes, strict=True))


def _upper(a: Term, b: Term, d: Term, *sizes: Term) -> Told:
    return _told("det_upper", ("M", a), ("N", b), ("L", d), *zip("uv", sizes, strict=True))


def _told(name: str, *letters: tuple[str, Term]) -> Told:
    return Axiom(name, letters), children(instance(AXIOMS[name], letters)[0])[1]


def _factored(field: Field, matrix: Term, cells: Cells, invertible: Invertible) -> Iterator[Told]:
    """The determinant by those of triangular factors."""
    for factors in _factorings(field, cells, invertible):
        whole, rewriting = App("matmul", factors), Rewriting(field)
        rest, pieces = rewriting.reduced(field.value(matrix - whole))
        if rest.top.is_zero():
            one, other = call("det", matrix), call("det", whole)
            yield Congruence(one, other, (combined(matrix, whole, pieces),)), other
            for factor in factors:
                yield from of_composite(field, factor, invertible)
            return


def _factorings(field: Field, cells: Cells, invertible: Invertible) -> Iterator[tuple[Term, ...]]:
    """Triangular blocks whose product a block may be."""
    a, b, c, d = cells
    n, m = _rows(field, a), _rows(field, d)
    none, under = call("zeros", n, m), call("zeros", m, n)
    one, other = call("eye", n), call("eye", m)
    if invertible(a):
        left = call("matmul", c, call("inv", a))
        rest = d - call("matmul", left, b)
        yield blocks((one, none), (left, other)), blocks((a, b), (under, rest))
    if invertible(d):
        left = call("matmul", b, call("inv", d))
        rest = a - call("matmul", left, c)
        yield blocks((one, left), (under, other)), blocks((rest, none), (c, d))
    if shape_of(a, field.context) != shape_of(b, field.context):
        return
    for s, t in pairs((one, -one), repeat=2):
        first, last = call("matmul", b, s), call("matmul", t, b)
        middle = blocks((a + first, b), (under, d - last))
        yield blocks((one, none), (t, one)), middle, blocks((one, none), (-s, one))


def _rows(field: Field, t: Term) -> Term:
    shape = shape_of(t, field.context)
    return size(shape[0]) if shape else ONE
