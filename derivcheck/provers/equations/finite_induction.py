"""Equations about what a recurrence gives up to a number: induction that ends there.

    for all k in 1..n: a(k) = a(k - 1) + k      a(0) = 0      so  a(n) = n*(n + 1)/2

Nothing is known beyond n, so the statement about m is made to hold there: `a(m)*1{m <= n}` is
what is equal for all m, and n is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Generalise, Have, Lemma
from derivcheck.kernel.language.sorts import INTEGER
from derivcheck.kernel.language.terms import (
    INFINITE,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    substitute,
)  # fmt: skip
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import grounds, is_integer, known_bounds
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits

SPLITS = 1
"""How many cases a step may take: whether it is one of those that are told."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation by induction up to the end of a recurrence, or None."""
    if claim.relation != "=":
        return None
    for var in sorted(set(_ends(claim))):
        for base in known_bounds(claim.context, var):
            told, known = _told(claim, var, base, limits), known_of(claim)
            if told is not None and known.learn(told):
                found = split(claim.before, claim.after, known, limits, 0)
                return None if found is None else with_domain(claim, Have((told,), found))
    return None


def _ends(claim: Claim) -> Iterator[str]:
    """The integers up to which something is stated of all, and which the claim is about."""
    about = free_names(claim.before) | free_names(claim.after)
    for s in conjuncts((*claim.context.assumptions, *claim.context.facts)):
        match s:
            case Bind("forall", _, _, (_, high)) if high not in INFINITE:
                yield from (v for v in free_names(high) & about if is_integer(claim.context, v))


def _told(claim: Claim, var: str, base: Term, limits: Limits) -> Lemma | None:
    """That the equation holds for all numbers up to the last."""
    known = known_of(claim)
    taken = {*claim.context.sorts}.union(*map(free_names, known.facts.statements))
    m = fresh("m", taken | free_names(claim.before) | free_names(claim.after))
    end = call("<=", Sym(m), Sym(var))

    def at(t: Term, place: Term) -> Term:
        counted = substitute(t, {var: Sym(m)}) * call("indicator", end)
        return substitute(counted, {m: place})

    left, right = (at(t, Sym(m)) for t in (claim.before, claim.after))
    goal = Bind("forall", m, App("=", (left, right)), (base, Sym(var)), "integer")
    inner = known.facts.entering(m, INTEGER, call("<=", base, Sym(m)), end)
    start, above = grounds(App("=", (left, right)), m, base, inner)
    first = split(at(claim.before, base), at(claim.after, base), start, limits, SPLITS)
    after = Sym(m) + 1
    step = first and split(at(claim.before, after), at(claim.after, after), above, limits, SPLITS)
    if first is None or step is None:
        return None
    return Lemma(goal, Generalise(m, induction(App("=", (left, right)), m, base, first, step)))
