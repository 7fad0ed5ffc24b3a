"""What a sum or an integral that has a value needs for it: where its parameters lie.

That int(exp(-a*t), t = 0..oo) has a value says that a > 0, and of sum(x^k, k = 0..oo) that x lies
between -1 and 1: elsewhere they diverge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.language.evidence import Absurd, Cases, Evidence, Lemma
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Bind,
    Sym,
    Term,
    call,
    free_names,
)
from derivcheck.provers.discharge.convergence import convergent
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.asymptotic import OTHERWISE
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.bound_names import name_for, renamed
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.infinite_sums import lead
from derivcheck.provers.normalforms.oscillating import without_value
from derivcheck.provers.normalforms.tails import FEW, missing, missing_along, tail

MAX_NEEDS = 6
"""How often comparisons are looked at anew, after others were found false."""
HEADS = ("sum", "int")
"""What needs its parameters to lie somewhere."""
BEYOND = ((ONE, (">", "=")), (-ONE, ("<", "=")))
"""Where a geometric series diverges: at and beyond these ratios."""


def may_need(known: ProofContext) -> bool:
    """Whether a sum or an integral with parameters is known to have a value."""
    return any(map(free_names, convergent(known, *HEADS)))


def learn_needs(known: ProofContext) -> bool:
    """Learns what follows for the parameters of what is known to have a value; whether any does."""
    learnt = False
    for t in convergent(known, *HEADS):
        if free_names(t) and _learn_of(known, t):
            known.narrowed()
            learnt = True
    return learnt


def _learn_of(known: ProofContext, t: Bind) -> bool:
    """Learns what is false wherever something diverges; whether there was anything."""
    ratio, learnt = _ratio(known, t), False
    if ratio is not None:
        t = _geometric(known, t, ratio)
    for _ in range(MAX_NEEDS):
        cases = _beyond(ratio) if ratio else rests_on(known, t)
        if not [case for case in _open(known, cases) if _learnt(known, t, case)]:
            break
        learnt = True
    return learnt


def _ratio(known: ProofContext, t: Bind) -> Term | None:
    """What the ratio of neighbouring terms of a sum tends to, if parameters are in it."""
    basis = Basis(known.knowing(), HANDLERS, FEW)
    found = lead(basis, renamed(t, name_for(basis, t))) if t.head == "sum" else None
    return found if found and free_names(found) else None


def _geometric(known: ProofContext, t: Bind, ratio: Term) -> Bind:
    """The geometric series of which a sum is a multiple, if it is one."""
    powers = replace(t, body=ratio ** Sym(t.var))
    return powers if known.holds(App("defined", (powers,))) else t


def _beyond(ratio: Term) -> Iterator[Term]:
    yield from (call(rel, ratio, end) for end, rels in BEYOND for rel in rels)


def _learnt(known: ProofContext, t: Bind, case: Term) -> bool:
    """Learns that a comparison is false, if something diverges where it is true."""
    needed = negation(case)
    otherwise = known.denying(needed)
    found = diverging(otherwise, t)
    if found is None:
        return False
    absurd = otherwise.shown(Absurd(found))
    return known.learn(Lemma(needed, Cases(needed, Lemma(needed), absurd)))


def diverging(known: ProofContext, t: Bind) -> Evidence | None:
    """Evidence that something has no value."""
    says_not = App("not", (App("defined", (t,)),))
    ways = (tail(known, t), without_value(known, t, HANDLERS) if t.head != "int" else None)
    return next((e for e in ways if e and known.inferred(e) == says_not), None)


def _open(known: ProofContext, cases: Iterable[Term]) -> Iterator[Term]:
    """Comparisons whose truth is open."""
    for case in dict.fromkeys(cases):
        if known.defined(case) and not known.holds(negation(case)):
            yield case


def rests_on(known: ProofContext, t: Bind) -> Iterator[Term]:
    """Comparisons of declared names on which it rests whether something converges."""
    for needs in (missing(known, t), missing_along(known, t, HANDLERS)):
        if isinstance(needs, App) and free_names(needs) <= known.facts.context.sorts.keys():
            yield from (App(r, needs.args) for r in (needs.head, *OTHERWISE.get(needs.head, ())))
