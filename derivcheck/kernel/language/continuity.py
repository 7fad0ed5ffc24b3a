"""Continuity: which terms are continuous where they are defined, which statements stay true, and
where those fail that conditions are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.handbook import ENTIRE, HANDBOOK, MEROMORPHIC
from derivcheck.kernel.language.partials import partial, reserve
from derivcheck.kernel.language.terms import ZERO, App, Bind, Num, Sym, Term, call, free_names

Known = Callable[[Term], bool]
"""Whether a statement is known."""


def continuous(t: Term, var: str, holds: Known, context: Context) -> bool:
    """Whether a term is continuous in a name wherever it is defined: on intervals, in open sets.

    Its conditions keep a base on one side of zero, or not negative under a constant exponent.

    Arguments:
        holds: asked about bases of exponents that move.
        context: says how smooth functions are, and whether it is a term of the real field.
    """
    scalars = context.field
    if var not in free_names(t):
        return True
    match t:
        case Sym():
            return True
        case App("^", (u, v)) if not _steady(u, v, var, holds, scalars):
            return False
        case App("apply", (Sym(), *parts)) if scalars == "real":
            return all(continuous(p, var, holds, context) for p in parts)
        case Bind("diff") if scalars == "real" and (p := partial(t)) and reserve(p, context) >= 0:
            return var != p.name and all(continuous(u, var, holds, context) for u in p.at)
        case App(head, parts) if head in CONTINUOUS[scalars]:
            return all(continuous(p, var, holds, context) for p in parts)
    return False


def _steady(u: Term, v: Term, var: str, holds: Known, scalars: Field) -> bool:
    if scalars == "complex":
        return isinstance(v, Num) and v.value.denominator == 1
    return var not in free_names(v) or holds(call("<", 0, u))


def stays(s: Term, holds: Known) -> bool:
    """Whether a statement about continuous terms holds at a point and all around it.

    Arguments:
        holds: asked about strict comparisons at the point.
    """
    match s:
        case App("<" | ">" | "!=", _):
            return holds(s)
        case App("<=" | ">=" as rel, sides):
            return holds(App(rel[0], sides))
        case App("and" | "or" as head, parts):
            return (all if head == "and" else any)(stays(p, holds) for p in parts)
    return False


def simpler(condition: Term) -> Iterator[Term]:
    """Simple conditions, one of which fails wherever a condition of definedness does."""
    match condition:
        case App("and", parts):
            for p in parts:
                yield from simpler(p)
        case App("implies", (_, q)):
            yield from simpler(q)
        case Bind("forall", var, body, _) if var not in free_names(body):
            yield from simpler(body)
        case App("!=", (App("*", parts), zero)) if zero == ZERO:
            for u in parts:
                yield from simpler(App("!=", (u, ZERO)))
        case App("!=", (App("abs" | "sqrt" | "cbrt" | "neg", (u,)), zero)) if zero == ZERO:
            yield from simpler(App("!=", (u, ZERO)))
        case App("!=", (App("^", (u, Num(n))), zero)) if zero == ZERO and n > 0:
            yield from simpler(App("!=", (u, ZERO)))
        case App(">", (App("abs", (u,)), zero)) if zero == ZERO:
            yield from simpler(App("!=", (u, ZERO)))
        case _:
            yield condition


CONTINUOUS: dict[Field, frozenset[str]] = {
    "real": frozenset("+ * neg / ^".split()) | {f for f in HANDBOOK if HANDBOOK[f].continuous},
    "complex": ENTIRE | MEROMORPHIC | set("/ ^ abs re im conjugate".split()),
}  # fmt: skip
"""Heads that are continuous on every interval, or open set, on which they are defined."""
