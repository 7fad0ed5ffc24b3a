"""The conditions of a proof without those that follow from the others.

    x != 0, x^2 != 0     ->  x != 0
    x > 0, x != 0        ->  x > 0

What is left says the same: whatever is dropped, the kernel derives from the rest.
"""

from __future__ import annotations

from derivcheck.kernel.judge import facts_of
from derivcheck.kernel.language.claims import Claim
from derivcheck.kernel.language.terms import Term, subterms

MAX_CONDITIONS = 12
"""How many conditions are compared with each other."""


def essential(claim: Claim, conditions: tuple[Term, ...]) -> tuple[Term, ...]:
    """The conditions, in their order, that do not follow from the rest and the assumptions.

    Arguments:
        claim: what holds under them.
        conditions: statements.
    """
    if not 0 < len(conditions) <= MAX_CONDITIONS:
        return conditions
    allowed, kept = facts_of(claim), list(conditions)
    for condition in sorted(conditions, key=_size, reverse=True):
        rest = [c for c in kept if c != condition]
        if (allowed.knowing(*rest) if rest else allowed).holds(condition):
            kept = rest
    return tuple(kept)


def _size(t: Term) -> int:
    return sum(1 for _ in subterms(t))
