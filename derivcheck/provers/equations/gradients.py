"""Derivatives of numbers by arrays, as arrays: the entry at fresh indices, read as a word.

    diff(f, w)[i]  ~  c1*u1[i] + ... + cn*un[i]      ->      diff(f, w) = c1*u1 + ... + cn*un

Source: Magnus and Neudecker, Matrix Differential Calculus, section 9.9 (the identification table).
"""

from __future__ import annotations

from derivcheck.kernel.algebra.atoms import Value
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.evidence import Entries
from derivcheck.kernel.language.shapes import shape_of
from derivcheck.kernel.language.sorts import INTEGER
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    between_weakly,
    call,
    free_names,
    fresh,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.entries import SETTLED

MAX_SUMMANDS = 40
"""The most words in a derivative."""


def gradient(t: Bind, facts: Facts, limits: Limits) -> Entries | None:
    """Evidence that a derivative by a vector or matrix is a sum of words, or None."""
    shape, names, there = shape_of(t, facts.context) or (), list[str](), facts
    for bounds in shape:
        name = fresh("ij"[len(names) % 2], taken_by(there, t))
        names.append(name)
        there = there.entering(name, INTEGER, *between_weakly(Sym(name), bounds))
    if len(shape) not in (1, 2):
        return None
    basis, at = Basis(ProofContext(there, discharge), SETTLED, limits), tuple(map(Sym, names))
    entry = App("index", (t, *at))
    basis.visit(entry)
    whole = _read(basis, entry, tuple(names))
    if whole is None or not facts.field.fits(whole):
        return None
    one = App("index", (whole, *at))
    basis.visit(one)
    if not basis.equal(entry, one):
        return None
    return Entries(t, whole, tuple(names), (basis.evidence(entry, one),))


def _read(basis: Basis, entry: Term, names: tuple[str, ...]) -> Term | None:
    """The array of which a term is the entry at some indices, if it is seen to be one."""
    value, found = basis.value(entry), []
    top, below = value.top, basis.polynomial(value.bottom)
    if len(top) > MAX_SUMMANDS or not free_names(below).isdisjoint(names):
        return None
    for monomial, c in top.terms():
        letters, rest = list[Term](), [*monomial]
        for place, degree in enumerate(monomial):
            t = basis.field.terms[len(monomial) - 1 - place] if degree else ONE
            if not free_names(t).isdisjoint(names):
                letters += [t] * degree
                rest[place] = 0
        array = _array(letters, names)
        if array is None:
            return None
        part = top.context().from_dict({tuple(rest): c})
        factor = basis.term(Value(part, value.bottom))
        found.append(array if factor == ONE else factor * array)
    return sum_of(found) if found else None


def _array(letters: list[Term], names: tuple[str, ...]) -> Term | None:
    """An array by its entry: u[i], U[i, j], U[j, i], u[i]*v[j]."""
    places: dict[tuple[str, ...], Term] = {}
    for t in letters:
        match t:
            case App("index", (u, *entry)) if free_names(u).isdisjoint(names):
                places[tuple(i.name for i in entry if isinstance(i, Sym))] = u
    if len(places) < len(letters):
        return None
    match sorted(places.items()):
        case [(place, u)] if place == names:
            return u
        case [(place, u)] if place == names[::-1]:
            return call("transpose", u)
        case [((one,), u), ((other,), v)] if {one, other} == set(names):
            first, last = (u, v) if one == names[0] else (v, u)
            return call("matmul", first, call("transpose", last))
    return None
