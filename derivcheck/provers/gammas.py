"""Factorials, binomials, gamma, beta, digamma: one argument for each class modulo integers.

gamma is the reciprocal of the entire function rgamma, and rgamma(u) = u*rgamma(u + 1) holds
everywhere, so the greatest argument of a class serves for all, poles included; DLMF 5.2.1, 5.5.1.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from derivcheck.kernel.terms import ONE, App
from derivcheck.provers.basis import Basis, summed

MAX_SHIFT = 60
"""The greatest distance between two arguments that is bridged."""
SHIFT = {"rgamma": "rgamma_shift", "digamma": "digamma_shift"}


def binomial(basis: Basis, t: App) -> None:
    """binomial(u, v) by gamma."""
    u, v = t.args
    basis.axiom("binomial_gamma", u=u, v=v)


def beta(basis: Basis, t: App) -> None:
    """beta(u, v) by gamma."""
    u, v = t.args
    basis.axiom("beta_gamma", u=u, v=v)


def gamma(basis: Basis, t: App) -> None:
    """gamma(u) = 1/rgamma(u)."""
    basis.axiom("gamma_reciprocal", u=t.args[0])


def shifted(basis: Basis, t: App) -> None:
    """rgamma(u) or digamma(u) at one argument of its class."""
    head, (u,) = t.head, t.args
    parts = basis.summands(u)
    rest = [(c, m) for c, m in parts if m != ONE]
    offset = next((c for c, m in parts if m == ONE), Fraction(0))
    whole = floor(offset)
    key = (head, summed(rest), offset - whole)
    if key not in basis.memory and not rest and offset.denominator == 2 and head == "rgamma":
        basis.memory[key] = 0
        basis.axiom("rgamma_half")
    low = basis.memory.setdefault(key, whole)
    if abs(whole - low) > MAX_SHIFT:
        return
    for k in range(min(low, whole), max(low, whole)):
        point = offset - whole + k
        basis.axiom(SHIFT[head], u=summed([*rest, (point, ONE)] if point else rest))
