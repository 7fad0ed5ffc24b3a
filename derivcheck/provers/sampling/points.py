"""Candidate values for the names of a claim: simple first, distinct, fitted to the assumptions.

A candidate point is only a proposal; the kernel decides whether it is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import count, pairwise
from math import prod
from random import Random

from flint import fmpq

from derivcheck.kernel.claims import Context
from derivcheck.kernel.evaluation import (
    FAULTS,
    Scope,
    given,
    instantiated,
    truth,
    value,
)
from derivcheck.kernel.sorts import Sort
from derivcheck.kernel.terms import (
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    free_names,
    number,
    substitute,
    subterms,
)  # fmt: skip
from derivcheck.kernel.values import Array, Stop, Value
from derivcheck.provers.foundations.definitions import definition
from derivcheck.provers.foundations.proof_context import conjuncts
from derivcheck.provers.normalforms.trigonometric import UNIT
from derivcheck.provers.sampling.ansatz import with_parameters
from derivcheck.provers.sampling.entries import fitted, special
from derivcheck.provers.sampling.given_functions import fitting, for_all, sampled, simple
from derivcheck.provers.sampling.roots import affine_root, roots, tidy
from derivcheck.provers.sampling.systems import solutions

Choice = dict[str, Term]

FIRST_POINTS = 8
"""How many points walk the ladders in step before values are drawn at random."""

MAX_JOINT = 3
"""The most equations that are solved together."""

MAX_ARRAY = 40
"""The most entries of an array that is proposed."""


def _numbers(*values: int | Fraction) -> tuple[Term, ...]:
    return tuple(number(v) for v in values)


_HALVES = tuple(Fraction(n, d) for n, d in ((1, 2), (-1, 2), (1, 3), (3, 2), (-2, 3), (5, 4)))
INTEGERS = _numbers(0, 1, 2, -1, 3, -2, 5, -3, 4, 7, 10)
RATIONALS = INTEGERS[:5] + _numbers(_HALVES[0], -2, *_HALVES[1:]) + INTEGERS[6:]
COMPLEXES = (
    *RATIONALS[:4], UNIT, 1 + UNIT, number(-1) + UNIT, -UNIT, 2 - UNIT, 4 * UNIT,
    number(-2) - 5 * UNIT, *RATIONALS[4:],
)  # fmt: skip
SIZES = _numbers(2, 3, 1, 4)
BOOLEANS = (App("true", ()), App("false", ()))
FRACTIONS = tuple(number(Fraction(1, d)) for d in (2, 3, 6, 4, 5, 7, 8, 9))
POSITIVES = _numbers(1, 2, 3, Fraction(1, 2), 5, Fraction(3, 2), 4, 7)
ENTRIES = _numbers(0, 1, 2, -1, 3, Fraction(1, 2), -2, 5, 4, -3)

LADDERS = {
    "integer": INTEGERS, "rational": RATIONALS, "real": RATIONALS, "complex": COMPLEXES,
    "boolean": BOOLEANS,
}  # fmt: skip
PRIMES = _numbers(2, 3, 5, 7, 11, 13)
FIRST = {
    "integer": PRIMES, "rational": PRIMES, "real": PRIMES, "boolean": BOOLEANS,
    "complex": (1 + UNIT, 2 - UNIT, number(-2) + 3 * UNIT, 3 + 4 * UNIT),
}  # fmt: skip
"""At the first point: simple, and yet few equations that are false are true there."""
ARRAY_LADDERS = (ENTRIES, POSITIVES, FRACTIONS)
GRAIN = 997
"""Random values in an interval are multiples of this part of its length."""

WIDEST, DRAWN = 30, 12
"""How large and how many the integers are that random values are made of."""

PARTS = tuple(Fraction(i, 12) for i in (6, 4, 8, 3, 9, 2, 10, 5, 7, 1, 11))
WHOLE_STEPS = (0, 1, -1, 2, -2)
STEPS: Sequence[int | Fraction] = (*WHOLE_STEPS, *_HALVES)
KINKED = frozenset("abs max min sign floor ceiling mod sqrt piecewise".split())
BOUNDS = frozenset(("<", "<=", ">", ">=", "in"))


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
    for n in count():
        statements = context.assumptions + wanted[n % len(wanted)]
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
        self.context = context
        self.seed = seed
        self.pinned = pinned
        self.statements = conjuncts(statements)
        self.equations = [p for p in self.statements if _head(p) == "="]
        self.n = n
        self.is_first = n == 0 and not pinned  # the point that is simple as it is
        self.random = Random(f"{seed}:{n}") if n >= FIRST_POINTS else None
        self.sizes = _sizes_of(context)
        self.names = sorted(names, key=self._priority)
        self.pivots = self._pivots()
        self.chosen: Choice = {}
        self.scope = Scope(context, {}, {})
        shaped = (context.sorts[name].shape for name in names)
        self.free = not self.statements and not any(shaped)  # so that no value is asked for
        self._choose()

    def _put(self, name: str, t: Term) -> None:
        """Tries a value for a name, without choosing it."""
        if self.free:
            return
        self.scope.memo.clear()
        self.scope.values.pop(name, None)
        if type(t) is not Bind:
            try:
                given(name, t, self.scope)
            except (Stop, *FAULTS):
                return

    def _take(self, name: str, t: Term) -> None:
        """Chooses a value for a name; functions are put into the statements."""
        self.chosen[name] = t
        self._put(name, t)
        if type(t) is Bind:
            self.statements = [instantiated(p, {name: t}) for p in self.statements]
            self.equations = [p for p in self.statements if _head(p) == "="]
            self.pivots = {v: instantiated(p, {name: t}) for v, p in self.pivots.items()}

    def _possible(self, p: Term) -> bool:
        """Whether a statement is not seen to be false: equations of balls never are seen true."""
        if for_all(p):
            return sampled(p, self._possible)
        try:
            return truth(p, self.scope) is not False
        except (Stop, *FAULTS):
            return False

    def _value(self, t: Term) -> Value | None:
        try:
            return value(t, self.scope)
        except (Stop, *FAULTS):
            return None

    def varied(self, name: str, value: Term) -> Drawing:
        """The point with another value for one name; what is solved for is solved again."""
        resized = self.is_size(name)
        kept = {
            v: t
            for v, t in self.chosen.items()
            if v not in self.pivots and not (resized and self._depends_on_sizes(v))
        }
        pinned = {**kept, name: value}
        names = frozenset(self.names)
        return Drawing(self.context, names, self.statements, self.n, self.seed, pinned)

    def _depends_on_sizes(self, name: str) -> bool:
        sort = self.context.sorts[name]
        return bool(sort.shape) or (sort.base == "integer" and not self.is_size(name))

    def _choose(self) -> None:
        sorts = ((v, self.context.sorts[v]) for v in self.names if v not in self.pinned)
        arities = {v: sort.arity or 1 for v, sort in sorts if sort.base == "function"}
        early = self._with_parameters(arities)
        solved = arities and fitting(arities, self.statements, self.n, self._possible)
        self.pinned = {**(solved or {}), **early, **self.pinned}
        last = [v for v in arities if self._waits(v)]
        for i, name in enumerate(v for v in self.names if v not in self.pivots):
            if name not in last:
                self._take(name, self.pinned.get(name) or self._fitting(name, i, None))
        self._solve_late()
        for i, name in enumerate(last):
            found = self._with_parameters([name]).get(name)
            self._take(name, found or self._fitting(name, len(self.chosen) + i, None))

    def _with_parameters(self, names: Iterable[str]) -> Choice:
        """Functions that are made to satisfy what is stated of them, where values are given, in
        half of the points also where there are only laws.
        """
        found: Choice = {}
        for name in names:
            stated = [substitute(p, self.chosen) for p in self.statements if name in free_names(p)]
            if all(map(for_all, stated)) and self.n % 4 in (0, 3):
                continue
            made = with_parameters(name, self.context.sorts[name], stated, self.n // 2)
            if made is not None:
                found[name] = made
        return found

    def _waits(self, name: str) -> bool:
        """Whether a function is chosen after the names at which its values are given."""
        if self.n % 4 != 2 or name in self.pinned:
            return False
        stated = [p for p in self.statements if for_all(p) or _head(p) == "="]
        return any(free_names(p) - {name} for p in stated if name in free_names(p))

    def _solve_late(self) -> None:
        """Values for the names that equations are solved for."""
        late = dict(self.pivots)
        while late:
            joint = self._joint(late)
            if joint and (len(late) == 1 or self._is_allowed(joint)):
                for name, t in joint.items():
                    self._take(name, t)
                return
            ready = self._ready(late)
            if not ready and (found := self._system(late)):
                for name, t in found.items():
                    self._take(name, t)
                return
            if not ready and (inlined := _inlined(late)) and self._ready(inlined):
                late, ready = inlined, self._ready(inlined)
            bound = [v for v, p in late.items() if Sym(v) not in _sides(p)] or list(late)
            name = (ready or bound)[0]
            equation = late.pop(name)
            solving = equation if ready else None
            self._take(name, self._fitting(name, len(self.chosen), solving))

    def _is_allowed(self, joint: Choice) -> bool:
        """Whether values that are put contradict none of the statements about them; every other
        point, and one that is varied, does without a dearer solution.
        """
        return self.n % 2 == 0 or bool(self.pinned) or self._is_consistent(joint)

    def _is_consistent(self, joint: Choice) -> bool:
        """Whether values contradict none of the statements about them that are determined."""
        for name, t in joint.items():
            self._put(name, t)
        known = self.chosen.keys() | joint.keys()
        about = (p for p in self.statements if joint.keys() & free_names(p))
        return all(self._possible(p) for p in about if free_names(p) <= known)

    def _system(self, late: Mapping[str, Term]) -> Choice | None:
        """A solution of the equations that are left, irrational ones too, in turn."""
        sorts = [self.context.sorts[v] for v in late]
        if any(sort.shape or sort.base == "integer" for sort in sorts):
            return None
        gaps = [substitute(left - right, self.chosen) for left, right in map(_sides, late.values())]
        if not all(free_names(gap) <= late.keys() for gap in gaps):
            return None
        found = solutions(gaps, sorted(late), self.context, self.n)
        start = self.n % len(found) if found else 0
        turned = (*found[start:], *found[:start])
        return next(filter(self._is_consistent, turned), None)

    def _ready(self, late: Mapping[str, Term]) -> list[str]:
        """The names whose equations and bounds hold no other name without a value."""
        sorts = self.context.sorts
        needed = {v: (free_names(p) | sorts[v].sizes) - {v} for v, p in late.items()}
        return [v for v, names in needed.items() if names <= self.chosen.keys()]

    def _priority(self, name: str) -> tuple[int, str]:
        """Sizes before what they measure, functions first of all."""
        sort = self.context.sorts[name]
        if sort.base == "function":
            return (0, name)
        if sort.shape:
            return (3, name)
        return (1 if self.is_size(name) else 2, name)

    def is_size(self, name: str) -> bool:
        """Whether a name occurs in the bounds of an array."""
        return name in self.sizes

    def _pivots(self) -> dict[str, Term]:
        """name -> the equation it is solved from; those of few names choose first, names that stand
        alone on a side are preferred.
        """
        pivots: dict[str, Term] = {}
        for p in sorted(self.equations, key=lambda p: len(free_names(p))):
            free = [v for v in self._unknowns(p) if v not in pivots]
            alone = [v for v in free if Sym(v) in _sides(p) and not _on_both_sides(v, p)]
            turn = self.n // 2
            if alone or free:
                pivots[(alone or free)[turn % len(alone or free)]] = p
            else:
                self._make_room(p, pivots, set())
        return pivots

    def _unknowns(self, p: Term) -> list[str]:
        """The names that an equation may be solved for."""
        sorts = self.context.sorts
        names = (v for v in self.names if v in free_names(p))
        return [v for v in names if sorts[v].base not in ("function", "boolean")]

    def _make_room(self, p: Term, pivots: dict[str, Term], tried: set[str]) -> bool:
        """Solves an equation for a name of another, and that for another name, if there is any."""
        for name in self._unknowns(p):
            if name in tried:
                continue
            tried.add(name)
            if name not in pivots or self._make_room(pivots[name], pivots, tried):
                pivots[name] = p
                return True
        return False

    def _fitting(self, name: str, position: int, equation: Term | None) -> Term:
        """The first candidate that contradicts nothing determined so far, else the first."""
        sort = self.context.sorts[name]
        known = {name, *self.chosen}
        tests = [p for p in self.statements if name in free_names(p) and free_names(p) <= known]
        first = None
        for candidate in self._candidates(name, sort, position, equation, tests):
            first = candidate if first is None else first
            if not tests or sort.base == "function":
                return candidate
            self._put(name, candidate)
            if all(map(self._possible, tests)):
                return candidate
        return first if first is not None else number(0)

    def _candidates(
        self, name: str, sort: Sort, position: int, equation: Term | None, tests: Sequence[Term]
    ) -> Iterator[Term]:
        if sort.base == "function":
            is_given = any(for_all(p) and name in free_names(p) for p in self.statements)
            yield from simple(sort.arity or 1, self.n + position, is_given)
        elif sort.shape:
            yield from self._arrays(name, sort, position, equation, tests)
        else:
            if equation is not None:
                yield from self._solutions(name, equation)
            if self.is_size(name):
                yield from self._turned(SIZES, self.n)
            if self.is_first:
                yield FIRST[sort.base][position % len(FIRST[sort.base])]
            if self.n % 4 == 2:
                yield from self._turned(_attained(name, tests), self.n // 4)
            if self.random is not None and self.n % 2:
                yield from self._between(name, tests)
            yield from self._turned(LADDERS[sort.base] + self._drawn(sort), self._start(position))
            yield from self._turned(tuple(self._between(name, tests)), self.n)

    def _drawn(self, sort: Sort) -> tuple[Term, ...]:
        """Values off the ladder, for the points drawn at random."""
        if self.random is None or sort.base == "boolean":
            return ()
        whole = sort.base == "integer"
        tops = [self.random.randint(-WIDEST, WIDEST) for _ in range(DRAWN)]
        drawn = _numbers(*(Fraction(n, 1 if whole else self.random.randint(1, 9)) for n in tops))
        if sort.base != "complex":
            return drawn
        return tuple(a + b * UNIT for a, b in pairwise(drawn))

    def _start(self, position: int) -> int:
        """Where on its ladder a name starts: elsewhere for every point and name, so they differ,
        but for the last point.
        """
        if self.n == FIRST_POINTS - 1:
            return self.n
        simplest = 1 if self.pivots else 4  # equations are solved most easily for small numbers
        return self.n * (1 + position % 3) + position + simplest

    def _turned(self, ladder: Sequence[Term], start: int) -> Sequence[Term]:
        if self.random is not None:
            return self.random.sample(ladder, len(ladder))
        start %= max(1, len(ladder))
        return (*ladder[start:], *ladder[:start])

    def _arrays(
        self, name: str, sort: Sort, position: int, equation: Term | None, tests: Sequence[Term]
    ) -> Iterator[Term]:
        sizes = self._sizes(sort)
        if sizes is None:
            return
        starts = [(ladder, self._start(position - 1)) for ladder in ARRAY_LADDERS]
        for ladder, start in [(PRIMES, position), *starts] if self.is_first else starts:
            entries = list(self._turned(ladder, start))
            array = _filled(sizes, sort, entries, self.n % 2 == 1)
            if equation is not None and len(sizes) == 1:
                yield from self._last_entry_solved(name, array, equation)
            if any(_head(p) == "=" or isinstance(p, Bind) for p in tests):
                solved = fitted(array, lambda a: self._gaps(name, a, sort, tests), self.n)
                yield from () if solved is None else (solved,)
            yield array
        if tests and len(sizes) == 2 and sizes[0] == sizes[1]:
            yield from self._turned(special(sizes[0]), self.n)

    def _gaps(self, name: str, array: Term, sort: Sort, tests: Sequence[Term]) -> list[fmpq] | None:
        """By how much an array misses the equations among tests and the traits of its sort."""
        self._put(name, array)
        found: list[fmpq] = []
        for p in (*tests, *_traits(name, sort)):
            missed = self._missed(p)
            if missed is None:
                return None
            found += missed
        return found

    def _missed(self, p: Term) -> list[fmpq] | None:
        """The differences of the sides of an equation, entry by entry and for all of a range."""
        match p:
            case App("=", (left, right)):
                return _differences(self._value(left), self._value(right))
            case Bind("forall", var, body, (lower, upper)):
                low, high = self._value(lower), self._value(upper)
                if type(low) is not fmpq or type(high) is not fmpq or high - low > MAX_ARRAY:
                    return None
                found: list[fmpq] = []
                for j in range(int(low.p), int(high.p) + 1):
                    missed = self._missed(substitute(body, {var: number(j)}))
                    if missed is None:
                        return None
                    found += missed
                return found
        return []

    def _sizes(self, sort: Sort) -> list[int] | None:
        sizes, total = [], 1
        for lower, upper in sort.shape:
            low, high = self._value(lower), self._value(upper)
            if type(low) is not fmpq or type(high) is not fmpq or high < low:
                return None
            sizes.append(int((high - low).p) + 1)
            total *= sizes[-1]
        return sizes if total <= MAX_ARRAY else None

    def _last_entry_solved(self, name: str, array: Term, equation: Term) -> Iterator[Term]:
        match array:
            case App("vector", (*rest, _)):
                solved = self._root(equation, name, lambda v: call("vector", *rest, v))
                if solved is not None:
                    yield call("vector", *rest, solved)

    def _solutions(self, name: str, equation: Term) -> Iterator[Term]:
        """Values of a name that satisfy an equation in which all the others are chosen."""
        solved = self._root(equation, name, lambda v: v)
        left, right = _sides(equation)
        if solved is None or _is_kinked(equation):
            gap = substitute(left - right, self.chosen)
            found = list(roots(gap, name, self.context))
            turn = (self.n + self.n // 6) % max(1, len(found))  # all of them, whatever is wanted
            yield from (*found[turn:], *found[:turn])
        if solved is not None:
            yield solved
        for side, other in ((left, right), (right, left)):
            if side == Sym(name) and name not in free_names(other):
                yield tidy(substitute(other, self.chosen), self.context)

    def _root(self, equation: Term, name: str, shape: Callable[[Term], Term]) -> Term | None:
        """The value of a name, or of a part of it, at which the sides of an equation meet."""

        def gap(v: Term) -> Value | None:
            self._put(name, shape(v))
            return self._gap(equation)

        return affine_root(gap)

    def _gap(self, equation: Term) -> Value | None:
        left, right = (self._value(side) for side in _sides(equation))
        if type(left) is not fmpq or type(right) is not fmpq:
            return None
        return left - right

    def _joint(self, late: Mapping[str, Term]) -> Choice | None:
        """The rational solution of the equations that are left, if they are linear and few."""
        names, equations = list(late), list(late.values())
        if len(names) > MAX_JOINT or any(self.context.sorts[v].shape for v in names):
            return None
        if any(map(_is_kinked, equations)):
            return None
        for _ in names:
            equations.append(equations.pop(0))
            found = self._eliminated(names, equations)
            if found is not None:
                return found
        return None

    def _eliminated(self, names: Sequence[str], equations: Sequence[Term]) -> Choice | None:
        """Solve the later equations for the later names, the first for the first."""
        if not names:
            return {}

        def rest(v: Term) -> Choice | None:
            self._put(names[0], v)
            found = self._eliminated(names[1:], equations[1:])
            for name, t in (found or {}).items():
                self._put(name, t)
            return found

        root = affine_root(lambda v: None if rest(v) is None else self._gap(equations[0]))
        others = None if root is None else rest(root)
        return None if root is None or others is None else {names[0]: root, **others}

    def _between(self, name: str, tests: Sequence[Term]) -> Iterator[Term]:
        """Values between, at and beside the bounds that the tests set."""
        whole = self.context.sorts[name].base == "integer"
        parts: Sequence[Fraction] = () if whole else PARTS
        steps: Sequence[int | Fraction] = WHOLE_STEPS if whole else STEPS
        if self.random is not None and not whole:
            parts = (Fraction(self.random.randrange(1, GRAIN), GRAIN), *PARTS)
        ends = sorted({v for p in tests for v in self._ends(name, p)})
        for low, high in pairwise(ends):
            yield from (number(low + (high - low) * part) for part in parts)
        for end in ends:
            yield from (number(end + d) for d in steps)

    def _ends(self, name: str, p: Term) -> Iterator[Fraction]:
        for bound in _bounds(name, p):
            v = self._value(bound)
            if type(v) is fmpq:
                yield Fraction(int(v.p), int(v.q))


def _sizes_of(context: Context) -> frozenset[str]:
    """The names that occur in the bounds of arrays."""
    bounds = (bound for s in context.sorts.values() for axis in s.shape for bound in axis)
    return frozenset().union(*map(free_names, bounds))


def _head(p: Term) -> str:
    return p.head if isinstance(p, App) and len(p.args) == 2 else ""


def _sides(equation: Term) -> tuple[Term, Term]:
    assert isinstance(equation, App)
    left, right = equation.args
    return left, right


def _bounds(name: str, p: Term) -> Sequence[Term]:
    """What a name, or anything else, is compared with."""
    match p:
        case App(head, (u, *bounds)) if head in BOUNDS:
            return bounds if u == Sym(name) else [u]
    return []


def _attained(name: str, tests: Sequence[Term]) -> list[Term]:
    """The closed bounds that a name may be equal to."""
    weak = (p for p in tests if _head(p) in ("<=", ">="))
    return [b for p in weak for b in _bounds(name, p) if not free_names(b)]


def _inlined(late: Mapping[str, Term]) -> dict[str, Term] | None:
    """The equations with what one of them defines put into the others, if any is such."""
    for name, p in late.items():
        match definition(p):
            case (defined, value) if defined == name:
                inlined = {v: substitute(q, {name: value}) for v, q in late.items()}
                return {**inlined, name: p}
    return None


def _is_kinked(equation: Term) -> bool:
    """Whether it may look affine where it is not."""
    return any(isinstance(t, App) and t.head in KINKED for t in subterms(equation))


def _on_both_sides(name: str, equation: Term) -> bool:
    return all(name in free_names(side) for side in _sides(equation))


def _traits(name: str, sort: Sort) -> list[Term]:
    """Traits that are equations."""
    symmetric = {"symmetric", "positive definite"} & sort.traits
    return [call("=", call("transpose", Sym(name)), Sym(name))] if symmetric else []


def _differences(left: Value | None, right: Value | None) -> list[fmpq] | None:
    match left, right:
        case Array(ones), Array(others) if len(ones) == len(others):
            parts = [_differences(u, v) for u, v in zip(ones, others, strict=True)]
            plain = [part for part in parts if part is not None]
            return [x for part in plain for x in part] if len(plain) == len(parts) else None
        case fmpq(), fmpq():
            return [left - right]
    return None


def _filled(
    sizes: Sequence[int], sort: Sort, entries: Sequence[Term], turned: bool = False
) -> Term:
    """An array of the sizes with entries taken in turn, made to have the traits of the sort.

    Arguments:
        turned: whether the determinant of an invertible matrix is negative.
    """
    if len(sizes) != 2:
        return _stacked(sizes, entries, 0)
    width, tame = sizes[1], bool({"symmetric", "positive definite"} & sort.traits)
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
