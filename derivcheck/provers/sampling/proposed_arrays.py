"""Arrays as points propose them: filled from the ladders, with the traits of their sorts.

The sizes come from the values chosen so far; where there are equations about an array, its entries
are solved for (`entries.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import prod

from flint import fmpq

from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.enclosures.arrays import Array
from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.provers.sampling.assignment import Assignment, Wanted
from derivcheck.provers.sampling.entries import fitted, of_length, special
from derivcheck.provers.sampling.ladders import ARRAY_LADDERS, PRIMES, Turn
from derivcheck.provers.sampling.pivots import is_equation
from derivcheck.provers.sampling.solving import root

MAX_ARRAY = 40
"""The most entries of an array that is proposed."""

SYMMETRIC = frozenset(("symmetric", "positive definite"))

Gaps = list[fmpq]
"""By how much equations are missed."""


def arrays(at: Assignment, turn: Turn, wanted: Wanted) -> Iterator[Term]:
    """Arrays for a name, those that fit equations first.

    Arguments:
        at: the values chosen so far, those of the sizes among them.
        turn: which entries come first.
        wanted: the name, and what the array should fit.
    """
    sizes = _sizes(at, wanted.sort)
    if sizes is None:
        return
    starts = [(ladder, turn.start(wanted.position - 1)) for ladder in ARRAY_LADDERS]
    for ladder, start in [(PRIMES, wanted.position), *starts] if turn.is_first else starts:
        entries = list(turn.turned(ladder, start))
        array = _filled(sizes, wanted.sort, entries, turn.n % 2 == 1)
        if wanted.equation is not None and len(sizes) == 1:
            yield from _last_entry_solved(at, wanted.name, array, wanted.equation)
        if any(is_equation(p) or isinstance(p, Bind) for p in wanted.tests):
            solved = fitted(array, lambda a: _gaps(at, wanted, a), turn.n)
            yield from () if solved is None else (solved,)
        yield array
        if len(sizes) == 1 and any(map(_is_of_length, wanted.tests)):
            yield from of_length(array, lambda a: _gaps(at, wanted, a))
    if wanted.tests and len(sizes) == 2 and sizes[0] == sizes[1]:
        yield from turn.turned(special(sizes[0], bool(SYMMETRIC & wanted.sort.traits)), turn.n)


def _is_of_length(test: Term) -> bool:
    """Whether something is said of a norm or of an inner product."""
    return any(isinstance(u, App) and u.head in ("norm", "matmul") for u in subterms(test))


def _sizes(at: Assignment, sort: Sort) -> list[int] | None:
    sizes, total = [], 1
    for lower, upper in sort.shape:
        low, high = at.value(lower), at.value(upper)
        if type(low) is not fmpq or type(high) is not fmpq or high < low:
            return None
        sizes.append(int((high - low).p) + 1)
        total *= sizes[-1]
    return sizes if total <= MAX_ARRAY else None


def _last_entry_solved(at: Assignment, name: str, array: Term, equation: Term) -> Iterator[Term]:
    match array:
        case App("vector", (*rest, _)):
            solved = root(at, equation, name, lambda v: call("vector", *rest, v))
            if solved is not None:
                yield call("vector", *rest, solved)


# --- what equations say of the entries -----------------------------------------------------------


def _gaps(at: Assignment, wanted: Wanted, array: Term) -> Gaps | None:
    """By how much an array misses the equations among the tests and the traits of its sort."""
    at.put(wanted.name, array)
    found: Gaps = []
    for p in (*wanted.tests, *_traits(wanted.name, wanted.sort)):
        missed = _missed(at, p)
        if missed is None:
            return None
        found += missed
    return found


def _traits(name: str, sort: Sort) -> list[Term]:
    """Traits that are equations."""
    symmetric = SYMMETRIC & sort.traits
    return [call("=", call("transpose", Sym(name)), Sym(name))] if symmetric else []


def _missed(at: Assignment, p: Term) -> Gaps | None:
    """The differences of the sides of an equation, entry by entry and for all of a range."""
    match p:
        case App("=", (left, right)):
            return _differences(at.value(left), at.value(right))
        case Bind("forall", var, body, (lower, upper)):
            low, high = at.value(lower), at.value(upper)
            if type(low) is not fmpq or type(high) is not fmpq or high - low > MAX_ARRAY:
                return None
            found: Gaps = []
            for j in range(int(low.p), int(high.p) + 1):
                missed = _missed(at, substitute(body, {var: number(j)}))
                if missed is None:
                    return None
                found += missed
            return found
    return []


def _differences(left: Value | None, right: Value | None) -> Gaps | None:
    match left, right:
        case Array(ones), Array(others) if len(ones) == len(others):
            parts = [_differences(u, v) for u, v in zip(ones, others, strict=True)]
            plain = [part for part in parts if part is not None]
            return [x for part in plain for x in part] if len(plain) == len(parts) else None
        case fmpq(), fmpq():
            return [left - right]
    return None


# --- filling -------------------------------------------------------------------------------------


def _filled(
    sizes: Sequence[int], sort: Sort, entries: Sequence[Term], turned: bool = False
) -> Term:
    """An array of the sizes with entries taken in turn, made to have the traits of the sort.

    Arguments:
        turned: whether the determinant of an invertible matrix is negative.
    """
    if len(sizes) != 2:
        return _stacked(sizes, entries, 0)
    width, tame = sizes[1], bool(SYMMETRIC & sort.traits)
    heavy = bool({"positive definite", "invertible"} & sort.traits)
    turned = turned and heavy and "positive definite" not in sort.traits
    rows = []
    for i in range(sizes[0]):
        cells = [(min(i, j), max(i, j)) if tame else (i, j) for j in range(width)]
        row = [_cell(entries, r * width + c, heavy and r == c, width) for r, c in cells]
        row = [-row[0], *row[1:]] if turned and i == 0 else row
        rows.append(App("vector", tuple(row)))
    return App("vector", tuple(rows))


def _stacked(sizes: Sequence[int], entries: Sequence[Term], first: int) -> Term:
    """An array of any number of axes with entries taken in turn, from one on."""
    size, *inner = sizes
    step = prod(inner)
    places = range(first, first + size * step, step)
    return App(
        "vector",
        tuple(_stacked(inner, entries, k) if inner else entries[k % len(entries)] for k in places),
    )


def _cell(entries: Sequence[Term], place: int, heavy: bool, width: int) -> Term:
    """An entry; a heavy one dominates its row, whatever the ladder."""
    if heavy:
        return Num(Fraction(5 * width + place))
    return entries[place % len(entries)]
