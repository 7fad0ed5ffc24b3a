"""Continuity: which terms are continuous in a name wherever they are defined on an interval."""

from __future__ import annotations

from collections.abc import Callable

from derivcheck.kernel.language.handbook import HANDBOOK
from derivcheck.kernel.language.terms import App, Sym, Term, call, free_names


def continuous(t: Term, var: str, holds: Callable[[Term], bool]) -> bool:
    """Whether a term of the real field is continuous in a name wherever it is defined on intervals.

    Its conditions keep a base on one side of zero, or not negative under a constant exponent.

    Arguments:
        holds: whether a statement is known; asked about bases of exponents that move.
    """
    if var not in free_names(t):
        return True
    match t:
        case Sym():
            return True
        case App("^", (u, v)) if var in free_names(v) and not holds(call("<", 0, u)):
            return False
        case App("apply", (Sym(), *parts)):
            return all(continuous(p, var, holds) for p in parts)
        case App(head, parts):
            return head in CONTINUOUS and all(continuous(p, var, holds) for p in parts)
    return False


CONTINUOUS = frozenset("+ * neg / ^".split()) | {f for f in HANDBOOK if HANDBOOK[f].continuous}
"""Heads that are continuous on every interval on which they are defined."""
