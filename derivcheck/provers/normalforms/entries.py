"""Entries of products and traces as sums over the entries of their factors.

    (A @ x)[i]  ->  sum(A[i, j]*x[j], j = 1..n)        tr(A @ B)  ->  sum(sum(..))

That is one axiom: a unit matrix between two factors is the sum of its columns times its rows.
"""

from __future__ import annotations

from functools import partial
from itertools import product as pairs

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Chain, Congruence, Entries
from derivcheck.kernel.language.shapes import shape_of, size
from derivcheck.kernel.language.terms import (
    ONE,
    TWO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    fresh,
    subterms,
)
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.normalforms.basis import Basis, Handler
from derivcheck.provers.normalforms.cofactors import combined
from derivcheck.provers.normalforms.composites import is_composite
from derivcheck.provers.normalforms.determinants import determinant_equations
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.parts import summands
from derivcheck.provers.normalforms.words import Rewriting


def settle(basis: Basis, t: App) -> None:
    """A number made of arrays by the functions at entries that it is made of."""
    if not basis.field.is_array(t):
        compose(basis, t)
        for atom in basis.atoms(t):
            if atom != t and isinstance(atom, App) and atom.head not in WORDS:
                basis.visit(atom)


def compose(basis: Basis, t: App) -> None:
    """A number made of Kronecker products, stacked columns and blocks by what these are made of."""
    if not any(map(is_composite, subterms(t))):
        return
    if t.head == "det":
        for evidence in determinant_equations(basis.known.facts, t):
            basis.propose(evidence)
        return
    plain = Field(basis.known.facts.context)
    rest, pieces = Rewriting(plain).reduced(plain.value(t))
    if pieces:
        other = fraction(plain, rest)
        basis.propose(combined(t, other, pieces))


def expand(basis: Basis, t: App, apart: bool = False) -> None:
    """A number made of arrays, each of its words as a sum over one index after the other.

    Arguments:
        apart: whether what stands in the sums is written as a product, whose factors other sums
            may tell apart; that takes longer.
    """
    if basis.field.is_array(t):
        return
    settle(basis, t)
    for atom in basis.atoms(t):
        match atom:
            case App("index", (App("matmul", word), *at)):
                _product(basis, _between_units(basis, word, at), apart)
            case App("matmul", word):
                _product(basis, word, apart)
            case App("tr", (u,)):
                shape = shape_of(u, basis.known.facts.context)
                if shape:
                    basis.axiom("trace_entries", M=u, n=size(shape[-1]))


def norm(basis: Basis, t: App) -> None:
    """The sum of squares under the root."""
    (u,) = t.args
    basis.visit(call("tr", call("matmul", call("transpose", u), u)))


def _product(basis: Basis, word: tuple[Term, ...], apart: bool) -> None:
    """A word as a sum over the index between its first factor and the others."""
    first, *rest = word
    shape = shape_of(first, basis.known.facts.context)
    if not shape:
        return
    other = App("matmul", tuple(rest)) if len(rest) > 1 else rest[0]
    row = Axiom("product_entries", (("M", first), ("N", other), ("n", size(shape[-1]))))
    if not apart or not _multiplied(basis, row):
        basis.propose(row)


def _multiplied(basis: Basis, row: Axiom) -> bool:
    """The row with a product in its sum."""
    match basis.known.inferred(row):
        case App("=", (_, Bind("sum", var, body, ends) as found)):
            plain = Field(basis.known.facts.context)
            simple = Bind("sum", var, fraction(plain, plain.value(body)), ends)
            return basis.propose(Chain((row, Arithmetic(found, simple))))
    return False


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


def expand_outside(basis: Basis, t: App, apart: bool = False) -> None:
    """The same where it is no argument of a function of numbers."""
    if not basis.within:
        expand(basis, t, apart)


def determinant(basis: Basis, t: App) -> None:
    """The determinant of a small matrix, a diagonal one, or one that is made of others."""
    (u,) = t.args
    compose(basis, t)
    _of_diagonals(basis, u)
    for atom in basis.atoms(t):
        match atom:
            case App("det", (App("diag", (v,)),)):
                shape = shape_of(v, basis.known.facts.context)
                if shape:
                    basis.axiom("det_diag", M=v, n=size(shape[0]))
    match _order(basis, u):
        case 2:
            basis.axiom("det_two", M=u)
        case 3:
            basis.axiom("det_three", M=u)


def _of_diagonals(basis: Basis, total: Term) -> None:
    """The determinant of a sum of diagonal matrices, by that of the sum of their diagonals."""
    diagonals = list[Term]()
    for factor, word in summands(basis.field, total):
        match word:
            case App("diag", (v,)):
                diagonals.append(factor * v)
            case App("eye", (n,)):
                diagonals.append(factor * App("ones", (n,)))
            case _:
                return
    if len(diagonals) < 2:
        return
    one = call("diag", sum_of(diagonals))
    names = [fresh(stem, taken_by(basis.known.facts, total)) for stem in ("i", "j")]
    at = tuple(map(Sym, names))
    left, right = App("index", (total, *at)), App("index", (one, *at))
    same = Entries(total, one, tuple(names), (Arithmetic(left, right),))
    basis.propose(Congruence(call("det", total), call("det", one), (same,)))


def inverse(basis: Basis, t: App) -> None:
    """The entries of the inverse of a matrix of two rows."""
    (u,) = t.args
    if _order(basis, u) != 2:
        return
    row = Axiom("inv_two", (("M", u),))
    match basis.known.inferred(row):
        case App("=", (left, right)):
            for at in pairs((ONE, TWO), repeat=2):
                one, other = (App("index", (m, *at)) for m in (left, right))
                basis.propose(Congruence(one, other, (row, None, None)))


def _order(basis: Basis, u: Term) -> int | None:
    """How many rows a square matrix has, if that is a numeral."""
    shape = shape_of(u, basis.known.facts.context) or ()
    match shape:
        case ((_, Num(n)), (_, Num(m))) if n == m:
            return int(n)
    return None


WORDS = ("index", "matmul", "tr")
"""Heads of numbers that are words."""
SMALL: dict[str, Handler] = {"det": determinant, "inv": inverse, "norm": norm}
"""Matrices of two or three rows by their entries."""
SETTLED: dict[str, Handler] = HANDLERS | {"det": compose} | dict.fromkeys(WORDS, settle)
"""What leaves words as they are."""
COMPONENTS: dict[str, Handler] = HANDLERS | SMALL | dict.fromkeys(WORDS, expand)
"""What brings numbers made of arrays to sums over entries."""
OUTSIDE: dict[str, Handler] = COMPONENTS | dict.fromkeys(WORDS, expand_outside)
"""The same, but for arguments of functions of numbers, which stay words."""
COMPONENTS_APART = COMPONENTS | dict.fromkeys(WORDS, partial(expand, apart=True))
OUTSIDE_APART = COMPONENTS_APART | dict.fromkeys(WORDS, partial(expand_outside, apart=True))
"""Both for words beside sums that are written."""
