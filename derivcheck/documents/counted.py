"""What is assumed of all whole numbers from one on, as of a range: `for all integer n >= 1: P`.

It says the same as `for all n in 1..oo: P`, the form in which recurrences are worked out.
"""

from __future__ import annotations

from derivcheck.kernel.language.terms import INFINITY, App, Bind, Sym, Term, number, numeral


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
    match condition:
        case App(">=" | ">" as rel, (x, low)) | App("<=" | "<" as rel, (low, x)) if x == Sym(var):
            n = numeral(low)
            if isinstance(n, int):
                return low if "=" in rel else number(n + 1)
    return None
