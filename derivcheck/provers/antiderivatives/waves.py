"""Primitives of polynomials times exponentials times sines and cosines of affine arguments.

A product of waves is a sum of waves; the integral of x^k*exp(z*x) for complex z gives both parts of
each (DLMF 4.21.iii; Gradshteyn and Ryzhik 2.66).  Hyperbolic functions are sums of exponentials.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import factorial

from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Sym,
    Term,
    call,
    free_names,
    number,
    numeral,
    substitute,
)  # fmt: skip
from derivcheck.provers.antiderivatives.univariate import (
    Polynomial,
    Univariate,
    evaluated,
    over,
    times,
)
from derivcheck.provers.foundations.polynomials import sum_of

MAX_WAVES, MAX_POWER = 64, 12
"""How many summands a product may have, and the highest power that is multiplied out."""

HALF = number(1) / 2


class NoWave(Exception):  # an answer of the search, not an error
    """A term is not of the class."""


@dataclass(frozen=True, slots=True)
class Wave:
    """c(x)*exp(rate*x + shift)*cos(turn*x + phase), or sin; a turn and a phase of zero make 1."""

    c: Polynomial
    rate: Term = ZERO
    shift: Term = ZERO
    turn: Term = ZERO
    phase: Term = ZERO
    head: str = "cos"


class Waves:
    """Sums of waves in one variable."""

    def __init__(self, var: str, uni: Univariate) -> None:
        self.var, self.uni = var, uni

    def primitive(self, f: Term) -> Term | None:
        """A primitive of a sum of waves; None if it is none."""
        try:
            return sum_of([self._integrated(w) for w in self._merged(self.of(f))])
        except NoWave:
            return None

    # --- reading -----------------------------------------------------------------------------

    def of(self, f: Term) -> list[Wave]:
        """A term as a sum of waves.  Raises: NoWave."""
        if self.var not in free_names(f):
            return [Wave([f])]
        match f:
            case Sym():
                return [Wave([ZERO, ONE])]
            case App("+", parts):
                return [w for part in parts for w in self.of(part)]
            case App("neg", (u,)):
                return self._product([Wave([number(-1)])], self.of(u))
            case App("*", parts):
                found = self.of(parts[0])
                for part in parts[1:]:
                    found = self._product(found, self.of(part))
                return found
            case App("/", (u, v)):
                return self._product(self.of(u), self._inverse(v))
            case App("^", (App("E", ()), v)):
                return self.of(call("exp", v))
            case App("^", (u, v)) if (n := numeral(v)) is not None:
                return self._power(u, n)
            case App("^", (u, v)) if self.var not in free_names(u):
                return self.of(call("exp", v * call("log", u)))
            case App(head, (u,)) if head in _HEADS:
                return _HEADS[head](self, *self._line(u))
        raise NoWave

    def _line(self, u: Term) -> tuple[Term, Term]:
        """Slope and offset of an affine argument."""
        offset = self.uni.tidy(substitute(u, {self.var: ZERO}))
        slope = self.uni.tidy(substitute(u, {self.var: ONE}) - offset)
        if not self.uni.field.equal(u, offset + slope * Sym(self.var)):
            raise NoWave
        return slope, offset

    def _inverse(self, v: Term) -> list[Wave]:
        if self.var not in free_names(v):
            return [Wave([ONE / v])]
        match self.of(v):
            case [Wave([c], rate, shift, turn, phase, "cos")] if turn == phase == ZERO:
                return [Wave([ONE / c], self.uni.tidy(-rate), self.uni.tidy(-shift))]
        raise NoWave

    def _power(self, u: Term, n: int | Fraction) -> list[Wave]:
        n = Fraction(n)
        if n.denominator != 1 or abs(n) > MAX_POWER:
            raise NoWave
        base = self.of(u) if n > 0 else self._inverse(u)
        found = base
        for _ in range(abs(int(n)) - 1):
            found = self._product(found, base)
        return found

    def _product(self, one: list[Wave], other: list[Wave]) -> list[Wave]:
        if len(one) * len(other) > MAX_WAVES:
            raise NoWave
        return self._merged(w for a in one for b in other for w in self._pair(a, b))

    def _merged(self, waves: Iterable[Wave]) -> list[Wave]:
        """A sum without waves that differ in their polynomials only."""
        merged: dict[tuple[Term | str, ...], Wave] = {}
        for w in waves:
            key = (w.rate, w.shift, w.turn, w.phase, w.head)
            c = self.uni.plus(merged[key].c, w.c) if key in merged else w.c
            merged[key] = replace(w, c=c)
        return [w for w in merged.values() if w.c]

    def _pair(self, a: Wave, b: Wave) -> Iterator[Wave]:
        """cos*cos, cos*sin and sin*sin of two arguments by their sum and difference."""
        c = self.uni.times(a.c, b.c)
        both = Wave(c, rate=self._sum(a.rate, b.rate), shift=self._sum(a.shift, b.shift))
        if _still(a) or _still(b):
            w = b if _still(a) else a
            yield replace(both, turn=w.turn, phase=w.phase, head=w.head)
            return
        if a.head == "cos" and b.head == "sin":
            a, b = b, a
        half = self.uni.scaled(c, HALF)
        for sign in (ONE, number(-1)):
            turn = self.uni.tidy(a.turn + sign * b.turn)
            phase = self.uni.tidy(a.phase + sign * b.phase)
            head = "sin" if a.head != b.head else "cos"
            flip = a.head == b.head == "sin" and sign == ONE
            if turn == phase == ZERO and head == "sin":
                continue
            scale = self.uni.scaled(half, number(-1)) if flip else half
            if turn == ZERO:
                still = ONE if phase == ZERO else call(head, phase)
                yield replace(both, c=self.uni.scaled(scale, still), turn=ZERO, phase=ZERO)
                continue
            yield self._oriented(replace(both, c=scale, turn=turn, phase=phase, head=head))

    def _oriented(self, w: Wave) -> Wave:
        """The same with a leading sign that does not depend on the way it was made."""
        lead = w.turn if w.turn != ZERO else w.phase
        if self.uni.field.value(lead).top.leading_coefficient() >= 0:
            return w
        c = self.uni.scaled(w.c, number(-1)) if w.head == "sin" else w.c
        return replace(w, c=c, turn=self.uni.tidy(-w.turn), phase=self.uni.tidy(-w.phase))

    def _sum(self, a: Term, b: Term) -> Term:
        return b if a == ZERO else a if b == ZERO else self.uni.tidy(a + b)

    # --- integrating -------------------------------------------------------------------------

    def _integrated(self, w: Wave) -> Term:
        """The real or the imaginary part of a primitive of c(x)*exp(z*x)."""
        x = Sym(self.var)
        factor = self._exponential(w)
        if _still(w) and w.rate == ZERO:
            return times(factor, evaluated(self.uni.integrated(w.c), x))
        real: Polynomial = []
        imaginary: Polynomial = []
        for k, a in enumerate(w.c):
            for j in range(k + 1) if a != ZERO else ():
                scale = number((-1) ** j * (factorial(k) // factorial(k - j)))
                up, down = self._inverse_power(w.rate, w.turn, j + 1)
                at = [*[ZERO] * (k - j), self.uni.tidy(scale * a)]
                real = self.uni.plus(real, self.uni.scaled(at, up))
                imaginary = self.uni.plus(imaginary, self.uni.scaled(at, down))
        if _still(w):
            return self._times(evaluated(real, x), factor)
        angle = self._affine(w.turn, w.phase)
        cos, sin = call("cos", angle), call("sin", angle)
        if w.head == "cos":
            imaginary = self.uni.scaled(imaginary, number(-1))
        first, second = (cos, sin) if w.head == "cos" else (sin, cos)
        pairs = ((evaluated(real, x), first), (evaluated(imaginary, x), second))
        return self._times(sum_of([self._times(p, t) for p, t in pairs if p != ZERO]), factor)

    def _exponential(self, w: Wave) -> Term:
        return ONE if w.rate == w.shift == ZERO else call("exp", self._affine(w.rate, w.shift))

    def _affine(self, slope: Term, offset: Term) -> Term:
        rise = times(slope, Sym(self.var))
        return offset if slope == ZERO else rise if offset == ZERO else rise + offset

    def _times(self, a: Term, b: Term) -> Term:
        return b if a == ONE else a if b == ONE else a * b

    def _inverse_power(self, rate: Term, turn: Term, n: int) -> tuple[Term, Term]:
        """The real and the imaginary part of (rate + I*turn)^(-n)."""
        if turn == ZERO:
            return self.uni.tidy(over(ONE, rate ** number(n))), ZERO
        re: Term = ONE
        im: Term = ZERO
        for _ in range(n):
            re, im = (
                self.uni.tidy(re * rate + im * turn),
                self.uni.tidy(im * rate - re * turn),
            )
        size = (rate**2 + turn**2) ** number(n)
        return self.uni.tidy(re / size), self.uni.tidy(im / size)


def _still(w: Wave) -> bool:
    return w.turn == w.phase == ZERO and w.head == "cos"


def _rising(waves: Waves, slope: Term, offset: Term) -> list[Wave]:
    del waves
    return [Wave([ONE], slope, offset)]


def _falling(waves: Waves, slope: Term, offset: Term, sign: int) -> list[Wave]:
    back = Wave([sign * HALF], waves.uni.tidy(-slope), waves.uni.tidy(-offset))
    return [Wave([HALF], slope, offset), back]


_HEADS: dict[str, Callable[[Waves, Term, Term], list[Wave]]] = {
    "exp":  _rising,
    "sin":  lambda waves, slope, offset: [Wave([ONE], turn=slope, phase=offset, head="sin")],
    "cos":  lambda waves, slope, offset: [Wave([ONE], turn=slope, phase=offset)],
    "sinh": lambda waves, slope, offset: _falling(waves, slope, offset, -1),
    "cosh": lambda waves, slope, offset: _falling(waves, slope, offset, 1),
}  # fmt: skip
