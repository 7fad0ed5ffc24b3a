"""Integrals of Fermi and Dirac by those of Bose and Einstein.

    x^(u - 1)/(exp(c*x) + 1) = x^(u - 1)/(exp(c*x) - 1) - 2*x^(u - 1)/(exp(2*c*x) - 1)

The two integrals on the right exist for u > 1 (DLMF 25.5.1 and 25.5.3).
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.evidence import Lemma, Linearity
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    number,
    subterms,
)
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same


def fermi(basis: Basis, t: Bind) -> bool:
    """Proposes an integral over 1/(exp(v) + 1) by two others, both being known to exist."""
    if t.args != (ZERO, INFINITY) or basis.known.facts.context.field != "real":
        return False
    for v in dict.fromkeys(_exponents(t)):
        above = basis.normal(t.body * (call("exp", v) + 1))
        if call("exp", v) in subterms(above):
            continue
        rates = (ONE, v), (number(-2), basis.normal(2 * v))
        pieces = tuple((c, above / (call("exp", w) - 1)) for c, w in rates)
        plain = replace(t, body=App("+", tuple(c * body for c, body in pieces)))
        parts = [replace(t, body=body) for _, body in pieces]
        if not all(basis.known.holds(App("defined", (part,))) for part in parts):
            continue
        exists = Lemma(App("defined", (plain,)), apart := Linearity(plain, pieces))
        if basis.known.learn(exists) and basis.propose(apart):
            return same(basis, t, plain)
    return False


def _exponents(t: Bind) -> list[Term]:
    """The arguments of exponentials next to one of which a divisor is one more."""
    found: list[Term] = []
    for part in subterms(t.body):
        match part:
            case App("/", (_, App("+", (App("exp", (v,)), w)) | App("+", (w, App("exp", (v,)))))):
                if w == ONE and Sym(t.var) in subterms(v):
                    found.append(v)
    return found
