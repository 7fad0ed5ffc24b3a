"""Conditions in words: what must hold for a text to have a value, as one would say it.

    floor(u) = u                     u is a whole number
    u > 0 or floor(u) != u           u is not 0, -1, -2, ...
    im(u) = 0                        u is real
    defined(int(f, x = 0..oo))       the integral int(f, x = 0..oo) converges

Where plain notation says it as well, it stays.
"""

from __future__ import annotations

from collections.abc import Sequence

from derivcheck.kernel.language.terms import ZERO, App, Bind, Term, call, is_infinite, whole
from derivcheck.notation.plain import show

_EXIST = {
    "lim":            "the limit {} exists",
    "lim+":           "the limit {} exists",
    "lim-":           "the limit {} exists",
    "int":            "the integral {} exists",
    "sum":            "the sum {} has a value",
    "prod":           "the product {} has a value",
    "diff":           "the derivative {} exists",
    "antiderivative": "the antiderivative {} exists",
}  # fmt: skip
_CONVERGE = {
    "int":  "the integral {} converges",
    "sum":  "the sum {} converges",
    "prod": "the product {} converges",
}  # fmt: skip
_JOINTS = (" or ", " and ", " where ")


def told(p: Term) -> str:
    """A condition in words; in plain notation where that says it as well.

    Arguments:
        p: a statement.
    """
    match p:
        case App("defined", (t,)):
            return _exists(t)
        case App("or", (App(">", (u, zero)), App("!=", _) as fraction)) if zero == ZERO:
            if fraction.args == whole(u).args:
                return f"{show(u)} is not 0, -1, -2, ..."
        case App("or", (App("!=", (App("im", (u,)), zero)), *poles)) if zero == ZERO:
            if poles == [call(">", u, 0), App("!=", whole(u).args)]:
                return f"{show(u)} is not 0, -1, -2, ..."
        case App("=" | "!=" as head, (_, u)) if p.args == whole(u).args:
            return f"{show(u)} is {'a' if head == '=' else 'no'} whole number"
        case App("=" | "!=" as head, (App("im", (u,)), zero)) if zero == ZERO:
            return f"{show(u)} is {'real' if head == '=' else 'not real'}"
    return _compound(p)


def _compound(p: Term) -> str:
    match p:
        case App("implies", (guard, q)):
            return f"{_inner(q)} where {_inner(guard)}"
        case App("and" | "or" as head, parts):
            return f" {head} ".join(map(_inner, parts))
        case Bind("forall", var, q, ()):
            return f"{_inner(q)} for all {var}"
        case Bind("forall", var, q, (lower, upper)):
            return f"{_inner(q)} for all {var} = {show(lower)}..{show(upper)}"
    return show(p)


def _inner(p: Term) -> str:
    """A condition as a part of another one."""
    text = told(p)
    return f"({text})" if isinstance(p, App) and p.head in ("and", "or", "implies") else text


def listed(conditions: Sequence[str]) -> str:
    """Conditions in words as one text."""
    if len(conditions) < 2:
        return "".join(conditions)
    return " and ".join(f"({c})" if any(joint in c for joint in _JOINTS) else c for c in conditions)


def _exists(t: Term) -> str:
    """`defined(t)` in words."""
    if not isinstance(t, App | Bind):
        return f"{show(t)} has a value"
    endless = isinstance(t, Bind) and any(map(is_infinite, t.args))
    table = _CONVERGE if endless and t.head in _CONVERGE else _EXIST
    return table.get(t.head, "{} has a value").format(show(t))
