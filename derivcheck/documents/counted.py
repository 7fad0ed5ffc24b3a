"""What is assumed of all whole numbers from one on, as of a range: `for all integer n >= 1: P`.

It says the same as `for all n in 1..oo: P`, the form in which recurrences are worked out.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import INFINITY, ONE, App, Bind, Num, Sym, Term

_ABOVE = {">=": (0, 1), ">": (0, 1), "<=": (1, 0), "<": (1, 0)}
"""A relation -> where the greater side stands, where the smaller one."""


def from_one_on(statement: Term) -> Term:
    """A statement with a range in the place of the only condition on a whole number."""
    match statement:
        case App("and", parts):
            return App("and", tuple(map(from_one_on, parts)))
        case Bind("forall", var, App("implies", (condition, body)), (), "integer"):
            start = _start(condition, var)
            return statement if start is None else Bind("forall", var, body, (start, INFINITY))
    return statement


def _start(condition: Term, var: str) -> Term | None:
    """The least whole number that meets a condition, if it says no more than that there is one."""
    if not isinstance(condition, App) or condition.head not in _ABOVE:
        return None
    greater, smaller = (condition.args[i] for i in _ABOVE[condition.head])
    if greater != Sym(var) or not _is_whole(smaller):
        return None
    return smaller if "=" in condition.head else _next(smaller)


def _is_whole(t: Term) -> bool:
    match t:
        case Num(value) | App("neg", (Num(value),)):
            return value.denominator == 1
    return False


def _next(t: Term) -> Term:
    """The whole number behind a numeral."""
    match t:
        case Num(value):
            return Num(int(value) + 1)
        case App("neg", (Num(value),)) if value > 1:
            return App("neg", (Num(int(value) - 1),))
    return Num(0) if t == App("neg", (ONE,)) else ONE
