"""Statements about floors of multiples of a real number, by where its fractional part lies.

floor(x) + floor(x + 1/2) = floor(2*x)      x - floor(x) < 1/2, and the rest

With n = floor(x) every floor(a*x + c) is a*n and an integer that changes only where the fractional
part passes one of finitely many numbers: R. L. Graham, D. E. Knuth and O. Patashnik, Concrete
Mathematics, section 3.2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import NamedTuple

from derivcheck.kernel.checker.signs import ALLOWED
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Axiom, Cases, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Sym,
    Term,
    call,
    free_names,
    number,
    subterms,
    whole,
)
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import is_integer
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis, scaled, summed

MAX_CASES = 24
"""Into how many parts the unit interval may be divided."""


class Rounded(NamedTuple):
    """floor(a*x + c + k) for an integer k."""

    slope: Fraction
    offset: Fraction
    shift: Term

    def term(self, x: Sym) -> Term:
        """What is rounded."""
        return number(self.slope) * x + number(self.offset) + self.shift

    def breaks(self, unit: int) -> Iterator[Fraction]:
        """Where the floor changes while x/unit passes from an integer to the next one."""
        a = self.slope * unit
        low, high = sorted((self.offset, a + self.offset))
        yield from ((k - self.offset) / a for k in range(floor(low), ceil(high) + 1))

    def value(self, unit: int, at: Fraction, quotient: Term) -> Term:
        """The floor for x = unit*(quotient + t) with t about a number."""
        a = self.slope * unit
        return number(a) * quotient + number(floor(a * at + self.offset)) + self.shift


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for an equation or a comparison with floors of a real number, or None."""
    if claim.relation not in ALLOWED or claim.context.field != "real":
        return None
    goal, known = App(claim.relation, (claim.before, claim.after)), known_of(claim)
    for name in sorted(free_names(goal)):
        sort = claim.context.sorts.get(name)
        if sort is None or not sort.is_number or is_integer(claim.context, name):
            continue
        rounded = _rounded(goal, known, Sym(name), limits)
        if rounded and (found := _by_parts(goal, known, Sym(name), rounded, limits)):
            return with_domain(claim, found)
    return None


def _rounded(goal: Term, known: ProofContext, x: Sym, limits: Limits) -> dict[App, Rounded]:
    """The floors in a statement of multiples of a name; none if it is rounded otherwise."""
    found: dict[App, Rounded] = {}
    basis = Basis(known.knowing(), {}, limits)
    for t in dict.fromkeys(subterms(goal)):
        match t:
            case App("floor" | "ceiling" | "mod" as head, (u, *_)) if x.name in free_names(t):
                inner = App("floor", (-u if head == "ceiling" else u,))
                of = None if head == "mod" else _affine(basis, inner.args[0], x)
                if of is None:
                    return {}
                found[inner] = of
    return found


def _affine(basis: Basis, u: Term, x: Sym) -> Rounded | None:
    slope, offset, shift = Fraction(0), Fraction(0), list[tuple[Fraction, Term]]()
    for c, m in basis.summands(u):
        if m == x:
            slope = c
        elif m == number(1):
            offset = c
        elif basis.known.facts.holds(whole(scaled(c, m))):
            shift.append((c, m))
        else:
            return None
    return Rounded(slope, offset, summed(shift)) if slope else None


def _by_parts(
    goal: App, known: ProofContext, x: Sym, rounded: dict[App, Rounded], limits: Limits
) -> Evidence | None:
    """Evidence in each part of the unit interval."""
    unit = lcm(*(of.slope.denominator for of in rounded.values()))
    breaks = {b for of in rounded.values() for b in of.breaks(unit) if 0 < b < 1}
    if len(breaks) >= MAX_CASES:
        return None
    for row in ("floor_lower", "floor_upper"):
        known.learn(Axiom(row, (("u", x / number(unit)),)))
    ends = (Fraction(0), *sorted(breaks), Fraction(1))
    return _Parts(goal, x, rounded, unit, ends, limits).beyond(known, 0)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of an interval from one multiple of the unit to the next.

    Arguments:
        goal: what is to be shown in each.
        x: the name that lies there.
        rounded: the floors and what they are of.
        unit: the length of the interval.
        ends: of the parts, for x = unit*(quotient + end).
        limits: of normal forms.
    """

    goal: App
    x: Sym
    rounded: dict[App, Rounded]
    unit: int
    ends: tuple[Fraction, ...]
    limits: Limits

    @property
    def quotient(self) -> Term:
        """The integer below x/unit."""
        return call("floor", self.x / number(self.unit))

    def end(self, n: int) -> Term:
        """An end of a part."""
        return number(self.unit) * (self.quotient + number(self.ends[n]))

    def beyond(self, known: ProofContext, n: int) -> Evidence | None:
        """Evidence from one of the ends on."""
        if n + 2 == len(self.ends):
            return self.between(known, n)
        return _in_cases(
            call("<", self.x, self.end(n + 1)), known,
            lambda known: self.between(known, n), lambda known: self.beyond(known, n + 1),
        )  # fmt: skip

    def between(self, known: ProofContext, n: int) -> Evidence | None:
        """Evidence in one part, at its lower end apart if a floor falls."""
        middle = (self.ends[n] + self.ends[n + 1]) / 2
        if all(of.slope > 0 for of in self.rounded.values()):
            return self.at(known, middle)
        return _in_cases(
            call("<", self.end(n), self.x), known,
            lambda known: self.at(known, middle), lambda known: self.at(known, self.ends[n]),
        )  # fmt: skip

    def at(self, known: ProofContext, part: Fraction) -> Evidence | None:
        """Evidence where all floors are what they are at one fractional part."""
        basis, (left, right) = Basis(known, {}, self.limits), self.goal.args
        for t, of in self.rounded.items():
            basis.axiom("floor_between", u=t.args[0], n=of.value(self.unit, part, self.quotient))
        for u in subterms(self.goal):
            if isinstance(u, App) and u.head == "ceiling":
                basis.axiom("ceiling_floor", u=u.args[0])
        normal = basis.normal(left - right)
        if self.goal.head == "=":
            return basis.evidence(left, right) if normal == ZERO else None
        if not known.holds(App(self.goal.head, (normal, ZERO))):
            return None
        return basis.wrapped(Lemma(self.goal, Sign(basis.arithmetic(left - right, normal))))


def _in_cases(
    statement: Term,
    known: ProofContext,
    if_so: Callable[[ProofContext], Evidence | None],
    if_not: Callable[[ProofContext], Evidence | None],
) -> Evidence | None:
    yes = if_so(known.knowing(statement))
    no = yes and if_not(known.denying(statement))
    return known.shown(Cases(statement, yes, no)) if yes and no else None
