"""Discharging side conditions: the search of `conditions.py`, then the sign of a normal form."""

from __future__ import annotations

from derivcheck.kernel.evidence import Lemma, Sign
from derivcheck.kernel.signs import ALLOWED
from derivcheck.kernel.terms import ZERO, App, Bind, Term, call, is_infinite, subterms
from derivcheck.provers.basis import Basis
from derivcheck.provers.conditions import search
from derivcheck.provers.handlers import HANDLERS
from derivcheck.provers.knowledge import Knowledge, conjuncts
from derivcheck.provers.limits import Limits

FEW = Limits(rewrites=40)
"""How far a side condition is brought to normal form."""
SHIFTED = frozenset(("floor", "ceiling", "mod"))
TANGENTS = frozenset(("tan", "cot", "sec", "csc"))
"""Heads of whose value at one argument something is known that is asked of it at another: floor(x)
of floor(x + 1), and the tangents of x and y where cos(x + y) is not zero."""


def discharge(known: Knowledge, s: Term) -> None:
    """Learns lemmas after which a statement holds, if it finds them."""
    search(known, s)
    if known.facts.holds(s):
        return
    match s:
        case App(rel, (a, b)) if rel in ALLOWED and not is_infinite(a) and not is_infinite(b):
            _by_normal_form(known, s, rel, a if b == ZERO else a - b)


def _by_normal_form(known: Knowledge, s: Term, rel: str, difference: Term) -> None:
    """The sign of the difference of the sides over the basis."""
    heads = _reducible(difference)
    if not heads:
        return
    inner = known.knowing()
    basis = Basis(inner, HANDLERS, FEW)
    basis.visit(difference)
    normal = basis.normal(difference)
    if normal == difference or not basis.lemmas:
        return
    if not inner.holds(call(rel, normal, ZERO)):
        restated = heads & (SHIFTED if rel != "!=" else SHIFTED | TANGENTS)
        if not restated:
            return
        _restate(inner, basis, restated | {"sin", "cos"})
        normal = basis.normal(difference)
        if not inner.facts.holds(call(rel, normal, ZERO)):
            return
    known.learn(Lemma(s, inner.shown(Sign(basis.arithmetic(difference, normal)))))


def _reducible(t: Term) -> frozenset[str]:
    """The heads in a term for which there are normal forms."""
    heads = (u.head for u in subterms(t) if isinstance(u, App | Bind))
    return frozenset(head for head in heads if head in HANDLERS)


def _restate(known: Knowledge, basis: Basis, heads: frozenset[str]) -> None:
    """Learns over the basis what is known of some heads."""
    for fact in conjuncts(known.facts.statements):
        match fact:
            case App(rel, (a, b)) if rel in ALLOWED and _reducible(fact) & heads:
                difference = a if b == ZERO else a - b
            case _:
                continue
        basis.visit(difference)
        normal = basis.normal(difference)
        if normal != difference:
            sign = Sign(basis.arithmetic(normal, difference))
            known.learn(Lemma(call(rel, normal, ZERO), sign))
