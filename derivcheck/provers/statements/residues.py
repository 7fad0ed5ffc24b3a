"""Statements about floors and remainders of integers, for one residue after the other.

mod(n^3 - n, 6) = 0                     n = 6*k, n = 6*k + 1, .., n = 6*k + 5
sin(pi*n/2)^2 = (1 - (-1)^n)/2          n = 4*k, n = 4*k + 1, .., n = 4*k + 3

A statement that depends on n through floor(p(n)/m) is one about k for each residue of n modulo m.
It is shown for all integers k, and holds of (n - r)/m, which is the whole number floor(n/m) where r
is the residue: G. H. Hardy and E. M. Wright, An Introduction to the Theory of Numbers, chapter 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import gcd, lcm

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.checker.suppositions import taken_by
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, Claim
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Each,
    Either,
    Evidence,
    Generalise,
    Hypothesis,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    TRUE,
    App,
    Bind,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    fresh,
    number,
    numeral,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import is_integer
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.normalforms.trigonometric import PI
from derivcheck.provers.statements.implications import Effort, shown

ROUNDING = frozenset(["floor", "ceiling", "mod"])
MAX_MODULUS = 12
"""Up to which modulus residues are looked at."""
MAX_CASES = 36
"""How many cases the residues of several names may make."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a statement about integers, or None."""
    goal, is_step = goal_of(claim), claim.relation not in LINKS
    if claim.relation == "iff":
        forward = prove(replace(claim, relation="implies"), limits)
        backward = forward and prove(replace(claim, relation="implied by"), limits)
        return Each((forward, backward)) if forward and backward else None
    known = known_of(claim) if is_step else ProofContext(facts_of(claim), discharge)
    names, effort = [*moduli(goal, known)], Effort(limits, contrary=True)
    if not names and not _is_of_given(goal, known):
        return None
    found = _of_given(goal, known, names, effort)
    found = found or by_residues(goal, known, names, effort, MAX_CASES)
    return found and with_domain(claim, found) if is_step else found


def _of_given(
    goal: Term, known: ProofContext, names: Sequence[str], effort: Effort
) -> Evidence | None:
    """Evidence for an implication whose premise tells the residue of a name."""
    match goal:
        case App("implies", (p, q)):
            inner = known.supposing(p)
            if any(_given(q, inner)):
                found = by_residues(q, inner, names, effort, MAX_CASES)
                return found and Suppose(inner.shown(found))
    return None


def remainder(goal: App, known: ProofContext, limits: Limits) -> Evidence | None:
    """Evidence for an equation about a remainder by what is known, or None."""
    names = [*moduli(goal, known)]
    if not names and not _is_of_given(goal, known):
        return None
    return by_residues(goal, known, names, Effort(limits), MAX_CASES)


def _is_of_given(goal: Term, known: ProofContext) -> bool:
    """Whether something is rounded in a statement, and the residue of a name in it is known."""
    return any(divided(goal, known)) and any(_given(goal, known))


def moduli(goal: Term, known: ProofContext) -> dict[str, int]:
    """Names of integers in floors and remainders, and modulo what they matter, small ones first."""
    found: dict[str, int] = {}
    for u, m in divided(goal, known):
        for name, n in _periods(u, m, known).items():
            found[name] = lcm(n, found.get(name, 1))
    kept = [(name, m) for name, m in found.items() if 1 < m <= MAX_MODULUS]
    return dict(sorted(kept, key=lambda pair: pair[1]))


def _periods(u: Term, m: int, known: ProofContext) -> dict[str, int]:
    """Names of integers, and after how many the remainder of a term modulo m comes again."""
    field = known.facts.field
    v = field.value(u)
    names = {t.name for t in subterms(u) if isinstance(t, Sym)}
    found = {name: m for name in names if is_integer(known.facts.context, name)}
    for n in field.used(v):
        atom, place = field.terms[n], v.top.context().nvars() - 1 - n
        if not isinstance(atom, Sym):
            return found
        if v.bottom.is_constant() and atom.name in found:
            shared = gcd(m, *(int(c) for powers, c in v.top.terms() if powers[place]))
            found[atom.name] = m // shared
    return found


def divided(goal: Term, known: ProofContext) -> Iterator[tuple[Term, int]]:
    """What is divided by a number and rounded, with that number."""
    for t in subterms(goal):
        match t:
            case App("mod", (u, v)) if isinstance(m := numeral(v), int):
                yield u, m
            case App("floor" | "ceiling", (u,)):
                bottom = known.facts.field.value(u).bottom
                if bottom.is_constant():
                    yield u, int(bottom.leading_coefficient())
            case App("sin" | "cos", (u,)):  # of parts of a half turn, which come again after two
                turns = fraction(known.facts.field, known.facts.field.value(u / PI))
                bottom = known.facts.field.value(turns).bottom
                if bottom.is_constant() and bottom != 1 and PI not in subterms(turns):
                    yield turns, 2 * int(bottom.leading_coefficient())


def by_residues(
    goal: Term, known: ProofContext, names: Sequence[str], effort: Effort, cases: int
) -> Evidence | None:
    """Evidence for a statement by the residues of one name, and of others within these."""
    for name, m, r in _given(goal, known):
        statement = _for_residue(goal, name, m, r, fresh("k", taken_by(known.facts, goal)))
        if _for_all(statement, known, effort, cases):
            known.learn(Axiom("mod_floor", (("u", Sym(name)), ("v", number(m)))))
            return _instance(goal, known, Sym(name), m, r, statement)
    periods = moduli(goal, known)
    for name in names:
        m = periods.get(name, 1)
        if not 1 < m <= cases:
            continue
        k = fresh("k", taken_by(known.facts, goal))
        every = [_for_residue(goal, name, m, r, k) for r in range(m)]
        if all(_for_all(statement, known, effort, cases // m) for statement in every):
            return _in_each_case(goal, known, Sym(name), every)
    return None


def _given(goal: Term, known: ProofContext) -> Iterator[tuple[str, int, int]]:
    """Names in a statement whose residue is known: name, modulus, residue."""
    for fact in conjuncts(known.facts.statements):
        match fact:
            case App("=", (App("mod", (Sym(name), m)), r)) if name in free_names(goal):
                modulus, residue = numeral(m), numeral(r)
                if isinstance(modulus, int) and isinstance(residue, int) and 0 <= residue < modulus:
                    yield name, modulus, residue


def _for_all(statement: Bind, known: ProofContext, effort: Effort, cases: int) -> bool:
    """Learns a statement about every integer if it is found for a fresh one."""
    inner = known.inside(statement, statement.var)
    _evaluate(statement.body, inner, effort.limits)
    of = _decided(statement.body, inner) or shown(statement.body, inner, effort)
    of = of or by_residues(statement.body, inner, [*moduli(statement.body, inner)], effort, cases)
    if of is None:
        return False
    return known.learn(Lemma(statement, Generalise(statement.var, inner.shown(of))))


def _evaluate(statement: Term, known: ProofContext, limits: Limits) -> None:
    """Learns the values of floors and remainders that are polynomials now."""
    for t in dict.fromkeys(subterms(statement)):
        if not isinstance(t, App) or t.head not in ROUNDING:
            continue
        basis = Basis(known.knowing(), HANDLERS, limits)
        basis.visit(t)
        value = basis.normal(t)
        if not any(isinstance(u, App) and u.head in ROUNDING for u in subterms(value)):
            known.learn(Lemma(call("=", t, value), basis.evidence(t, value)))


def _decided(statement: Term, known: ProofContext) -> Evidence | None:
    """An implication whose conclusion is known, or whose premise is known to fail."""
    match statement:
        case App("implies", (_, q)) if known.holds(q):
            return Suppose(Lemma(q))
        case App("implies", (p, _)) if known.holds(negation(p)):
            return Suppose(Absurd(Lemma(p)))
    return None


def _for_residue(goal: Term, name: str, m: int, r: int, k: str) -> Bind:
    """The statement for all numbers with one residue."""
    n = number(m) * Sym(k) + number(r) if r else number(m) * Sym(k)
    return Bind("forall", k, substitute(goal, {name: n}), (), "integer")


def _in_each_case(goal: Term, known: ProofContext, n: Sym, every: list[Bind]) -> Evidence | None:
    """The statement from those for all numbers with one residue."""
    m = number(len(every))
    residue = n - m * call("floor", n / m)
    for row in ("floor_lower", "floor_upper"):
        known.learn(Axiom(row, (("u", n / m),)))
    known.learn(Lemma(call("<", residue, m)))

    def cases(known: ProofContext, r: int) -> Evidence | None:
        if r == len(every) - 1:
            return _instance(goal, known, n, r + 1, r, every[r])
        statement = call("<=", residue, r)
        yes = _instance(goal, known.knowing(statement), n, len(every), r, every[r])
        no = yes and cases(known.denying(statement), r + 1)
        return known.shown(Cases(statement, yes, no)) if yes and no else None

    return cases(known, 0)


def _instance(
    goal: Term, known: ProofContext, n: Sym, m: int, r: int, statement: Bind
) -> Evidence | None:
    """The statement where a number has a residue, from that for all numbers with it."""
    whole, k = call("floor", n / m), (n - number(r)) / m if r else n / m
    is_k = Lemma(call("=", whole, k))
    rounded = Arithmetic(k, call("floor", k), (is_k, Axiom("floor_whole", (("n", whole),))))
    of = Hypothesis(statement, (k,))
    if not (known.learn(rounded) and known.learn(of)):
        return None
    stated = known.inferred(of)
    found = None if stated is None else _by_like(goal, stated, known)
    return found and known.shown(found)


def _by_like(goal: Term, stated: Term, known: ProofContext) -> Evidence | None:
    """A statement from a known one that differs in how its terms are written."""
    match goal, stated:
        case App("implies", (p, q)), App("implies", (_, like)):
            inner = known.supposing(p) if p != TRUE else known
            of = _by_like(q, like, inner) if inner.learn(Lemma(like)) else None
            return of and Suppose(inner.shown(of))
        case App("and", goals), App("and", parts):
            found = [_by_like(q, part, known) for q, part in zip(goals, parts, strict=True)]
            return Each(tuple(found)) if all(found) else None
        case App("or", _), App("or", parts):
            return Either(stated, (Lemma(goal),) * len(parts))
    return Lemma(goal) if known.facts.holds(goal) else None
