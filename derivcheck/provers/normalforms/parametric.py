"""Integrals with a parameter, by the derivative of their integrands by it.

    int(h(x, p), x = a..b) = int(int(diff(h(x, s), s), x = a..b), s = q..p)  where h(x, q) = 0

The integrand is the integral of its derivative by the parameter from where it vanishes, and the
iterated integral is exchanged (Leibniz; Rudin, Real and Complex Analysis, 8.8): so are integrals of
Frullani's kind, of differences of powers over a logarithm, of logarithms and arctangents with a
parameter inside.  An exponential with the parameter vanishes at infinity, which divides a Laplace
transform by its variable (Doetsch, Introduction to the Theory and Application of the Laplace
Transformation, theorem 9.5): int(exp(-p*x)*sin(x)/x, x = 0..oo).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.language.derivatives import derivative
from derivcheck.kernel.language.sorts import REAL
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
    fresh,
    is_infinite,
    substitute,
    subterms,
)
from derivcheck.provers.antiderivatives.changes import WAVES, slope
from derivcheck.provers.antiderivatives.radicals import rewritten
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import inside, same
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.iterated import exchanged

MAX_BASES = 4
"""From how many values of parameters the derivative is integrated."""
MAX_LEVEL = 0
"""How deep under other binders an integral may stand."""


def by_parameter(basis: Basis, t: Bind) -> bool:
    """An integral as one of its derivative by a parameter; True if that has a value."""
    key = ("parametric", basis.field.key(t))
    if key in basis.memory or basis.level > MAX_LEVEL or basis.known.facts.context.field != "real":
        return False
    basis.memory[key] = 1
    t = renamed(t, name_for(basis, t))
    for k, whole in enumerate(_doubles(basis, t)):
        found = k < MAX_BASES and _is_found(basis, whole) and same(basis, t, whole)
        if found and exchanged(basis, whole):
            return True
    return False


def _doubles(basis: Basis, t: Bind) -> Iterator[Bind]:
    """An integral with its integrand as the integral of its derivative by a parameter."""
    if any(isinstance(u, Bind) or _steps(u) for u in subterms(t.body)):
        return
    sorts = basis.known.facts.context.sorts
    names = [n for n in sorted(free_names(t.body) - {t.var}) if sorts.get(n) == REAL]
    names = [n for n in names if not any(n in free_names(end) for end in t.args)]
    # the absolute value of a wave has an integral by a factor of it, none by what is inside
    waves = any(isinstance(u, App) and u.head in WAVES for u in subterms(t.body))
    ways = (_from_infinity, _from_bases) if waves else (_from_bases, _from_infinity)
    for way in ways:
        yield from way(basis, t, names)
    yield from _between_numerals(basis, t)


def _from_bases(basis: Basis, t: Bind, names: list[str]) -> Iterator[Bind]:
    """From a value of a parameter at which the integrand vanishes."""
    models = basis.known.inside(t, t.var).models
    for name in names:
        bases: tuple[Term, ...] = (ZERO, ONE, *(Sym(n) for n in names if n != name))
        for base in bases:
            there = substitute(t.body, {name: base})
            if not models.distinguish(there, ZERO) and _vanishes(basis, t, there):
                whole = _double(basis, t, Sym(name), base)
                if whole is not None:
                    yield whole


def _from_infinity(basis: Basis, t: Bind, names: list[str]) -> Iterator[Bind]:
    """From infinity, where exponentials with a parameter vanish."""
    known = basis.known.inside(t, t.var)
    for name in names if is_infinite(t) else ():
        there = _beyond(t.body, name, basis, known)
        if not known.models.distinguish(there, ZERO) and _vanishes(basis, t, there):
            whole = _double(basis, t, Sym(name), INFINITY)
            if whole is not None:
                yield whole


def _beyond(body: Term, name: str, basis: Basis, known: ProofContext) -> Term:
    """A term without the exponentials that decrease in a parameter, as it is towards infinity."""

    def one(u: Term) -> Term | None:
        rate = slope(u.args[0], name, uni) if isinstance(u, App) and u.head == "exp" else None
        if rate is None or rate == ZERO or name in free_names(rate):
            return None
        return ZERO if known.holds(call("<", rate, ZERO)) else None

    uni = Univariate(basis.field, known.holds)
    return rewritten(one, body)


def _steps(u: Term) -> bool:
    """Whether a term is a step function, whose derivative by a parameter says nothing."""
    return isinstance(u, App) and u.head in ("floor", "ceiling", "mod")


def _between_numerals(basis: Basis, t: Bind) -> Iterator[Bind]:
    """The same where numerals stand for the parameter: exp(-3*x) - exp(-2*x) from 2 to 3."""
    found = [u for u in dict.fromkeys(subterms(t.body)) if _is_multiple(basis, u, t.var)]
    if len(found) > MAX_BASES:
        return
    bases = (ONE, *(numeral(u) for u in found))
    for u, base in product(found, bases):
        there = replaced(t.body, u, base * Sym(t.var))
        if base != numeral(u) and _vanishes(basis, t, there):
            whole = _double(basis, t, u, base)
            if whole is not None:
                yield whole


def _is_multiple(basis: Basis, u: Term, var: str) -> bool:
    """Whether a term is a numeral times a variable."""
    match u:
        case App("*", (c, Sym(name))):
            return name == var and basis.field.constant(c) is not None
    return False


def numeral(u: Term) -> Term:
    """The factor of a multiple of a variable."""
    assert isinstance(u, App)
    return u.args[0]


def _vanishes(basis: Basis, t: Bind, body: Term) -> bool:
    return inside(basis, replace(t, body=body), t.var, body).normal(body) == ZERO


def _double(basis: Basis, t: Bind, at: Term, base: Term) -> Bind | None:
    """The integrand as an integral up to a name, or to the numeral of a multiple."""
    moving = fresh("s", taken_by(basis.known.facts, t) | {t.var})
    alone = isinstance(at, Sym)
    new, end = (Sym(moving), at) if alone else (Sym(moving) * Sym(t.var), numeral(at))
    body = replaced(t.body, at, new)
    rate = derivative(Bind("diff", moving, body, (Sym(moving), ONE)), basis.known.facts.context)
    if rate is None:
        return None
    if base == INFINITY:
        return replace(t, body=Bind("int", moving, -rate[0], (end, base)))
    return replace(t, body=Bind("int", moving, rate[0], (base, end)))


def _is_found(basis: Basis, whole: Bind) -> bool:
    """Whether the inner integral of an iterated one has a value the other way round."""
    inner = whole.body
    assert isinstance(inner, Bind)
    other = replace(inner, body=replace(whole, body=inner.body))
    session = inside(basis, other, inner.var, other.body)
    return not any(isinstance(u, Bind) for u in subterms(session.normal(other.body)))
