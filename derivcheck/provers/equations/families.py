"""Lines that stand for families: with antiderivatives, or with constants added to them.

Two lines with antiderivatives are one family if their derivatives agree; two with constants alone
if they differ by a number (Rudin, Principles of Mathematical Analysis, 5.11).
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.checker.constancy import around, constants, difference
from derivcheck.kernel.judge import grounds
from derivcheck.kernel.language.antiderivatives import integrated, place, summands
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.evidence import Evidence, Family
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    Bind,
    Sym,
    free_names,
    number,
    substitute,
)
from derivcheck.provers.discharge.discharge import discharge
from derivcheck.provers.equations.cases import split
from derivcheck.provers.equations.domains import with_domain
from derivcheck.provers.equations.elementary import known_of
from derivcheck.provers.equations.zero_derivative import agreement
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.foundations.proof_context import ProofContext

POINTS = tuple(map(number, (0, 1, 2)))
"""Where the number is read off by which two lines differ."""


def prove(claim: Claim, limits: Limits) -> Evidence | None:
    """Evidence that two lines stand for one family, or None."""
    if claim.relation != "=" or claim.context.field != "real":
        return None
    if any(map(integrated, (claim.before, claim.after))):
        found = next(filter(None, (_by_rates(claim, x, limits) for x in _variables(claim))), None)
    else:
        found = _by_a_number(claim, limits) if constants(claim) else None
    return found and with_domain(claim, found)


def _variables(claim: Claim) -> Iterator[str]:
    """The names by which antiderivatives are taken."""
    parts = [p for t in (claim.before, claim.after) for _, p in summands(t, integrated)]
    places = [at for p in parts if (at := place(p)) is not None]
    yield from sorted(frozenset().union(*map(free_names, places)))


def _by_rates(claim: Claim, x: str, limits: Limits) -> Family | None:
    """Evidence by derivatives that agree."""
    facts = grounds(claim).both
    gap = difference(claim)
    known = ProofContext(around(x, claim, facts), discharge)
    rate = Bind("diff", x, gap, (Sym(x), ONE))
    if not known.defined(rate):
        return None
    found = split(rate, ZERO, known, limits, limits.cases)
    return None if found is None else Family(x, found, tuple(known.lemmas))


def _by_a_number(claim: Claim, limits: Limits) -> Family | None:
    """Evidence by a number that is the difference at one point, and so at all."""
    gap = difference(claim)
    names = free_names(gap)
    for point in POINTS:
        there = substitute(gap, dict.fromkeys(names, point))
        one = Claim(claim.context, gap, "=", there)
        found = split(gap, there, known_of(claim), limits, 0) or agreement(one, limits)
        if found is not None:
            return Family("", found)
    return None
