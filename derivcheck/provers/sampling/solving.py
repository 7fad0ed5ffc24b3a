"""Solving: values for the names that the equations of a point are solved for.

An assignment goes in, with equations in which the other names have values; values come out, which
are found by trying three points where an equation is affine, else by `roots.py` and `systems.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flint import fmpq

from derivcheck.kernel.algebra.values import Value
from derivcheck.kernel.language.terms import App, Sym, Term, free_names, substitute, subterms
from derivcheck.provers.sampling.assignment import Assignment
from derivcheck.provers.sampling.ladders import Turn
from derivcheck.provers.sampling.pivots import Pivots, sides
from derivcheck.provers.sampling.roots import affine_root, roots, tidy
from derivcheck.provers.sampling.systems import Choice, solutions

MAX_JOINT = 3
"""The most equations that are solved together."""

KINKED = frozenset("abs max min sign floor ceiling mod sqrt piecewise".split())


def solved(at: Assignment, turn: Turn, name: str, equation: Term) -> Iterator[Term]:
    """Values of a name that satisfy an equation in which all the others are chosen.

    Arguments:
        at: the values of the others.
        turn: which of several roots comes first.
        name: of a number.
        equation: that holds it.
    """
    affine = root(at, equation, name, lambda v: v)
    left, right = sides(equation)
    if affine is None or _is_kinked(equation):
        found = list(roots(substitute(left - right, at.chosen), name, at.context))
        start = (turn.n + turn.n // 6) % max(1, len(found))  # all of them, whatever is wanted
        yield from (*found[start:], *found[:start])
    if affine is not None:
        yield affine
    for side, other in ((left, right), (right, left)):
        if side == Sym(name) and name not in free_names(other):
            yield tidy(substitute(other, at.chosen), at.context)


def root(at: Assignment, equation: Term, name: str, shape: Callable[[Term], Term]) -> Term | None:
    """The value of a name, or of a part of it, at which the sides of an equation meet.

    Arguments:
        at: the values of the other names.
        equation: that holds the name.
        name: of a number or an array.
        shape: from the number that is looked for to the value of the name.
    """

    def gap(v: Term) -> Value | None:
        at.put(name, shape(v))
        return _gap(at, equation)

    return affine_root(gap)


def _is_kinked(equation: Term) -> bool:
    """Whether it may look affine where it is not."""
    return any(isinstance(t, App) and t.head in KINKED for t in subterms(equation))


def _gap(at: Assignment, equation: Term) -> Value | None:
    left, right = (at.value(side) for side in sides(equation))
    if type(left) is not fmpq or type(right) is not fmpq:
        return None
    return left - right


def joint(at: Assignment, late: Pivots) -> Choice | None:
    """The rational solution of the equations that are left, if they are linear and few.

    Arguments:
        at: the values of all other names.
        late: what is left to be solved.
    """
    names, equations = list(late), list(late.values())
    if len(names) > MAX_JOINT or any(at.context.sorts[v].shape for v in names):
        return None
    if any(map(_is_kinked, equations)):
        return None
    for _ in names:
        equations.append(equations.pop(0))
        found = _eliminated(at, names, equations)
        if found is not None:
            return found
    return None


def _eliminated(at: Assignment, names: Sequence[str], equations: Sequence[Term]) -> Choice | None:
    """Solve the later equations for the later names, the first for the first."""
    if not names:
        return {}

    def rest(v: Term) -> Choice | None:
        at.put(names[0], v)
        found = _eliminated(at, names[1:], equations[1:])
        for name, t in (found or {}).items():
            at.put(name, t)
        return found

    first = affine_root(lambda v: None if rest(v) is None else _gap(at, equations[0]))
    others = None if first is None else rest(first)
    return None if first is None or others is None else {names[0]: first, **others}


def system(at: Assignment, turn: Turn, late: Pivots) -> Choice | None:
    """A solution of the equations that are left, irrational ones too, in turn.

    Arguments:
        at: the values of the other names.
        turn: which of several solutions comes first.
        late: what is left to be solved.
    """
    sorts = [at.context.sorts[v] for v in late]
    if any(sort.shape or sort.base == "integer" for sort in sorts):
        return None
    gaps = [substitute(left - right, at.chosen) for left, right in map(sides, late.values())]
    if not all(free_names(gap) <= late.keys() for gap in gaps):
        return None
    found = solutions(gaps, sorted(late), at.context, turn.n)
    start = turn.n % len(found) if found else 0
    turned = (*found[start:], *found[:start])
    return next(filter(at.is_consistent, turned), None)
