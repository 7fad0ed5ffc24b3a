"""Phases of complex numbers and angles of points, by the arctangent for the half plane.

DLMF 1.9.5, 1.9.6, 4.23.35.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import ZERO, App, Term, call, free_names
from derivcheck.provers.normalforms import polar
from derivcheck.provers.normalforms.basis import Basis


def has_phase(basis: Basis, u: Term) -> bool:
    """Whether a term is a number that is seen to lie off the real line."""
    off = call("!=", call("im", u), ZERO)
    return not free_names(u) and basis.known.facts.holds(off)


def angle(basis: Basis, t: App) -> None:
    """atan2(u, v) where the sign of v is known, and off the right half plane that of u."""
    u, v = t.args
    if not basis.axiom("atan2_right", u=u, v=v) and not basis.axiom("atan2_upper", u=u, v=v):
        basis.axiom("atan2_lower", u=u, v=v)


def phase(basis: Basis, t: App) -> None:
    """arg(u) without positive factors, of exponentials, and by the real and imaginary part."""
    (u,) = t.args
    match u:
        case App("exp", (v,)) if basis.axiom("arg_exp", u=v):
            return
        case App("*", parts) if _scaled(basis, parts):
            return
    polar.phase(basis, u) or any(basis.axiom(row, u=u) for row in ROWS)


ROWS = ("arg_positive", "arg_negative", "arg_right", "arg_upper", "arg_lower")
"""One for each half line and half plane."""


def _scaled(basis: Basis, parts: tuple[Term, ...]) -> bool:
    """The phase of a product by that of the factors that are not positive."""
    positive = [p for p in parts if basis.known.facts.holds(call("<", ZERO, p))]
    rest = [p for p in parts if p not in positive]
    return bool(positive) and basis.axiom("arg_scale", u=product_of(positive), v=product_of(rest))
