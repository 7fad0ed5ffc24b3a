"""Differences of whole numbers: what bounds on some of them say of the others.

Every x - y <= c is an edge from x to y; the shortest path is the best bound that follows (Cormen,
Leiserson, Rivest and Stein, Introduction to Algorithms, 24.4; systems of difference constraints are
totally unimodular, so that over the integers nothing is lost).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from derivcheck.kernel.language.evidence import Arithmetic, Evidence, Lemma, Sign
from derivcheck.kernel.language.terms import ZERO, App, Num, Sym, Term, number

NOTHING = ""
"""The node of the number 0."""

Edge = tuple[str, str]
Path = tuple[int, tuple[tuple[str, str, int], ...]]
"""A bound, and the edges that add up to it, each with its own."""


class Differences:
    """Bounds on differences of names, closed under addition.

    Arguments:
        best: pair of names -> the best bound on their difference.
    """

    def __init__(self, best: dict[Edge, Path] | None = None) -> None:
        self.best = best or {}

    @classmethod
    def of(cls, statements: Iterable[Term]) -> Differences:
        """What statements say, where all names in them are whole numbers."""
        return cls().knowing(*statements)

    def knowing(self, *statements: Term) -> Differences:
        """These bounds, and what more is said."""
        found = Differences(dict(self.best))
        for statement in statements:
            for x, y, c in bounds(statement):
                found._learn(x, y, c)
        return found

    def _learn(self, x: str, y: str, c: int) -> None:
        if x == y or not self._shorter(x, y, (c, ((x, y, c),))):
            return
        before = [(u, path) for (u, v), path in self.best.items() if v == x]
        after = [(v, path) for (u, v), path in self.best.items() if u == y]
        for u, path in (*before, (x, (0, ()))):
            for v, other in (*after, (y, (0, ()))):
                if u != v:
                    links = (*path[1], (x, y, c), *other[1])
                    self._shorter(u, v, (path[0] + c + other[0], links))

    def _shorter(self, x: str, y: str, path: Path) -> bool:
        if (x, y) in self.best and self.best[x, y][0] <= path[0]:
            return False
        self.best[x, y] = path
        return True

    def shown(self, statement: Term) -> tuple[Evidence, ...] | None:
        """Lemmas after which a comparison of two whole numbers is known; None if it does not
        follow.
        """
        found = []
        wanted = list(bounds(statement))
        for x, y, c in wanted:
            path = self.best.get((x, y)) if x != y else (0, ())
            if path is None or path[0] > c:
                return None
            found.append(_lemma(x, y, c, path))
        return tuple(found) if wanted else None


def bounds(statement: Term) -> Iterator[tuple[str, str, int]]:
    """A statement as bounds on differences, if that is what it is."""
    match statement:
        case App("in", (x, low, high)):
            yield from _below(low, x, 0)
            yield from _below(x, high, 0)
        case App("<=" | "<" | ">=" | ">" | "=" as rel, (a, b)):
            if rel in ("<=", "<", "="):
                yield from _below(a, b, -1 if rel == "<" else 0)
            if rel in (">=", ">", "="):
                yield from _below(b, a, -1 if rel == ">" else 0)


def _below(a: Term, b: Term, c: int) -> Iterator[tuple[str, str, int]]:
    """a - b <= c as a bound on the difference of two names."""
    form = linear(a), linear(b)
    if form[0] is None or form[1] is None:
        return
    slopes = dict(form[0])
    for name, k in form[1].items():
        slopes[name] = slopes.get(name, Fraction(0)) - k
    offset = slopes.pop(NOTHING, Fraction(0))
    slopes = {name: k for name, k in slopes.items() if k}
    ups = [name for name, k in slopes.items() if k == 1]
    downs = [name for name, k in slopes.items() if k == -1]
    unit = len(slopes) == len(ups) + len(downs) and len(ups) < 2 and len(downs) < 2
    if unit and offset.denominator == 1:
        yield (ups or [NOTHING])[0], (downs or [NOTHING])[0], c - int(offset)


def linear(t: Term) -> dict[str, Fraction] | None:
    """A linear form as its coefficients, that of the constant under no name; None of another."""
    match t:
        case Num(value):
            return {NOTHING: Fraction(value)}
        case Sym(name):
            return {name: Fraction(1)}
        case App("neg", (u,)):
            found = linear(u)
            return None if found is None else {name: -k for name, k in found.items()}
        case App("+", parts):
            total: dict[str, Fraction] = {}
            for part in parts:
                found = linear(part)
                if found is None:
                    return None
                for name, k in found.items():
                    total[name] = total.get(name, Fraction(0)) + k
            return total
    return None


def _lemma(x: str, y: str, c: int, path: Path) -> Evidence:
    """x - y - c <= 0 as the sum of what is known, each not positive."""
    gap = _gap(x, y, c)
    parts = [_gap(*edge) for edge in path[1]]
    if path[0] != c:
        parts.append(number(path[0] - c))
    total = App("+", tuple(parts)) if len(parts) > 1 else parts[0] if parts else ZERO
    return Lemma(App("<=", (gap, ZERO)), Sign(Arithmetic(gap, total)))


def _gap(x: str, y: str, c: int) -> Term:
    """x - y - c."""
    parts: list[Term] = [Sym(x)] if x else []
    if y:
        parts.append(-Sym(y))
    if c or not parts:
        parts.append(number(-c))
    return App("+", tuple(parts)) if len(parts) > 1 else parts[0]
