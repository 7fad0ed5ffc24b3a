"""Entries of products and traces as sums over the entries of their factors.

    (A @ x)[i]  ->  sum(A[i, j]*x[j], j = 1..n)        tr(A @ B)  ->  sum(sum(..))

That is one axiom: a unit matrix between two factors is the sum of its columns times its rows.
"""

from __future__ import annotations

from derivcheck.kernel.language.shapes import shape_of, size
from derivcheck.kernel.language.terms import App, Term, call
from derivcheck.provers.normalforms.basis import Basis, Handler
from derivcheck.provers.normalforms.handlers import HANDLERS


def expand(basis: Basis, t: App) -> None:
    """A number made of arrays, each of its words as a sum over one index after the other."""
    if basis.field.is_array(t):
        return
    for atom in basis.atoms(t):
        match atom:
            case App("index", (App("matmul", word), *at)):
                _product(basis, _between_units(basis, word, at))
            case App("matmul", word):
                _product(basis, word)
            case App("tr", (u,)):
                shape = shape_of(u, basis.known.facts.context)
                if shape:
                    basis.axiom("trace_entries", M=u, n=size(shape[-1]))


def norm(basis: Basis, t: App) -> None:
    """The sum of squares under the root."""
    (u,) = t.args
    basis.visit(call("tr", call("matmul", call("transpose", u), u)))


def _product(basis: Basis, word: tuple[Term, ...]) -> None:
    first, *rest = word
    shape = shape_of(first, basis.known.facts.context)
    if shape:
        other = App("matmul", tuple(rest)) if len(rest) > 1 else rest[0]
        basis.axiom("product_entries", M=first, N=other, n=size(shape[-1]))


def _between_units(basis: Basis, word: tuple[Term, ...], at: list[Term]) -> tuple[Term, ...]:
    """An entry of a word as the word between unit vectors."""
    context = basis.known.facts.context
    first, last = (shape_of(u, context) or () for u in (word[0], word[-1]))
    found = word
    if first:
        row = call("transpose", _unit(size(first[0]), at[0]))
        found = (call("matmul", row, found[0]), *found[1:])
    if last and len(at) > 1:
        found = (*found, _unit(size(last[-1]), at[1]))
    return found


def _unit(n: Term, i: Term) -> Term:
    return App("index", (call("eye", n), i))


COMPONENTS: dict[str, Handler] = HANDLERS | {
    **dict.fromkeys(("index", "matmul", "tr"), expand), "norm": norm,
}  # fmt: skip
"""What brings numbers made of arrays to sums over entries."""
