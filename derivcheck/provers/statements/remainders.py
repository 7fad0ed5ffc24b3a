"""Remainders of powers for all integers from a bound on, by induction.

mod(4^n + 15*n - 1, 9) = 0      4^(n + 1) + 15*(n + 1) - 1 = 4*(4^n + 15*n - 1) - 45*n + 18

What is divided at n + 1 is a multiple of that at n, as one power tells, and a rest without that
power, whose remainder is found in the same way.  A modulus is divided into powers of primes, by the
Chinese remainder theorem: G. H. Hardy and E. M. Wright, An Introduction to the Theory of Numbers,
chapters 6 and 8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flint import fmpz

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Evidence,
    Hypothesis,
)
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Sym,
    Term,
    children,
    free_names,
    number,
    numeral,
    substitute,
    subterms,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import bounds, grounds, is_integer
from derivcheck.provers.foundations.inductions import induction
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.statements.known_congruences import reduced
from derivcheck.provers.statements.residues import remainder

POWERS = {head: HANDLERS[head] for head in ("^", "exp", "log")}
MAX_POWERS = 4
"""How many powers of the name are removed, one after the other."""

MAX_MODULUS = 32
"""How many residues are looked at where not more is to be tried."""


@dataclass(frozen=True, slots=True)
class Division:
    """mod(f, m) = r, with numerals 0 <= r < m."""

    f: Term
    m: int
    r: int

    @property
    def goal(self) -> App:
        """The equation."""
        return App("=", (self.left, number(self.r)))

    @property
    def left(self) -> App:
        """The remainder."""
        return App("mod", (self.f, number(self.m)))

    @property
    def rounded(self) -> App:
        """The whole quotient."""
        return App("floor", (self.f / number(self.m),))

    def at(self, var: str, value: Term) -> Division:
        """The same where a name has a value."""
        return replace(self, f=substitute(self.f, {var: value}))


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in each part: how far, and how many powers may still be removed."""

    limits: Limits
    powers: int = MAX_POWERS


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for the remainder of a term with powers of numbers, or by primes, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    match claim.before, numeral(claim.after):
        case App("mod", (f, m)), int() as r if isinstance(n := numeral(m), int) and 0 <= r < n:
            known, of, search = known_of(claim), Division(f, n, r), Search(limits)
            found = by_known(known, of, search) or _in_parts(known, of, search)
            return found and with_domain(claim, found)
    return None


def divided(known: ProofContext, of: Division, search: Search) -> Evidence | None:
    """Evidence for a remainder on the way to another one, by residues too."""
    found = by_known(known, of, search)
    if found or not search.powers:
        return found
    return _in_parts(known, of, search) or remainder(of.goal, known, search.limits)


def _in_parts(known: ProofContext, of: Division, search: Search) -> Evidence | None:
    """Evidence by induction on a name in an exponent, or by the primes of the modulus."""
    names = [n for n in sorted(free_names(of.f)) if is_integer(known.facts.context, n)]
    for var in (name for name in names if _has_powers(of.f, name)):
        for base in bounds(known.facts.statements, var):
            if found := _induction(known, of, var, base, search):
                return found
    return _by_primes(known, of, search)


def _has_powers(f: Term, var: str) -> bool:
    powers = (t for t in subterms(f) if isinstance(t, App) and t.head == "^")
    return any(var in free_names(t.args[1]) for t in powers)


def by_known(known: ProofContext, of: Division, search: Search) -> Evidence | None:
    """Evidence by the remainders and the equations that are known, or none being needed."""
    left = reduced(of.f - number(of.r), of.m, known, search.limits)
    if left is None:
        return None
    quotient, part = left.quotient, Division(left.rest, of.m, 0)
    if left.rest != ZERO:
        less = replace(search, powers=search.powers - 1)
        found = divided(known, part, less) if search.powers else _of_one(known, part, search)
        if found is None or not left.basis.propose(quotient_of(part, found)):
            return None
        quotient = quotient + part.rounded
    return _divided(left.basis, of, quotient)


def _of_one(known: ProofContext, of: Division, search: Search) -> Evidence | None:
    """Evidence for the remainder of a term with one name, by the residues of that alone."""
    few = len(free_names(of.f)) == 1 and of.m <= MAX_MODULUS
    return remainder(of.goal, known, search.limits) if few else None


# --- by induction --------------------------------------------------------------------------------


def _induction(
    known: ProofContext, of: Division, var: str, base: Term, search: Search
) -> Evidence | None:
    start, above = grounds(of.goal, var, base, known.facts)
    first = _evaluated(start, of.at(var, base), search.limits)
    step = first and _step(above, of, var, search)
    return induction(of.goal, var, base, first, step) if first and step else None


def _evaluated(known: ProofContext, of: Division, limits: Limits) -> Evidence | None:
    basis = Basis(known.knowing(), HANDLERS, limits)
    basis.visit(of.left)
    return basis.evidence(*of.goal.args) if basis.equal(*of.goal.args) else None


def _step(known: ProofContext, of: Division, var: str, search: Search) -> Evidence | None:
    """Evidence for the remainder at n + 1 from that at n."""
    then, less = of.at(var, Sym(var) + 1), replace(search, powers=search.powers - 1)
    for growth, rest in _rests(known, of, var, search.limits):
        inner, part = known.knowing(), Division(rest, of.m, 0)
        found = divided(inner, part, less)
        if found is None:
            continue
        basis = Basis(inner, POWERS, search.limits)
        basis.visit(then.f - of.f)
        basis.propose(quotient_of(of, Hypothesis(of.goal)))
        basis.propose(quotient_of(part, found))
        if found := _divided(basis, then, growth * of.rounded + part.rounded):
            return found
    return None


def _rests(
    known: ProofContext, of: Division, var: str, limits: Limits
) -> Iterator[tuple[Term, Term]]:
    """Each base of a power, and what is left at n + 1 without that multiple of the term at n."""
    basis, now = Basis(known.knowing(), {}, limits), of.f - number(of.r)
    exponents = (t.args[1] for t in subterms(now) if isinstance(t, App) and t.head == "^")
    lines = [line for t in exponents if (line := _line(basis, t, var))]
    origin = max((-(offset // slope) for offset, slope in lines if offset < 0), default=0)
    at = Sym(var) - number(origin) if origin else Sym(var)
    then = _separated(basis, substitute(now, {var: Sym(var) + 1}), var, at)
    now = _separated(basis, now, var, at)
    powers = (t for t in subterms(now) if isinstance(t, App) and t.head == "^")
    for base in dict.fromkeys(t.args[0] for t in powers if t.args[1] == at):
        if isinstance(numeral(base), int):
            yield base, basis.normal(then - base * now)


def _separated(basis: Basis, t: Term, var: str, at: Term) -> Term:
    """A term in which 3^(2*n + 1) is written 3*9^n, and 3^(2*n - 1) as 3*9^(n - 1).

    Arguments:
        at: the exponent of all powers, with which those of the term are whole.
    """
    match t:
        case App("^", (base, exponent)) if isinstance(b := numeral(base), int):
            line = _line(basis, exponent, var)
            offset = None if line is None else _numeral_at(basis, exponent - line[1] * at, var, 0)
            if line and offset is not None and offset >= 0:
                return number(b**offset) * number(b ** line[1]) ** at
    return rebuild(t, tuple(_separated(basis, u, var, at) for u in children(t)))


def _line(basis: Basis, exponent: Term, var: str) -> tuple[int, int] | None:
    """The value at zero and the slope of an exponent that is affine in a name and grows with it."""
    offset, first = (_numeral_at(basis, exponent, var, n) for n in (0, 1))
    if offset is None or first is None or offset >= first:
        return None
    slope = first - offset
    straight = basis.equal(exponent, number(slope) * Sym(var) + offset)
    return (offset, slope) if straight else None


def _numeral_at(basis: Basis, t: Term, var: str, n: int) -> int | None:
    """The integer that an exponent is at a number."""
    found = basis.field.constant(substitute(t, {var: number(n)}))
    return int(found) if found is not None and found.denominator == 1 else None


# --- by primes -----------------------------------------------------------------------------------


def _by_primes(known: ProofContext, of: Division, search: Search) -> Evidence | None:
    """Evidence from the remainders modulo the powers of primes that make up the modulus."""
    moduli = [int(p) ** int(e) for p, e in fmpz(of.m).factor()]
    if len(moduli) == 1:
        return None
    basis, parts = Basis(known.knowing(), {}, search.limits), []
    for q in moduli:
        part = Division(of.f, q, of.r % q)
        found = divided(known, part, search)
        if found is None or not basis.propose(quotient_of(part, found)):
            return None
        parts.append((pow(of.m // q, -1, q), part))
    total = sum((number(c) * part.rounded for c, part in parts), start=ZERO)
    ones = sum(c * of.m // part.m for c, part in parts) // of.m
    left = sum((number(c * part.r) / number(part.m) for c, part in parts), start=ZERO)
    more = basis.normal(left - number(of.r) / number(of.m))
    return _divided(basis, of, total - number(ones) * of.f + more)


def _divided(basis: Basis, of: Division, quotient: Term) -> Evidence | None:
    """Evidence for a remainder from the whole quotient."""
    least = number(of.r) / number(of.m)
    basis.axiom("mod_floor", u=of.f, v=of.m)
    basis.axiom("floor_between", u=least, n=ZERO)
    basis.axiom("floor_shift", u=least, n=quotient)
    return basis.evidence(*of.goal.args) if basis.equal(*of.goal.args) else None


def quotient_of(of: Division, remains: Evidence) -> Evidence:
    """Evidence for floor(f/m) = (f - r)/m from that for mod(f, m) = r."""
    row = Axiom("mod_floor", (("u", of.f), ("v", number(of.m))))
    return Arithmetic(of.rounded, (of.f - number(of.r)) / number(of.m), (row, remains))
