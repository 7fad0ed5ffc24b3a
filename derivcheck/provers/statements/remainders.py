"""Remainders of powers for all integers from a bound on, by induction.

mod(4^n + 15*n - 1, 9) = 0      4^(n + 1) + 15*(n + 1) - 1 = 4*(4^n + 15*n - 1) - 45*n + 18

What is divided at n + 1 is a multiple of that at n, as one power tells, and a rest without that
power, whose remainder is found in the same way: G. H. Hardy and E. M. Wright, An Introduction to
the Theory of Numbers, chapter 6.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import (
    Arithmetic,
    Axiom,
    Evidence,
    Hypothesis,
    Induction,
)
from derivcheck.kernel.language.terms import (
    ZERO,
    App,
    Sym,
    Term,
    call,
    children,
    free_names,
    number,
    numeral,
    substitute,
    subterms,
    whole,
)
from derivcheck.kernel.language.traversal import rebuild
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.induction import bounds, grounds, is_integer
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext
from derivcheck.provers.normalforms.basis import Basis
from derivcheck.provers.normalforms.handlers import HANDLERS
from derivcheck.provers.statements.residues import remainder

POWERS = {head: HANDLERS[head] for head in ("^", "exp", "log")}
MAX_POWERS = 4
"""How many powers of the name are removed, one after the other."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence for the remainder of a term with powers of numbers, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    match claim.before, numeral(claim.after):
        case App("mod", (f, m)), int() as r if 0 <= r < (numeral(m) or 0):
            known = known_of(claim)
        case _:
            return None
    for var in sorted(free_names(f)):
        if not is_integer(claim.context, var) or not _has_powers(f, var):
            continue
        for base in bounds(claim, var):
            found = _induction(known, f, m, number(r), var, base, limits, MAX_POWERS)
            if found is not None:
                return with_domain(claim, found)
    return None


def _has_powers(f: Term, var: str) -> bool:
    powers = (t for t in subterms(f) if isinstance(t, App) and t.head == "^")
    return any(var in free_names(t.args[1]) for t in powers)


def _remainder(
    known: ProofContext, f: Term, m: Term, var: str, base: Term, limits: Limits, powers: int
) -> Evidence | None:
    """Evidence that a number divides a term, or None."""
    goal = call("=", call("mod", f, m), ZERO)
    found = _whole_quotient(known, f, m, limits)
    if found or not powers:
        return found
    if _has_powers(f, var):
        return _induction(known, f, m, ZERO, var, base, limits, powers)
    return remainder(goal, known, limits)


def _whole_quotient(known: ProofContext, f: Term, m: Term, limits: Limits) -> Evidence | None:
    """Evidence that a number divides each summand of a term."""
    basis, goal = Basis(known.knowing(), {}, limits), call("mod", f, m)
    quotient = basis.normal(f / m)
    if not known.facts.holds(whole(quotient)):
        return None
    basis.axiom("mod_floor", u=f, v=m)
    basis.axiom("floor_whole", n=quotient)
    return basis.evidence(goal, ZERO) if basis.equal(goal, ZERO) else None


def _evaluated(known: ProofContext, goal: App, limits: Limits) -> Evidence | None:
    basis = Basis(known.knowing(), HANDLERS, limits)
    for side in goal.args:
        basis.visit(side)
    return basis.evidence(*goal.args) if basis.equal(*goal.args) else None


def _induction(
    known: ProofContext,
    f: Term,
    m: Term,
    r: Term,
    var: str,
    base: Term,
    limits: Limits,
    powers: int,
) -> Evidence | None:
    left = call("mod", f, m)
    start, above = grounds(call("=", left, r), var, base, known.facts)
    first = _evaluated(start, App("=", (substitute(left, {var: base}), r)), limits)
    step = first and _step(above, f, m, r, var, base, limits, powers)
    return Induction(left, r, var, base, first, step) if first and step else None


def _step(
    known: ProofContext,
    f: Term,
    m: Term,
    r: Term,
    var: str,
    base: Term,
    limits: Limits,
    powers: int,
) -> Evidence | None:
    """Evidence for the remainder at n + 1 from that at n."""
    then = substitute(f, {var: Sym(var) + 1})
    before = _quotient(f, m, r, Hypothesis(call("=", call("mod", f, m), r)))
    for growth, rest in _rests(known, f - r, var, limits):
        inner = known.knowing()
        of = _remainder(inner, rest, m, var, base, limits, powers - 1)
        if of is None:
            continue
        basis = Basis(inner, POWERS, limits)
        basis.visit(then - f)
        basis.propose(before)
        basis.propose(_quotient(rest, m, ZERO, of))
        basis.axiom("mod_floor", u=then, v=m)
        basis.axiom("floor_between", u=r / m, n=ZERO)
        basis.axiom("floor_shift", u=r / m, n=growth * _rounded(f, m) + _rounded(rest, m))
        if basis.equal(call("mod", then, m), r):
            return basis.evidence(call("mod", then, m), r)
    return None


def _rests(
    known: ProofContext, now: Term, var: str, limits: Limits
) -> Iterator[tuple[Term, Term]]:
    """Each base of a power, and what is left at n + 1 without that multiple of the term at n."""
    basis = Basis(known.knowing(), {}, limits)
    then = substitute(now, {var: Sym(var) + 1})
    now, then = (_separated(basis, t, var) for t in (now, then))
    powers = (t for t in subterms(now) if isinstance(t, App) and t.head == "^")
    for base in dict.fromkeys(t.args[0] for t in powers if t.args[1] == Sym(var)):
        if isinstance(numeral(base), int):
            yield base, basis.normal(then - base * now)


def _separated(basis: Basis, t: Term, var: str) -> Term:
    """A term in which 3^(2*n + 1) is written 3*9^n."""
    match t:
        case App("^", (base, exponent)) if isinstance(b := numeral(base), int):
            offset, first = (_numeral_at(basis, exponent, var, n) for n in (0, 1))
            if offset is not None and first is not None and 0 <= offset < first:
                slope = first - offset
                if basis.equal(exponent, number(slope) * Sym(var) + offset):
                    return number(b**offset) * number(b**slope) ** Sym(var)
    return rebuild(t, tuple(_separated(basis, u, var) for u in children(t)))


def _numeral_at(basis: Basis, t: Term, var: str, n: int) -> int | None:
    """The integer that an exponent is at a number."""
    found = basis.field.constant(substitute(t, {var: number(n)}))
    return int(found) if found is not None and found.denominator == 1 else None


def _quotient(f: Term, m: Term, r: Term, remains: Evidence) -> Evidence:
    """Evidence for floor(f/m) = (f - r)/m from that for mod(f, m) = r."""
    return Arithmetic(
        _rounded(f, m), (f - r) / m, (Axiom("mod_floor", (("u", f), ("v", m))), remains)
    )


def _rounded(f: Term, m: Term) -> App:
    return call("floor", f / m)
