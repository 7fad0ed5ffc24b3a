"""Polar forms: r*exp(i*a) recognised in a normal form that holds cos and sin of an angle.

The angle goes back to the principal one, in (-pi, pi], by whole turns.  DLMF 1.9.5, 4.2.3, 4.2.6.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, free_names, number
from derivcheck.provers.foundations.approximation import UNDEFINED, UNKNOWN, value
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.trigonometric import PI, UNIT

MAX_MULTIPLE = 6
"""The greatest multiple of an angle in the normal form that is looked for."""


def logarithm(basis: Basis, u: Term) -> bool:
    """log(u) = log(r) + i*a, if u is seen to be r*exp(i*a)."""
    match polar(basis, u):
        case (r, turned):
            basis.axiom("abs_exp_re", u=turned.args[0])
            basis.axiom("log_phase", u=turned)
            return r == ONE or basis.axiom("log_mul_positive", u=r, v=turned)
    return False


def phase(basis: Basis, u: Term) -> bool:
    """arg(u) = a, if u is seen to be r*exp(i*a)."""
    match polar(basis, u):
        case (r, turned):
            return r == ONE or basis.axiom("arg_scale", u=r, v=turned)
    return False


def polar(basis: Basis, u: Term) -> tuple[Term, App] | None:
    """A positive r and an exponential of which the angle is known, with u as their product."""
    atoms = basis.atoms(u)
    if UNIT not in atoms:
        return None
    r: Term = u
    total: Term = ZERO
    for a in [t.args[0] for t in atoms if isinstance(t, App) and t.head == "cos"]:
        for n in _multiples():
            rest = basis.normal(r * _turned_back(a, n))
            if not _unit_parts(a) & set(basis.atoms(rest)):
                r, total = rest, total + number(n) * a
                break
        else:
            return None
    return None if UNIT in basis.atoms(r) else _of_angle(basis, r, total)


def _multiples() -> Iterator[int]:
    for n in range(1, MAX_MULTIPLE + 1):
        yield from (n, -n)


def _unit_parts(a: Term) -> set[Term]:
    return {call("cos", a), call("sin", a)}


def _turned_back(a: Term, n: int) -> Term:
    """exp(-i*n*a) by its parts."""
    turn = UNIT if n < 0 else -UNIT
    return (call("cos", a) + turn * call("sin", a)) ** number(abs(n))


def _of_angle(basis: Basis, r: Term, a: Term) -> tuple[Term, App] | None:
    """r*exp(i*a), with a positive number before an angle that is principal."""
    facts = basis.known.facts
    if facts.holds(call("<", r, ZERO)):
        r, a = basis.normal(-r), a + PI
    elif not facts.holds(call("<", ZERO, r)):
        return None
    for k in _turns(a):
        angle = UNIT * basis.normal(a + number(2 * k) * PI)
        turned = App("exp", (angle,))
        basis.visit(turned)
        if basis.axiom("arg_exp", u=angle):
            return r, turned
    return None


def _turns(a: Term) -> Iterator[int]:
    """By how many whole turns an angle may be off: one estimate, or the first few."""
    if free_names(a):
        yield from (0, -1, 1)
        return
    try:
        yield -round(value(a, {}, "real") / (2 * math.pi))
    except (*UNDEFINED, *UNKNOWN):
        return
