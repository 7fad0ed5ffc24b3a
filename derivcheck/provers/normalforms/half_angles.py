"""Roots of 1 + cos(v) and their kin under an integral: waves of half the angle.

    sqrt(1 + cos(v)) = sqrt(2)*|cos(v/2)|      sqrt(1 - cos(v)) = sqrt(2)*|sin(v/2)|

Source: DLMF 4.21.21 and 4.21.22.
"""

from __future__ import annotations

from dataclasses import replace

from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.evidence import Congruence
from derivcheck.kernel.language.terms import ZERO, App, Bind, Term, call, free_names, subterms
from derivcheck.provers.antiderivatives.changes import linear_in_waves
from derivcheck.provers.antiderivatives.univariate import Univariate
from derivcheck.provers.foundations.positions import replaced
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed


def half_angled(basis: Basis, t: Bind) -> bool:
    """Proposes an integral with a wave of half the angle in place of a root; whether it is."""
    name = name_for(basis, t)
    old = renamed(t, name)
    uni = Univariate(basis.field, basis.known.holds)
    for u in subterms(old.body):
        match u:
            case App("sqrt", (radicand,)) if name in free_names(radicand):
                found = _wave(radicand, name, uni)
                if found is not None:
                    wave, half = found
                    return _rewritten(basis, old, replaced(old.body, u, wave), half)
    return False


def _wave(radicand: Term, var: str, uni: Univariate) -> tuple[Term, Term] | None:
    """The root of p + p*cos(v) or p - p*cos(v), and half the angle; None of others."""
    found = linear_in_waves(radicand, var, uni)
    if found is None:
        return None
    v, (p, q, r) = found
    head = {p: "cos", uni.tidy(-p): "sin"}.get(q)
    if head is None or r != ZERO:
        return None
    return uni.root(2 * p) * call("abs", call(head, v / 2)), v / 2


def _rewritten(basis: Basis, old: Bind, body: Term, half: Term) -> bool:
    known = basis.known.inside(old, old.var)
    known = known.knowing(*definedness(old.body, known.facts.context))
    inner = Basis(known, basis.handlers, basis.limits)
    inner.axiom("cos_double", u=half)  # what it says of cos(v) is in the roots that are met later
    for side in (old.body, body):
        inner.visit(side)
    if not inner.equal(old.body, body):
        return False
    parts = (inner.evidence(old.body, body), None, None)
    return basis.propose(Congruence(old, replace(old, body=body), parts, old.var))
