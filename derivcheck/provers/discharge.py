"""Discharging side conditions: the search of `conditions.py`, then the sign of a normal form."""

from __future__ import annotations

from derivcheck.kernel.evidence import Lemma, Sign
from derivcheck.kernel.signs import ALLOWED
from derivcheck.kernel.terms import ZERO, App, Bind, Term, call, is_infinite, subterms
from derivcheck.provers.basis import Basis
from derivcheck.provers.conditions import search
from derivcheck.provers.handlers import HANDLERS
from derivcheck.provers.knowledge import Knowledge
from derivcheck.provers.limits import Limits

FEW = Limits(rewrites=40)
"""How far a side condition is brought to normal form."""


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
    if not any(isinstance(t, App | Bind) and t.head in HANDLERS for t in subterms(difference)):
        return
    inner = known.knowing()
    basis = Basis(inner, HANDLERS, FEW)
    basis.visit(difference)
    normal = basis.term(basis.value(difference))
    if normal == difference or not basis.lemmas or not inner.holds(call(rel, normal, ZERO)):
        return
    known.learn(Lemma(s, inner.shown(Sign(basis.arithmetic(difference, normal)))))
