"""Integrals that rows of the table give: Euler's by the exponents of their integrands, and others.

Gamma of a power, beta, beta to infinity and of an angle (DLMF 5.2.1, 5.9.1, 5.12.1 to 5.12.3); the
integrals of sin(x)/x and of log(sin(x)) (Dirichlet, Euler), of a Gaussian times a cosine, and of
Bose and Einstein, of Planck's law (DLMF 25.5.1).
"""

from __future__ import annotations

from typing import NamedTuple

from derivcheck.kernel.language.evidence import Axiom
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    subterms,
)
from derivcheck.provers.antiderivatives.factors import Factors, parted
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.normalforms.basis import Basis, scaled

RIGHT_ANGLE = call("pi") / 2


class Rows(NamedTuple):
    """What the axioms say of an integral: that it has a value, which, and what follows of that.

    Arguments:
        factor: by which the integral that was asked about is a multiple of it.
    """

    exists: Axiom
    value: Axiom
    needed: tuple[Axiom, ...]
    factor: Term = ONE


NEEDED = {"gamma": ("gamma_needed",), "beta": ("beta_needed_first", "beta_needed_second")}


def eulerian(basis: Basis, t: Bind) -> Rows | None:
    """The rows about an integral of which a given one is a multiple; None for others."""
    low, high = t.args
    if low != ZERO or not (high in (INFINITY, ONE) or basis.field.equal(high, RIGHT_ANGLE)):
        return None
    factor, factors = parted(t.body, t.var, Univariate(basis.field, basis.known.holds))
    way = {INFINITY: _to_infinity, ONE: _beta}.get(high, _of_angle)
    found = way(basis, _with_logarithms_out(basis, factors, t.var), t.var)
    return None if found is None else found._replace(factor=factor)


def _with_logarithms_out(basis: Basis, factors: Factors, var: str) -> Factors:
    """Factors with exp(k*log(x) + u) as x^k*exp(u)."""
    found, log = Factors(), call("log", Sym(var))
    for base, exponent in factors:
        match base:
            case App("exp", (u,)) if exponent == ONE and log in subterms(u):
                rest: list[Term] = []
                for c, monomial in basis.summands(u):
                    k = scaled(c, basis.normal(monomial / log))
                    moves = var in free_names(k)
                    rest += [scaled(c, monomial)] if moves else []
                    found += [] if moves else [(Sym(var), k)]
                found += [(call("exp", sum_of(rest)), ONE)] if rest else []
            case _:
                found.append((base, exponent))
    return found


def _to_infinity(basis: Basis, factors: Factors, var: str) -> Rows | None:
    """Gamma, beta, zeta or Dirichlet's integral, by the factor beside a power of the variable."""
    x = Sym(var)
    wave = _gaussian_wave(basis, factors, var)
    if wave is not None:
        return wave
    other = [u for u, _ in factors if u != x]
    other = [u for u in other if isinstance(u, App) and u.head == "exp"] or other
    found = _exponents(basis, factors, var, (x, *other)) if len(other) == 1 else None
    if found is None:
        return None
    match other[0]:
        case App("sin", (u,)) if found == [-ONE, ONE]:
            c = basis.normal(u / x)
            return None if var in free_names(c) else _rows("dirichlet", c=c)
        case App("exp", (u,)) if found[1] == ONE:
            return _gamma(basis, u, var, found[0] + 1)
        case u if basis.field.equal(u, 1 + x):
            first = basis.normal(found[0] + 1)
            return _rows("beta_to_infinity", u=first, v=basis.normal(-found[1] - first))
        case App("+") as u if found[1] == -ONE:
            return _bose(basis, u, var, found[0] + 1)
    return None


def _gaussian_wave(basis: Basis, factors: Factors, var: str) -> Rows | None:
    """exp(-c*x^2)*cos(u*x)."""
    match sorted(
        factors, key=lambda factor: isinstance(factor[0], App) and factor[0].head == "exp"
    ):
        case [(App("cos", (v,)), one), (App("exp", (w,)), two)] if one == two == ONE:
            u, c = basis.normal(v / Sym(var)), basis.normal(-w / Sym(var) ** 2)
            moves = var in free_names(u) | free_names(c)
            return None if moves else _rows("gaussian_wave", u=u, c=c)
    return None


def _bose(basis: Basis, below: Term, var: str, first: Term) -> Rows | None:
    """x^(u - 1)/(exp(c*x) - 1)."""
    for part in subterms(below):
        match part:
            case App("exp", (v,)) if basis.field.equal(below, part - 1):
                c = basis.normal(v / Sym(var))
                return None if var in free_names(c) else _rows("bose", u=basis.normal(first), c=c)
    return None


def _gamma(basis: Basis, inner: Term, var: str, first: Term) -> Rows | None:
    """Gamma of a power, by the argument of an exponential."""
    u, rate = basis.normal(first), basis.normal(-inner / Sym(var))
    real = basis.known.facts.context.field == "real"
    kind = "gamma_of_power" if real else "gamma_of_power_plane"
    if var not in free_names(rate):
        plain = real and rate == ONE
        return _rows("gamma", u=u) if plain else _rows(kind, u=u, v=ONE, c=rate)
    constant, factors = parted(inner, var, Univariate(basis.field, basis.known.holds))
    if len(factors) != 1 or factors[0][0] != Sym(var) or var in free_names(factors[0][1]):
        return None
    c, v = basis.normal(-constant), basis.normal(factors[0][1])
    return _rows(kind, u=u, v=v, c=c)


def _beta(basis: Basis, factors: Factors, var: str) -> Rows | None:
    found = _exponents(basis, factors, var, (Sym(var), 1 - Sym(var)))
    if found is None:
        return None
    first, second = (basis.normal(e + 1) for e in found)
    return _rows("beta", u=first, v=second)


def _of_angle(basis: Basis, factors: Factors, var: str) -> Rows | None:
    """Powers of a sine and a cosine, or the logarithm of a sine."""
    x = Sym(var)
    if factors == [(call("log", call("sin", x)), ONE)]:
        return _rows("log_sine")
    found = _exponents(basis, factors, var, (call("sin", x), call("cos", x)))
    if found is None:
        return None
    first, second = (basis.normal((e + 1) / TWO) for e in found)
    return _rows("beta_of_angle", u=first, v=second)


def _exponents(
    basis: Basis, factors: Factors, var: str, bases: tuple[Term, ...]
) -> list[Term] | None:
    """The exponents of bases in a product; None where it holds others, or an exponent moves."""
    found: list[Term] = [ZERO for _ in bases]
    for base, exponent in factors:
        place = next((k for k, b in enumerate(bases) if basis.field.equal(base, b)), None)
        if place is None or var in free_names(exponent):
            return None
        found[place] = basis.normal(found[place] + exponent)
    return found


def _rows(kind: str, **bindings: Term) -> Rows:
    letters = tuple(bindings.items())
    needed = tuple(Axiom(name, letters) for name in NEEDED.get(kind, ()))
    return Rows(Axiom(f"{kind}_exists", letters), Axiom(f"{kind}_integral", letters), needed)
