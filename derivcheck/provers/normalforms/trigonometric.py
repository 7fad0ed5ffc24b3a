"""Circular and hyperbolic functions: angles split over a basis, multiples by the addition theorem.

sin and cos of m/Q stand as a pair with sin^2 = 1 - cos^2; the others are quotients of the pair;
hyperbolic functions are exponentials, their inverses logarithms.  DLMF 4.14, 4.21, 4.28, 4.37.
"""

from __future__ import annotations

from fractions import Fraction

from derivcheck.kernel.language.evidence import Arithmetic, Axiom
from derivcheck.kernel.language.terms import App, Term, call, number
from derivcheck.provers.foundations.common_measure import common_measure
from derivcheck.provers.normalforms.basis import Basis, scaled, summed

MAX_MULTIPLE = 60
"""The greatest multiple of an angle that is expanded."""

PI, UNIT, TURN = App("pi", ()), App("I", ()), 2
SPECIAL = {1: "pi", 2: "pi_2", 3: "pi_3", 4: "pi_4", 5: "pi_5", 6: "pi_6", 8: "pi_8", 12: "pi_12"}
"""n -> the rows for the angle pi/n."""

QUOTIENT = {
    "tan": "tan_quotient", "cot": "cot_quotient", "sec": "sec_reciprocal", "csc": "csc_reciprocal",
    "sinh": "sinh_exp", "cosh": "cosh_exp", "tanh": "tanh_exp", "coth": "coth_quotient",
    "sech": "sech_reciprocal", "csch": "csch_reciprocal",
    "asinh": "asinh_log", "acosh": "acosh_log", "atanh": "atanh_log", "acoth": "acoth_log",
    "asech": "asech_acosh", "acsch": "acsch_asinh",
    "asec": "asec_acos", "acsc": "acsc_asin", "acot": "acot_atan", "acos": "acos_asin",
    "cbrt": "cbrt_order", "erfc": "erfc_erf", "loggamma": "loggamma_log",
    "ceiling": "ceiling_floor", "factorial": "factorial_gamma",
}  # fmt: skip
"""head -> the row that expresses it by more basic ones."""
PRINCIPAL = {
    "asin": "asin_principal", "atan": "atan_principal", "asinh": "asinh_principal",
    "acosh": "acosh_principal", "atanh": "atanh_principal",
}  # fmt: skip
"""head -> the row that expresses it by logarithms over the complex numbers."""
INVERSE = {
    ("sin", "asin"): "sin_asin", ("cos", "asin"): "cos_asin", ("sin", "acos"): "sin_acos",
    ("cos", "acos"): "cos_acos", ("sin", "atan"): "sin_atan", ("cos", "atan"): "cos_atan",
}  # fmt: skip
"""(outer, inner) -> the row for outer(inner(u))."""
HALVES = {
    ("sin", "asin"): "sin_half_asin", ("cos", "asin"): "cos_half_asin",
    ("sin", "atan"): "sin_half_atan", ("cos", "atan"): "cos_half_atan",
}  # fmt: skip
"""(outer, inner) -> the row for outer(inner(u)/2)."""


def by_definition(basis: Basis, t: App) -> None:
    """A head that one row expresses by more basic ones."""
    (u,) = t.args
    basis.axiom(QUOTIENT[t.head], u=u) or principal(basis, t.head, u)


def principal(basis: Basis, head: str, u: Term) -> bool:
    """An inverse function by logarithms, over the complex numbers."""
    is_complex = basis.known.facts.context.field == "complex" and head in PRINCIPAL
    return is_complex and basis.axiom(PRINCIPAL[head], u=u)


def circular(basis: Basis, t: App) -> None:
    """sin(u) or cos(u) over the basis."""
    head, (u,) = t.head, t.args
    parts = basis.summands(u)
    if not parts:
        basis.axiom(f"{head}_zero")
        return
    if len(parts) > MAX_MULTIPLE or (len(parts) == 1 and _imaginary(basis, head, *parts[0])):
        return
    if len(parts) > 1:
        one, rest = scaled(*parts[0]), summed(parts[1:])
        basis.axiom(f"{head}_add", u=one, v=rest)
        return
    _multiple(basis, head, *parts[0])


def _imaginary(basis: Basis, head: str, c: Fraction, m: Term) -> bool:
    """sin(i*u) = i*sinh(u), cos(i*u) = cosh(u)."""
    match m:
        case App("I", ()):
            inner: Term = number(1)
        case App("*", parts) if UNIT in parts:
            rest = tuple(p for p in parts if p != UNIT)
            inner = rest[0] if len(rest) == 1 else App("*", rest)
        case _:
            return False
    return basis.axiom(f"{head}_imaginary", u=scaled(c, inner))


def _multiple(basis: Basis, head: str, c: Fraction, m: Term) -> None:
    """sin(c*m) and cos(c*m) by the pair at the greatest common measure of all angles seen."""
    if m == PI and (abs(c) > TURN or c.denominator > MAX_MULTIPLE) and round(c):
        _half_turns(basis, head, round(c), c)
        return
    key = ("angle", m)
    old = basis.units.get(key)
    first = Fraction(1, c.denominator) if _has_values(m) else abs(c)
    unit = common_measure(old, first) if old else first
    if unit != old:
        basis.units[key] = unit
        basis.refined |= bool(old)
        _unit(basis, unit, m)
        for name in ("sin", "cos") if old else ():
            _expand(basis, name, int((old or unit) / unit), scaled(unit, m))
    _expand(basis, head, int(c / unit), scaled(unit, m))


def _half_turns(basis: Basis, head: str, n: int, c: Fraction) -> None:
    """sin(c*pi) and cos(c*pi) by those of (c - n)*pi."""
    rest, turns = scaled(c - n, PI), scaled(n, PI)
    rows = (
        Axiom(f"{head}_add", (("u", rest), ("v", turns))),
        *(Axiom(f"{name}_n_pi", (("n", number(n)),)) for name in ("sin", "cos")),
    )
    basis.propose(Arithmetic(call(head, scaled(c, PI)), (-1) ** (n % 2) * call(head, rest), rows))


def _has_values(m: Term) -> bool:
    """Whether the functions have values of their own at fractions of the angle."""
    match m:
        case App("*", parts):
            return PI in parts
        case App(inner, _):
            return m == PI or inner in {name for _, name in INVERSE}
    return False


def _unit(basis: Basis, unit: Fraction, m: Term) -> None:
    """What is known of sin and cos at the unit angle."""
    q = unit.denominator
    if m == PI and q in SPECIAL:
        basis.axiom(f"sin_{SPECIAL[q]}")
        basis.axiom(f"cos_{SPECIAL[q]}")
        return
    for name in ("sin", "cos"):
        match m:
            case App(inner, (u,)) if (name, inner) in INVERSE:
                _of_inverse(basis, name, m, u, unit)
            case App("*", (u, v)) if PI in (u, v) and unit == 1:
                basis.axiom(f"{name}_n_pi", n=v if u == PI else u)
    basis.axiom("sin_square", u=scaled(unit, m))


def _of_inverse(basis: Basis, name: str, m: App, u: Term, unit: Fraction) -> None:
    """sin and cos at the whole or half of an inverse function, or what its fraction says of it."""
    key, q = (name, m.head), unit.denominator
    if q % 2 == 0 and key in HALVES and basis.axiom(HALVES[key], u=u):
        q //= 2
    elif not basis.axiom(INVERSE[key], u=u):
        return
    _expand(basis, name, q, scaled(unit, m))


def _expand(basis: Basis, head: str, n: int, unit: Term) -> None:
    """The pair at n*unit, n >= 2, by doubling and adding one."""
    n = abs(n)
    key = ("multiple", head, n, unit)
    if n < 2 or n > MAX_MULTIPLE or key in basis.memory:
        return
    basis.memory[key] = n
    half, odd = n // 2, n % 2
    below = n - 1 if odd else half
    for name in ("sin", "cos"):
        _expand(basis, name, below, unit)
    if odd:
        basis.axiom(f"{head}_add", u=scaled(n - 1, unit), v=unit)
    else:
        basis.axiom(f"{head}_double", u=scaled(half, unit))
