"""Integrals over the line of exponentials of quadratics, moved to the middle of these.

With the square completed (Gradshteyn and Ryzhik, 3.323), what stands beside the exponential falls
into an even and an odd part.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.terms import (
    INFINITY,
    MINUS_INFINITY,
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.foundations.polynomials import sum_of
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bodies import under
from derivcheck.provers.normalforms.bound_names import name_for
from derivcheck.provers.normalforms.contractions import factors_of
from derivcheck.provers.normalforms.ranges import turned
from derivcheck.provers.normalforms.substitution import moved, substitution


def centred(basis: Basis, t: Bind) -> bool:
    """An integral by that in the distance from the middle; True if the kernel accepts it."""
    if t.args != (MINUS_INFINITY, INFINITY) or basis.known.facts.context.field != "real":
        return False
    middle = _middle(basis, t)
    if middle is None or middle == ZERO:
        return False
    name = name_for(basis, t)
    found = substitution(basis, t, Sym(name) + middle, name, t.args)
    new = None if found is None else moved(basis.known, found)
    if found is None or new is None or not basis.propose(found.shown, (found.old, found.new)):
        return False
    new = under(basis, new)
    basis.visit(new)
    return _turned_round(basis, new)


def _turned_round(basis: Basis, t: Bind) -> bool:
    """An integral with its variable running back: what is odd in it changes its sign."""
    name, (low, high) = name_for(basis, t), t.args
    found = substitution(basis, replace(t, args=(high, low)), -Sym(name), name, (low, high))
    new = moved(basis.known, found) if found is not None and turned(basis, t) else None
    if found is not None and new is not None and basis.propose(found.shown, (found.old, found.new)):
        basis.visit(under(basis, new))
    return True


def _middle(basis: Basis, t: Bind) -> Term | None:
    """Where the exponents of a body, together a quadratic polynomial, have no slope."""
    factors = [u for u in factors_of(t.body) if isinstance(u, App) and t.var in free_names(u)]
    exponents = [u.args[0] for u in factors if u.head == "exp"]
    if not exponents:
        return None
    whole, x = sum_of(exponents), Sym(t.var)
    last, none, first = (substitute(whole, {t.var: u}) for u in (ONE, ZERO, number(-1)))
    a, b = (last + first) / 2 - none, (last - first) / 2
    if not basis.field.equal(whole, a * x**2 + b * x + none) or not basis.known.nonzero(a):
        return None
    return basis.normal(-(b / (2 * a)))
