"""The scale of asymptotic expansions: monomials, and sums of them up to a remainder.

A number x goes to infinity.  An expansion

    c1*m1 + ... + cn*mn + O(r)

is a finite sum of monomials, the largest first.  A monomial is a product of powers of
*generators*: x and its iterated logarithms, and exp(m) for a monomial m that goes to infinity.
All of them go to infinity, each faster than every power of the next.  Coefficients and exponents
are terms without x.  What depends on a sign that is not known, or on terms beyond the remainder,
has no expansion.

Source: D. Gruntz, "On computing limits in a symbolic manipulation system", 1996; the generators are
a transbasis as in J. van der Hoeven, "Transseries and real differential algebra", 2006, chapter 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import factorial
from typing import Any, Union

from derivcheck.kernel.algebra.writing import fraction
from derivcheck.kernel.checker.facts import Facts
from derivcheck.kernel.checker.signs import ANY, MINUS, NOT_ZERO, NULL, PLUS, Sign
from derivcheck.kernel.checker.theorems import Rejected
from derivcheck.kernel.language.claims import integral
from derivcheck.kernel.language.terms import Term, call, number
from derivcheck.kernel.work import tick

Quantity = Union[Fraction, Term]
"""A coefficient or an exponent; it has a value, and does not depend on x."""
Generator = Union[int, tuple[Any, ...]]
"""The iterated logarithm of x of that order, 0 for x itself; or exp of a monomial."""
Monomial = tuple[tuple[Generator, Quantity], ...]
"""Generators, the fastest first, with their exponents."""

NONE, UNITY = Fraction(0), Fraction(1)
UNIT: Monomial = ()
TOLD: dict[str, Sign] = {">": PLUS, "<": MINUS, "=": NULL, "!=": NOT_ZERO}


@dataclass(frozen=True, slots=True)
class Expansion:
    """A sum of coefficients times monomials, the largest first, and the order of what is left.

    Arguments:
        rest: None if nothing is left.
    """

    terms: tuple[tuple[Quantity, Monomial], ...] = ()
    rest: Monomial | None = None

    @property
    def size(self) -> Monomial | None:
        """A monomial of which it is no more than a multiple; None if it is zero."""
        return self.terms[0][1] if self.terms else self.rest


BOUNDED = Expansion((), UNIT)


def term_of(a: Quantity) -> Term:
    """A quantity as a term."""
    return number(a) if isinstance(a, Fraction) else a


class Scale:
    """Arithmetic of expansions.

    Arguments:
        order: how many terms of an expansion are kept.
        facts: what is known of the names in coefficients and exponents.
    """

    def __init__(self, order: int, facts: Facts) -> None:
        self.order, self.facts = order, facts

    # --- coefficients and exponents --------------------------------------------------------------

    def quantity(self, t: Term) -> Quantity:
        """A term without x, in normal form."""
        field = self.facts.field
        found = field.constant(t)
        if found is not None:
            return Fraction(int(found.numerator), int(found.denominator))
        return fraction(field, field.value(t)) if field.harmless(t) else t

    def add(self, a: Quantity, b: Quantity) -> Quantity:
        """The sum of two quantities."""
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return a + b
        return b if a == 0 else a if b == 0 else self.quantity(term_of(a) + term_of(b))

    def multiply(self, a: Quantity, b: Quantity) -> Quantity:
        """The product of two quantities."""
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return a * b
        if a == 0 or b == 0:
            return NONE
        return b if a == 1 else a if b == 1 else self.quantity(term_of(a) * term_of(b))

    def sign(self, a: Quantity) -> Sign:
        """The signs that a quantity may have."""
        if isinstance(a, Fraction):
            return PLUS if a > 0 else MINUS if a < 0 else NULL
        return next((TOLD[rel] for rel in TOLD if self.facts.holds(call(rel, a, 0))), ANY)

    # --- monomials -------------------------------------------------------------------------------

    def trend(self, m: Monomial) -> int:
        """1 if a monomial goes to infinity, -1 if to 0, 0 if it is 1.  Raises: Rejected."""
        for _, e in m:
            sign = self.sign(e)
            if sign not in (PLUS, MINUS, NULL):
                raise Rejected("the sign of an exponent is not known", call(">", term_of(e), 0))
            if sign != NULL:
                return 1 if sign == PLUS else -1
        return 0

    def summable(self, m: Monomial, k: int = 0) -> bool:
        """Whether the integral of a monomial to infinity converges: whether it is less than
        1/(x*log(x)*..) by a power of what comes next.

        Arguments:
            m: times x, log(x), .. down to the iterated logarithm of order k - 1.
        """
        m = self.joined(m, ((k, UNITY),))
        if self.trend(m) >= 0:
            return False
        leading = next(g for g, e in m if self.sign(e) != NULL)
        return self._above(leading, k + 1) > 0 or self.summable(m, k + 1)

    def joined(self, m: Monomial, n: Monomial) -> Monomial:
        """The product of two monomials."""
        tick()
        found = []
        while m and n:
            above = self._above(m[0][0], n[0][0])
            if above:
                first, m, n = (m[0], m[1:], n) if above > 0 else (n[0], m, n[1:])
            else:
                first, m, n = (m[0][0], self.add(m[0][1], n[0][1])), m[1:], n[1:]
            if first[1] != 0:
                found.append(first)
        return (*found, *m, *n)

    def raised(self, m: Monomial, e: Quantity) -> Monomial:
        """A monomial to a power."""
        powers = ((g, self.multiply(d, e)) for g, d in m)
        return tuple((g, d) for g, d in powers if d != 0)

    def _above(self, g: Generator, h: Generator) -> int:
        """1 if a generator grows faster than all powers of another: as its logarithm does."""
        if g == h:
            return 0
        if isinstance(g, int) and isinstance(h, int):
            return 1 if g < h else -1
        return self._compared(_logarithm(g), _logarithm(h))

    def _compared(self, m: Monomial, n: Monomial) -> int:
        return 0 if m == n else self.trend(self.joined(m, self.raised(n, -UNITY)))

    # --- arithmetic ------------------------------------------------------------------------------

    def single(self, c: Quantity, m: Monomial = UNIT) -> Expansion:
        """One term, or zero."""
        return Expansion() if c == 0 else Expansion(((c, m),))

    def plus(self, f: Expansion, g: Expansion) -> Expansion:
        """The sum of two expansions; what is not larger than the rest goes into it."""
        rest, a, b = self._larger(f.rest, g.rest), f.terms, g.terms
        terms: list[tuple[Quantity, Monomial]] = []
        while a or b:
            order = self._compared(a[0][1], b[0][1]) if a and b else 1 if a else -1
            c, m = a[0] if order >= 0 else b[0]
            c = self.add(c, b[0][0]) if order == 0 else c
            a, b = a[order >= 0 :], b[order <= 0 :]
            if rest is not None and self._compared(m, rest) <= 0:
                break
            if c != 0 and len(terms) == self.order:
                return Expansion(tuple(terms), m)
            if c != 0:
                terms.append((c, m))
        return Expansion(tuple(terms), rest)

    def _larger(self, m: Monomial | None, n: Monomial | None) -> Monomial | None:
        if m is None or n is None:
            return n if m is None else m
        return m if self._compared(m, n) >= 0 else n

    def scaled(self, f: Expansion, c: Quantity, m: Monomial = UNIT) -> Expansion:
        """An expansion times a coefficient, written as one that is not zero, and a monomial."""
        terms = ((self.multiply(c, b), self.joined(m, n)) for b, n in f.terms)
        return Expansion(tuple(terms), None if f.rest is None else self.joined(m, f.rest))

    def times(self, f: Expansion, g: Expansion) -> Expansion:
        """The product of two expansions."""
        total = Expansion()
        if f.rest is not None and g.size is not None:
            total = Expansion((), self.joined(f.rest, g.size))
        return reduce(self.plus, (self.scaled(g, c, m) for c, m in f.terms), total)

    def normal(self, f: Expansion) -> tuple[Quantity, Monomial, Expansion]:
        """c, m and g with f = c*m*(1 + g), where c is not zero and g goes to 0."""
        terms = f.terms
        while terms and self.sign(terms[0][0]) == NULL:
            terms = terms[1:]
        if not terms:
            raise Rejected("what is known of a term cancels")
        c, m = terms[0]
        if self.sign(c) & NULL:
            raise Rejected("a coefficient may be zero", call("!=", term_of(c), 0))
        inverse = self.quantity(1 / term_of(c)), self.raised(m, -UNITY)
        return c, m, self.scaled(Expansion(terms[1:], f.rest), *inverse)

    def parted(self, f: Expansion) -> tuple[Expansion, Quantity, Expansion]:
        """What grows, the constant, and what goes to 0."""
        if f.rest is not None and self.trend(f.rest) >= 0:
            raise Rejected("not more than an order of growth is known")
        trends = [self.trend(m) for _, m in f.terms]
        big, end = sum(d > 0 for d in trends), sum(d >= 0 for d in trends)
        c = f.terms[big][0] if end > big else NONE
        return Expansion(f.terms[:big]), c, Expansion(f.terms[end:], f.rest)

    def composed(self, series: Sequence[Quantity], g: Expansion) -> Expansion:
        """A power series in what goes to 0, cut where the coefficients end."""
        total = BOUNDED
        for c in reversed(series):
            total = self.plus(self.single(c), self.times(g, total))
        return total

    def power(self, f: Expansion, e: Quantity) -> Expansion:
        """An expansion to a constant power, by the binomial series."""
        whole = integral(term_of(e), self.facts.context)
        if isinstance(e, Fraction) and whole and 0 <= e <= self.order:
            return reduce(self.times, [f] * int(e), self.single(UNITY))
        c, m, g = self.normal(f)
        if not whole and self.sign(c) != PLUS:
            raise Rejected("a base may not be positive", call(">", term_of(c), 0))
        series: list[Quantity] = [UNITY]
        for k in range(self.order):
            factor = self.multiply(self.add(e, Fraction(-k)), Fraction(1, k + 1))
            series.append(self.multiply(series[-1], factor))
        front = UNITY if c == 1 else self.quantity(term_of(c) ** term_of(e))
        return self.scaled(self.composed(series, g), front, self.raised(m, e))

    def exp(self, f: Expansion) -> Expansion:
        """The exponential of an expansion."""
        big, c, small = self.parted(f)
        m = reduce(self.joined, [_exponential(n, b) for b, n in big.terms], UNIT)
        series = [Fraction(1, factorial(k)) for k in range(self.order + 1)]
        front = UNITY if c == 0 else self.quantity(call("exp", term_of(c)))
        return self.scaled(self.composed(series, small), front, m)

    def log(self, f: Expansion) -> Expansion:
        """The logarithm of an expansion that is seen to be positive."""
        c, m, g = self.normal(f)
        if self.sign(c) != PLUS:
            raise Rejected("a logarithm may be of what is not positive", call(">", term_of(c), 0))
        series = [NONE, *(Fraction((-1) ** (k + 1), k) for k in range(1, self.order + 1))]
        parts = [self.single(e, _logarithm(generator)) for generator, e in m]
        constant = NONE if c == 1 else self.quantity(call("log", term_of(c)))
        return reduce(self.plus, [*parts, self.single(constant), self.composed(series, g)])


def _logarithm(g: Generator) -> Monomial:
    return ((g + 1, UNITY),) if isinstance(g, int) else g


def _exponential(m: Monomial, c: Quantity) -> Monomial:
    """exp(c*m) for a monomial that goes to infinity."""
    match m:
        case ((int(k), e),) if k and e == 1:
            return ((k - 1, c),)
    return ((m, c),)
