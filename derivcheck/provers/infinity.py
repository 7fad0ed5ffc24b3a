"""Limits at infinity by the axioms: of arctangents, of powers, and of exponentials that decay."""

from __future__ import annotations

from derivcheck.kernel.evidence import Axiom
from derivcheck.kernel.terms import INFINITY, ONE, ZERO, App, Bind, Sym, Term, call, free_names
from derivcheck.provers.basis import Basis
from derivcheck.provers.eulerian import powers

Rows = list[tuple[Axiom, Axiom]]
"""That a limit exists and what it is, a limit before those that rest on it."""


def at_infinity(basis: Basis, t: Bind) -> Rows:
    """The rows about a limit of which a given one is a multiple; none for others."""
    if t.head != "lim-" or t.args != (INFINITY,):
        return []
    x = Sym(t.var)
    exponent: Term = ZERO
    other: Term = ONE
    for base, e in powers(t.body, ONE):
        if t.var not in free_names(base):
            continue
        if base == x and t.var not in free_names(e):
            exponent = basis.normal(exponent + e)
        elif e == ONE and other == ONE:
            other = base
        else:
            return []
    match other:
        case App("atan", (angle,)) if exponent == ZERO:
            return _scaled(basis, t, angle, call("atan", x), _rows("lim_atan"))
        case App("exp", (rise,)) if exponent == ZERO:
            return _scaled(basis, t, -rise, call("exp", -x), _rows("lim_exp", u=ZERO))
        case App("exp", (rise,)) if basis.field.equal(rise, -x):
            return [_rows("lim_exp", u=exponent)]
        case App("log", (inner,)) if inner == x:
            return [_rows("lim_log", u=basis.normal(-exponent))]
    return [_rows("lim_power", u=basis.normal(-exponent))] if other == ONE else []


def _rows(name: str, **bindings: Term) -> tuple[Axiom, Axiom]:
    letters = tuple(bindings.items())
    return Axiom(f"{name}_exists", letters), Axiom(name, letters)


def _scaled(basis: Basis, t: Bind, u: Term, f: Term, rows: tuple[Axiom, Axiom]) -> Rows:
    """The rows about f at a multiple u of the variable, and those about f."""
    factor = basis.normal(u / Sym(t.var))
    if t.var in free_names(factor):
        return []
    return [rows, _rows("lim_scaled", c=factor, f=Bind("lambda", t.var, f, ()))]
