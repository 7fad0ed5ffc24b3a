"""Whole numbers that may grow: whether affine assumptions leave room in a cone of full dimension.

Then the zeros of a function that has few on every line are exceptional among them; whole numbers
that are bounded by numbers have no exceptional set (docs/language.md, "Where a step must hold").

Source: a polyhedron a*x <= b has a recession cone a*d <= 0, which has inner points where a*d < 0
can be solved (Schrijver, Theory of Linear and Integer Programming, 8.2); Fourier-Motzkin
elimination, 12.2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

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

MAX_ROWS = 200
"""How many inequalities elimination may make; with more, nothing is said."""


class Row(NamedTuple):
    """slopes * d < 0, or <= 0 if it is not strict."""

    slopes: dict[str, Fraction]
    strict: bool


def unbounded(names: frozenset[str], known: Iterable[Term], context: Context) -> bool:
    """Whether what is known lets names grow without bound, in a cone of full dimension.

    Arguments:
        names: of whole numbers.
        known: what is assumed of them, and of what they are compared with.
        context: their sorts.
    """
    field = Field(Context(context.sorts, (), context.field))
    stated = [s for s in parts_of(known) if not _about_entries(s)]
    reached, rows = names, list[Row]()
    while linked := [s for s in stated if not reached.isdisjoint(free_names(s))]:
        stated = [s for s in stated if s not in linked]
        for s in linked:
            found = list(rows_of(s, field))
            if not found and not _bounds_nothing(s):
                return False
            rows.extend(found)
            reached |= free_names(s)
    return solvable(rows)


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


def _bounds_nothing(s: Term) -> bool:
    """Whether a statement is true wherever two numbers differ."""
    match s:
        case App("!=", _):
            return True
        case App("or", parts):
            return any(map(_bounds_nothing, parts))
    return False


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


def rows_of(s: Term, field: Field) -> Iterator[Row]:
    """A comparison as rows; nothing if it is not affine."""
    match s:
        case App("<" | "<=" | ">" | ">=" | "=" as rel, (a, b)):
            slopes = affine(a - b, sorted(free_names(s)), field)
            if slopes is None:
                return
            opposite = {name: -q for name, q in slopes.items()}
            if rel in ("<", "<=", "="):
                yield Row(slopes, rel != "=")
            if rel in (">", ">=", "="):
                yield Row(opposite, rel != "=")


def solvable(rows: list[Row], unknown: bool = False) -> bool:
    """Whether there is a direction d with all rows, by elimination of one name after the other.

    Arguments:
        unknown: what to say where that would take too many rows.
    """
    while names := {name for row in rows for name, q in row.slopes.items() if q}:
        name = min(names)
        above = [r for r in rows if r.slopes.get(name, 0) > 0]
        below = [r for r in rows if r.slopes.get(name, 0) < 0]
        rows = [r for r in rows if not r.slopes.get(name, 0)]
        rows += [_sum(r, s, name) for r in above for s in below]
        if len(rows) > MAX_ROWS:
            return unknown
    return not any(row.strict for row in rows)


def _sum(above: Row, below: Row, name: str) -> Row:
    """The positive combination of two rows without a name."""
    p, q = -below.slopes[name], above.slopes[name]
    names = above.slopes.keys() | below.slopes.keys()
    slopes = {n: p * above.slopes.get(n, 0) + q * below.slopes.get(n, 0) for n in names}
    return Row({n: Fraction(c) for n, c in slopes.items()}, above.strict or below.strict)
