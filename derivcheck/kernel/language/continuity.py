"""Continuity: which terms are continuous where they are defined, and which statements stay true."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from derivcheck.kernel.language.claims import Context, Field
from derivcheck.kernel.language.definedness import definedness
from derivcheck.kernel.language.handbook import ENTIRE, HANDBOOK, MEROMORPHIC
from derivcheck.kernel.language.partials import partial, reserve
from derivcheck.kernel.language.sorts import REAL
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    is_infinite,
    renamed,
)

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
        case App("^", (u, v)) if not _steady_power(u, v, var, holds, scalars):
            return False
        case App("apply") | Bind("diff") if (
            scalars == "real" and (p := partial(t)) and reserve(p, context) >= 0
        ):
            return var != p.name and all(continuous(u, var, holds, context) for u in p.at)
        case App(head, parts) if head in CONTINUOUS[scalars]:
            return all(continuous(p, var, holds, context) for p in parts)
        case Bind("int", _, _, bounds) if scalars == "real" and not is_infinite(t):
            steady = all(continuous(u, var, holds, context) for u in bounds)
            return steady and _steady_area(t, var, holds, context)
    return False


def steady(t: Term, var: str, holds: Known, context: Context) -> bool:
    """Whether a term has values by what is known, and is continuous in a name there."""
    defined = all(map(holds, definedness(t, context)))
    return defined and continuous(t, var, holds, context)


def _steady_area(t: Bind, var: str, holds: Known, context: Context) -> bool:
    """Whether an integral over a bounded range depends on a name continuously, as its bounds do.

    All along the range, ends included, the body is defined and continuous in both names by its
    form, and so in both at once (Rudin, Principles of Mathematical Analysis, 4.19 and 7.16).
    """
    t, (low, high) = renamed(t, free_names(t) | {var} | context.sorts.keys()), t.args
    inner = replace(context, sorts={**context.sorts, t.var: REAL})
    rising, falling = (holds(call("<=", *ends)) for ends in ((low, high), (high, low)))
    ways = [(low, high)] * (rising or not falling) + [(high, low)] * (not rising)

    def throughout(s: Term) -> bool:
        return all(holds(Bind("forall", t.var, s, ends, "real")) for ends in ways)

    return all(steady(t.body, name, throughout, inner) for name in (var, t.var))


def _steady_power(u: Term, v: Term, var: str, holds: Known, scalars: Field) -> bool:
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


CONTINUOUS: dict[Field, frozenset[str]] = {
    "real": frozenset("+ * neg / ^".split()) | {f for f in HANDBOOK if HANDBOOK[f].continuous},
    "complex": ENTIRE | MEROMORPHIC | set("/ ^ abs re im conjugate".split()),
}  # fmt: skip
"""Heads that are continuous on every interval, or open set, on which they are defined."""
