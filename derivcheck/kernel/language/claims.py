"""Claims: what a step must earn, with everything it may rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import Literal

from derivcheck.kernel.language.handbook import HANDBOOK, ON_THE_LINE
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    BoundSort,
    Num,
    Sym,
    Term,
    between,
    between_weakly,
    call,
    free_names,
    substitute,
    subterms,
)  # fmt: skip

Relation = Literal["=", "!=", "<", "<=", ">", ">=", "iff", "implies", "implied by"]
Field = Literal["real", "complex"]

LINKS: dict[str, Relation] = {"iff": "iff", "implies": "implies", "implied by": "implied by"}
"""The relations between statements; all others are between values."""
BEYOND = Num(4)
"""Beyond which a limit towards infinity is looked at: any number would do."""
ORDERS = frozenset(("<", "<=", ">", ">="))
"""The relations that the sign of a real difference decides by its direction."""


@dataclass(frozen=True, slots=True)
class Context:
    """The declarations and assumptions a claim lives in.

    Arguments:
        sorts: name -> sort, for every free name.
        assumptions: statements that hold at the point considered, signs and index ranges of the
            declarations included; those headed `forall` hold at every point.
        field: `complex` makes every root, logarithm and power principal.
        facts: statements proved earlier; they hold wherever their sides are defined.
        domains: term -> when it is defined, as far as that was asked before.
    """

    sorts: Mapping[str, Sort] = field_of(default_factory=dict)
    assumptions: tuple[Term, ...] = ()
    field: Field = "real"
    facts: tuple[Term, ...] = ()
    domains: dict[Term, tuple[Term, ...]] = field_of(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __hash__(self) -> int:
        return hash((len(self.sorts), self.assumptions, self.field, self.facts))


@dataclass(frozen=True, slots=True)
class Claim:
    """`before relation after` in a context; definitions are unfolded."""

    context: Context
    before: Term
    relation: Relation
    after: Term


def differential_sort(at: Term, sorts: Mapping[str, Sort], scalars: Field) -> BoundSort:
    """What a derivative at a place is taken by: a name by its sort, else numbers of the field."""
    if isinstance(at, Sym) and at.name in sorts:
        return "complex" if sorts[at.name].base == "complex" else "real"
    return scalars


def range_of(t: Bind, x: Term, known: tuple[Term, ...], context: Context) -> tuple[Term, ...]:
    """What holds of a binder's variable, called x, under the binder.

    Under `diff` at a name, known strict comparisons of continuous terms hold nearby as well; a
    limit towards infinity is that of what lies beyond any number.
    """
    match t:
        case Bind("sum" | "prod" | "forall" | "greatest" | "least", _, _, bounds):
            return between_weakly(x, bounds)
        case Bind("int", _, _, (lower, upper)):
            return between(x, lower, upper)
        case Bind("lim" | "lim-", _, _, (App("oo", ()),), "real" | "integer"):
            return (call("<", BEYOND, x),)
        case Bind("diff", _, _, (Sym(name), _), sort):
            on_line = sort == "real"
            near = (s for s in known if name in free_names(s) and holds_nearby(s, context, on_line))
            return tuple(substitute(s, {name: x}) for s in near)
    return ()


def integral(t: Term, context: Context) -> bool:
    """Whether a term is an integer by its form and the declarations alone."""
    match t:
        case Num(value):
            return value.denominator == 1
        case Sym(name):
            sort = context.sorts.get(name)
            return sort is not None and sort.base == "integer" and not sort.shape
        case App("neg" | "+" | "*", args):
            return all(integral(u, context) for u in args)
        case App("floor" | "ceiling" | "gcd", _):
            return True
        case App("^", (u, Num(n))):
            return n.denominator == 1 and integral(u, context)
    return False


_UNREAL = ("complex", "boolean", "function")
_REAL_HEADS = frozenset("+ * neg / index".split()) | {f for f in HANDBOOK if HANDBOOK[f].real}
_REAL_EVERYWHERE = frozenset(f for f in HANDBOOK if HANDBOOK[f].real == "plane")


def manifestly_real(t: Term, context: Context) -> bool:
    """Whether a term is real wherever it is defined, by its form and the declarations alone."""
    match t:
        case _ if context.field == "real":
            return True
        case Num():
            return True
        case App(head) if head in _REAL_EVERYWHERE:
            return True
        case Sym(name):
            return name in context.sorts and context.sorts[name].base not in _UNREAL
        case App("^", (u, Num(n))) if n.denominator == 1:
            return manifestly_real(u, context)
        case App(head, args):
            return head in _REAL_HEADS and all(manifestly_real(u, context) for u in args)
    return False


_STEADY = ON_THE_LINE | {"abs"}
"""Heads that are continuous everywhere on the line."""
_UNCUT = frozenset(f for f in _STEADY if f not in HANDBOOK or isinstance(HANDBOOK[f].analytic, str))
"""The same without branch cuts: around every point of the plane at which they are defined."""


def holds_nearby(s: Term, context: Context, on_line: bool = True) -> bool:
    """Whether a statement that holds at a point holds in a neighbourhood, by its form.

    Over the complex field a real variable too may lead across a cut, and what is real at a point
    need not be so beside it.

    Arguments:
        on_line: whether it is a neighbourhood on the line; in the plane nothing stays ordered.
    """
    steady = _STEADY if context.field == "real" else _UNCUT
    match s:
        case App("<" | ">", sides):
            kept = on_line and all(manifestly_real(u, context) for u in sides)
        case App("!=", sides):
            kept = True
        case _:
            return False
    return kept and all(
        isinstance(t, Num | Sym) or (isinstance(t, App) and t.head in steady)
        for side in sides
        for t in subterms(side)
    )
