"""Limits at infinity by the axioms: of arctangents, of powers, and of exponentials that decay."""

from __future__ import annotations

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
)
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.eulerian import powers

Rows = list[tuple[Axiom, Axiom]]
"""That a limit exists and what it is, a limit before those that rest on it."""


def at_infinity(basis: Basis, t: Bind) -> Rows:
    """The rows about a limit of which a given one is a multiple; none for others."""
    if (t.head, t.args) == ("lim+", (MINUS_INFINITY,)):
        return [_rows("lim_mirrored", f=Bind("lambda", t.var, t.body, ()))]
    if t.head != "lim-" or t.args != (INFINITY,):
        return []
    x = Sym(t.var)
    exponent: Term = ZERO
    fall: Term = ZERO
    other: Term = ONE
    for base, e in powers(t.body, ONE):
        match base:
            case _ if t.var not in free_names(base):
                continue
            case Sym() if t.var not in free_names(e):
                exponent = exponent + e
            case App("exp", (u,)) if t.var not in free_names(e):
                fall = fall - e * u
            case App("atan" | "log", _) if e == ONE and other == ONE:
                other = base
            case _:
                return []
    exponent, c = basis.normal(exponent), basis.normal(fall / x)
    match other:
        case App("atan", (u,)) if exponent == c == ZERO and _is_steady(t, c := basis.normal(u / x)):
            f = Bind("lambda", t.var, call("atan", x), ())
            return [_rows("lim_atan"), _rows("lim_scaled", c=c, f=f)]
        case App("log", (u,)) if u == x and c == ZERO:
            return [_rows("lim_log", u=basis.normal(-exponent))]
    if other != ONE or not _is_steady(t, c):
        return []
    return [
        _rows("lim_power", u=basis.normal(-exponent))
        if c == ZERO
        else _rows("lim_exp", c=c, u=exponent)
    ]


def _is_steady(t: Bind, factor: Term) -> bool:
    return t.var not in free_names(factor)


def _rows(name: str, **bindings: Term) -> tuple[Axiom, Axiom]:
    letters = tuple(bindings.items())
    return Axiom(f"{name}_exists", letters), Axiom(name, letters)
