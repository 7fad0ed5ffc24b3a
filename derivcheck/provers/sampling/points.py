"""Candidate values for the names of a claim: simple first, distinct, fitted to the assumptions.

A candidate point is only a proposal; the kernel decides whether it is allowed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count

from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import (
    App,
    Sym,
    Term,
    conjuncts,
    free_names,
    number,
    substitute,
    subterms,
)
from derivcheck.provers.sampling.ansatz import with_parameters
from derivcheck.provers.sampling.assignment import Assignment, Wanted
from derivcheck.provers.sampling.bounds import attained, between
from derivcheck.provers.sampling.given_functions import compares, fitting, for_all, simple
from derivcheck.provers.sampling.growth import growing
from derivcheck.provers.sampling.ladders import FIRST, INDICES, LADDERS, SIZES, Turn
from derivcheck.provers.sampling.pairs import paired
from derivcheck.provers.sampling.pivots import inlined, is_equation, pivots, ready, sides
from derivcheck.provers.sampling.proposed_arrays import arrays
from derivcheck.provers.sampling.recurrent import recurrence, tabulated
from derivcheck.provers.sampling.resting import resting
from derivcheck.provers.sampling.roots import differentiated
from derivcheck.provers.sampling.solving import joint, solved, system
from derivcheck.provers.sampling.systems import Choice

STEPS = frozenset("floor ceiling mod sign indicator".split())
"""Heads of what is constant between jumps."""


def points(
    context: Context, names: frozenset[str], wanted: Sequence[tuple[Term, ...]], seed: int
) -> Iterator[Drawing]:
    """Endlessly many candidate points, in a fixed order.

    Arguments:
        context: sorts and assumptions.
        names: the names that need a value.
        wanted: alternative sets of further statements that the points should satisfy, in turn.
        seed: fixes the random draws.
    """
    stated = tuple(differentiated(p, context) for p in context.assumptions)
    for n in count():
        statements = stated + wanted[n % len(wanted)]
        yield Drawing(context, names, statements, n, seed, {})


class Drawing:
    """The choice of one point, name by name; each value fits what is already determined."""

    def __init__(
        self,
        context: Context,
        names: frozenset[str],
        statements: Sequence[Term],
        n: int,
        seed: int,
        pinned: Mapping[str, Term],
    ) -> None:
        self.context, self.seed, self.pinned = context, seed, pinned
        self.sizes = _sizes_of(context)
        self.names = sorted(names, key=self._priority)
        stated = conjuncts(statements)
        solved_for = pivots(filter(is_equation, stated), self.names, context.sorts, n // 2)
        shaped = (context.sorts[name].shape for name in names)
        self.at = Assignment(context, stated, solved_for, not stated and not any(shaped))
        self.turn = Turn(n, seed, bool(pinned), bool(solved_for))
        self._choose()

    @property
    def chosen(self) -> Choice:
        """The values of the names."""
        return self.at.chosen

    @property
    def is_first(self) -> bool:
        """Whether it is the point that is simple as it is."""
        return self.turn.is_first

    def is_solved_for(self, name: str) -> bool:
        """Whether the value of a name comes from an equation."""
        return name in self.at.pivots

    def varied(self, name: str, value: Term) -> Drawing:
        """The point with another value for one name; what is solved for is solved again."""
        resized = self._is_size(name)
        kept = {
            v: t
            for v, t in self.chosen.items()
            if not self.is_solved_for(v) and not (resized and self._depends_on_sizes(v))
        }
        pinned, names = {**kept, name: value}, frozenset(self.names)
        return Drawing(self.context, names, self.at.statements, self.turn.n, self.seed, pinned)

    def _depends_on_sizes(self, name: str) -> bool:
        sort = self.context.sorts[name]
        return bool(sort.shape) or (sort.base == "integer" and not self._is_size(name))

    def _is_size(self, name: str) -> bool:
        """Whether a name occurs in the bounds of an array."""
        return name in self.sizes

    def _priority(self, name: str) -> tuple[int, str]:
        """Sizes before what they measure, functions first of all."""
        sort = self.context.sorts[name]
        if sort.base == "function":
            return (0, name)
        if sort.shape:
            return (3, name)
        return (1 if self._is_size(name) else 2, name)

    def _choose(self) -> None:
        sorts = ((v, self.context.sorts[v]) for v in self.names if v not in self.pinned)
        arities = {v: sort.arity or 1 for v, sort in sorts if sort.base == "function"}
        at = self.at
        early = paired(tuple(arities), at.statements, self.turn.n) or self._with_parameters(arities)
        free = arities if self.turn.n % 4 != 2 or self._is_closed(arities) else {}
        fit = free and fitting(free, at.statements, self.turn.n, at.context.field)
        # what is made to satisfy equations need not keep to bounds
        parts = (early, fit or {}) if any(map(compares, at.statements)) else (fit or {}, early)
        self.pinned = {**parts[0], **parts[1], **self.pinned}
        last = [v for v in arities if self._waits(v)]
        for i, name in enumerate(v for v in self.names if not self.is_solved_for(v)):
            if name not in last:
                at.take(name, self.pinned.get(name) or self._fitting(name, i, None))
        self._solve_late()
        found = self._at_rest(last) if len(last) > 1 else {}
        found = found or self._with_parameters(last[:1]) or self._at_rest(last)
        for i, name in enumerate(last):
            made = found.get(name) or self._with_parameters([name]).get(name)
            at.take(name, made or self._fitting(name, len(at.chosen) + i, None))

    # --- functions -------------------------------------------------------------------------------

    def _with_parameters(self, names: Iterable[str]) -> Choice:
        """Functions that are made to satisfy what is stated of them, where values are given, in
        half of the points also where there are only laws.
        """
        found: Choice = {}
        for name in names:
            about = [p for p in self.at.statements if name in free_names(p)]
            stated = [substitute(p, self.chosen) for p in about]
            table = tabulated(name, self.context.sorts[name], stated, self.turn.n)
            if table is not None:
                found[name] = table
                continue
            if all(map(for_all, stated)) and self.turn.n % 4 in (0, 3):
                continue
            made = growing(name, stated, self.turn.n // 2)
            made = made or with_parameters(name, self.context.sorts[name], stated, self.turn.n // 2)
            if made is not None:
                found[name] = made
        return found

    def _is_closed(self, functions: Container[str]) -> bool:
        """Whether the laws about functions speak of nothing else."""
        laws = filter(for_all, self.at.statements)
        return all(name in functions for p in laws for name in free_names(p))

    def _at_rest(self, names: Sequence[str]) -> Choice:
        """Functions that are given by laws with names in them, all but one of them constant."""
        sorts = {name: self.context.sorts[name] for name in names}
        stated = [substitute(p, self.chosen) for p in self.at.statements]
        found = resting(sorts, stated, self.turn.n // 4, self.at.possible) if names else None
        return found or {}

    def _waits(self, name: str) -> bool:
        """Whether a function is chosen after the names at which its values are given."""
        stated = [p for p in self.at.statements if name in free_names(p)]
        if name in self.pinned or not self._depends(name, stated):
            return False
        return self.turn.n % 4 == 2 or any(recurrence(name, p) for p in stated)

    def _depends(self, name: str, stated: Sequence[Term]) -> bool:
        """Whether what is given of a function holds other names."""
        told = (p for p in stated if for_all(p) or is_equation(p) or recurrence(name, p))
        return any(free_names(p) - {name} for p in told)

    # --- names that equations are solved for -----------------------------------------------------

    def _solve_late(self) -> None:
        """Values for the names that equations are solved for."""
        late, sorts = dict(self.at.pivots), self.context.sorts
        while late:
            found = joint(self.at, late)
            if found and (len(late) == 1 or self._is_allowed(found)):
                self._take_all(found)
                return
            next_ones = ready(late, sorts, self.chosen.keys())
            if not next_ones and (found := system(self.at, self.turn, late)):
                self._take_all(found)
                return
            if not next_ones and (others := inlined(late)):
                next_ones = ready(others, sorts, self.chosen.keys())
                late = others if next_ones else late
            bound = [v for v, p in late.items() if Sym(v) not in sides(p)] or list(late)
            name = (next_ones or bound)[0]
            equation = late.pop(name)
            solving = equation if next_ones else None
            self.at.take(name, self._fitting(name, len(self.chosen), solving))

    def _take_all(self, values: Choice) -> None:
        for name, t in values.items():
            self.at.take(name, t)

    def _is_allowed(self, values: Choice) -> bool:
        """Whether values that are put contradict none of the statements about them; every other
        point, and one that is varied, does without a dearer solution.
        """
        return self.turn.n % 2 == 0 or bool(self.pinned) or self.at.is_consistent(values)

    # --- one name --------------------------------------------------------------------------------

    def _fitting(self, name: str, position: int, equation: Term | None) -> Term:
        """The first candidate that contradicts nothing determined so far, else the first."""
        sort, at = self.context.sorts[name], self.at
        known = {name, *at.chosen}
        tests = [p for p in at.statements if name in free_names(p) and free_names(p) <= known]
        first = None
        for candidate in self._candidates(Wanted(name, sort, position, equation, tests)):
            first = candidate if first is None else first
            if not tests or sort.base == "function":
                return candidate
            at.put(name, candidate)
            if all(map(at.possible, tests)):
                return candidate
        return first if first is not None else number(0)

    def _candidates(self, wanted: Wanted) -> Iterator[Term]:
        if wanted.sort.base == "function":
            about = (p for p in self.at.statements if wanted.name in free_names(p))
            turn = self.turn.n + wanted.position
            yield from simple(wanted.sort.arity or 1, turn, any(map(for_all, about)))
        elif wanted.sort.shape:
            yield from arrays(self.at, self.turn, wanted)
        else:
            yield from self._numbers(wanted)

    def _numbers(self, wanted: Wanted) -> Iterator[Term]:
        """Candidates for a number or a boolean."""
        name, sort, position, equation, tests = wanted
        at, turn = self.at, self.turn
        if equation is not None and not (turn.n % 2 and _is_in_steps(name, equation)):
            yield from solved(at, turn, name, equation)
        if self._is_size(name):
            yield from turn.turned(SIZES, turn.n)
        if turn.n and sort.base == "integer" and any(self.sizes & free_names(p) for p in tests):
            yield from turn.turned(INDICES, turn.n + position)
        if turn.is_first:
            yield FIRST[sort.base][position % len(FIRST[sort.base])]
        if turn.n % 4 == 2:
            yield from turn.turned(attained(name, tests), turn.n // 4)
        if turn.random is not None and turn.n % 2:
            yield from between(at, turn, wanted)
        yield from turn.turned(LADDERS[sort.base] + turn.drawn(sort), turn.start(position))
        yield from turn.turned(tuple(between(at, turn, wanted)), turn.n)


def _is_in_steps(name: str, equation: Term) -> bool:
    """Whether what is rounded holds a name: an equation then has more solutions than one finds."""
    rounded = (t for t in subterms(equation) if isinstance(t, App) and t.head in STEPS)
    return any(name in free_names(t) for t in rounded)


def _sizes_of(context: Context) -> frozenset[str]:
    """The names that occur in the bounds of arrays."""
    bounds = (bound for s in context.sorts.values() for axis in s.shape for bound in axis)
    return frozenset().union(*map(free_names, bounds))
