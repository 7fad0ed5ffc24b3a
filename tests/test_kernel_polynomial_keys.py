"""Polynomials to look things up by: the same in every ring of a field, and without their text."""

import random
from itertools import product

import pytest

from derivcheck.kernel.algebra.atoms import Atoms, Poly, Value, _ring, poly_key
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context

SMALL, LARGE = _ring(12), _ring(24)


def random_polynomial(rng: random.Random) -> Poly:
    rows = [([0] * 9 + [rng.randint(0, 2) for _ in range(3)], rng.randint(-2, 2)) for _ in range(3)]
    return SMALL.from_dict({tuple(m): c for m, c in rows if c})


def test_a_key_is_the_same_in_a_larger_ring() -> None:
    one, two = SMALL.gen(11) * 3 + SMALL.gen(4) ** 2, LARGE.gen(23) * 3 + LARGE.gen(16) ** 2
    assert poly_key(one) == poly_key(two)
    assert poly_key(one) != poly_key(two + 1)


@pytest.mark.parametrize("number", [0, 1, -7])
def test_constants_are_the_same_in_every_ring(number: int) -> None:
    keys = [poly_key(ring.constant(number)) for ring in (SMALL, LARGE)]
    assert len(set(keys)) == 1


def test_keys_tell_apart_exactly_what_differs() -> None:
    rng = random.Random(0)
    some = [random_polynomial(rng) for _ in range(120)]
    for p, q in product(some, repeat=2):
        assert (poly_key(p) == poly_key(q)) == (p == q)
        assert poly_key(p.project_to_context(LARGE)) == poly_key(p)


def test_linear_keys_tell_which_atom_has_which_number() -> None:
    x, y = SMALL.gen(11), SMALL.gen(10)
    several = [x + 2 * y, 2 * x + y, x + 2, y + 2, 2 * x, x, x * 0 + 2, x + y, x - y, x + y + 1]
    assert len({poly_key(p) for p in several}) == len(several)


def test_keys_tell_powers_apart() -> None:
    x, y = SMALL.gen(11), SMALL.gen(10)
    several = [x, x**2, x * y, x**2 * y, x * y**2, x**2 * y + x + y, x * y**2 + x + y, x**2 + y]
    assert len({poly_key(p) for p in several}) == len(several)


def test_the_same_place_in_another_ring_is_another_atom() -> None:
    assert poly_key(SMALL.gen(3)) != poly_key(LARGE.gen(3))


def test_the_atoms_of_zero_are_none() -> None:
    field: Atoms = Field(Context({}))
    nothing, one = SMALL.constant(0), SMALL.constant(1)
    assert field.used(Value(nothing, one)) == frozenset()
    assert field.used(Value(one, SMALL.gen(11) + SMALL.gen(2))) == {0, 9}
