"""What is not zero because it lies on one side of zero: 1 - a^2*sin(x)^2 where |a| < 1.

A power is positive where its base is.
"""

from __future__ import annotations

from typing import Literal

from derivcheck.kernel.language.terms import ZERO, App, Num, Term
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
    found = side(known, base)
    return found is not None and known.holds(App(found, (base, ZERO)))


def side(known: ProofContext, t: Term) -> Literal["<", ">"] | None:
    """On which side of zero a real term lies at some points; None if on neither or on both."""
    signs = {value > 0 for (value,) in known.models.values(t) if value}
    return (">" if signs.pop() else "<") if len(signs) == 1 else None


def _base(t: Term) -> Term:
    """What is not zero if and only if a power or a root is not."""
    match t:
        case App("^", (u, Num() | App("/", (Num(), Num())))) | App("sqrt", (u,)):
            return _base(u)
    return t
