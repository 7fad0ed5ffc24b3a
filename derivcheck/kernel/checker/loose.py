"""Arrays that move freely: what is zero with a norm is then next to nothing."""

from __future__ import annotations

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import ZERO, App, Sym, Term, free_names


def loose(condition: Term, context: Context) -> bool:
    """Whether an array with a norm that must not be zero is so on an exceptional set only.

    It is an array of which nothing is assumed, by itself or times such arrays, beside others: by
    its entries a polynomial that is not zero.

    Arguments:
        context: says which points are allowed.
    """
    match condition:
        case App("!=", (App("norm", (u,)), zero)) if zero == ZERO:
            names = (name for name in free_names(u) if _any(name, context))
            return any(_moves(u, name, context) for name in names)
    return False


def _moves(u: Term, x: str, context: Context) -> bool:
    match u:
        case App("neg", (v,)):
            return _moves(v, x, context)
        case App("+", parts):
            moving = [p for p in parts if x in free_names(p)]
            return len(moving) == 1 and _moves(moving[0], x, context)
        case App("matmul", parts):
            names = [
                p.args[0] if isinstance(p, App) and p.head == "transpose" else p for p in parts
            ]
            once = sum(Sym(x) == p for p in names) == 1
            return once and all(isinstance(p, Sym) and _any(p.name, context) for p in names)
    return u == Sym(x)


def _any(name: str, context: Context) -> bool:
    """Whether nothing is assumed of a declared array."""
    sort = context.sorts[name]
    if not sort.shape or sort.base not in ("real", "complex") or sort.traits:
        return False
    return not any(name in free_names(s) for s in context.assumptions)
