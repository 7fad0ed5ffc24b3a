"""Sums over triangles: the inner range ends at the outer index.

Of the two orders of summation the one with the smaller index outermost is kept, the diagonal
included.  What is symmetric in the two indices is half of the sum over the square and half of that
over the diagonal (Graham, Knuth and Patashnik, Concrete Mathematics, 2.32 and 2.33).
"""

from __future__ import annotations

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Chain,
    Congruence,
    Evidence,
    Linearity,
    Symmetry,
)
from derivcheck.kernel.language.terms import ONE, Bind, Sym, Term, free_names, substitute
from derivcheck.provers.foundations.series import series_row
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import Flat, Index, flattened

HALF = ONE / 2


def triangle(basis: Basis, t: Bind) -> bool:
    """Rewrites a sum over a triangle as its canonical form; whether it is over one.

    Arguments:
        t: a sum; its body is a product in normal form.
    """
    flat = flattened(t, taken_by(basis.known.facts, t))
    match flat.indices:
        case ((i, (a, b)), (_, (low, high))) if _depends(i, low) != _depends(i, high):
            pass
        case _:
            return False
    above = _depends(i, low)
    offset = basis.field.constant((low if above else high) - Sym(i))
    if offset == (1 if above else -1):
        return _with_diagonal(basis, t, flat, above)
    if offset != 0 or not basis.field.equal(high if above else low, b if above else a):
        return False
    return _turned(basis, t, flat) if not above else _halved(basis, t, flat)


def _depends(name: str, t: Term) -> bool:
    return name in free_names(t)


def _function(flat: Flat) -> Term:
    """The body as a function of the outer index and the inner one."""
    (i, _), (j, _) = flat.indices
    return Bind("lambda", i, Bind("lambda", j, flat.body, ()), ())


def _turned_function(flat: Flat) -> Term:
    """The body as a function of the inner index and the outer one."""
    (i, _), (j, _) = flat.indices
    return Bind("lambda", j, Bind("lambda", i, flat.body, ()), ())


def _turned(basis: Basis, t: Bind, flat: Flat) -> bool:
    """sum(sum(f(i, j), j = a..i), i = a..b) = sum(sum(f(i, j), i = j..b), j = a..b)."""
    _, (a, b) = flat.indices[0]
    row = Axiom("sum_triangle", (("h", _turned_function(flat)), ("a", a), ("b", b)))
    return basis.propose(Chain((*flat.links, Symmetry(row))))


def _with_diagonal(basis: Basis, t: Bind, flat: Flat, above: bool) -> bool:
    """A sum over a triangle without the diagonal, as that with it less the diagonal."""
    outer, (j, (low, high)) = flat.indices
    i = Sym(outer[0])
    ends, row = ((i, high), "sum_first") if above else ((low, i), "sum_last")
    full = Bind("sum", j, flat.body, ends)
    split = series_row(row, full)
    inner = Bind("sum", j, flat.body, (low, high))
    diagonal = substitute(flat.body, {j: i})
    whole = full - diagonal
    shown = _under(basis, outer, inner, whole, (split,))
    return shown is not None and basis.propose(Chain((*flat.links, shown)))


def _under(
    basis: Basis, index: Index, left: Term, right: Term, rows: tuple[Evidence, ...]
) -> Evidence | None:
    """Evidence for the equality of two sums whose bodies are equal by some rows."""
    old, new = _sum(index, left), _sum(index, right)
    inner = basis.known.inside(old, index[0])
    sides = (c for u in (left, right) for c in definedness(u, inner.facts.context))
    inner, equal = inner.knowing(*sides), Arithmetic(left, right, rows)
    if inner.inferred(equal) is None:
        return None
    return Congruence(old, new, (inner.shown(equal), None, None), index[0])


def _halved(basis: Basis, t: Bind, flat: Flat) -> bool:
    """What is symmetric: half of the square and half of the diagonal."""
    outer, (j, _) = flat.indices
    i, (a, b) = outer
    if i not in free_names(flat.body):  # the other way it can be counted
        row = Axiom("sum_triangle", (("h", _function(flat)), ("a", a), ("b", b)))
        return basis.propose(Chain((*flat.links, row)))
    turned = substitute(flat.body, {i: Sym(j), j: Sym(i)})
    if not basis.field.equal(flat.body, turned):
        return True
    x = Sym(i)
    square = Bind("sum", j, flat.body, (a, b))
    upper, lower = (Bind("sum", j, flat.body, ends) for ends in ((x, b), (a, x)))
    diagonal = substitute(flat.body, {j: x})
    split = series_row("sum_split", square, c=x - 1)
    last = series_row("sum_last", lower)
    parts = upper + lower - diagonal
    apart = _under(basis, outer, square, parts, (split, last))
    if apart is None:
        return True
    pieces = Linearity(_sum(outer, parts), ((ONE, upper), (ONE, lower), (-ONE, diagonal)))
    row = Axiom("sum_triangle", (("h", _turned_function(flat)), ("a", a), ("b", b)))
    half = HALF * (_sum(outer, square) + _sum(outer, diagonal))
    lemmas = (Chain((apart, pieces)), row)
    return basis.propose(Chain((*flat.links, Arithmetic(_sum(outer, upper), half, lemmas))))


def _sum(index: Index, body: Term) -> Bind:
    return Bind("sum", index[0], body, index[1])
