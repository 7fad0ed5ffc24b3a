"""Whole numbers that may grow: whether affine assumptions leave room in a cone of full dimension.

Then the zeros of a function that has few on every line are exceptional among them; whole numbers
that are bounded by numbers have no exceptional set (docs/language.md, "Where a step must hold").

Source: a polyhedron a*x <= b has a recession cone a*d <= 0, which has inner points where a*d < 0
can be solved (Schrijver, Theory of Linear and Integer Programming, 8.2): evidence says by which d.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Sym,
    Term,
    between_weakly,
    conjuncts,
    free_names,
    substitute,
)


def unbounded(
    names: frozenset[str], along: Mapping[str, Fraction], known: Iterable[Term], context: Context
) -> bool:
    """Whether what is known lets names grow without bound, in a cone of full dimension.

    Arguments:
        names: of whole numbers.
        along: a direction inside of the cone, zero where it does not say.
        known: what may bound them, and what they are compared with.
        context: their sorts.
    """
    field = Field(Context(context.sorts, (), context.field))
    return all(_leads_in(s, along, field) for s in linked(names, bounding(known)))


def bounding(known: Iterable[Term]) -> list[Term]:
    """The parts of what is known that may bound numbers."""
    return [s for s in parts_of(known) if not _about_entries(s)]


def linked(names: frozenset[str], stated: Sequence[Term]) -> list[Term]:
    """The statements about names, and about names that these speak of, and so on."""
    found = list[Term]()
    while more := [s for s in stated if s not in found and not names.isdisjoint(free_names(s))]:
        found += more
        names = names.union(*map(free_names, more))
    return found


def _leads_in(s: Term, along: Mapping[str, Fraction], field: Field) -> bool:
    """Whether an affine comparison becomes ever truer in a direction; an equation stays true."""
    match s:
        case App("<" | "<=" | ">" | ">=" | "=" as rel, (a, b)):
            if (slopes := affine(a - b, free_names(s), field)) is not None:
                rate = sum(q * along.get(name, 0) for name, q in slopes.items())
                return {"<": rate < 0, ">": rate > 0, "=": rate == 0}[rel[0]]
    return False


def affine(t: Term, names: Iterable[str], field: Field) -> dict[str, Fraction] | None:
    """The slopes of a term that is affine in numbers, with rational slopes; None if it is not."""
    slopes: dict[str, Fraction] = {}
    for name in names:
        sort = field.context.sorts.get(name)
        found = line(t, name, field) if sort and sort.is_number else None
        slope = None if found is None else field.constant(found)
        if slope is None:
            return None
        slopes[name] = slope
    return slopes


def line(t: Term, var: str, field: Field) -> Term | None:
    """The slope of a term that is affine in a number; None if it is not."""
    origin = substitute(t, {var: ZERO})
    slope = substitute(t, {var: ONE}) - origin
    return slope if field.equal(t, origin + slope * Sym(var)) else None


def parts_of(statements: Iterable[Term]) -> Iterator[Term]:
    """The parts of conjunctions and of memberships in ranges."""
    for s in conjuncts(statements):
        match s:
            case App("in", (x, *bounds)):
                yield from between_weakly(x, tuple(bounds))
            case _:
                yield s


def _about_entries(s: Term) -> bool:
    """Whether a statement only compares every entry of an array with something else."""
    bound = set()
    while isinstance(s, Bind):
        bound.add(s.var)
        s = s.body
    match s:
        case App("<" | "<=" | "!=", (a, b)) if bound:
            entry, other = (a, b) if isinstance(a, App) and a.head == "index" else (b, a)
            return (
                isinstance(entry, App) and entry.head == "index" and not bound & free_names(other)
            )
    return False
