"""Discharging side conditions: the search of `lemma_search.py`, then the sign of a normal form."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivcheck.kernel.algebra.writing import power_product
from derivcheck.kernel.checker.signs import ALLOWED, PLUS
from derivcheck.kernel.language.derivatives import existence
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Enclosure,
    Have,
    Hypothesis,
    Lemma,
    Sign,
)
from derivcheck.kernel.language.terms import (
    INFINITE,
    ONE,
    TWO,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    is_infinite,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.arrays import array_lemmas
from derivcheck.provers.discharge.between_integers import between_integers
from derivcheck.provers.discharge.convergence import exists
from derivcheck.provers.discharge.half_turns import by_half_turns
from derivcheck.provers.discharge.monotone import by_increasing
from derivcheck.provers.discharge.zero_bases import by_zero_base
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.oscillating import without_value
from derivcheck.provers.normalforms.tails import tail
from derivcheck.provers.sideconditions.lemma_search import search
from derivcheck.provers.sideconditions.signed_forms import difference

FEW = Limits(rewrites=40)
"""How far a side condition is brought to normal form."""
SHIFTED = frozenset(("floor", "ceiling", "mod"))
CIRCULAR = frozenset(("sin", "cos", "tan", "cot", "sec", "csc"))
"""Heads of whose value at one argument something is known that is asked of it at another: floor(x)
of floor(x + 1), and the tangents of x and y where cos(x + y) is not zero."""
SERIES = frozenset(("sum", "prod", "log"))
"""Heads that are known in one form and asked in another: sums of squares of deviations, logarithms
of quotients."""


def discharge(known: ProofContext, s: Term) -> None:
    """Learns lemmas after which a statement holds, if it finds them."""
    match s:
        case App("defined", (Bind() as t,)) if not free_names(t) and known.learn(Enclosure(t)):
            return
        case App("not", (App("defined", (Bind() as t,)),)):
            found = tail(known, t) or without_value(known, t, HANDLERS)
            if found is not None and known.learn(found):
                return
    array_lemmas(known, s)
    match s:
        case App("defined", (Bind() as t,)) if not known.facts.holds(s):
            exists(known, Basis(known.knowing(), HANDLERS, FEW), t)  # without cases, if it can be
    if not known.facts.holds(s):
        search(known, s)
    match s:
        case App("=", (App("floor", (u,)), v)) if u == v and not known.facts.holds(s):
            by_half_turns(known, u, FEW)
    match s:
        case App("defined", (Bind("diff") as t,)) if not known.facts.holds(s):
            _by_table(known, t)
        case App(rel, (a, b)) if rel in ALLOWED and not {a, b} & set(INFINITE):
            for strategy in (_by_normal_form, _by_increasing, _by_substitution, _by_square):
                if known.facts.holds(s):
                    return
                strategy(known, s, rel, a, b)
            if not known.facts.holds(s) and isinstance(s, App):
                by_zero_base(known, s, FEW)
            if not known.facts.holds(s):
                between_integers(known, s)


def _by_table(known: ProofContext, t: Bind) -> None:
    """The conditions of the table of derivatives, by lemmas if need be."""
    all(map(known.holds, existence(t, known.facts.context) or ()))


def _by_increasing(known: ProofContext, s: Term, rel: str, a: Term, b: Term) -> None:
    """What an increasing function makes of the sides; of unequal ones, whichever is greater.

    A difference of two terms, as 1 - b^n, is looked at as these: b^n < 1.
    """
    for one, other in dict.fromkeys(((a, b), *_apart(known, difference(a, b)))):
        for strict in (rel,) if rel != "!=" else ("<", ">") if known.outermost else ():
            by_increasing(known, call(strict, one, other), FEW)


def _apart(known: ProofContext, gap: Term) -> Iterator[tuple[Term, Term]]:
    """The two terms of which something is the difference."""
    match gap:
        case App("+", (one, App("neg", (other,)))):
            yield one, other
    field = known.facts.field
    v = field.value(gap)
    terms = list(v.top.terms()) if v.bottom.is_constant() else []
    signs = {int(c) > 0: number(abs(int(c))) * power_product(field, m) for m, c in terms}
    if len(terms) == len(signs) == 2:
        yield signs[True], signs[False]


def _by_substitution(known: ProofContext, s: Term, rel: str, a: Term, b: Term) -> None:
    """The sign of the difference of the sides where known equations are solved for an atom."""
    names, gap = free_names(s), difference(a, b)
    if _by_names(known, s, rel, gap):
        return
    basis = _solved(known, lambda fact: bool(names & free_names(fact)))
    if basis is None:
        return
    normal = basis.normal(gap)
    if normal != gap and basis.known.holds(call(rel, normal, ZERO)):
        known.learn(Lemma(s, basis.wrapped(Sign(basis.arithmetic(gap, normal)))))


def _by_names(known: ProofContext, s: Term, rel: str, gap: Term) -> bool:
    """The sign of a circular function where a name in it is known to be something else."""
    angles = [t for t in subterms(gap) if isinstance(t, App) and t.head in CIRCULAR]
    for fact in conjuncts(known.given) if angles and known.outermost else ():
        match fact:
            case App("=", (Sym(x), value)) if x in free_names(gap) - free_names(value):
                there = substitute(gap, {x: value})
                if known.holds(call(rel, there, ZERO)):
                    same = Arithmetic(gap, there, (Hypothesis(fact),))
                    return known.learn(Lemma(s, Sign(same)))
    return False


def _by_square(known: ProofContext, s: Term, rel: str, a: Term, b: Term) -> None:
    """cos(u) != 0 where its square is a number that is not zero by what is known of sin(u)."""
    match difference(a, b):
        case App("sin" | "cos" as head, (u,)) as t if rel == "!=":
            other = call("cos" if head == "sin" else "sin", u)
        case _:
            return
    basis = _solved(known, lambda fact: other in subterms(fact))
    if basis is None or free_names(ratio := basis.normal(other / t)):
        return
    lemmas = (*basis.lemmas, Axiom("sin_square", (("u", u),)))
    value = Arithmetic(t**2, 1 / (1 + ratio**2), lemmas)
    shown = Lemma(call("!=", t**2, ZERO), Sign(value))
    known.learn(basis.known.shown(Have((shown,), Axiom("nonzero_base", (("u", t), ("v", TWO))))))


def _solved(known: ProofContext, is_about: Callable[[Term], bool]) -> Basis | None:
    """A session in which some known equations are solved; None within a search, or without any."""
    if not known.outermost:
        return None
    basis = Basis(known.knowing(), {}, FEW)
    for fact in conjuncts(known.given):
        match fact:
            case App("=", (left, right)) if is_about(fact) and not is_infinite(right):
                basis.propose(Hypothesis(fact), (left, right))
    return basis if basis.lemmas else None


def _by_normal_form(known: ProofContext, s: Term, rel: str, a: Term, b: Term) -> None:
    """The sign of the difference of the sides over the basis."""
    gap = difference(a, b)
    heads = _reducible(gap)
    if not heads:
        return
    inner = known.knowing()
    basis = Basis(inner, HANDLERS, FEW)
    basis.visit(gap)
    normal = basis.normal(gap)
    changed = normal != gap and bool(basis.lemmas)
    if not changed or not inner.holds(call(rel, normal, ZERO)):
        turned = CIRCULAR if rel == "!=" and known.outermost else frozenset()
        related = heads & (turned | SERIES | (SHIFTED if changed else frozenset()))
        if not related or not _restate(inner, basis, related, free_names(gap)):
            return
        normal = basis.normal(gap)
        if related & CIRCULAR:
            search(inner, call(rel, normal, ZERO))
        if not inner.facts.holds(call(rel, normal, ZERO)):
            return
    known.learn(Lemma(s, inner.shown(Sign(basis.arithmetic(gap, normal)))))


def _reducible(t: Term) -> frozenset[str]:
    """The heads in a term for which there are normal forms."""
    heads = (u.head for u in subterms(t) if isinstance(u, App | Bind))
    return frozenset(head for head in heads if head in HANDLERS)


def _restate(
    known: ProofContext, basis: Basis, heads: frozenset[str], names: frozenset[str]
) -> bool:
    """Learns over the basis what is known of some heads and names; whether there is any."""
    found = False
    for fact in conjuncts(known.given):
        match fact:
            case App(rel, (a, b)) if rel in ALLOWED and names & free_names(fact):
                about = _reducible(fact)
                gap = difference(a, b)
            case _:
                continue
        turned = CIRCULAR if rel == "!=" and heads & CIRCULAR else frozenset()
        if not about & (turned | (heads & SERIES) | (SHIFTED if heads & SHIFTED else frozenset())):
            continue
        basis.visit(gap)
        v = basis.value(gap)
        normal, divisor = basis.term(v), basis.polynomial(v.bottom)
        if normal != gap:
            sign = Sign(basis.arithmetic(normal, gap))
            found |= known.learn(Lemma(call(rel, normal, ZERO), sign))
        if divisor != ONE and heads & SERIES and known.facts.signs.sign(divisor) == PLUS:
            top = basis.polynomial(v.top)
            sign = Sign(basis.arithmetic(top, gap * divisor))
            found |= known.learn(Lemma(call(rel, top, ZERO), sign))
    return found
