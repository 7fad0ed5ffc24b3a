"""Models: a few points at which what is known holds, so that hopeless questions are not searched.

A statement that is false at one of them does not follow.  In facts, entries of arrays and values of
functions are numbers like those that have names; facts with binders and facts about whole arrays
are left out of account, which loses a proof at most, and never makes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import App, Bind, Sym, Term, free_names, subterms
from derivcheck.kernel.work import remembered
from derivcheck.provers.foundations.approximation import UNDEFINED, UNKNOWN, truth, value

CANDIDATES = 24
"""How many points are tried."""
ENOUGH = 6
"""How many models are kept."""
MAX_REMEMBERED = 4_096
"""Of how many statements it is remembered whether they hold a binder."""
MAX_NAMES = 16
"""Contexts with more names get no models."""

NEAR = 1e-6
"""Up to which relative difference values of equal terms differ by rounding."""
SAME = (0.0, 3.0, 1.0)
"""Values tried for all names at once: what vanishes at all is likely to vanish there."""
REALS = (
    2.0, -3.0, 1 / 2, -1 / 3, 5.0, -7 / 2, 1 / 7, -1.0, 11.0, -1 / 11, 3 / 2, 7 / 3, -13 / 4, -5.0,
    9.0, -9.0, 4.0,
)  # fmt: skip
INTEGERS = (2.0, 3.0, 1.0, 5.0, 4.0, 7.0, -1.0, 6.0, 0.0, -2.0, 9.0)
OPAQUE = "#"
"""What the names of entries and of values of functions begin with."""


Point = Mapping[str, float]


class Models:
    """Points at which facts hold.

    Arguments:
        facts: what is known.
        near: models of less that is known, to start from.
    """

    def __init__(self, facts: Facts, near: Models | None = None) -> None:
        self.scalars, self.field = _scalars(facts.context), facts.context.field
        stated = [s for s in map(named, facts.statements) if s and self._is_known(s)]
        self.names = self.scalars.union(*map(free_names, stated))
        if near and near.names != self.names:
            near = None
        self.stated = frozenset(stated)
        self.pool: _Pool = near.pool if near else _Pool(_candidates(facts.context, self.names))
        self.points: tuple[Point, ...] = ()
        if near:
            self.points = self._satisfying([s for s in stated if s not in near.stated], near.points)
        if not self.points:
            self.points = self._satisfying(stated, self.pool)
        if len(self.points) < ENOUGH:
            self.points += self._combined(stated)

    def refute(self, statement: Term) -> bool:
        """Whether a statement is false at one of the points."""
        if not self._is_plain(statement):
            return False
        return any(truth(statement, point, self.field) is False for point in self.points)

    def values(self, *terms: Term) -> Iterator[tuple[float, ...]]:
        """What real terms are about, at the points at which that is seen."""
        if all(map(self._is_plain, terms)):
            yield from self._values(terms, self.points)

    def _values(
        self, terms: tuple[Term, ...], points: Iterable[Point]
    ) -> Iterator[tuple[float, ...]]:
        for point in points:
            try:
                yield tuple(float(value(t, point, self.field)) for t in terms)
            except (*UNDEFINED, *UNKNOWN):
                continue

    def distinguish(self, one: Term, other: Term) -> bool:
        """Whether two real terms have different values at one of the points."""
        return any(abs(a - b) > NEAR * (1 + abs(a)) for a, b in self.values(one, other))

    def separate(self, t: Term, name: str) -> bool:
        """Whether a real term changes with a name alone at one of the points."""
        places = {point[name] for point in self.points if name in point}
        for point in self.points if self._is_plain(t) else ():
            moved = [{**point, name: place} for place in places]
            found = list(self._values((t,), [p for p in moved if self._allows(p)]))
            if any(abs(a - b) > NEAR * (1 + abs(a)) for (a,), (b,) in pairwise(found)):
                return True
        return False

    def _allows(self, point: Point) -> bool:
        return all(truth(s, point, self.field) is True for s in self.stated)

    def _satisfying(self, stated: Iterable[Term], points: Iterable[Point]) -> tuple[Point, ...]:
        found = (
            point for point in points
            if all(truth(s, point, self.field) is True for s in stated)
        )  # fmt: skip
        return tuple(islice(found, ENOUGH))

    def _combined(self, stated: Sequence[Term]) -> tuple[Point, ...]:
        """Points put together of what satisfies statements that have no names in common."""
        parts = []
        for names, about in _apart(self.names, stated):
            found = self._satisfying(about, self.pool)
            if not found:
                return ()
            parts.append([{name: point[name] for name in names} for point in found])
        points = []
        for n in range(ENOUGH - len(self.points)):
            chosen = (part[n * k % len(part)] for k, part in enumerate(parts, 1))
            points.append({name: x for part in chosen for name, x in part.items()})
        return tuple(points)

    def _is_known(self, s: Term) -> bool:
        return self.scalars.issuperset(n for n in free_names(s) if not n.startswith(OPAQUE))

    def _is_plain(self, t: Term) -> bool:
        """Whether a term or statement is about scalars and cheap to evaluate."""
        return free_names(t) <= self.scalars and named(t) == t


def connected(names: frozenset[str], statements: Sequence[Term]) -> frozenset[str]:
    """Names, and all that statements bring together with them."""
    groups = [free_names(s) for s in statements]
    while more := frozenset().union(*(g for g in groups if g & names and not g <= names)):
        names |= more
    return names


def _apart(
    names: frozenset[str], stated: Sequence[Term]
) -> Iterator[tuple[frozenset[str], list[Term]]]:
    """Names that statements bring together, with these statements."""
    while names:
        group = connected(frozenset((min(names),)), stated)
        yield group, [s for s in stated if free_names(s) <= group]
        names -= group


class _Pool:
    """Candidates, made when they are first needed and kept for facts that know more."""

    def __init__(self, source: Iterator[Point]) -> None:
        self._made: list[Point] = []
        self._source = source

    def __iter__(self) -> Iterator[Point]:
        yield from self._made
        for point in self._source:
            self._made.append(point)
            yield point


@remembered(MAX_REMEMBERED)
def has_binder(t: Term) -> bool:
    """Whether a binder occurs in a term or statement."""
    return any(isinstance(u, Bind) for u in subterms(t))


@remembered(MAX_REMEMBERED)
def named(t: Term) -> Term | None:
    """A term with a name in place of each entry and each value of a function; None with binders."""
    match t:
        case Bind():
            return None
        case App("index" | "apply"):
            return None if any(isinstance(u, Bind) for u in subterms(t)) else Sym(OPAQUE + repr(t))
        case App(head, parts):
            found = tuple(u for u in map(named, parts) if u is not None)
            return None if len(found) < len(parts) else t if found == parts else App(head, found)
    return t


def _scalars(context: Context) -> frozenset[str]:
    sorts = context.sorts.items()
    names = frozenset(name for name, s in sorts if s.is_number)
    return names if len(names) <= MAX_NAMES else frozenset()


def _candidates(context: Context, names: frozenset[str]) -> Iterator[Point]:
    ordered = sorted(names, key=lambda name: (name.startswith(OPAQUE), name))
    whole = {v for v in ordered if v in context.sorts and context.sorts[v].base == "integer"}
    for same in SAME if names else ():
        yield dict.fromkeys(ordered, same)
    for p in range(CANDIDATES if names else 1):
        ladders = (INTEGERS if name in whole else REALS for name in ordered)
        yield {
            name: ladder[(p * (i + 1) + 3 * i) % len(ladder)]
            for i, (name, ladder) in enumerate(zip(ordered, ladders, strict=True))
        }
