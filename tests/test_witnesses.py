"""Points at which a polynomial is negative: none for sums of squares times known differences."""

from __future__ import annotations

import random

import pytest
from flint import fmpz_mpoly_ctx

from derivcheck.provers.foundations.witnesses import negative_somewhere

RING = fmpz_mpoly_ctx.get(("x", "y", "z"))
x, y, z = RING.gens()
ONE = x * 0 + 1
ALL = (0, 1, 2)

NOT_SEEN = {
    "a square": ((x - y) ** 2, (), ()),
    "what is known": (x - 2, (x - 2,), ()),
    "a product of what is known": (x * y - x, (x, y - 1), ()),
    "between known bounds": (x - x**2, (x, ONE - x), ()),
    "equal atoms": (x * y, (), (x - y,)),
    "an equation of another kind": (x - 100, (), (x - 101 * ONE,)),
    "nothing allowed": (-x, (x - 5000,), ()),
}  # fmt: skip
SEEN = {
    "a name": (x, (), ()),
    "a product": (x * y, (), ()),
    "beyond what is known": (27 * y - x**3 * z, (x, y - x - 1, z - 4), ()),
    "of equal atoms": (x * y - 2 * x, (x, y), (x - y,)),
}  # fmt: skip


@pytest.mark.parametrize(("p", "forms", "zeros"), NOT_SEEN.values(), ids=NOT_SEEN)
def test_where_no_point_is_found(p, forms, zeros) -> None:
    assert not negative_somewhere(p, ALL, forms, zeros)


@pytest.mark.parametrize(("p", "forms", "zeros"), SEEN.values(), ids=SEEN)
def test_where_one_is_found(p, forms, zeros) -> None:
    assert negative_somewhere(p, ALL, forms, zeros)


def test_no_sum_of_squares_times_what_is_known_is_negative() -> None:
    rng = random.Random(1)
    for _ in range(60):
        forms = [rng.choice((x, y, z)) - rng.randrange(3), 1 - rng.choice((x, y, z)) * ONE]
        squares = ((rng.randrange(-3, 4) * x + rng.randrange(-3, 4) * y * z) ** 2 for _ in range(3))
        p = sum((q * rng.choice((ONE, *forms)) for q in squares), forms[0] * forms[1])
        assert not negative_somewhere(p, ALL, forms)
