"""Reduced fractions of polynomials in atoms, modulo known powers of atoms, with python-flint.

The order of the monomials is lexicographic, later atoms leading; a radical is an atom of which a
power is known.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress
from typing import Any

import flint

from derivcheck.kernel.language.terms import Term
from derivcheck.kernel.work import tick

MAX_POWER_TERMS = 5_000
"""A power that could expand to more terms than this stays opaque."""
SMALLEST = 12
"""The number of atoms a ring has room for at first; it doubles when they run out."""
MAX_PRODUCT_TERMS = 50_000
"""A product that could expand to more terms than this is not computed: `TooLarge`."""
TERMS_A_TICK = 16
"""How many products of two terms count as one unit of work."""
MAX_LOWERED = 40
"""How often known powers are put in before a fraction is left as it is."""
MAX_NUMBER_BITS = 500_000
"""A power of a number that would need more bits than this stays opaque."""

Key = Hashable
Poly = Any
"""An integer polynomial of python-flint, whose stubs lack half of its methods."""


class TooLarge(MemoryError):
    """A polynomial would have too many terms; flint itself would end the process."""


@dataclass(frozen=True, slots=True)
class Value:
    """A reduced fraction of polynomials in the atoms of a `Field`; `bottom` leads positive."""

    top: Poly
    bottom: Poly
    _used: frozenset[int] | None = field(init=False, repr=False, compare=False, default=None)


class Atoms(ABC):
    """The atoms of a session, and arithmetic with their fractions.

    `_rules`: atom -> what it stands for; `_powers`: atom -> a degree, and what that power is;
    `_loud`: those that may hide a value that does not exist; `_arrays`: those that are arrays.
    """

    def __init__(self) -> None:
        self.terms: list[Term] = []
        self._size, self._ring = SMALLEST, _ring(SMALLEST)
        self._numbers: dict[Key, int] = {}
        self._rules: dict[int, Term] = {}
        self._powers: dict[int, tuple[int, Term]] = {}
        self._loud: set[int] = set()
        self._arrays: set[int] = set()

    @abstractmethod
    def _entered(self, atom: int, t: Term) -> Value:
        """The value of what an atom or its power stands for."""

    def _atom(self, key: Key, t: Term, array: bool = False, loud: bool = False) -> Value:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.terms)
            self.terms.append(t)
            self._arrays.update((number,) if array else ())
            self._loud.update((number,) if loud else ())
        if number in self._rules:
            return self._entered(number, self._rules[number])
        if number >= self._size:
            self._size *= 2
            self._ring = _ring(self._size)
        return Value(self._ring.gen(self._size - 1 - number), self._ring.constant(1))

    def _power_atom(self, key: Key, t: Term, degree: int, power: Term, loud: bool = False) -> Value:
        """An atom one power of which is known."""
        is_new = key not in self._numbers
        found = self._atom(key, t, loud=loud)
        if is_new:
            self._powers[self._numbers[key]] = degree, power
        return found

    def used(self, v: Value) -> frozenset[int]:
        """The numbers of the atoms in a value, worked out once a value."""
        if v._used is None:
            object.__setattr__(v, "_used", frozenset((*_atoms_of(v.top), *_atoms_of(v.bottom))))
        return v._used  # type: ignore[return-value]  # it has just been set

    def _touches(self, v: Value, atoms: set[int]) -> bool:
        return bool(atoms) and not atoms.isdisjoint(self.used(v))

    # --- arithmetic ------------------------------------------------------------------------------

    def up(self, p: Poly) -> Poly:
        """A polynomial of this field in its newest ring."""
        if p.context() is self._ring:
            return p
        return self._ring.constant(1) if p.is_one() else p.project_to_context(self._ring)

    def _number(self, q: Any) -> Value:
        return Value(self._ring.constant(q.numerator), self._ring.constant(q.denominator))

    def _plus(self, a: Value, b: Value) -> Value:
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        if ab == bb:
            return self._normal(at + bt, ab)
        return self._normal(_multiplied(at, bb) + _multiplied(bt, ab), _multiplied(ab, bb))

    def _times(self, a: Value, b: Value) -> Value:
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        return self._normal(_multiplied(at, bt), _multiplied(ab, bb))

    def _crossed(self, a: Value, b: Value) -> Poly:
        """The numerator of a - b."""
        at, ab, bt, bb = map(self.up, (a.top, a.bottom, b.top, b.bottom))
        gap = _multiplied(at, bb) - _multiplied(bt, ab)
        return self._normal(gap, self._ring.constant(1)).top

    def _raise(self, v: Value, n: int) -> Value:
        if not affordable(v, n):
            raise TooLarge("a power with too many terms")
        return self._normal(self.up(v.top) ** n, self.up(v.bottom) ** n)

    # --- atoms with a power that is known ---------------------------------------------------------

    def _normal(self, top: Poly, bottom: Poly) -> Value:
        """A reduced fraction in which no atom has a power that is known to be something else."""
        for _ in range(MAX_LOWERED if self._powers else 0):
            high = self._high(top) or self._high(bottom)
            if high is None:
                break
            one, two = self._lowered(top, *high), self._lowered(bottom, *high)
            if two.top.is_zero():
                break  # never where the bottom is not zero
            one, two = self._lifted(one), self._lifted(two)
            top, bottom = _multiplied(one.top, two.bottom), _multiplied(one.bottom, two.top)
        return _reduced(top, bottom)

    def _lifted(self, v: Value) -> Value:
        return Value(self.up(v.top), self.up(v.bottom))

    def _high(self, p: Poly) -> tuple[int, int, Term] | None:
        """The newest atom with too high a degree."""
        degrees = p.degrees()[::-1]
        high = (n for n, (least, _) in self._powers.items() if degrees[n] >= least)
        return None if (atom := max(high, default=None)) is None else (atom, *self._powers[atom])

    def _lowered(self, p: Poly, atom: int, degree: int, power: Term) -> Value:
        """A polynomial with atom^degree replaced by what that is."""
        value, p = self._lifted(self._entered(atom, power)), self.up(p)
        place = self._size - 1 - atom
        rows: dict[int, dict[tuple[int, ...], Any]] = {}
        for monomial, c in p.terms():
            times, rest = divmod(int(monomial[place]), degree)
            rows.setdefault(times, {})[(*monomial[:place], rest, *monomial[place + 1 :])] = c
        most = max(rows, default=0)
        if not affordable(value, most):
            raise TooLarge("a power of a root with too many terms")
        top = self._ring.constant(0)
        for times, row in rows.items():
            scale = value.top**times * value.bottom ** (most - times)
            top += _multiplied(self._ring.from_dict(row), scale)
        return Value(top, value.bottom**most)


def _multiplied(p: Poly, q: Poly) -> Poly:
    tick(1 + len(p) * len(q) // TERMS_A_TICK)
    if len(p) * len(q) > MAX_PRODUCT_TERMS:
        raise TooLarge("a product with too many terms")
    return p * q


@lru_cache
def _ring(size: int) -> flint.fmpz_mpoly_ctx:
    """Later atoms lead, so that a radical or an exponential is reduced to what it is made of."""
    names = [f"a{n}" for n in reversed(range(size))]
    return flint.fmpz_mpoly_ctx.get(names, flint.Ordering.lex)


def _reduced(top: Poly, bottom: Poly) -> Value:
    if not bottom.is_one():
        tick(1 + len(top) * len(bottom) // TERMS_A_TICK)
        common = top.gcd(bottom)
        if not common.is_one():
            top, bottom = top / common, bottom / common
        if bottom.leading_coefficient() < 0:
            top, bottom = -top, -bottom
    return Value(top, bottom)


def inverse(v: Value) -> Value:
    """One divided by a value that is not zero."""
    if v.top.leading_coefficient() < 0:
        return Value(-v.bottom, -v.top)
    return Value(v.bottom, v.top)


def single_power(v: Value) -> tuple[int, int] | None:
    """The atom and the exponent where a value is a power of one atom."""
    if not v.bottom.is_one() or len(v.top) != 1 or v.top.leading_coefficient() != 1:
        return None
    found = [(n, int(d)) for n, d in enumerate(reversed(v.top.degrees())) if d > 0]
    return found[0] if len(found) == 1 else None


def affordable(base: Value, n: int) -> bool:
    """Whether the n-th power has few enough terms and digits to be written out."""
    terms = max(len(base.top), len(base.bottom))
    if terms > 1:
        return n <= MAX_POWER_TERMS and math.comb(n + terms - 1, n) <= MAX_POWER_TERMS
    numbers = [*base.top.coeffs(), *base.bottom.coeffs()]
    bits = max((abs(int(c)).bit_length() for c in numbers), default=1)
    return n * (bits - 1) <= MAX_NUMBER_BITS


def _atoms_of(p: Poly) -> tuple[int, ...]:
    """The numbers of the atoms in a polynomial, the newest first."""
    degrees = () if p.is_one() or p.is_zero() else p.degrees()
    return tuple(compress(range(len(degrees) - 1, -1, -1), degrees))


def poly_key(p: Poly) -> Key:
    """A polynomial as a hashable value, the same in every ring of one field.

    Up to degree 1 coefficients and atoms tell it, as its terms come in the order of the atoms; else
    the exponents too.  Its text would do, but python-flint never gives back the memory for one.
    """
    numbers, atoms = tuple(map(int, p.coeffs())), _atoms_of(p)
    if p.total_degree() <= 1:
        return numbers, atoms
    used = [p.context().nvars() - 1 - n for n in atoms]
    return numbers, atoms, tuple(tuple(int(m[place]) for place in used) for m in p.monoms())
