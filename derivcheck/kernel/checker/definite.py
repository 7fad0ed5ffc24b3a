"""Matrices that are positive definite, or semidefinite, by how they are made.

    P    P1 + X' P2 X    inv(P)    c*P for c > 0    eye(n)    X' P X for an invertible X

A matrix is looked at as a combination of words.  What is said of it is said where it has a value:
an inverse of a semidefinite matrix is definite there.  Over the real numbers; both words include
that the matrix is symmetric.

Source: Magnus and Neudecker, Matrix Differential Calculus, sections 1.13 and 1.14; products at
entries and of Kronecker: Horn and Johnson, Topics in Matrix Analysis, 4.2.13 and 5.2.1.
"""

from __future__ import annotations

from derivcheck.kernel.algebra.letters import Unfit
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, call

UNKNOWN, SEMIDEFINITE, DEFINITE = range(3)


def definiteness(t: Term, facts: Facts) -> int:
    """What is seen of a square matrix: unknown, semidefinite or definite, in this order."""
    match t:
        case Sym(name):
            sort = facts.context.sorts.get(name)
            declared = sort is not None and "positive definite" in sort.traits
            return DEFINITE if declared else UNKNOWN
        case App("inv", (u,)):
            return DEFINITE if definiteness(u, facts) else UNKNOWN
        case App("hadamard" | "kron", parts):
            return min(definiteness(u, facts) for u in parts)
    try:
        summands = facts.field.congruences(t)
    except Unfit:
        return UNKNOWN
    found = [UNKNOWN if p == t else _of_summand(c, p, x, facts) for c, p, x in summands]
    return max(found) if found and all(found) else UNKNOWN


def _of_summand(c: Term, p: Term | None, x: Term | None, facts: Facts) -> int:
    """Of c*X' P X; a matrix that is left out is an identity."""
    found = DEFINITE if p is None else definiteness(p, facts)
    if x is not None and not _is_regular(x, facts):
        found = min(found, SEMIDEFINITE)
    if not facts.holds(call("<", ZERO, c)):
        found = min(found, SEMIDEFINITE if facts.holds(call("<=", ZERO, c)) else UNKNOWN)
    return found


def _is_regular(x: Term, facts: Facts) -> bool:
    volume = call("det", x)
    return facts.field.fits(volume) and facts.holds(call("!=", volume, ZERO))
