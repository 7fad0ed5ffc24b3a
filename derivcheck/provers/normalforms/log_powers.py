"""Powers of a variable and of its logarithm from 0 to 1, by the gamma function.

    int(x^m*(-log(x))^n, x = 0..1) = int(t^n*exp(-(m + 1)*t), t = 0..oo)      x = exp(-t)

Gradshteyn and Ryzhik 4.272.6.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import (
    INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.antiderivatives.factors import Factors, parted
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import same
from derivcheck.provers.normalforms.bound_names import name_for
from derivcheck.provers.normalforms.ranges import turned
from derivcheck.provers.normalforms.substitution import moved, substitution


def log_power(basis: Basis, t: Bind) -> bool:
    """Proposes an integral of powers of x and log(x) by one to infinity."""
    if t.args != (ZERO, ONE) or basis.known.facts.context.field != "real":
        return False
    factors = _powers(basis, t)
    if not factors:
        return False
    plain = replace(t, body=product_of([_turned(basis, t.var, *f) for f in factors]))
    if any(b != Sym(t.var) and _rises(basis, t.var, b) for b, _ in factors):
        return basis.known.holds(App("defined", (plain,))) and same(basis, t, plain)
    if not basis.known.holds(App("defined", (t,))):
        return False
    name, back = name_for(basis, t), replace(t, args=(ONE, ZERO))
    found = substitution(basis, back, call("exp", -Sym(name)), name, (ZERO, INFINITY))
    if found is None or moved(basis.known, found) is None or not turned(basis, t):
        return False
    return basis.propose(found.shown)


def _powers(basis: Basis, t: Bind) -> Factors:
    """The factors of a body that is a product of powers of its variable and of its logarithm."""
    x, log = Sym(t.var), call("log", Sym(t.var))
    if not any(isinstance(u, App) and u.head == "log" for u in subterms(t.body)):
        return Factors()
    inner = Basis(basis.known.inside(t, t.var), basis.handlers, basis.limits)
    constant, factors = parted(t.body, t.var, Univariate(basis.field, basis.known.holds))
    for base, exponent in factors:
        inner.visit(base)
        moves = free_names(inner.normal(base / log))
        if t.var in free_names(exponent) or (base != x and t.var in moves):
            return Factors()
    return Factors([(constant, ONE), *factors])


def _rises(basis: Basis, var: str, base: Term) -> bool:
    """Whether a factor is a positive multiple of log(x), which is negative from 0 to 1."""
    at = basis.normal(substitute(base, {var: call("E")}))
    return var in free_names(base) and basis.known.holds(call("<", ZERO, at))


def _turned(basis: Basis, var: str, base: Term, exponent: Term) -> Term:
    """A power of log(x) as one of -log(x), times one of -1."""
    if base == Sym(var) or not _rises(basis, var, base):
        return base**exponent
    return number(-1) ** exponent * (-base) ** exponent
