"""Solutions of recurrences of higher order: induction on several values in a row at once.

a(m + 2) = 5*a(m + 1) - 6*a(m), a(0) = 2, a(1) = 5      [a(n), a(n + 1)] = [f(n), f(n + 1)]

From the values in a row the recurrence tells the next one (Graham, Knuth and Patashnik, Concrete
Mathematics, section 1.1; the pair of values is the state of the companion matrix, section 6.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Congruence,
    Entries,
    Evidence,
    Hypothesis,
    Lemma,
)
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Sym,
    Term,
    conjuncts,
    number,
    substitute,
)
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import grounds, starts
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.functional import applications

MAX_ORDER = 4
"""How many values in a row are looked at, at most."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation of what a recurrence of second or higher order gives, or None."""
    if claim.relation != "=":
        return None
    facts = known_of(claim).facts
    asked = {f for side in (claim.before, claim.after) for f, _ in applications(side)}
    length = max((n for f, n in orders(facts) if f in asked), default=1)
    if not 1 < length <= MAX_ORDER:
        return None
    for var, base in starts(claim):
        found = _from(claim, var, base, length, facts, limits)
        if found is not None:
            return with_domain(claim, found)
    return None


def orders(facts: Facts) -> Iterator[tuple[str, int]]:
    """The functions of which recurrences are known for all integers, with how far these reach."""
    for s in conjuncts(facts.statements):
        match s:
            case Bind("forall", m, App("implies", (_, App("=", sides))) | App("=", sides)):
                found: dict[str, list[int]] = {}
                for f, (at, *more) in (pair for side in sides for pair in applications(side)):
                    step = facts.field.constant(at - Sym(m))
                    if step is not None and step.denominator == 1 and not more:
                        found.setdefault(f, []).append(int(step))
                yield from ((f, max(steps) - min(steps)) for f, steps in found.items())


def _from(
    claim: Claim, var: str, base: Term, length: int, facts: Facts, limits: Limits
) -> Evidence | None:
    """Evidence by induction on lists of values in a row."""
    row = _Row(claim.before, claim.after, var, length)
    start, above = grounds(App("=", row.lists), var, base, facts)
    for k in range(length):
        values = row.after(k)
        above.learn(Lemma(App("=", values), row.entry(k, Hypothesis(App("=", row.lists)))))
    first = row.shown(start, base, limits)
    step = first and row.shown(above, Sym(var) + 1, limits)
    if first is None or step is None:
        return None
    return row.entry(0, induction(App("=", row.lists), var, base, first, step))


@dataclass(frozen=True, slots=True)
class _Row:
    """Two sides at so many integers in a row, from a name on."""

    left: Term
    right: Term
    var: str
    length: int

    def at(self, value: Term) -> tuple[Term, Term]:
        """The sides at an integer."""
        left, right = (substitute(side, {self.var: value}) for side in (self.left, self.right))
        return left, right

    def after(self, k: int) -> tuple[Term, Term]:
        """The sides so many steps after the name."""
        return self.at(Sym(self.var) + number(k) if k else Sym(self.var))

    @property
    def lists(self) -> tuple[Term, Term]:
        """The values of either side, as lists."""
        left, right = zip(*map(self.after, range(self.length)), strict=True)
        return App("vector", left), App("vector", right)

    def entry(self, k: int, of: Evidence) -> Evidence:
        """One of the equations from that of the lists."""
        left, right = (App("index", (side, number(k + 1))) for side in self.lists)
        return Arithmetic(*self.after(k), (Congruence(left, right, (of, None)),))

    def shown(self, known: ProofContext, start: Term, limits: Limits) -> Evidence | None:
        """Evidence that the lists from an integer on are equal."""
        one, other = (substitute(side, {self.var: start}) for side in self.lists)
        found = []
        for k in range(self.length):
            shown = split(*self.at(start + number(k)), known, limits, 0)
            if shown is None:
                return None
            left, right = (App("index", (side, number(k + 1))) for side in (one, other))
            found.append(known.shown(Arithmetic(left, right, (shown,))))
        return Entries(one, other, (), tuple(found))
