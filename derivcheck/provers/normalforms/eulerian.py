"""Euler's integrals: gamma and beta by the exponents of their integrands (DLMF 5.2.1, 5.12.1)."""

from __future__ import annotations

from typing import NamedTuple

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    Bind,
    Sym,
    Term,
    call,
    free_names,
)
from derivcheck.provers.antiderivatives.factors import powers
from derivcheck.provers.normalforms.basis import Basis


class Rows(NamedTuple):
    """What the axioms say of an integral: that it has a value, which, and what follows of that."""

    exists: Axiom
    value: Axiom
    needed: tuple[Axiom, ...]


NEEDED = {"gamma": ("gamma_needed",), "beta": ("beta_needed_first", "beta_needed_second")}


def eulerian(basis: Basis, t: Bind) -> Rows | None:
    """The rows about an integral of which a given one is a multiple; None for others."""
    x = Sym(t.var)
    match t.args:
        case (low, high) if (low, high) == (ZERO, INFINITY):
            kind, bases = "gamma", (x, call("exp", -x))
        case (low, high) if (low, high) == (ZERO, ONE):
            kind, bases = "beta", (x, 1 - x)
        case _:
            return None
    exponents: list[Term] = [ZERO, ZERO]
    for base, exponent in powers(t.body):
        if t.var not in free_names(base):
            continue
        place = next((k for k, b in enumerate(bases) if basis.field.equal(base, b)), None)
        if place is None or t.var in free_names(exponent):
            return None
        exponents[place] = basis.normal(exponents[place] + exponent)
    first, second = (e + 1 for e in exponents)
    if kind == "gamma":
        return _rows(kind, u=first) if exponents[1] == ONE else None
    return _rows(kind, u=first, v=second)


def _rows(kind: str, **bindings: Term) -> Rows:
    letters = tuple(bindings.items())
    needed = tuple(Axiom(name, letters) for name in NEEDED[kind])
    return Rows(Axiom(f"{kind}_exists", letters), Axiom(f"{kind}_integral", letters), needed)
