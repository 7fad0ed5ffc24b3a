"""Ladders: simple values of every sort, and how the points climb them one after the other.

A point is drawn at its turn: the first ones step through the ladders, each name from a step of its
own; later ones draw at random, the same for the same seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random

from derivcheck.kernel.language.sorts import Sort
from derivcheck.kernel.language.terms import App, Term, number
from derivcheck.provers.normalforms.trigonometric import UNIT

FIRST_POINTS = 8
"""How many points walk the ladders in step before values are drawn at random."""
ALIKE = {FIRST_POINTS - 2: 0, FIRST_POINTS - 1: 7}
"""Point -> step of the ladders on which all names stand."""


def _numbers(*values: int | Fraction) -> tuple[Term, ...]:
    return tuple(number(v) for v in values)


HALVES = tuple(Fraction(n, d) for n, d in ((1, 2), (-1, 2), (1, 3), (3, 2), (-2, 3), (5, 4)))
INTEGERS = _numbers(0, 1, 2, -1, 3, -2, 5, -3, 4, 7, 10)
RATIONALS = INTEGERS[:5] + _numbers(HALVES[0], -2, *HALVES[1:]) + INTEGERS[6:]
COMPLEXES = (
    *RATIONALS[:4], UNIT, 1 + UNIT, number(-1) + UNIT, -UNIT, 2 - UNIT, 4 * UNIT,
    number(-2) - 5 * UNIT, *RATIONALS[4:],
)  # fmt: skip
SIZES = _numbers(2, 3, 1, 4)
INDICES = _numbers(2, 1, 3)
"""Of entries: most are not the first."""
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

WIDEST, DRAWN = 30, 12
"""How large and how many the integers are that random values are made of."""


class Turn:
    """Whose turn it is among the points, and with it the order of what is tried.

    Arguments:
        n: how many points were drawn before.
        seed: fixes the random draws.
        is_varied: whether the point varies another one, whose values it keeps.
        is_solved: whether names are solved for.
    """

    __slots__ = ("is_first", "is_solved", "n", "random")

    def __init__(self, n: int, seed: int, is_varied: bool, is_solved: bool) -> None:
        self.n = n
        self.is_first = n == 0 and not is_varied  # the point that is simple as it is
        self.is_solved = is_solved
        self.random = Random(f"{seed}:{n}") if n >= FIRST_POINTS else None

    def start(self, position: int) -> int:
        """Where on its ladder a name starts: elsewhere for every point and name, so they differ,
        but for the last two points; at the one before the last, all are zero.

        Arguments:
            position: of the name among those that are chosen.
        """
        if self.n in ALIKE:
            return ALIKE[self.n]
        simplest = 1 if self.is_solved else 4  # equations are solved most easily for small numbers
        return self.n * (1 + position % 3) + position + simplest

    def turned(self, ladder: Sequence[Term], start: int) -> Sequence[Term]:
        """The steps of a ladder from one on, or in random order.

        Arguments:
            ladder: values.
            start: the step; beyond the last it goes on at the first.
        """
        if self.random is not None:
            return self.random.sample(ladder, len(ladder))
        start %= max(1, len(ladder))
        return (*ladder[start:], *ladder[:start])

    def drawn(self, sort: Sort) -> tuple[Term, ...]:
        """Values off the ladder, for the points drawn at random.

        Arguments:
            sort: of a number or a boolean.
        """
        if self.random is None or sort.base == "boolean":
            return ()
        whole = sort.base == "integer"
        tops = [self.random.randint(-WIDEST, WIDEST) for _ in range(DRAWN)]
        drawn = _numbers(*(Fraction(n, 1 if whole else self.random.randint(1, 9)) for n in tops))
        if sort.base != "complex":
            return drawn
        return tuple(a + b * UNIT for a, b in pairwise(drawn))
