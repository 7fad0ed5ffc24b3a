"""Primitives of rational functions by partial fractions.

Where the denominator falls into factors of degree one and two, and x^4 + p*x^2 + q into two of
these; a factor that has been raised to a power is lowered by the reduction formula.  Source:
Bronstein, Symbolic Integration I, sections 2.1 to 2.3.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivcheck.kernel.algebra.atoms import Poly
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import written
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    call,
    free_names,
    number,
)  # fmt: skip
from derivcheck.provers.antiderivatives.univariate import (
    Polynomial,
    Univariate,
    evaluated,
    over,
    times,
)
from derivcheck.provers.foundations.polynomials import coefficients, factored, sum_of

MAX_DEGREE = 16
"""The highest degree of a numerator or denominator that is looked at."""

Factor = tuple[Polynomial, int]


def polynomials(f: Term, var: str, uni: Univariate) -> tuple[Polynomial, list[Factor]] | None:
    """A function as a polynomial over powers of polynomials; None if it is no rational function.

    Arguments:
        uni: whose arithmetic is used; the coefficients are free of the variable.
    """
    field = uni.field
    value = field.value(f)
    moving = {n for n in field.used(value) if var in free_names(field.terms[n])}
    if any(field.terms[n] != Sym(var) for n in moving):
        return None
    content, factors = factored(value.bottom)
    top = _coefficients(value.top, moving, field)
    below: list[Factor] = []
    outer: list[Term] = [number(content)]
    for p, n in factors:
        q = _coefficients(p, moving, field)
        if q is None or len(q) > 1:
            below.append((q or [], n))
        else:
            outer.append(q[0] ** number(n))
    if top is None or any(not q for q, _ in below):
        return None
    return uni.scaled(top, ONE / App("*", (*outer, ONE))), below


def _coefficients(p: Poly, moving: set[int], field: Field) -> Polynomial | None:
    if not moving:
        return [written(field, p)]
    (n,) = moving
    found = coefficients(p, p.context().nvars() - 1 - n)
    degree = max(found, default=0)
    if degree > MAX_DEGREE:
        return None
    return [written(field, found[k]) if k in found else ZERO for k in range(degree + 1)]


def rational(f: Term, var: str, uni: Univariate) -> Term | None:
    """A primitive of a rational function, or None."""
    found = polynomials(f, var, uni)
    if found is None:
        return None
    return _Fractions(var, uni).primitive(*found)


class _Fractions:
    """Partial fractions in one variable."""

    def __init__(self, var: str, uni: Univariate) -> None:
        self.x, self.uni, self.holds = Sym(var), uni, uni.holds

    def primitive(self, top: Polynomial, factors: list[Factor]) -> Term | None:
        """A primitive of a polynomial over powers of irreducible ones."""
        factors = [part for factor in factors for part in self._split(*factor)]
        if any(len(q) > 3 for q, _ in factors):
            return None
        bottom: Polynomial = [ONE]
        for q, n in factors:
            bottom = self.uni.times(bottom, self.uni.power(q, n))
        whole, rest = self.uni.divided(top, bottom)
        parts = [evaluated(self.uni.integrated(whole), self.x)] if whole else []
        for q, n in factors if rest else ():
            own = self.uni.power(q, n)
            others, _ = self.uni.divided(bottom, own)
            inverse = self.uni.inverse(self.uni.divided(others, own)[1], own)
            if inverse is None:
                return None
            _, share = self.uni.divided(self.uni.times(rest, inverse), own)
            parts.extend(self._expanded(share, q, n))
        return sum_of([p for p in parts if p != ZERO])

    def _split(self, q: Polynomial, n: int) -> Iterator[Factor]:
        """A factor, or two of x^4 + p*x^2 + r where r is a square and 2*sqrt(r) > p."""
        match q:
            case [r, one, p, three, lead] if one == three == ZERO:
                p, r = (self.uni.tidy(t / lead) for t in (p, r))
                middle = self.uni.root(r)
                gap = self.uni.tidy(2 * middle - p)
                if self.holds(call("<", 0, gap)):
                    side = self.uni.root(gap)
                    yield [self.uni.tidy(lead * middle), self.uni.tidy(lead * side), lead], n
                    yield [middle, self.uni.tidy(-side), ONE], n
                    return
        yield q, n

    def _expanded(self, share: Polynomial, q: Polynomial, n: int) -> Iterator[Term]:
        """Primitives of share/q^n by powers of q."""
        for k in range(n, 0, -1):
            share, rest = self.uni.divided(share, q)
            if rest:
                yield self._linear(rest, q, k) if len(q) == 2 else self._quadratic(rest, q, k)

    def _linear(self, rest: Polynomial, q: Polynomial, k: int) -> Term:
        base, c = evaluated(q, self.x), over(rest[0], q[1])
        if k == 1:
            return times(self.uni.tidy(c), call("log", call("abs", base)))
        return times(self.uni.tidy(-(c / number(k - 1))), ONE / self._raised(base, k - 1))

    def _quadratic(self, rest: Polynomial, q: Polynomial, k: int) -> Term:
        """(m*x + n)/q^k by the derivative of q, and 1/q^k."""
        n, m = (*rest, ZERO)[:2]
        _, b, a = q
        base = evaluated(q, self.x)
        first = self.uni.tidy(m / (2 * a))
        parts = []
        if m != ZERO:
            raised = base if k == 2 else self._raised(base, k - 1)
            log = call("log", call("abs", base))
            parts.append(times(first, log if k == 1 else ONE / (number(1 - k) * raised)))
        rate = self.uni.tidy(n - first * b)
        if rate != ZERO:
            parts.append(self._reduced(rate, q, k))
        return sum_of(parts)

    def _reduced(self, c: Term, q: Polynomial, k: int) -> Term:
        """c/q^k by the reduction formula."""
        r, b, a = q
        gap = self.uni.tidy(4 * a * r - b**2)
        slope = evaluated([b, self.uni.tidy(2 * a)], self.x)
        if k == 1:
            return self._angle(c, slope, gap)
        base = evaluated(q, self.x)
        first = self.uni.tidy(c / (number(k - 1) * gap))
        lower = self.uni.tidy(c * number(2 * (2 * k - 3)) * a / (number(k - 1) * gap))
        return times(first, slope / self._raised(base, k - 1)) + self._reduced(lower, q, k - 1)

    def _angle(self, c: Term, slope: Term, gap: Term) -> Term:
        """c/q, by an arctangent or, where q has real zeros, by a logarithm."""
        if self.holds(call("<", gap, 0)):
            root = self.uni.root(-gap)
            log = call("log", call("abs", (slope - root) / (slope + root)))
            return times(self.uni.tidy(c / root), log)
        root = self.uni.root(gap)
        return times(self.uni.tidy(2 * c / root), call("atan", over(slope, root)))

    def _raised(self, base: Term, k: int) -> Term:
        return base if k == 1 else base ** number(k)
