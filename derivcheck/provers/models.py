"""Models: a few points at which what is known holds, so that hopeless questions are not searched.

A statement that is false at one of them does not follow.  Facts with binders and facts about arrays
and functions are left out of account; that loses a proof at most, and never makes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from flint import arb

from derivcheck.kernel.claims import Context
from derivcheck.kernel.evaluation import FAULTS, Scope, scope_of, truth, value
from derivcheck.kernel.facts import Facts
from derivcheck.kernel.terms import Bind, Sym, Term, free_names, number, subterms
from derivcheck.kernel.values import Stop, real

CANDIDATES = 24
"""How many points are tried."""
ENOUGH = 6
"""How many models are kept."""
MAX_REMEMBERED = 4_096
"""Of how many statements it is remembered whether they hold a binder."""
MAX_NAMES = 16
"""Contexts with more names get no models."""

SAME = tuple(map(number, (0, 3, 1)))
"""Values tried for all names at once: what vanishes at all is likely to vanish there."""
_REALS = "2 -3 1/2 -1/3 5 -7/2 1/7 -1 11 -1/11 3/2 7/3 -13/4 -5 9 -9 4".split()
REALS = tuple(number(Fraction(q)) for q in _REALS)
INTEGERS = tuple(map(number, (2, 3, 1, 5, 4, 7, -1, 6, 0, -2, 9)))
LADDERS = {"real": REALS, "rational": REALS, "complex": REALS, "integer": INTEGERS}


class Models:
    """Points at which facts hold.

    Arguments:
        facts: what is known.
        near: models of less that is known, to start from.
    """

    def __init__(self, facts: Facts, near: Models | None = None) -> None:
        self.names = _scalars(facts.context)
        if near and near.names != self.names:
            near = None
        stated = [s for s in facts.statements if self._is_plain(s)]
        self.stated = frozenset(stated)
        self.pool: _Pool = near.pool if near else _Pool(_candidates(facts.context, self.names))
        self.scopes: tuple[Scope, ...] = ()
        if near:
            self.scopes = _satisfying([s for s in stated if s not in near.stated], near.scopes)
        if not self.scopes:
            self.scopes = _satisfying(stated, self.pool)

    def refute(self, statement: Term) -> bool:
        """Whether a statement is false at one of the points."""
        if not self._is_plain(statement):
            return False
        return any(_truth(statement, scope) is False for scope in self.scopes)

    def values(self, *terms: Term) -> Iterator[tuple[float, ...]]:
        """What real terms are about, at the points at which that is seen."""
        for scope in self.scopes if all(map(self._is_plain, terms)) else ():
            try:
                yield tuple(float(arb(real(value(t, scope)))) for t in terms)
            except (Stop, *FAULTS):
                continue

    def _is_plain(self, statement: Term) -> bool:
        """Whether a statement is about scalars and cheap to evaluate."""
        if not free_names(statement) <= self.names:
            return False
        return not _has_binder(statement)


class _Pool:
    """Candidates, made when they are first needed and kept for facts that know more."""

    def __init__(self, source: Iterator[Scope]) -> None:
        self._made: list[Scope] = []
        self._source = source

    def __iter__(self) -> Iterator[Scope]:
        yield from self._made
        for scope in self._source:
            self._made.append(scope)
            yield scope


@lru_cache(MAX_REMEMBERED)
def _has_binder(statement: Term) -> bool:
    return any(isinstance(t, Bind) for t in subterms(statement))


def _satisfying(stated: Iterable[Term], scopes: Iterable[Scope]) -> tuple[Scope, ...]:
    found = (s for s in scopes if all(_truth(p, s) is True for p in stated))
    return tuple(islice(found, ENOUGH))


def _truth(statement: Term, scope: Scope) -> bool | None:
    try:
        return truth(statement, scope)
    except (Stop, *FAULTS):
        return None


def _scalars(context: Context) -> frozenset[str]:
    sorts = context.sorts.items()
    names = frozenset(name for name, s in sorts if not s.shape and s.base in LADDERS)
    return names if len(names) <= MAX_NAMES else frozenset()


def _candidates(context: Context, names: frozenset[str]) -> Iterator[Scope]:
    bare = Context(context.sorts, (), context.field)
    ordered = sorted(names)
    terms = tuple(map(Sym, ordered))
    for same in SAME if names else ():
        yield scope_of(terms, dict.fromkeys(ordered, same), bare)
    for p in range(CANDIDATES if names else 1):
        point = {}
        for i, name in enumerate(ordered):
            ladder = LADDERS[context.sorts[name].base]
            point[name] = ladder[(p * (i + 1) + 3 * i) % len(ladder)]
        yield scope_of(terms, point, bare)
