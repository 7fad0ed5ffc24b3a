"""Definite integrals of analytic integrands over finite intervals, with rigorous error bounds.

The integrand is evaluated on complex balls.  Where it might meet a pole, a branch cut or leave the
real domain the ball is not finite, and then so is the integral: that is Unknown.

Source: F. Johansson, "Numerical integration in arbitrary-precision ball arithmetic", ICMS 2018.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import acb, arb, fmpq

from derivcheck.kernel.terms import App, Bind, Num, Sym, Term
from derivcheck.kernel.values import Number, Stop, Unknown, integer, real, tidy

EVALUATIONS = 2_000
"""The most evaluations of an integrand."""

ENTIRE = frozenset(("exp", "sin", "cos", "sinh", "cosh", "erf"))
MEROMORPHIC = frozenset(("tan", "sec", "csc", "cot", "tanh", "sech", "csch", "coth"))
RIGHT_HALF = frozenset(("log", "sqrt"))
"""Analytic, and on the real line equal to the real function, where the real part is positive."""

HOPELESS = Unknown("the integrand is not known to be analytic")


def integral(t: Bind, lower: Number, upper: Number, values: Mapping[str, object]) -> Number:
    """The value of `int(body, var = lower..upper)`.

    Arguments:
        t: the integral.
        lower, upper: its bounds.
        values: name -> value for the other names.

    Raises: Stop.
    """
    start, stop = acb(real(lower)), acb(real(upper))
    constants = {n: acb(x) for n, x in values.items() if isinstance(x, fmpq | arb | acb)}

    def integrand(x: acb, analytic: bool) -> acb:
        try:
            return _at(t.body, {**constants, t.var: x})
        except Stop:
            return acb("nan")

    _at(t.body, {**constants, t.var: (start + stop) / 2})  # not understood: no search
    found = acb.integral(integrand, start, stop, eval_limit=EVALUATIONS)
    if not found.is_finite():
        raise Stop(Unknown("the integral did not converge", precision=False))
    principal = any(not x.imag.is_zero() for x in constants.values())
    return tidy(found if principal else found.real)


def _at(t: Term, names: Mapping[str, acb]) -> acb:
    match t:
        case Num(value):
            return acb(fmpq(value.numerator, value.denominator))
        case Sym(name) if name in names:
            return names[name]
        case App("pi", ()):
            return acb(arb.pi())
        case App("E", ()):
            return acb(arb.const_e())
        case App("^", (base, exponent)):
            return _power(_at(base, names), _at(exponent, names))
        case App(head, (u,)) if head in ENTIRE | MEROMORPHIC:
            return _called(head, _at(u, names))
        case App(head, (u,)) if head in RIGHT_HALF:
            return _called(head, _right(_at(u, names)))
        case App(head, args) if head in ARITHMETIC:
            return ARITHMETIC[head](*(_at(a, names) for a in args))
    raise Stop(HOPELESS)


def _called(method: str, x: acb) -> acb:
    found: acb = getattr(x, method)()
    return found


def _right(x: acb) -> acb:
    if not x.real > 0:
        raise Stop(HOPELESS)
    return x


def _power(base: acb, exponent: acb) -> acb:
    whole = tidy(exponent)
    n = integer(whole) if type(whole) is fmpq else None
    return _right(base) ** exponent if n is None else base**n


def _sum(*xs: acb) -> acb:
    return sum(xs, start=acb(0))


def _product(*xs: acb) -> acb:
    total = acb(1)
    for x in xs:
        total = total * x
    return total


ARITHMETIC: dict[str, Callable[..., acb]] = {
    "+": _sum, "*": _product, "neg": lambda x: -x, "/": lambda x, y: x / y,
}  # fmt: skip
