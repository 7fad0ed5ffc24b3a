"""A sum over no more than the inequalities in its body leave.

    sum(1{c <= j}*f(j), j = a..b) = sum(f(j), j = c..b)    if a <= c

(Graham, Knuth and Patashnik, Concrete Mathematics, section 2.4.)
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.evidence import Arithmetic, Axiom, Evidence
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    substitute,
)  # fmt: skip
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.contractions import Index, factors_of, under
from derivcheck.provers.normalforms.index_bounds import establish, have_values
from derivcheck.provers.normalforms.shifted import affine


def narrowed(
    basis: Basis, index: Index, body: Term, known: ProofContext
) -> tuple[Index, Term, list[Evidence]]:
    """The index and the body of a sum whose range ends where its body does, and what shows that.

    Arguments:
        basis: writes the ends.
    """
    links: list[Evidence] = []
    for u in factors_of(body):
        name = index[0]
        row = _row(basis, index, product_of([v for v in factors_of(body) if v != u]), u)
        if row is None:
            continue
        (low, high), end = index[1], dict(row.bindings)["c"]
        establish(known, *_within(row.name, low, high, end))
        match known.inferred(row):
            case App("=", (Bind() as old, Bind() as new)):
                before, after = (substitute(t.body, {t.var: Sym(name)}) for t in (old, new))
            case _:
                continue
        if before != body:
            links.append(under([index], body, before, Arithmetic(body, before)))
        links.append(row)
        index, body = (name, new.args), after
        have_values(known, Bind("sum", name, body, new.args))
    return index, body, links


ROWS = {
    ("<=", 1): "sum_from", ("<=", -1): "sum_until",
    ("<", 1): "sum_after", ("<", -1): "sum_before",
}  # fmt: skip
"""The rows of the inequalities 0 <= j - c, 0 <= c - j and those that are strict."""


def end_by(basis: Basis, u: Term, name: str) -> tuple[str, Term] | None:
    """The row by which an inequality is an end of the range of an index, and that end."""
    match u:
        case App("indicator", (App("<=" | "<" as rel, (a, b)),)):
            found = affine(basis, b - a, name)
        case _:
            return None
    if found is None or (rel, found[0]) not in ROWS:
        return None
    slope, rest = found
    return ROWS[rel, slope], basis.normal(-rest if slope == 1 else rest)


def _within(row: str, low: Term, high: Term, end: Term) -> Iterator[Term]:
    """What a row asks of an end."""
    match row:
        case "sum_from":
            yield call("<=", low, end)
        case "sum_until":
            yield call("<=", end, high)
        case "sum_after":
            yield call("<=", low, end + ONE)
        case "sum_before":
            yield call("<=", end - ONE, high)


def _row(basis: Basis, index: Index, rest: Term, u: Term) -> Axiom | None:
    name, (low, high) = index
    found = end_by(basis, u, name)
    if found is None:
        return None
    f = Bind("lambda", name, rest, ())
    return Axiom(found[0], (("f", f), ("a", low), ("b", high), ("c", found[1])))
