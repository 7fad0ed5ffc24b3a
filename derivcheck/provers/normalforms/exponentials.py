"""Exponentials and powers: exponents split over a rational basis of monomials.

exp(c1*m1 + c2*m2) becomes exp(u1)^.. * exp(u2)^.., where u is for each monomial the greatest common
measure of its multiples so far, refined when a new one turns up; exp(c*log u) becomes u^c; powers
with a positive base become exponentials.  Bronstein, Symbolic Integration I, section 9.3.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from derivcheck.kernel.algebra.writing import product_of
from derivcheck.kernel.language.terms import ONE, App, Bind, Num, Term, call, number, whole
from derivcheck.provers.foundations.common_measure import common_measure
from derivcheck.provers.foundations.polynomials import of_powers
from derivcheck.provers.normalforms.basis import (
    Basis,
    numeral_factors,
    scaled,
    summed,
)
from derivcheck.provers.normalforms.phases import has_phase
from derivcheck.provers.normalforms.radicals import denested
from derivcheck.provers.normalforms.squares import factors_under_root
from derivcheck.provers.normalforms.trigonometric import UNIT

MAX_PIECES = 40
"""The most summands an exponent is split into."""


HALF, TURNS = number(Fraction(1, 2)), (number(-1), UNIT, -UNIT)
"""Bases of which a root is an exponential."""


def exponential(basis: Basis, t: App) -> None:
    """exp(u) over the basis."""
    (u,) = t.args
    parts = basis.summands(u)
    if not parts:
        basis.axiom("exp_zero")
        return
    if len(parts) > MAX_PIECES:
        return
    for k in range(len(parts) - 1):
        basis.axiom("exp_add", u=scaled(*parts[k]), v=summed(parts[k + 1 :]))
    for c, m in parts:
        _piece(basis, c, m)


def _piece(basis: Basis, c: Fraction, m: Term) -> None:
    """exp(c*m) by the basis element for m."""
    match m:
        case App("log", (u,)):
            basis.axiom("exp_times_log", v=number(c), u=u)
            return
        case App("I", ()) | App("*", _) if _imaginary(basis, c, m):
            return
    key = ("exp", m)
    old = basis.units.get(key)
    unit = common_measure(old, c) if old else abs(c)
    if unit != old:
        basis.units[key] = unit
        if old:
            basis.refined = True
            basis.axiom("exp_times", n=int(old / unit), u=scaled(unit, m))
    if c != unit:
        basis.axiom("exp_times", n=int(c / unit), u=scaled(unit, m))
    match m:
        case Bind("sum", var, App("log", _) as body, (low, high)) if unit == 1:
            basis.axiom("exp_sum", f=Bind("lambda", var, body, ()), a=low, b=high)


def _imaginary(basis: Basis, c: Fraction, m: Term) -> bool:
    """exp(i*u) = cos(u) + i*sin(u)."""
    parts = m.args if isinstance(m, App) and m.head == "*" else (m,)
    if UNIT not in parts:
        return False
    rest = tuple(p for p in parts if p != UNIT)
    inner = ONE if not rest else rest[0] if len(rest) == 1 else App("*", rest)
    return basis.axiom("exp_euler", u=scaled(c, inner))


def euler(basis: Basis, t: App) -> None:
    """The number e."""
    basis.axiom("exp_one")


def power(basis: Basis, t: App) -> None:
    """u^v: numeral exponents by radicals, positive bases by exponentials, else by splitting."""
    u, v = t.args
    exponent = basis.field.constant(v)
    if exponent is not None:
        if exponent.denominator != 1:
            radical(basis, u, exponent.denominator)
        return
    if isinstance(u, App) and u.head == "abs":
        _of_absolute(basis, u.args[0], v)
    for w in _angles(basis, u):
        if _turned(basis, w, v):
            return
    if u == App("E", ()):
        basis.axiom("e_power", v=v)
    elif basis.field.constant(u) == 1:
        basis.axiom("pow_one", v=v)
    elif basis.field.constant(u) == 0:
        basis.axiom("power_of_zero", v=v)
    elif basis.known.holds(call(">", u, 0)) or _is_principal(basis, u, v):
        basis.axiom("pow_exp", u=u, v=v)
    elif not _of_negative(basis, u, v):
        _split_base(basis, u, v)


def _of_negative(basis: Basis, u: Term, v: Term) -> bool:
    """u^n = (-1)^n*(-u)^n for a negative u, so that what is left has a logarithm."""
    if basis.known.facts.context.field != "real" or basis.field.constant(u) is not None:
        return False
    if not basis.known.holds(call("<", u, 0)):
        return False
    return basis.axiom("pow_mul_whole", u=number(-1), v=basis.normal(-u), n=v)


def _angles(basis: Basis, u: Term) -> list[Term]:
    """The exponents w for which a base is exp(w), over the complex numbers."""
    if basis.known.facts.context.field == "real":
        return []
    if isinstance(u, App) and u.head == "exp":
        return list(u.args)
    cosines = [a.args[0] for a in basis.atoms(u) if isinstance(a, App) and a.head == "cos"]
    ways = ((a, call("cos", a) + c * UNIT * call("sin", a), c) for a in cosines for c in (1, -1))
    return [c * UNIT * a for a, form, c in ways if basis.equal(u, form)][:1]


def _turned(basis: Basis, w: Term, v: Term) -> bool:
    """exp(w)^n = exp(n*w), the exponent in normal form."""
    if not basis.known.holds(whole(v)):
        return False
    basis.visit(call("exp", basis.normal(v * w)))
    return basis.axiom("exp_times", n=v, u=w)


def _of_absolute(basis: Basis, u: Term, v: Term) -> None:
    """|u|^n = |u^n|, of which the square is that of u^n, for the whole n in an exponent."""
    for c, m in basis.summands(v):
        if m != ONE and c.denominator == 1 and basis.axiom("abs_pow", u=u, n=m):
            basis.axiom("abs_square", u=u**m)


def _is_principal(basis: Basis, u: Term, v: Term) -> bool:
    """Whether a complex power has to go by the logarithm: not with a whole exponent and factors."""
    if basis.known.facts.context.field == "real":
        return False
    factors = _all_factors(basis, u)
    alone = not factors or (len(factors) == 1 and factors[0][1] == 1)
    return alone or not basis.known.facts.holds(whole(v))


def _split_base(basis: Basis, u: Term, v: Term) -> None:
    """(c * p1^e1 * ...)^v for a base of unknown sign."""
    rest = _all_factors(basis, u)
    if len(rest) > 1 or (rest and rest[0][1] != 1):
        _split_product(basis, rest, v)
        return
    match rest:
        case [(App("^", (inner, n)), 1)] if basis.axiom(
            "pow_pow_whole", u=inner, n=n, a=v
        ) or basis.axiom("pow_nested", u=inner, v=n, w=v):
            return
    _split_exponent(basis, u, v)


def _all_factors(basis: Basis, u: Term) -> list[tuple[Term, int]]:
    c, powers = basis.factors(u)
    return [*numeral_factors(c), *powers]


def _split_product(basis: Basis, factors: list[tuple[Term, int]], v: Term) -> None:
    for k in range(len(factors) - 1):
        one, rest = of_powers(factors[k : k + 1]), of_powers(factors[k + 1 :])
        if not basis.axiom("pow_mul", u=one, v=rest, w=v):
            basis.axiom("pow_mul_whole", u=one, v=rest, n=v)
    for p, e in factors:
        if e == 1:
            basis.visit(p**v)
        elif not (
            basis.axiom("pow_nested", u=p, v=number(e), w=v)
            or basis.axiom("pow_integer_base", u=p, n=number(e), w=v)
        ):
            e % 2 or basis.axiom("root_square", u=p ** number(e // 2), v=v)


def _split_exponent(basis: Basis, u: Term, v: Term) -> None:
    parts = basis.summands(v)
    if len(parts) > MAX_PIECES:
        return
    split = [
        basis.axiom("pow_add", u=u, v=scaled(*parts[k]), w=summed(parts[k + 1 :]))
        for k in range(len(parts) - 1)
    ]
    if not all(split) or len(parts) == 1:
        _in_class(basis, u, parts)
    for c, m in parts:
        if m != ONE and c != 1 and c.denominator == 1:
            basis.axiom("pow_times", u=u, n=int(c), v=m)
        if u == number(-1) and m != ONE and not _lowered(basis, m):
            basis.axiom("minus_one_even", n=m)
            basis.axiom("pow_times", u=u, n=2, v=m)


def _in_class(basis: Basis, u: Term, parts: list[tuple[Fraction, Term]]) -> None:
    """u^(m + c) for an integer c by the power with the least c so far, which may vanish with u."""
    rest = summed([part for part in parts if part[1] != ONE])
    c = sum((c for c, m in parts if m == ONE), start=Fraction(0))
    if c.denominator != 1:
        return
    key = ("power", u, rest)
    old = basis.memory.get(key, int(c))
    least = basis.memory[key] = min(old, int(c))
    for n in {old, int(c)} - {least}:
        basis.refined |= n == old
        basis.axiom("pow_add", u=u, v=basis.normal(rest + number(least)), w=n - least)


def _lowered(basis: Basis, m: Term) -> bool:
    """(-1)^(n^a*b) = (-1)^(n*b): the parity of a power is that of its base."""
    parts = m.args if isinstance(m, App) and m.head == "*" else (m,)
    for k, part in enumerate(parts):
        match part:
            case App("^", (n, Num(a))):
                rest = product_of([*parts[:k], *parts[k + 1 :]])
                return basis.axiom("minus_one_power", n=n, a=int(a), b=rest)
    return False


def square_root(basis: Basis, t: App) -> None:
    """sqrt(u)."""
    radical(basis, t.args[0], 2)


def radical(basis: Basis, u: Term, q: int) -> None:
    """u^(1/q): numerals to primes, powers pulled out, products split, one order for each base."""
    if q == 2 and denested(basis, u):
        return
    c, powers = factors_under_root(basis, u)
    if basis.known.facts.context.field == "complex" and c < 0 and q == 2 and not powers:
        basis.axiom("sqrt_minus", u=number(-c))
        c = -c
    if c < 0:
        c, powers = _negated(c, powers)
    factors = [*numeral_factors(c), *powers]
    w = number(Fraction(1, q))
    if basis.known.facts.context.field == "complex":
        factors.sort(key=lambda factor: factor[0] in TURNS)  # what is positive goes out first
    _split_radicand(basis, factors, w)
    for p, e in factors:
        _radical_factor(basis, p, e, q)


def _negated(
    c: Fraction, powers: list[tuple[Term, int]]
) -> tuple[Fraction, list[tuple[Term, int]]]:
    """The sign of a numeral moved into the first odd factor, if there is one."""
    odd = next((k for k, (_, e) in enumerate(powers) if e % 2), None)
    if odd is None:
        return c, powers
    moved = list(powers)
    moved[odd] = (-moved[odd][0], moved[odd][1])
    return -c, moved


def _split_radicand(basis: Basis, factors: list[tuple[Term, int]], w: Term) -> None:
    for k in range(len(factors) - 1):
        one, rest = of_powers(factors[k : k + 1]), of_powers(factors[k + 1 :])
        rows = ("pow_mul", "pow_mul_positive", "pow_mul_abs")
        if any(basis.axiom(row, u=one, v=rest, w=w) for row in rows):
            continue
        if w != HALF or not basis.axiom("sqrt_mul_positive", u=one, v=rest):
            return


def _radical_factor(basis: Basis, p: Term, e: int, q: int) -> None:
    """p^(e/q) by the radical of p with one common order."""
    w = number(Fraction(1, q))
    is_complex = basis.known.facts.context.field == "complex"
    if is_complex and e == 1 and (p in TURNS or has_phase(basis, p)):
        basis.axiom("pow_exp", u=p, v=w)
        return
    match p:
        case App("exp", (u,)):
            exponent = scaled(Fraction(e), u)
            basis.visit(call("exp", exponent))  # which is how the radicand is met in the row
            if basis.axiom("exp_pow_real", u=exponent, v=w):
                return
        case App("^", (u, v)):
            basis.axiom("pow_nested", u=u, v=v, w=w)
    nested = "pow_pow" if is_complex else "pow_nested"
    if e != 1 and not basis.axiom(nested, u=p, v=number(e), w=w) and e % 2 == 0:
        basis.axiom("root_square", u=p ** number(e // 2), v=w)
    reduced = Fraction(e, q)
    if reduced.denominator == 1:
        return
    key = ("root", p)
    old = basis.memory.get(key, 1)
    new = lcm(old, reduced.denominator)
    if new != old:
        basis.memory[key] = new
        if old != 1:
            _refine(basis, p, old, new)
    if new != reduced.denominator:
        _refine(basis, p, reduced.denominator, new)


def _refine(basis: Basis, p: Term, old: int, new: int) -> None:
    """p^(1/old) as a power of p^(1/new)."""
    unit = number(Fraction(1, new))
    basis.axiom("pow_nested", u=p, v=unit, w=number(new // old))
