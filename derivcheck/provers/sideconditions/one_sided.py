"""What is not zero because it lies on one side of zero: 1 - a^2*sin(x)^2 where |a| < 1.

A power is positive where its base is.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import ZERO, App, Num, Term, call
from derivcheck.provers.foundations.proof_context import ProofContext


def by_side(known: ProofContext, rel: str, gap: Term) -> bool:
    """Learns that a term, or the base of a power, is positive or negative, as it is at some points.

    Arguments:
        rel: of which it is asked how it compares with zero.
        gap: the term.
    """
    base = _base(gap)
    is_asked = rel == "!=" or (rel == ">" and base != gap)
    if not is_asked or known.facts.context.field != "real" or not known.near:
        return False
    signs = {value > 0 for (value,) in known.models.values(base)}
    if len(signs) != 1:
        return False
    return known.holds(call("<", ZERO, base) if signs.pop() else call("<", base, ZERO))


def _base(t: Term) -> Term:
    """What is not zero if and only if a power or a root is not."""
    match t:
        case App("^", (u, Num() | App("/", (Num(), Num())))) | App("sqrt", (u,)):
            return _base(u)
    return t
