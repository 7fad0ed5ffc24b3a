"""Claims: what a step must earn, with everything it may rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as field_of
from typing import Literal

from derivcheck.kernel.language.handbook import ENTIRE, HANDBOOK, MEROMORPHIC
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


def made_of(t: Term, heads: frozenset[str], leaf: Callable[[Term], bool]) -> bool:
    """Whether a term is made by some heads, or as a natural power, of what is a leaf."""
    match t:
        case App("^", (u, Num(n))) if n.denominator == 1:
            return made_of(u, heads, leaf)
        case App(head, parts) if head in heads:
            return all(made_of(u, heads, leaf) for u in parts)
    return leaf(t)


_ARITHMETIC = frozenset("+ * neg".split())


def integral(t: Term, context: Context) -> bool:
    """Whether a term is an integer by its form and the declarations alone."""

    def leaf(u: Term) -> bool:
        match u:
            case Num(value):
                return value.denominator == 1
            case Sym(name):
                sort = context.sorts.get(name)
                return sort is not None and sort.base == "integer" and not sort.shape
        return isinstance(u, App) and u.head in ("floor", "ceiling", "gcd")

    return made_of(t, _ARITHMETIC, leaf)


_UNREAL = ("complex", "boolean", "function")
_REAL = frozenset(
    {"/", "index"} | _ARITHMETIC | {f for f in HANDBOOK if HANDBOOK[f].real == "line"}
)
_REAL_EVERYWHERE = frozenset(f for f in HANDBOOK if HANDBOOK[f].real == "plane")


def manifestly_real(t: Term, context: Context) -> bool:
    """Whether a term is real wherever it is defined, by its form and the declarations alone."""

    def leaf(u: Term) -> bool:
        match u:
            case App(head):
                return head in _REAL_EVERYWHERE
            case Sym(name):
                return name in context.sorts and context.sorts[name].base not in _UNREAL
        return isinstance(u, Num)

    return context.field == "real" or made_of(t, _REAL, leaf)


_STEADY: dict[Field, frozenset[str]] = {
    "real": _ARITHMETIC | {f for f, row in HANDBOOK.items() if row.continuous and not row.domain},
    "complex": ENTIRE | MEROMORPHIC | {"abs"},
}  # fmt: skip
"""Heads that are continuous everywhere on the line; in the plane around where they are defined."""


def continuous_around(t: Term, field: Field, var: str = "") -> bool:
    """Whether a term is continuous around every point at which it has a value, by its heads.

    On the line it has one everywhere.

    Arguments:
        var: what moves, if that is one name only.
    """

    def leaf(u: Term) -> bool:
        match u:
            case App("/", (v, Num(n))) if n:
                return continuous_around(v, field, var)
        return isinstance(u, Num | Sym) or (var != "" and var not in free_names(u))

    return made_of(t, _STEADY[field], leaf)


def holds_nearby(s: Term, context: Context, on_line: bool = True) -> bool:
    """Whether a statement that holds at a point holds in a neighbourhood, by its form.

    Over the complex field a real variable too may lead across a cut, and what is real at a point
    need not be so beside it.

    Arguments:
        on_line: whether it is a neighbourhood on the line; in the plane nothing stays ordered.
    """
    match s:
        case App("<" | ">" | "!=" as rel, sides):
            kept = rel == "!=" or (on_line and all(manifestly_real(u, context) for u in sides))
            return kept and all(continuous_around(u, context.field) for u in sides)
    return False
