"""Equations between integers that no integers solve: 3*k is not 1, and 2*a + 4*b is not 5.

    p = g*u + c with an integer u, and g does not divide c      p = 0 says that u = -c/g, not whole

K. Ireland and M. Rosen, A Classical Introduction to Modern Number Theory, section 1.1.
"""

from __future__ import annotations

from math import gcd

from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.claims import integral
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Chain,
    Congruence,
    Evidence,
    Hypothesis,
    Lemma,
    Sign,
    Symmetry,
)
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.foundations.polynomials import factored
from derivcheck.provers.foundations.proof_context import ProofContext


def by_wholeness(known: ProofContext, s: Term, gap: Term) -> bool:
    """Learns that no factor of a term vanishes, if that is seen of one by what divides it."""
    field, at = known.facts.field, _values(known)
    if known.facts.context.field != "real":
        return False
    plain, used = substitute(gap, at), [v for v in at if v in free_names(gap)]
    learnt = False
    for p, _ in factored(field.value(plain).top)[1]:
        term = written(field, p)
        found = _never_zero(known, term)
        learnt |= found is not None and known.learn(Lemma(call("!=", term, ZERO), found))
    if learnt and used and known.nonzero(plain):
        given = tuple(Hypothesis(App("=", (Sym(v), at[v]))) for v in used)
        known.learn(Lemma(call("!=", gap, ZERO), Sign(Arithmetic(gap, plain, given))))
    return known.facts.holds(s)


def _values(known: ProofContext) -> dict[str, Term]:
    """The names that are known to be numbers."""
    return {name: value for s in conjuncts(known.facts.statements) for name, value in _value(s)}


def _value(s: Term) -> list[tuple[str, Term]]:
    match s:
        case App("=", (Sym(name), value)) if not free_names(value):
            return [(name, value)]
    return []


def _never_zero(known: ProofContext, p: Term) -> Evidence | None:
    """Evidence that a polynomial in integers is not zero, by the greatest divisor of the rest."""
    field = known.facts.field
    top = field.value(p).top
    rest = [(int(c), any(powers)) for powers, c in top.terms()]
    g = gcd(*(c for c, moves in rest if moves)) if any(m for _, m in rest) else 0
    c = sum(c for c, moves in rest if not moves)
    if g < 2 or c % g == 0:
        return None
    moving = {powers: n // g for powers, n in top.to_dict().items() if any(powers)}
    u = written(field, top.context().from_dict(moving))
    if not integral(u, known.facts.context) or not field.equal(p, number(g) * u + number(c)):
        return None
    q = number(-c) / number(g)
    zero, least = App("=", (p, ZERO)), number(-c // g)
    same = Arithmetic(u, q, (Hypothesis(zero),))
    parts = (
        Symmetry(Axiom("floor_whole", (("n", u),))),
        Congruence(call("floor", u), call("floor", q), (same,)),
        Axiom("floor_between", (("u", q), ("n", least))),
    )
    absurd = Absurd(Chain((Symmetry(Chain(parts)), same)))
    wanted = call("!=", p, ZERO)
    return Cases(zero, absurd, Lemma(wanted))
