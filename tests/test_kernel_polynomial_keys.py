"""Polynomials to look things up by: the same in every ring of a field, and without their text."""

import pytest

from derivcheck.kernel.algebra.atoms import Atoms, PolyKey, Value, _ring
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.language.claims import Context

SMALL, LARGE = _ring(12), _ring(24)


def test_a_key_is_the_same_in_a_larger_ring() -> None:
    one, two = SMALL.gen(11) * 3 + SMALL.gen(4) ** 2, LARGE.gen(23) * 3 + LARGE.gen(16) ** 2
    assert PolyKey(one) == PolyKey(two)
    assert PolyKey(two) == PolyKey(one)
    assert hash(PolyKey(one)) == hash(PolyKey(two))


@pytest.mark.parametrize("number", [0, 1, -7])
def test_constants_are_the_same_in_every_ring(number: int) -> None:
    keys = [PolyKey(ring.constant(number)) for ring in (SMALL, LARGE)]
    assert len(set(keys)) == 1


def test_keys_tell_polynomials_apart_that_have_one_hash() -> None:
    x, y = SMALL.gen(11), SMALL.gen(10)
    one, two = PolyKey(x**2 * y + x + y), PolyKey(x * y**2 + x + y)
    assert one.hash == two.hash
    assert one != two


def test_a_key_is_no_text() -> None:
    assert PolyKey(SMALL.gen(0)) != "a11"


def test_the_same_place_in_another_ring_is_another_atom() -> None:
    assert PolyKey(SMALL.gen(3)) != PolyKey(LARGE.gen(3))


def test_the_atoms_of_zero_are_none() -> None:
    field: Atoms = Field(Context({}))
    nothing, one = SMALL.constant(0), SMALL.constant(1)
    assert field.used(Value(nothing, one)) == frozenset()
    assert field.used(Value(one, SMALL.gen(11) + SMALL.gen(2))) == {0, 9}
