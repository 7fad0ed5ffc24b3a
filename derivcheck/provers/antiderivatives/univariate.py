"""Polynomials in one variable whose coefficients are terms free of it, lowest first.

Coefficients are kept in the form of a field, so that zero is seen.  Source: Knuth, The Art of
Computer Programming II, section 4.6.1.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, written
from derivcheck.kernel.language.terms import ONE, ZERO, App, Term, call, number, numeral
from derivcheck.provers.foundations.polynomials import factored, sum_of

Holds = Callable[[Term], bool]
"""Whether a statement about names other than the variable is known."""
MAX_ROOT = 50
"""Squares of what is smaller are drawn out of roots."""
Polynomial = list[Term]
"""Coefficients, lowest first; the last one is not zero."""


class Univariate:
    """Arithmetic of polynomials over what a field knows of their coefficients.

    Arguments:
        holds: whether a statement about the coefficients is known.
    """

    def __init__(self, field: Field, holds: Holds) -> None:
        self.field, self.holds = field, holds

    def tidy(self, t: Term) -> Term:
        """A term in the form of the field."""
        return fraction(self.field, self.field.value(t))

    def root(self, t: Term) -> Term:
        """A square root with the squares drawn out of it."""
        value = self.field.value(t)
        (up, tops), (down, bottoms) = factored(value.top), factored(value.bottom)
        size, rest = _square_part(up * down)
        outer, inner = [number(Fraction(size, down))], [number(rest)]
        for q, n in [*tops, *((q, -n) for q, n in bottoms)]:
            base = written(self.field, q)
            outer.append(self._size(base) ** number(n // 2))
            inner.extend([base] if n % 2 else [])
        drawn, left = self.tidy(App("*", tuple(outer))), self.tidy(App("*", (*inner, ONE)))
        return drawn if left == ONE else self.tidy(drawn * call("sqrt", left))

    def _size(self, t: Term) -> Term:
        if self.holds(call("<", 0, t)):
            return t
        return -t if self.holds(call("<", t, 0)) else call("abs", t)

    def plus(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """p + q."""
        size = max(len(p), len(q))
        padded = ([*r, *[ZERO] * (size - len(r))] for r in (p, q))
        return self.trimmed([self._sum(a, b) for a, b in zip(*padded, strict=True)])

    def scaled(self, p: Polynomial, c: Term) -> Polynomial:
        """c*p."""
        return self.trimmed([self._product(c, a) for a in p])

    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """p*q."""
        found: Polynomial = []
        for k, a in enumerate(p):
            found = self.plus(found, [*[ZERO] * k, *self.scaled(q, a)])
        return found

    def divided(self, p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
        """Quotient and remainder; q is not zero."""
        quotient: Polynomial = [ZERO] * max(len(p) - len(q) + 1, 0)
        while len(p) >= len(q):
            shift, c = len(p) - len(q), self.tidy(p[-1] / q[-1])
            quotient[shift] = c
            p = self.plus(p[:-1], [*[ZERO] * shift, *self.scaled(q[:-1], -c)])
        return self.trimmed(quotient), p

    def inverse(self, p: Polynomial, modulus: Polynomial) -> Polynomial | None:
        """What makes 1 with p modulo another, by Euclid's algorithm; None where nothing does."""
        rows: list[tuple[Polynomial, Polynomial]] = [(modulus, []), (p, [ONE])]
        while len(rows[1][0]) > 1:
            (a, s), (b, t) = rows
            quotient, rest = self.divided(a, b)
            rows = [(b, t), (rest, self.plus(s, self.scaled(self.times(quotient, t), -ONE)))]
        unit, found = rows[1]
        return self.scaled(found, ONE / unit[0]) if unit else None

    def power(self, p: Polynomial, n: int) -> Polynomial:
        """p to the n-th power."""
        found: Polynomial = [ONE]
        for _ in range(n):
            found = self.times(found, p)
        return found

    def differentiated(self, p: Polynomial) -> Polynomial:
        """The derivative of p."""
        return self.trimmed([self._product(number(n), a) for n, a in enumerate(p)][1:])

    def integrated(self, p: Polynomial) -> Polynomial:
        """A primitive of p."""
        return [ZERO, *(self.tidy(a / number(n + 1)) for n, a in enumerate(p))]

    def trimmed(self, p: Polynomial) -> Polynomial:
        """p without zeros at its end."""
        size = len(p)
        while size and p[size - 1] == ZERO:
            size -= 1
        return p[:size]

    def _sum(self, a: Term, b: Term) -> Term:
        m, n = numeral(a), numeral(b)
        return self.tidy(a + b) if m is None or n is None else number(Fraction(m + n))

    def _product(self, a: Term, b: Term) -> Term:
        m, n = numeral(a), numeral(b)
        return self.tidy(a * b) if m is None or n is None else number(Fraction(m * n))


def _square_part(n: int) -> tuple[int, int]:
    """s and r with n = s^2*r, as far as small factors go."""
    size = 1
    for p in range(2, MAX_ROOT):
        while n and n % (p * p) == 0:
            size, n = size * p, n // (p * p)
    return size, n


def evaluated(p: Polynomial, x: Term) -> Term:
    """A polynomial at a term."""
    return sum_of([_monomial(a, x, n) for n, a in enumerate(p) if a != ZERO])


def _monomial(a: Term, x: Term, n: int) -> Term:
    if n == 0:
        return a
    power = x if n == 1 else x ** number(n)
    return power if a == ONE else a * power


def over(t: Term, c: Term) -> Term:
    """t/c without a needless denominator."""
    return t if c == ONE else t / c


def times(c: Term, t: Term) -> Term:
    """c*t without needless factors."""
    return t if c == ONE else -t if c == number(-1) else ZERO if c == ZERO else c * t
