"""Statements about remainders, for each remainder of the whole numbers in them.

    mod(n^3 - n, 6) = 0        mod(n, 2) = 1 implies mod(n^2, 8) = 1

With F = floor(n/m) the remainder n - m*F is one of 0, .., m - 1; in each case n = m*F + r, and a
polynomial P(n) with whole coefficients is m*W + c with a whole W (Hardy and Wright, An Introduction
to the Theory of Numbers, 5.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import lcm

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import negation
from derivcheck.kernel.checker.proof import goal_of
from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import LINKS, Claim
from derivcheck.kernel.language.evidence import (
    Absurd,
    Arithmetic,
    Axiom,
    Cases,
    Each,
    Evidence,
    Hypothesis,
    Lemma,
    Suppose,
)
from derivcheck.kernel.language.terms import (
    App,
    Num,
    Sym,
    Term,
    call,
    conjuncts,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.statements.implications import Effort, shown

MAX_CASES = 36
"""How many remainders, of all names together, are looked at."""

Remainders = Mapping[str, int]


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for a statement or an equation about remainders, or None."""
    goal = goal_of(claim)
    parts = tuple(dict.fromkeys(t for t in subterms(goal) if _modulus(t)))
    names = sorted(frozenset().union(*map(free_names, parts)))
    if not parts:
        return None
    whole = lcm(*(n for t in parts if (n := _modulus(t))))
    sorts = claim.context.sorts
    plain = all(v in sorts and sorts[v].base == "integer" and not sorts[v].shape for v in names)
    if not plain or not names or whole ** len(names) > MAX_CASES:
        return None
    linked = claim.relation in LINKS
    known = ProofContext(facts_of(claim), discharge) if linked else known_of(claim)
    found = _Residues(goal, parts, whole, limits).of(known, names, {})
    return with_domain(claim, found) if found and not linked else found


def _modulus(t: Term) -> int | None:
    """The number by which a remainder is taken."""
    match t:
        case App("mod", (_, Num(m))) if m == int(m) and m > 1:
            return int(m)
    return None


def _absurd(known: ProofContext, premise: Term) -> Evidence | None:
    """What follows from a premise a part of which is known to be false."""
    for p in conjuncts((premise,)):
        if isinstance(p, App) and p.head in ALLOWED and known.holds(negation(p)):
            return Absurd(Lemma(p))
    return None


class _Residues:
    """A goal in each case.

    Arguments:
        goal: to be shown.
        parts: the remainders in it.
        modulus: a multiple of those by which they are taken.
    """

    def __init__(self, goal: Term, parts: tuple[Term, ...], modulus: int, limits: Limits) -> None:
        self.goal, self.parts, self.modulus, self.limits = goal, parts, modulus, limits

    def of(self, known: ProofContext, names: list[str], at: Remainders) -> Evidence | None:
        """The goal, by the remainders of some names where those of others are known."""
        if not names:
            return self._at(known, at)
        name, *rest = names
        share = Sym(name) / number(self.modulus)
        for row in ("floor_lower", "floor_upper"):
            if not known.learn(Axiom(row, (("u", share),))):
                return None
        found = self._from(known, name, rest, at, 0)
        return known.shown(found) if found else None

    def _from(
        self, known: ProofContext, name: str, rest: list[str], at: Remainders, least: int
    ) -> Evidence | None:
        """The goal where a remainder is at least so much."""
        remainder = self._remainder(name)
        below = call("<", remainder, least + 1)
        if least == self.modulus - 1:
            return self._equal(known, name, rest, {**at, name: least})
        yes = self._equal(known.knowing(below), name, rest, {**at, name: least})
        if yes is None:
            return None
        no = self._from(known.knowing(negation(below)), name, rest, at, least + 1)
        return Cases(below, yes, no) if no else None

    def _equal(
        self, known: ProofContext, name: str, rest: list[str], at: Remainders
    ) -> Evidence | None:
        """The goal where a remainder is between two whole numbers."""
        remainder, value = self._remainder(name), number(at[name])
        rows = (
            Axiom("floor_between", (("u", remainder), ("n", value))),
            Axiom("floor_whole", (("n", remainder),)),
        )
        floor = call("floor", Sym(name) / number(self.modulus))
        share = (Sym(name) - value) / number(self.modulus)
        if any(known.inferred(row) is None for row in rows):
            return None
        if not known.learn(Lemma(call("=", floor, share), Arithmetic(floor, share, rows))):
            return None
        found = self.of(known, rest, at)
        return known.shown(found) if found else None

    def _remainder(self, name: str) -> Term:
        floor = call("floor", Sym(name) / number(self.modulus))
        return Sym(name) - number(self.modulus) * floor

    def _at(self, known: ProofContext, at: Remainders) -> Evidence | None:
        """The goal where all remainders are known."""
        shares = [
            Hypothesis(call("=", call("floor", share), (Sym(v) - number(r)) / number(self.modulus)))
            for v, r in at.items()
            for share in (Sym(v) / number(self.modulus),)
        ]
        for part in self.parts:
            lemma = self._value(known, part, at, tuple(shares))
            if lemma is None or not known.learn(lemma):
                return None
        found = self._shown(self.goal, known)
        return known.shown(found) if found else None

    def _shown(self, goal: Term, known: ProofContext) -> Evidence | None:
        """A statement where the remainders in it are known."""
        match goal:
            case App("iff", (p, q)):
                there = self._shown(call("implies", p, q), known)
                back = there and self._shown(call("implies", q, p), known)
                return Each((there, back)) if there and back else None
            case App("implies", (p, q)):
                of = _absurd(known, p) or self._under(p, q, known)
                return Suppose(of) if of else None
            case App("and", parts):
                each = tuple(self._shown(part, known) for part in parts)
                return Each(each) if all(each) else None
            case App("=", (left, right)):
                return split(left, right, known, self.limits, 0)
        return shown(goal, known, Effort(self.limits))

    def _under(self, premise: Term, goal: Term, known: ProofContext) -> Evidence | None:
        inner = known.supposing(premise)
        found = self._shown(goal, inner)
        return inner.shown(found) if found else None

    def _value(
        self, known: ProofContext, part: Term, at: Remainders, shares: tuple[Evidence, ...]
    ) -> Lemma | None:
        """What a remainder is in a case."""
        modulus = _modulus(part)
        if not isinstance(part, App) or modulus is None:
            return None
        (of, by), field = part.args, Field(known.facts.context)
        c = field.constant(substitute(of, {v: number(r) for v, r in at.items()}))
        if c is None or c.denominator != 1:
            return None
        rest = number(c % modulus)
        whole = fraction(field, field.value((substitute(of, self._put(at)) - rest) / by))
        shifted = Axiom("floor_shift", (("u", rest / by), ("n", whole)))
        if known.inferred(shifted) is None:
            return None
        rows = (Axiom("mod_floor", (("u", of), ("v", by))), shifted, *shares)
        return Lemma(call("=", part, rest), Arithmetic(part, rest, rows))

    def _put(self, at: Remainders) -> dict[str, Term]:
        """The names by their quotients and remainders."""
        m = number(self.modulus)
        return {v: m * call("floor", Sym(v) / m) + number(r) for v, r in at.items()}
