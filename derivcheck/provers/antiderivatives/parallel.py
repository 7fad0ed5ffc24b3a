"""Primitives by undetermined coefficients: the parallel method of Risch and Norman.

The functions in an integrand, and those in their derivatives, are taken for independent variables.
A primitive is sought as a polynomial over the poles that differentiating would have raised, plus
multiples of logarithms and arctangents of the factors below; what the coefficients are is a system
of linear equations (Bronstein, "Structure theorems for parallel integration", J. Symb. Comp. 42,
2007, and his Poor Man's Integrator; Geddes and Stefanus, ISSAC 1989).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from math import prod
from typing import NamedTuple

from derivcheck.kernel.algebra.atoms import Poly, TooLarge, Value, poly_key
from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import fraction, power_product, written
from derivcheck.kernel.language.terms import (
    ONE,
    App,
    Sym,
    Term,
    call,
    free_names,
    number,
    subterms,
)  # fmt: skip
from derivcheck.provers.antiderivatives.changes import circular, exponentials, slope
from derivcheck.provers.antiderivatives.linear import RIGHT, System
from derivcheck.provers.antiderivatives.univariate import Univariate, times
from derivcheck.provers.foundations.models import has_binder
from derivcheck.provers.foundations.polynomials import coefficients, factored, places_of, sum_of
from derivcheck.provers.foundations.positions import replaced

MAX_FUNCTIONS, MAX_UNKNOWNS, MAX_TERMS = 5, 60, 120
"""How many functions, unknown coefficients, and terms of a numerator there may be."""
MAX_TOTAL, MAX_MULTIPLE = 8, 4
"""The highest degree of a numerator, and the highest multiple of an angle that is taken apart."""


def parallel(f: Term, var: str, uni: Univariate) -> Term | None:
    """A primitive that is elementary over the functions in an integrand, or None.

    Integrals and sums in it have other ways: their order is exchanged.
    """
    if has_binder(f):
        return None
    plain = exponentials(circular(f, var), var)
    field = Field(uni.field.context)
    try:
        plain = _with_one_angle(_with_one_exponential(plain, var, field), var, field)
        tower = _tower(plain, var, field, uni)
        return None if tower is None else tower.primitive(field, uni)
    except TooLarge:
        return None


class Column(NamedTuple):
    """A summand of what is sought, and its derivative."""

    summand: Term
    top: Poly
    bottom: Poly


class Tower(NamedTuple):
    """An integrand as a fraction, and how the functions in it are differentiated.

    Arguments:
        places: of these functions in the ring.
        rates: place -> the derivative times the common denominator.
        below: the common denominator.
        steady: places of functions that are factors of their derivatives.
        squares: place -> what the square of a function is in others: of a root, of a sine.
    """

    top: Poly
    bottom: Poly
    places: tuple[int, ...]
    rates: dict[int, Poly]
    below: Poly
    steady: frozenset[int]
    squares: dict[int, Poly]

    def derivative(self, p: Poly) -> Poly:
        """The derivative of a polynomial, times the common denominator."""
        return sum((p.derivative(n) * rate for n, rate in self.rates.items()), start=p * 0)

    def moves(self, p: Poly) -> bool:
        """Whether a function occurs in a polynomial."""
        degrees = p.degrees()
        return any(degrees[n] for n in self.places)

    def primitive(self, field: Field, uni: Univariate) -> Term | None:
        """What the linear equations give."""
        factors = [(v, n) for v, n in factored(self.bottom)[1] if self.moves(v)]
        below = prod((v ** self._lowered(v, n) for v, n in factors), start=self.top * 0 + 1)
        columns = [*self._rational(field, below)]
        if not 0 < len(columns) <= MAX_UNKNOWNS:
            return None
        poles = [v for v, _ in (*factors, *factored(self.below)[1])]
        for v in _distinct([*poles, *self._beside_waves()]):
            columns += self._logarithms(field, v, uni) if self.moves(v) else ()
        found = self._solved(field, columns)
        return None if found is None else sum_of(found)

    def _lowered(self, v: Poly, n: int) -> int:
        """The power of a factor below a primitive, of that below the integrand."""
        related = any(v.degrees()[k] for k in self.squares)  # which the derivative may hide
        related = related or any(
            v.degrees()[k] for p in self.squares.values() for k in places_of(p)
        )
        special = related or divmod(self.derivative(v), v)[1] == 0
        times = sum(k for u, k in factored(self.below)[1] if u == v)
        return max(n - times if special else n - 1, 0)

    def _beside_waves(self) -> Iterator[Poly]:
        """1 + v and 1 - v where the square of one function is 1 - v^2 for another, and back."""
        for place, square in self.squares.items():
            u = square.context().gen(place)
            for v in (square.context().gen(n) for n in places_of(square)):
                if square == 1 - v**2:
                    yield from (1 + v, 1 - v, 1 + u, 1 - u)

    def _rational(self, field: Field, below: Poly) -> Iterator[Column]:
        """Monomials over a denominator, as many as there may be in a numerator."""
        one, under = self.top * 0 + 1, written(field, below)
        most = min(1 + max(self.top.total_degree(), below.total_degree()), MAX_TOTAL)
        tops, downs, lower = self.top.degrees(), self.bottom.degrees(), below.degrees()
        ranges = []
        for n in self.places:
            if n in self.squares and not downs[n]:
                ranges.append([0, 1])
            elif n in self.steady and not downs[n]:
                mine = {int(m[n]) for m in self.top.monoms()}
                others = (r for k, r in self.rates.items() if k != n)
                ranges.append(sorted(mine | {int(r.degrees()[n]) for r in others}))
            else:
                ranges.append(
                    [*range(1 + max(int(tops[n]), int(lower[n])) + (n not in self.steady))]
                )
        if prod(map(len, ranges)) > 8 * MAX_UNKNOWNS:
            return
        down = self.derivative(below)
        for chosen in product(*ranges):
            if sum(chosen) <= most:
                exponents = [0] * self.top.context().nvars()
                for n, d in zip(self.places, chosen, strict=True):
                    exponents[n] = d
                m = self.top.context().from_dict({tuple(exponents): 1})
                top = self.derivative(m) * below - m * down
                if top != 0:
                    summand = power_product(field, tuple(exponents))
                    yield Column(
                        summand if below == one else summand / under,
                        top,
                        self.below * below * below,
                    )

    def _logarithms(self, field: Field, v: Poly, uni: Univariate) -> Iterator[Column]:
        """A logarithm of a factor, and an arctangent where it is quadratic without real zeros."""
        moving = [n for n in self.places if v.degrees()[n]]
        if len(v) == 1 and moving[0] in self.steady:
            return
        yield Column(
            call("log", call("abs", written(field, v))), self.derivative(v), self.below * v
        )
        if len(moving) == 1 and v.degrees()[moving[0]] == 2:
            rows = coefficients(v, moving[0])
            a, b, c = (rows.get(k, v * 0) for k in (2, 1, 0))
            gap = written(field, 4 * a * c - b * b)
            if uni.holds(call("<", 0, gap)):
                root = uni.root(gap)
                line = written(field, v.derivative(moving[0]))
                turned = call("atan", line / root) * 2 / root
                yield Column(turned, self.rates[moving[0]], self.below * v)

    def _plain(self, p: Poly) -> Poly:
        """A polynomial in which no square is left that is known."""
        for place, square in self.squares.items():
            rows = coefficients(p, place)
            x = p.context().gen(place)
            p = sum((q * square ** (d // 2) * x ** (d % 2) for d, q in rows.items()), start=p * 0)
        return p

    def _solved(self, field: Field, columns: list[Column]) -> list[Term] | None:
        """The summands with their coefficients."""
        whole = self.bottom
        for bottom in _distinct([c.bottom for c in columns]):
            whole = whole / whole.gcd(bottom) * bottom
        system = System(self.places)
        system.add(RIGHT, self._plain(self.top * (whole / self.bottom)))
        for n, column in enumerate(columns):
            if len(column.top) > MAX_TERMS:
                return None
            system.add(n, self._plain(column.top * (whole / column.bottom)))
        found = system.solution(range(len(columns)))
        if found is None:
            return None
        return [
            times(_ratio(field, top, bottom), columns[n].summand)
            for n, (top, bottom) in found.items()
            if top != 0
        ]


def _distinct(polys: Iterable[Poly]) -> list[Poly]:
    """Polynomials, each once."""
    return list({poly_key(p): p for p in polys}.values())


def _ratio(field: Field, top: Poly, bottom: Poly) -> Term:
    """A coefficient as a term."""
    common = top.gcd(bottom)
    return fraction(field, Value(top / common, bottom / common))


def _tower(f: Term, var: str, field: Field, uni: Univariate) -> Tower | None:
    """The functions of an integrand with their derivatives; None if there are too many."""
    v, rates = field.value(f), dict[int, Value]()
    used = field.used(v) | field.used(field.value(Sym(var)))
    todo = [n for n in sorted(used) if var in free_names(field.terms[n])]
    while todo:
        n = todo.pop()
        rate = _rate(field.terms[n], var, uni)
        if rate is None or len(rates) == MAX_FUNCTIONS:
            return None
        rates[n] = field.value(rate)
        moving = (k for k in field.used(rates[n]) if var in free_names(field.terms[k]))
        todo += [k for k in sorted(moving) if k not in rates and k not in todo]
    last = field.up(v.top).context().nvars() - 1
    lifted = {last - n: (field.up(r.top), field.up(r.bottom)) for n, r in rates.items()}
    below = field.up(v.top) * 0 + 1
    for _, bottom in lifted.values():
        below = below / below.gcd(bottom) * bottom
    whole = {n: top * (below / bottom) for n, (top, bottom) in lifted.items()}
    steady = frozenset(n for n in whole if _is_steady(field.terms[last - n]))
    places = tuple(sorted(whole))
    squares = _squares(field, {n: field.terms[last - n] for n in places})
    return Tower(field.up(v.top), field.up(v.bottom), places, whole, below, steady, squares)


def _squares(field: Field, functions: dict[int, Term]) -> dict[int, Poly]:
    """The squares of roots of polynomials, and of sines beside the cosine."""
    found = dict[int, Poly]()
    for place, t in functions.items():
        match t:
            case App("sqrt", (u,)):
                square = u
            case App("^", (u, e)) if e == ONE / 2:
                square = u
            case App("sin", (u,)) if call("cos", u) in functions.values():
                square = 1 - call("cos", u) ** 2
            case _:
                continue
        v = field.value(square)
        if v.bottom.is_one():
            found[place] = v.top
    return {n: field.up(p) for n, p in found.items()}


def _is_steady(t: Term) -> bool:
    return isinstance(t, App) and t.head in ("exp", "^", "sqrt")


def _rate(t: Term, var: str, uni: Univariate) -> Term | None:
    """The derivative of a function, with the function as a factor where it is one."""
    match t:
        case Sym():
            return ONE
        case App("exp", (u,)):
            inner = slope(u, var, uni)
            return None if inner is None else inner * t
        case App("^", (u, e)) if var not in free_names(e):
            inner = slope(u, var, uni)
            return None if inner is None else e * inner / u * t
        case App("sqrt", (u,)):
            inner = slope(u, var, uni)
            return None if inner is None else inner / (2 * u) * t
    return slope(t, var, uni)


def _with_one_angle(f: Term, var: str, field: Field) -> Term:
    """Sines and cosines of multiples of one angle by those of the angle."""
    parts = [t for t in dict.fromkeys(subterms(f)) if isinstance(t, App) and var in free_names(t)]
    waves = [t for t in parts if t.head in ("sin", "cos")]
    for angle in dict.fromkeys(t.args[0] for t in waves) if len(waves) > 1 else ():
        ratios = [field.constant(t.args[0] / angle) for t in waves]
        if all(r is not None and r.denominator == 1 and 0 < r <= MAX_MULTIPLE for r in ratios):
            for t, r in zip(waves, ratios, strict=True):
                f = replaced(f, t, _multiple(angle, int(r or 1))[t.head == "cos"])
            return f
    return f


def _multiple(angle: Term, n: int) -> tuple[Term, Term]:
    """Sine and cosine of a multiple of an angle."""
    sine, cosine = call("sin", angle), call("cos", angle)
    found: tuple[Term, Term] = (sine, cosine)
    for _ in range(n - 1):
        s, c = found
        found = (s * cosine + c * sine, c * cosine - s * sine)
    return found


def _with_one_exponential(f: Term, var: str, field: Field) -> Term:
    """Exponentials as powers of one, where they are."""
    v = field.value(f)
    atoms = [field.terms[n] for n in sorted(field.used(v))]
    moving = [t for t in atoms if isinstance(t, App) and t.head == "exp" and var in free_names(t)]
    for base in moving if len(moving) > 1 else ():
        ratios = [field.constant(t.args[0] / base.args[0]) for t in moving]
        if all(r is not None and r.denominator == 1 for r in ratios):
            for t, r in zip(moving, ratios, strict=True):
                if t != base and r is not None:
                    f = replaced(f, t, base ** number(r))
            return f
    return f
