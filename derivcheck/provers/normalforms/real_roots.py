"""Real roots: odd ones over primes and irreducible factors of the radicand, even ones as powers.

An odd root is defined for every sign, so it splits wherever its radicand does; of a factor that is
not negative it is a power, and all roots of another factor are powers of one of them.
"""

from __future__ import annotations

from math import lcm

from derivcheck.kernel.language.terms import ZERO, App, Term, call, number, numeral
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.normalforms.basis import Basis, numeral_factors


def real_root(basis: Basis, t: App) -> None:
    """root(u, n) over the basis."""
    u, n = t.args
    order = numeral(n)
    if basis.field.constant(t) is not None:
        return
    if order is None or order % 2 != 1:
        basis.axiom("root_nonneg", u=u, n=n) or basis.axiom("root_power", u=u, n=n)
        return
    factors = _factors(basis, u)
    if len(factors) > 1:
        basis.axiom("root_mul", u=of_powers(factors[:1]), v=of_powers(factors[1:]), n=n)
        return
    for p, e in factors:
        _factor(basis, p, e, int(order))


def _factors(basis: Basis, u: Term) -> list[tuple[Term, int]]:
    """Powers whose product is a term, each base negated where that keeps it from being negative."""
    c, powers = basis.factors(u)
    found: list[tuple[Term, int]] = []
    for p, e in powers:
        if basis.known.holds(call("<=", p, ZERO)):
            p, c = -p, c * (-1) ** e
        found.append((p, e))
    return [*numeral_factors(c), *found] if c else []


def _factor(basis: Basis, p: Term, e: int, n: int) -> None:
    """root(p^e, n)."""
    power = of_powers([(p, e)])
    if basis.known.holds(call("<=", ZERO, p)):
        basis.axiom("root_nonneg", u=power, n=n)
        return
    match p:
        case _ if e != 1:
            basis.axiom("root_pow", u=p, a=e, n=n)
        case App("root", (u, inner)):
            order = numeral(inner)
            if order is not None:
                basis.axiom("root_root", u=u, a=inner, b=n, n=number(order * n))
        case _:
            _one_order(basis, p, n)


def _one_order(basis: Basis, p: Term, n: int) -> None:
    """root(p, n) by the root of p with one common order."""
    key = ("real root", p)
    old = basis.memory.get(key, 1)
    new = basis.memory[key] = lcm(old, n)
    if new != old:
        basis.axiom("root_power", u=p, n=new)
    for order in {old, n} - {1, new}:
        basis.axiom("root_order", u=p, a=order, b=new)
