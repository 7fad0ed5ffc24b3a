"""Congruences modulo a name: sums, products and powers of what is congruent.

    a = b (mod m)      a^k*c = b^k*d + m*q with q made of the floors of a/m, b/m, a^k/m, ..

What is known to be congruent is put in; what is left must be a multiple of the modulus.  Powers
with a name for exponent are found by induction on that.  G. H. Hardy and E. M. Wright, An
Introduction to the Theory of Numbers, section 5.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.evidence import Evidence, Have, Hypothesis, Lemma
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    call,
    children,
    conjuncts,
    free_names,
    subterms,
    whole,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.equations.induction import grounds, is_integer
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS

POWERS = {head: HANDLERS[head] for head in ("^", "exp", "log")}
MAX_POWERS = 4
"""How many powers of one name are found to be congruent on the way."""


Facts = list[tuple[App, Term, Term]]
"""What is known to be congruent, with the statement that says so."""


def congruent(f: Term, g: Term, m: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence for mod(f, m) = mod(g, m) from known congruences modulo m, or None.

    Arguments:
        g: zero where it is said that f is a multiple of m.
    """
    inner = known.knowing()
    for lemma in list(_powers(f, g, m, known, limits))[:MAX_POWERS]:
        inner.learn(lemma)
    found = _by_known(f, g, m, inner, limits)
    return found and Have(tuple(inner.lemmas), found)


def _by_known(f: Term, g: Term, m: Term, known: ProofContext, limits: Limits) -> Evidence | None:
    """The same, every congruence that it takes being known."""
    facts = list(_known(known, m))
    for quotient in _quotients(f - g, m, facts, known, limits):
        powers: dict[Term, Term] = {t: call("floor", t) for t in _of_names(quotient)}
        lemmas = [_whole(t, known, limits) for t in _of_names(quotient)]
        as_written = _put(quotient, powers)  # which is an integer as it stands
        if not known.facts.holds(whole(as_written)):
            continue
        found = _shown(f, g, m, as_written, facts, lemmas, known, limits)
        if found is not None:
            return found
    return None


def _quotients(
    f: Term, m: Term, facts: Facts, known: ProofContext, limits: Limits
) -> Iterator[Term]:
    """What a term may be a multiple by of m: what is congruent put in, or one as a factor."""
    plain = Basis(known.knowing(), POWERS, limits)
    plain.visit(f)
    normal = plain.normal(f)
    put = {u: v + m * (_rounded(u, m) - _rounded(v, m)) for u, v in _solved(facts)}
    ways: list[tuple[Term, Term]] = [(_put(normal, put) / m, ONE)]
    ways += [(normal / (u - v), _rounded(u, m) - _rounded(v, m)) for _, u, v in facts]
    for t, factor in ways if facts else ():
        value = plain.value(t)
        if value.bottom == 1:
            yield factor * plain.term(value)


def _shown(
    f: Term,
    g: Term,
    m: Term,
    quotient: Term,
    facts: Facts,
    lemmas: list[Evidence | None],
    known: ProofContext,
    limits: Limits,
) -> Evidence | None:
    """Evidence from a quotient that is an integer as it is written."""
    basis = Basis(known.knowing(), POWERS, limits)
    for lemma in lemmas:
        if lemma is None or not basis.propose(lemma):
            return None
    for s, u, v in facts:
        for w in (u, v) if v != ZERO else (u,):
            basis.axiom("mod_floor", u=w, v=m)
        basis.propose(Hypothesis(s))
    for u in (f, g):
        basis.visit(u)
        basis.axiom("mod_floor", u=u, v=m)
    if g == ZERO:
        basis.axiom("floor_whole", n=quotient)
    else:
        basis.axiom("floor_shift", u=g / m, n=quotient)
    sides = call("mod", f, m), ZERO if g == ZERO else call("mod", g, m)
    return basis.evidence(*sides) if basis.equal(*sides) else None


def _known(known: ProofContext, m: Term) -> Iterator[tuple[App, Term, Term]]:
    """What is known to be congruent, with the statement that says so."""
    for s in conjuncts(known.facts.statements):
        match s:
            case App("=", (App("mod", (u, n)), App("mod", (v, k)))) if n == k == m:
                yield s, u, v
            case App("=", (App("mod", (u, n)), v)) if n == m and v == ZERO:
                yield s, u, v


def _solved(facts: Facts) -> Iterator[tuple[Term, Term]]:
    """A name or a power beside what it is congruent to."""
    for _, u, v in facts:
        for one, other in ((u, v), (v, u)):
            if isinstance(one, Sym) or (isinstance(one, App) and one.head == "^"):
                yield one, other
                break


def _put(t: Term, table: dict[Term, Term]) -> Term:
    """A term with others in place of some of its parts, the whole before its parts."""
    if t in table:
        return table[t]
    parts = children(t)
    return rebuild(t, tuple(_put(u, table) for u in parts)) if parts else t


def _rounded(u: Term, m: Term) -> Term:
    return ZERO if u == ZERO else call("floor", u / m)


def _of_names(t: Term) -> list[App]:
    """The powers in a term whose exponents are names, outside of floors."""
    match t:
        case App("^", (_, Sym())):
            return [t]
        case App("floor", _):
            return []
    return [found for u in children(t) for found in _of_names(u)]


def _whole(t: App, known: ProofContext, limits: Limits) -> Evidence | None:
    """floor(b^k) = b^k for all k from 0 on, by induction."""
    base, exponent = t.args
    if not isinstance(exponent, Sym) or not is_integer(known.facts.context, exponent.name):
        return None
    goal = App("=", (call("floor", t), t))
    start, above = grounds(goal, exponent.name, ZERO, known.facts)
    first, step = (Basis(k.knowing(), POWERS, limits) for k in (start, above))
    first.axiom("floor_whole", n=ONE)
    then = base ** (exponent + 1)
    step.visit(then)
    step.propose(Hypothesis(goal))
    step.axiom("floor_whole", n=base * call("floor", t))
    ends = [(call("floor", u), u) for u in (base**ZERO, then)]
    if not first.equal(*ends[0]) or not step.equal(*ends[1]):
        return None
    parts = first.evidence(*ends[0]), step.evidence(*ends[1])
    return induction(goal, exponent.name, ZERO, *parts)


def _powers(f: Term, g: Term, m: Term, known: ProofContext, limits: Limits) -> Iterator[Lemma]:
    """Powers with a name for exponent of what is known to be congruent, by induction on that."""
    parts = dict.fromkeys((*subterms(f), *subterms(g)))
    for s, u, v in _known(known, m):
        for part in parts:
            match part:
                case App("^", (base, exponent)) if base in (u, v):
                    for k in sorted(free_names(exponent) - free_names(s)):
                        if is_integer(known.facts.context, k):
                            found = _by_induction(u, v, k, m, known, limits)
                            if found is not None:
                                yield found


def _by_induction(
    u: Term, v: Term, k: str, m: Term, known: ProofContext, limits: Limits
) -> Lemma | None:
    """u^k = v^k (mod m) for all k from 0 on."""
    left, right = (call("mod", w ** Sym(k), m) for w in (u, v))
    goal = App("=", (left, right))
    start, above = grounds(goal, k, ZERO, known.facts)
    first = Basis(start.knowing(), HANDLERS, limits)
    then = [w ** (Sym(k) + 1) for w in (u, v)]
    step = _by_known(then[0], then[1], m, above, limits)
    at_zero = [call("mod", w**ZERO, m) for w in (u, v)]
    if step is None or not first.equal(*at_zero):
        return None
    return Lemma(goal, induction(goal, k, ZERO, first.evidence(*at_zero), step))
