"""Primitives of a polynomial times one more factor: a power of an affine term, an exponential of a
quadratic polynomial, or half a power of one.

Each is lowered degree by degree to what has a primitive by itself (Bronstein, Symbolic Integration
I, section 5.1; Gradshteyn and Ryzhik 2.26; DLMF 7.7).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    call,
    number,
    numeral,
)  # fmt: skip
from derivcheck.provers.antiderivatives.factors import Factors, is_whole
from derivcheck.provers.antiderivatives.rational import polynomials
from derivcheck.provers.antiderivatives.univariate import (
    Polynomial,
    Univariate,
    evaluated,
    over,
    times,
)
from derivcheck.provers.foundations.polynomials import sum_of

MAX_POWER = 12
"""The highest power of a polynomial that is multiplied out."""
Others = list[tuple[Term, Term, Polynomial | None]]
"""Bases with their exponents, and as polynomials where they are any."""


class Shapes:
    """Primitives in one variable by the shape of a product."""

    def __init__(self, var: str, uni: Univariate) -> None:
        self.var, self.x, self.uni, self.holds = var, Sym(var), uni, uni.holds

    def primitive(self, factors: Factors) -> Term | None:
        """A primitive of a product of powers, or None."""
        p: Polynomial = [ONE]
        others: Others = []
        for base, exponent in factors:
            q = self._polynomial(base)
            if q is not None and is_whole(exponent) and 0 < (numeral(exponent) or 0) <= MAX_POWER:
                p = self.uni.times(p, self.uni.power(q, int(numeral(exponent) or 0)))
            else:
                others.append((base, exponent, q))
        p, others = self._joined(p, others)
        match others:
            case [(_, exponent, [_, _] as line)]:
                return self._power(p, line, exponent)
            case [(_, exponent, [_, _, _] as q)]:
                return self._radical(p, q, exponent)
            case [(App("exp", (u,)), _, None)] if (q := self._polynomial(u)) and len(q) == 3:
                return self._gaussian(p, q, u)
        return None

    def _joined(self, p: Polynomial, others: Others) -> tuple[Polynomial, Others]:
        """Roots of two lines as the root of their product."""
        match [(numeral(e), q) for _, e, q in others]:
            case [(Fraction() as n, [_, _] as one), (Fraction() as m, [_, _] as two)]:
                least = min(n, m)
                if n.denominator == m.denominator == 2:
                    for k, q in ((n, one), (m, two)):
                        p = self.uni.times(p, self.uni.power(q, int(k - least)))
                    product = self.uni.times(one, two)
                    return p, [(evaluated(product, self.x), number(least), product)]
        return p, others

    def _polynomial(self, t: Term) -> Polynomial | None:
        found = polynomials(t, self.var, self.uni)
        return None if found is None or found[1] else found[0]

    def _power(self, p: Polynomial, line: Polynomial, exponent: Term) -> Term:
        """A polynomial times a power of an affine term: by powers of that."""
        offset, slope = line
        back = [self.uni.tidy(-(offset / slope)), self.uni.tidy(ONE / slope)]
        composed: Polynomial = []
        for c in reversed(p):
            composed = self.uni.plus(self.uni.times(composed, back), [c])
        base = evaluated(line, self.x)
        parts = []
        for k, c in enumerate(composed):
            raised = self.uni.tidy(exponent + number(k + 1))
            if c != ZERO and raised == ZERO:
                parts.append(times(self.uni.tidy(c / slope), call("log", call("abs", base))))
            elif c != ZERO:
                parts.append(times(self.uni.tidy(c / (slope * raised)), base**raised))
        return sum_of(parts)

    def _gaussian(self, p: Polynomial, q: Polynomial, u: Term) -> Term | None:
        """P*exp(q): lowered to exp(q), which the error function has for a primitive."""
        rate = self.uni.differentiated(q)
        found, rest = self._lowered(p, lambda n: q[2] * 2, lambda a: self.uni.plus(
            self.uni.differentiated(a), self.uni.times(a, rate)))  # fmt: skip
        parts = [evaluated(found, self.x) * call("exp", u)] if found else []
        if rest != ZERO:
            steep = self.uni.tidy(-q[2])
            if not self.holds(call("<", 0, steep)):
                return None
            root = self.uni.root(steep)
            top = self.uni.tidy(q[0] + q[1] ** 2 / (4 * steep))
            at = self.uni.tidy(q[1] / (2 * steep))
            bell = call("erf", root * (self.x if at == ZERO else self.x - at))
            scale = rest * call("sqrt", App("pi", ())) / (2 * root)
            parts.append((scale if top == ZERO else scale * call("exp", top)) * bell)
        return sum_of(parts)

    def _radical(self, p: Polynomial, q: Polynomial, exponent: Term) -> Term | None:
        """P*q^(n/2) for odd n: lowered to 1/sqrt(q), which is the derivative of an inverse."""
        n = Fraction(numeral(exponent) or 0)
        if n.denominator != 2:
            return None
        if n > 0:
            p = self.uni.times(p, self.uni.power(q, int(n + Fraction(1, 2))))
            n = Fraction(-1, 2)
        if n < Fraction(-1, 2):
            return self._reduced(p, q, -n)
        half = self.uni.scaled(self.uni.differentiated(q), number(1) / 2)
        found, rest = self._lowered(p, lambda k: number(k) * q[2], lambda a: self.uni.plus(
            self.uni.times(self.uni.differentiated(a), q), self.uni.times(a, half)))  # fmt: skip
        base = evaluated(q, self.x)
        parts = [evaluated(found, self.x) * call("sqrt", base)] if found else []
        if rest != ZERO:
            last = self._inverse(q, base)
            if last is None:
                return None
            parts.append(times(rest, last))
        return sum_of(parts)

    def _lowered(
        self, p: Polynomial, lead: Callable[[int], Term], made: Callable[[Polynomial], Polynomial]
    ) -> tuple[Polynomial, Term]:
        """What P is the derivative of, up to a constant that is left.

        Arguments:
            lead: the leading coefficient that the derivative of x^(n - 1) has, at x^n.
            made: the derivative.
        """
        found: Polynomial = []
        while len(p) > 1:
            n = len(p) - 1
            one = [*[ZERO] * (n - 1), self.uni.tidy(p[-1] / lead(n))]
            found = self.uni.plus(found, one)
            p = self.uni.plus(p, self.uni.scaled(made(one), number(-1)))[:n]
            p = self.uni.trimmed(p)
        return found, p[0] if p else ZERO

    def _inverse(self, q: Polynomial, base: Term) -> Term | None:
        """A primitive of 1/sqrt(q), by the signs of its leading coefficient and discriminant."""
        r, b, a = q
        gap = self.uni.tidy(b**2 - 4 * a * r)
        slope = evaluated([b, self.uni.tidy(2 * a)], self.x)
        if self.holds(call("<", a, 0)):
            inner = over(slope, self.uni.root(gap))
            return times(self.uni.tidy(ONE / self.uni.root(-a)), call("asin", -inner))
        if not self.holds(call("<", 0, a)):
            return None
        root = self.uni.root(a)
        if self.holds(call("<", gap, 0)):
            size = self.uni.root(-gap)
            return over(call("asinh", over(slope, size)), root)
        return over(call("log", call("abs", slope + 2 * root * call("sqrt", base))), root)

    def _reduced(self, p: Polynomial, q: Polynomial, k: Fraction) -> Term | None:
        """P/q^k, where P is lowered to a line, by the reduction formula."""
        whole, rest = self.uni.divided(p, q)
        n, m = (*rest, ZERO, ZERO)[:2]
        r, b, a = q
        base, gap = evaluated(q, self.x), self.uni.tidy(4 * a * r - b**2)
        if gap == ZERO:
            return None
        parts = []
        if m != ZERO:
            parts.append(times(self.uni.tidy(m / (2 * a * number(1 - k))), base ** number(1 - k)))
        rate = self.uni.tidy(n - m * b / (2 * a))
        below: Polynomial = []
        if rate != ZERO:
            slope = evaluated([b, self.uni.tidy(2 * a)], self.x)
            first = self.uni.tidy(rate / (number(k - 1) * gap))
            parts.append(times(first, slope * base ** number(1 - k)))
            scale = number(2 * (2 * k - 3)) * a / (number(k - 1) * gap)
            below = self.uni.trimmed([self.uni.tidy(rate * scale)])
        left = self.uni.plus(whole, below)
        if left:
            more = self._radical(left, q, number(1 - k))
            if more is None:
                return None
            parts.append(more)
        return sum_of(parts)
