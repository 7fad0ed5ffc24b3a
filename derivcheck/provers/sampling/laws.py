"""Linear laws with constant coefficients: what their solutions are made of.

A recurrence `for all t: f(t + 2) = f(t + 1) + f(t)` or a differential equation is solved by the
roots of its characteristic polynomial (Graham, Knuth and Patashnik, Concrete Mathematics, section
7.3; Coddington and Levinson, Theory of Ordinary Differential Equations, section 3.6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

import flint

from derivcheck.kernel.algebra.field import Field
from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.sorts import REAL, Sort
from derivcheck.kernel.language.terms import (
    ONE,
    ZERO,
    App,
    Bind,
    Num,
    Sym,
    Term,
    call,
    number,
    numeral,
)
from derivcheck.provers.foundations.polynomials import coefficients
from derivcheck.provers.foundations.square_roots import root_term
from derivcheck.provers.normalforms.trigonometric import PI
from derivcheck.provers.sampling.roots import quadratic

MAX_DEGREE = 3
"""The highest degree of a polynomial forcing term."""
MAX_ORDER = 8
"""The highest order of a law."""

_s = Sym("s")


@dataclass(frozen=True, slots=True)
class _Law:
    """A law in one function.

    Arguments:
        coefficients: by shift or by order of the derivative.
        shifts: whether it is a recurrence.
        forcing: the degree of the polynomial that stands alone; None without one.
    """

    coefficients: dict[int, int]
    shifts: bool
    forcing: int | None


def general(name: str, statement: Term, between: bool) -> tuple[tuple[Term, ...], bool]:
    """Bodies in s of whose multiples the solutions of a law are sums; () if it is no linear law.

    Arguments:
        name: of the function.
        statement: `for all t: left = right`.
        between: whether one is added that vanishes at whole numbers, if it is a recurrence.

    Returns:
        The bodies, and whether not all such sums are solutions.
    """
    match statement:
        case Bind("forall", var, App("=", (left, right)), ()):
            law = _law(name, var, left - right)
        case _:
            return (), False
    if law is None or not 0 < len(law.coefficients) <= max(law.coefficients) + MAX_ORDER:
        return (), False
    extra = 0 if law.forcing is None else law.forcing + 1
    unforced = Fraction(1 if law.shifts else 0)  # the root to which polynomials belong
    found: list[Term] = []
    for factor, times in _factors(law):
        trivial = len(factor) == 2 and -factor[0] == unforced * factor[1]
        times, extra = (times + extra, 0) if trivial else (times, extra)
        found += [_powered(j, b) for b in _bodies(factor, law.shifts) for j in range(times)]
    bodies = (*found, *(_powered(j, ONE) for j in range(extra)))
    if law.shifts and between and found:
        bodies = (*bodies, _times(found[0], 1 - call("cos", 2 * PI * _s)))
    return bodies, law.forcing is not None


def _law(name: str, var: str, gap: Term) -> _Law | None:
    """A term as a sum of multiples of shifts or derivatives of a function, and a polynomial."""
    field = Field(Context({var: REAL, name: Sort("function")}))
    v = field.value(gap)
    last, rest = v.top.context().nvars() - 1, v.top
    found: dict[int, int] = {}
    kinds: set[str] = set()
    for n in field.used(v):
        if field.terms[n] == Sym(var):
            continue
        kind, k = _place(field, field.terms[n], name, var)
        rows = coefficients(v.top, last - n)
        if not kind or rows.keys() - {0, 1} or not rows[1].is_constant():
            return None
        kinds |= {kind} - {"value"}
        found[k] = int(rows[1].leading_coefficient())
        rest = rest - rows[1] * v.top.context().gens()[last - n]
    forcing = None if rest.is_zero() else int(rest.total_degree())
    if len(kinds) > 1 or not found or not v.bottom.is_constant() or (forcing or 0) > MAX_DEGREE:
        return None
    return _Law(found, kinds == {"shift"}, forcing)


def _place(field: Field, t: Term, name: str, var: str) -> tuple[str, int]:
    """By how much an application is shifted, or how often it is differentiated; "" if neither."""
    match t:
        case App("apply", (Sym(f), u)) if f == name:
            shift = field.constant(u - Sym(var))
            if shift is not None and shift.denominator == 1:
                return "shift" if shift else "value", int(shift)
        case Bind("diff", x, App("apply", (Sym(f), u)), (at, Num(order))) if f == name:
            if u == Sym(x) and at == Sym(var):
                return "order", int(order)
    return "", 0


def _factors(law: _Law) -> Iterator[tuple[tuple[int, ...], int]]:
    """The irreducible factors of the characteristic polynomial, constants first."""
    low = min(law.coefficients) if law.shifts else 0
    row = [law.coefficients.get(k, 0) for k in range(low, max(law.coefficients) + 1)]
    for factor, times in flint.fmpz_poly(row).factor()[1]:
        yield tuple(int(c) for c in factor.coeffs()), int(times)


def _bodies(factor: tuple[int, ...], shifts: bool) -> list[Term]:
    """What the roots of a factor stand for, where they have a closed form."""
    match factor:
        case (b, a):
            return _of_real(number(Fraction(-b, a)), -b * a < 0, shifts)
        case (c, b, a) if b * b > 4 * a * c:
            width, found = sqrt(b * b - 4 * a * c), []
            for root, side in zip(quadratic((a, b, c), False), (width, -width), strict=True):
                found += _of_real(root, (side - b) * a < 0, shifts)
            return found
        case (c, b, a):
            return _of_complex(Fraction(-b, 2 * a), Fraction(c, a), shifts)
    return []


def _of_real(root: Term, negative: bool, shifts: bool) -> list[Term]:
    """exp(r*s), or r^s; powers of a negative number by its size and cos(pi*s)."""
    if not shifts:
        return [_grown(root)]
    if root == ZERO:
        return []
    value = numeral(root)
    size = (
        number(value if value > 0 else -value) if value is not None else -root if negative else root
    )
    grown = ONE if size == ONE else call("exp", call("log", size) * _s)
    return [_times(grown, call("cos", PI * _s)) if negative else grown]


def _of_complex(real: Fraction, square: Fraction, shifts: bool) -> list[Term]:
    """What a pair of conjugate roots stands for, by their real part and the square of their size;
    of recurrences only where they are imaginary.
    """
    if shifts and real:
        return []
    turn = PI / 2 if shifts else root_term(square - real**2)
    grown = _grown(call("log", root_term(square)) if square != 1 else ZERO) if shifts else None
    grown = _grown(number(real)) if grown is None else grown
    angle = _s if turn == ONE else turn * _s
    return [_times(grown, call(head, angle)) for head in ("cos", "sin")]


def _grown(rate: Term) -> Term:
    short = {ONE: _s, number(-1): -_s}
    return ONE if rate == ZERO else call("exp", short.get(rate, rate * _s))


def _powered(j: int, t: Term) -> Term:
    """s^j*t."""
    return _times(ONE if j == 0 else _s if j == 1 else _s**j, t)


def _times(u: Term, v: Term) -> Term:
    return product_of([t for t in (u, v) if t != ONE])
