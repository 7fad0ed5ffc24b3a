"""Limits, improper integrals, infinite sums at points: refusals first, then values, then steps."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import acb, arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mpf, pi

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.algebra.values import Stop, Unknown
from derivcheck.kernel.enclosures import expansions, improper, series
from derivcheck.kernel.enclosures.evaluation import evaluate
from derivcheck.kernel.enclosures.monomials import End, Series
from derivcheck.kernel.language.claims import Context
from derivcheck.kernel.language.terms import Term, number

DIGITS = 30


def at(text: str, **values: Fraction | int | str) -> Any:
    """The value of a text at a point."""
    symbols = dict.fromkeys(values, "real")
    row = {"symbols": symbols, "assume": [], "from": text, "to": "1", "relation": "="}
    claim = read_row(row)
    point = {name: number(Fraction(v)) for name, v in values.items()}
    return evaluate(claim.before, point, claim.context)


def contains(found: Any, truth: Any) -> bool:
    """Whether a value or ball contains a number known to DIGITS digits."""
    slack = mpf(10) ** (3 - DIGITS) * (1 + abs(truth))
    near = arb(mpmath.nstr(truth, DIGITS), float(slack))
    return isinstance(found, fmpq | arb) and bool(arb(found).overlaps(near))


@pytest.fixture(autouse=True)
def _digits() -> Any:
    with mpmath.workdps(DIGITS + 10):
        yield


NO_LIMIT = {
    "oscillation at a point":      "lim(sin(1/x), x -> 0)",
    "oscillation, one side":       "lim(sin(1/x), x -> 0, +)",
    "oscillation at infinity":     "lim(sin(x), x -> oo)",
    "a pole":                      "lim(1/x, x -> 0)",
    "a pole, one side":            "lim(1/x, x -> 0, +)",
    "a double pole":               "lim(1/x^2, x -> 0)",
    "a jump":                      "lim(|x|/x, x -> 0)",
    "a jump of the arctangent":    "lim(atan(1/x), x -> 0)",
    "a jump of an exponential":    "lim(exp(1/x), x -> 0)",
    "a jump of a floor":           "lim(floor(x), x -> 1)",
    "a jump of a ratio of roots":  "lim(sqrt(x^2)/x, x -> 0)",
    "defined on one side":         "lim(sqrt(x), x -> 0)",
    "a logarithm from below":      "lim(x*log(x), x -> 0, -)",
    "nowhere defined":             "lim(log(-1 - x^2), x -> 0)",
    "growth":                      "lim(exp(x), x -> oo)",
    "slow growth":                 "lim(log(x), x -> oo)",
    "growth that oscillates":      "lim(x*sin(x), x -> oo)",
    "a bounded part stays":        "lim(2 + cos(x)/(2 + sin(x)), x -> oo)",
    "a power without a sign":      "lim(x^(1/3), x -> 0)",
    "another name for infinity":   "lim(x/(x + sin(x)*x), x -> oo)",
    "the wrong side of infinity":  "Limit(1/x, x, oo, '+')",
    "turned by a logarithm":       "lim(sin(log(x)), x -> 0, +)",
}  # fmt: skip

NO_INTEGRAL = {
    "1/x at 0":                  "int(1/x, x = 0..1)",
    "1/x at infinity":           "int(1/x, x = 1..oo)",
    "1/x over 0":                "int(1/x, x = -1..1)",
    "no principal value":        "int(x/(x^2 + 1), x = -oo..oo)",
    "no principal value, x":     "int(x, x = -oo..oo)",
    "no decay":                  "int(1, x = 0..oo)",
    "sin":                       "int(sin(x), x = 0..oo)",
    "sin^2/x":                   "int(sin(x)^2/x, x = 1..oo)",
    "|sin(x)|/x":                "int(|sin(x)|/x, x = 1..oo)",
    "growth":                    "int(exp(x), x = 0..oo)",
    "growth at minus infinity":  "int(exp(-x), x = -oo..0)",
    "1/(x*log(x))":              "int(1/(x*log(x)), x = 2..oo)",
    "1/(x*log(x)) at 1":         "int(1/(x*log(x)), x = 1..2)",
    "1/(x*log(x)) at 0":         "int(1/(x*log(x)), x = 0..1/2)",
    "a pole in the middle":      "int(1/(x - 2)^2, x = 1..oo)",
    "an odd pole in the middle": "int(exp(-x)/(x - 1), x = 0..oo)",
    "a double pole at the end":  "int(1/sin(x)^2, x = 0..1)",
    "tan up to its pole":        "int(tan(x), x = 0..pi/2)",
    "1/log at 1":                "int(1/log(x), x = 0..1)",
    "not real":                  "int(sqrt(x - 1), x = 0..2)",
    "not real at the end":       "int(log(x), x = -1..1)",
    "a bounded jump":            "int(floor(x)*exp(-x), x = 0..oo)",
    "the same infinity":         "int(exp(-x), x = oo..oo)",
    "an exponent of -1":         "int(x^p, x = 0..1)",
    "an exponent around -1":     "int(x^(-sqrt(2 + p)^2), x = 0..1)",
    "a coefficient around 0":    "int(exp(-x*(sqrt(2)^2 - 1 + p)), x = 0..oo)",
}  # fmt: skip

NO_SUM = {
    "harmonic":           "sum(1/k, k = 1..oo)",
    "constant":           "sum(1, k = 1..oo)",
    "signs":              "sum((-1)^k, k = 0..oo)",
    "geometric at 1":     "sum((2 + p)^k, k = 0..oo)",
    "geometric at -1":    "sum(p^k, k = 0..oo)",
    "geometric beyond":   "sum((p - 1)^k, k = 0..oo)",
    "growing signs":      "sum((-1)^k*k, k = 0..oo)",
    "1/(k*log(k))":       "sum(1/(k*log(k)), k = 2..oo)",
    "1/k^1":              "sum(k^p, k = 1..oo)",
    "sin":                "sum(sin(k), k = 1..oo)",
    "sin(pi*k)":          "sum(cos(2*pi*k)/k, k = 1..oo)",
    "signs that cancel":  "sum((-1)^k*(-1)^k/k, k = 1..oo)",
    "factorials":         "sum(factorial(k), k = 0..oo)",
    "an odd pole":        "sum(1/(k - 7/2), k = 0..oo)",
    "from minus infinity": "sum(1/(k^2 + 1), k = -oo..oo)",
    "a power that is no real": "sum((-2)^(-k/2), k = 1..oo)",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_LIMIT.values(), ids=NO_LIMIT)
def test_no_limit_is_made_up(text: str) -> None:
    assert isinstance(at(text), Unknown)


@pytest.mark.parametrize("text", NO_INTEGRAL.values(), ids=NO_INTEGRAL)
def test_no_integral_is_made_up(text: str) -> None:
    assert isinstance(at(text, p=-1), Unknown)


@pytest.mark.parametrize("text", NO_SUM.values(), ids=NO_SUM)
def test_no_sum_is_made_up(text: str) -> None:
    assert isinstance(at(text, p=-1), Unknown)


def test_an_undefined_term_of_a_sum_is_undefined_or_unknown() -> None:
    assert not isinstance(at("sum(1/(k - 3)^2, k = 0..oo)"), fmpq | arb)


LIMITS: dict[str, tuple[str, Any]] = {
    "removable":                 ("lim(sin(x)/x, x -> 0)", 1),
    "removable, third order":    ("lim((sin(x) - x)/x^3, x -> 0)", Fraction(-1, 6)),
    "inside the domain":         ("lim(sqrt(x), x -> 4)", 2),
    "a common factor":           ("lim((x^2 - 9)/(x - 3), x -> 3)", 6),
    "a kink":                    ("lim(|x|, x -> 0)", 0),
    "one side of a jump":        ("lim(|x|/x, x -> 0, -)", -1),
    "vanishing exponential":     ("lim(exp(1/x), x -> 0, -)", 0),
    "x log x":                   ("lim(x*log(x), x -> 0, +)", 0),
    "1/log":                     ("lim(1/log(x), x -> 0, +)", 0),
    "x^x":                       ("lim(x^x, x -> 0, +)", 1),
    "damped oscillation":        ("lim(sin(x)/x, x -> oo)", 0),
    "damped, at a point":        ("lim(x*sin(1/x), x -> 0)", 0),
    "difference of roots":       ("lim(x*(sqrt(x^2 + 1) - x), x -> oo)", Fraction(1, 2)),
    "exponential beats powers":  ("lim(x^7*exp(-x), x -> oo)", 0),
    "a balance of exponentials": ("lim(sinh(x)*exp(-x), x -> oo)", Fraction(1, 2)),
    "tanh":                      ("lim(tanh(x), x -> -oo)", -1),
    "erf":                       ("lim(erf(x), x -> -oo)", -1),
    "at a multiple of pi":       ("lim(cos(x)/(pi/2 - x), x -> pi/2)", 1),
    "tan by its pole":           ("lim((pi - 2*x)*tan(x), x -> pi/2)", 2),
}  # fmt: skip

BALLS: dict[str, tuple[str, Callable[[], Any]]] = {
    "e":                 ("lim((1 + 1/x)^x, x -> oo)", lambda: mpmath.e),
    "atan":              ("lim(atan(x), x -> oo)", lambda: pi / 2),
    "atan, below":       ("lim(atan(1/x), x -> 0, -)", lambda: -pi / 2),
    "asinh":             ("lim(asinh(x) - log(x), x -> oo)", lambda: mpmath.log(2)),
    "gamma":             ("lim(gamma(x), x -> 1/2)", lambda: mpmath.sqrt(pi)),
    "roots, at a":       ("lim((x^(1/3) - 2)/(x - 8), x -> 8)", lambda: mpf(1) / 12),
    "arctangent":        ("int(atan(x)*asinh(x), x = -2..1)",
                          lambda: mpmath.quad(lambda x: mpmath.atan(x) * mpmath.asinh(x), [-2, 1])),
    "arcsine":           ("int(asin(x)*acos(x), x = 0..1/2)",
                          lambda: mpmath.quad(lambda x: mpmath.asin(x) * mpmath.acos(x), [0, 0.5])),
    "artanh":            ("int(atanh(x), x = 0..1/2)",
                          lambda: mpmath.atanh(0.5) / 2 + mpmath.log(0.75) / 2),
    "constants inside":  ("int(gamma(1/3)*|2 - 3|*x^2, x = 0..1)",
                          lambda: mpmath.gamma(mpf(1) / 3) / 3),
    "sqrt at 0":         ("int(1/sqrt(x), x = 0..1)", lambda: 2),
    "backwards":         ("int(1/sqrt(x), x = 1..0)", lambda: -2),
    "both ends":         ("int(1/sqrt(1 - x^2), x = -1..1)", lambda: pi),
    "fractional steps":  ("int((1 - sqrt(x))^(3/2), x = 0..1)", lambda: mpf(8) / 35),
    "log at 0":          ("int(x^(1/2)*log(x)^3, x = 0..1)", lambda: -mpf(32) / 27),
    "log of sin":        ("int(log(sin(x)), x = 0..pi)", lambda: -pi * mpmath.log(2)),
    "removable end":     ("int(log(1/cos(x))/tan(x), x = 0..pi/2)", lambda: pi**2 / 24),
    "roots of sin, cos": ("int(sqrt(sin(y))/(sqrt(cos(y)) + sqrt(sin(y))), y = 0..pi/2)",
                          lambda: pi / 4),
    "a bell":            ("int(exp(-x^2), x = -oo..oo)", lambda: mpmath.sqrt(pi)),
    "a moved bell":      ("int(exp(-x^2 + 3*x), x = -oo..oo)",
                          lambda: mpmath.sqrt(pi) * mpmath.exp(mpf(9) / 4)),
    "a turning bell":    ("int(exp(-x^2)*cos(2*x), x = -oo..oo)",
                          lambda: mpmath.sqrt(pi) / mpmath.e),
    "both infinities":   ("int(1/(x^2 + 1)^2, x = -oo..oo)", lambda: pi / 2),
    "logs":              ("int(log(x + 1)/(x^2 + 1), x = 0..oo)",
                          lambda: pi / 4 * mpmath.log(2) + mpmath.catalan),
    "log and exp":       ("int(log(x)*exp(-x), x = 0..oo)", lambda: -mpmath.euler),
    "flat at 0":         ("int(exp(-x - 1/x), x = 0..oo)", lambda: 2 * mpmath.besselk(1, 2)),
    "Planck":            ("int(x/(exp(x) - 1), x = 0..oo)", lambda: pi**2 / 6),
    "sech":              ("int(1/cosh(x), x = -oo..oo)", lambda: pi),
    "erfc":              ("int(erfc(x), x = 0..oo)", lambda: 1 / mpmath.sqrt(pi)),
    "atan far out":      ("int(atan(x)/x^2, x = 1..oo)", lambda: pi / 4 + mpmath.log(2) / 2),
    "Dirichlet":         ("int(sin(x)/x, x = 0..oo)", lambda: pi / 2),
    "Dirichlet, below":  ("int(sin(x)/x, x = -oo..0)", lambda: pi / 2),
    "Dirichlet, squared": ("int(sin(x)^2/x^2, x = 0..oo)", lambda: pi / 2),
    "Fresnel":           ("int(sin(x^2), x = 0..oo)", lambda: mpmath.sqrt(pi / 8)),
    "turning at 0":      ("int(sin(1/x)/x, x = 0..1)", lambda: pi / 2 - mpmath.si(1)),
    "zeta(2)":           ("sum(1/k^2, k = 1..oo)", lambda: pi**2 / 6),
    "from elsewhere":    ("sum(1/k^2, k = 3..oo)", lambda: pi**2 / 6 - mpf(5) / 4),
    "from a negative":   ("sum(1/(k^2 + 1), k = -2..oo)",
                          lambda: (1 + pi / mpmath.tanh(pi)) / 2 + mpf(7) / 10),
    "eta(2)":            ("sum((-1)^k/(k + 1)^2, k = 0..oo)", lambda: pi**2 / 12),
    "Leibniz":           ("sum((-1)^k/(2*k + 1), k = 0..oo)", lambda: pi / 4),
    "a logarithm":       ("sum(log(k)/k^2, k = 1..oo)", lambda: -mpmath.zeta(2, derivative=1)),
    "Clausen":           ("sum(sin(k)/k^2, k = 1..oo)", lambda: mpmath.clsin(2, 1)),
    "exp(-k)":           ("sum(k*exp(-k), k = 0..oo)", lambda: mpmath.e / (mpmath.e - 1) ** 2),
    "sine series":       ("sum((-1)^k*5^(2*k + 1)/factorial(2*k + 1), k = 0..oo)",
                          lambda: mpmath.sin(5)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "truth"), LIMITS.values(), ids=LIMITS)
def test_limits_that_are_rational(text: str, truth: Fraction | int) -> None:
    found = at(text)
    assert isinstance(found, fmpq)
    assert Fraction(int(found.p), int(found.q)) == truth


@pytest.mark.parametrize("bits", [53, 150])
@pytest.mark.parametrize(("text", "truth"), BALLS.values(), ids=BALLS)
def test_balls_contain_the_value(text: str, truth: Callable[[], Any], bits: int) -> None:
    with ctx.workprec(bits):
        found = at(text)
    assert contains(found, truth())
    assert type(found) is fmpq or found.rad() < 0.1


# --- families with parameters --------------------------------------------------------------------

Q = Fraction


def fractions(low: int, high: int) -> st.SearchStrategy[Fraction]:
    return st.fractions(low, high, max_denominator=12)


def _m(q: Fraction) -> Any:
    return mpf(q.numerator) / q.denominator


POSITIVE = fractions(0, 5).filter(lambda q: q >= Q(1, 4))
SIGNED = fractions(-4, 4).filter(lambda q: abs(q) >= Q(1, 4))
SMALL = fractions(-1, 1).filter(lambda q: abs(q) <= Q(9, 10))

FAMILIES: dict[str, tuple[str, Callable[[Any, Any], Any], Any, Any]] = {
    "gamma":   ("int(x^(a - 1)*exp(-b*x), x = 0..oo)",
                lambda a, b: mpmath.gamma(a) / b**a, POSITIVE, POSITIVE),
    "beta":    ("int(x^(a - 1)*(1 - x)^(b - 1), x = 0..1)", mpmath.beta, POSITIVE, POSITIVE),
    "powers":  ("int(x^(-1 - a)*log(x)^2, x = 1..oo)",
                lambda a, b: 2 / a**3, POSITIVE, POSITIVE),
    "Laplace": ("int(exp(-a*x)*sin(b*x), x = 0..oo)",
                lambda a, b: b / (a**2 + b**2), POSITIVE, SIGNED),
    "Laplace of cos": ("int(exp(-a*x)*cos(b*x)*x, x = 0..oo)",
                lambda a, b: (a**2 - b**2) / (a**2 + b**2) ** 2, POSITIVE, SIGNED),
    "Cauchy":  ("int(cos(b*x)/(x^2 + a^2), x = -oo..oo)",
                lambda a, b: pi / a * mpmath.exp(-a * abs(b)), POSITIVE, SIGNED),
    "sine over x": ("int(sin(b*x)/(x*(x^2 + a^2)), x = 0..oo)",
                lambda a, b: mpmath.sign(b) * pi / (2 * a**2) * (1 - mpmath.exp(-a * abs(b))),
                POSITIVE, SIGNED),
    "bells":   ("int(exp(-a*x^2 + b*x), x = -oo..oo)",
                lambda a, b: mpmath.sqrt(pi / a) * mpmath.exp(b**2 / 4 / a), POSITIVE, SIGNED),
    "logs":    ("int(log(a^2/x^2 + 1), x = 0..oo)", lambda a, b: pi * a, POSITIVE, POSITIVE),
    "roots":   ("int(1/((x + a)*sqrt(x - 1)), x = 1..oo)",
                lambda a, b: pi / mpmath.sqrt(a + 1), POSITIVE, POSITIVE),
    "two poles": ("int(1/((x + a)*(x + b)*sqrt(x)), x = 0..oo)",
                lambda a, b: pi / (mpmath.sqrt(a * b) * (mpmath.sqrt(a) + mpmath.sqrt(b))),
                POSITIVE, POSITIVE),
    "geometric": ("sum(a^k, k = 0..oo)", lambda a, b: 1 / (1 - a), SMALL, POSITIVE),
    "logarithm": ("sum((-1)^k*a^(k + 1)/(k + 1), k = 0..oo)",
                lambda a, b: mpmath.log(1 + a), SMALL, POSITIVE),
    "exponential": ("sum(a^k/factorial(k), k = 0..oo)",
                lambda a, b: mpmath.exp(a), SIGNED, POSITIVE),
    "zeta":    ("sum(1/(k + b)^(1 + a), k = 0..oo)",
                lambda a, b: mpmath.zeta(1 + a, b), POSITIVE, POSITIVE),
    "alternating": ("sum((-1)^k/(k + b), k = 0..oo)",
                lambda a, b: (mpmath.digamma((b + 1) / 2) - mpmath.digamma(b / 2)) / 2,
                POSITIVE, POSITIVE),
    "difference quotient": ("lim((1/(a + x) - 1/a)/x, x -> 0)",
                lambda a, b: -1 / a**2, POSITIVE, POSITIVE),
    "compound interest": ("lim((1 + b/x)^(a*x), x -> oo)",
                lambda a, b: mpmath.exp(a * b), POSITIVE, SIGNED),
}  # fmt: skip


@pytest.mark.parametrize("name", FAMILIES)
@settings(max_examples=8)
@given(data=st.data())
def test_families_contain_the_value(name: str, data: st.DataObject) -> None:
    text, truth, first, second = FAMILIES[name]
    a, b = data.draw(first), data.draw(second)
    found = at(text, a=a, b=b)
    assert isinstance(found, Unknown) or contains(found, truth(_m(a), _m(b)))


@pytest.mark.parametrize("name", FAMILIES)
def test_families_are_understood(name: str) -> None:
    assert not isinstance(at(FAMILIES[name][0], a=Q(1, 2), b=Q(3, 4)), Unknown)


# --- random integrands ---------------------------------------------------------------------------

PIECES = (
    "x", "1/x", "sqrt(x)", "log(x)", "(x + 1)", "exp(-x)", "sin(x)", "cos(2*x)", "1/(x^2 + 2)",
    "atan(x)", "(1 + sqrt(x))", "exp(-x^2)", "(x - log(1 + x))", "1/(1 + exp(x))", "tanh(x)",
    "(sqrt(x + 1) - sqrt(x))", "sin(x)/x", "(exp(x) - 1)", "log(1 + 1/x)", "(2 + sin(x))",
    "1/(3 + cos(x))", "|x - 100|", "cbrt(x)", "x^x", "exp(-1/x)", "erf(x)",
)  # fmt: skip
EXPRESSIONS = st.recursive(
    st.sampled_from(PIECES),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from("+-*"), inner),
    max_leaves=4,
)
NAMES = {"atan": mpmath.atan, "cbrt": mpmath.cbrt, "erf": mpmath.erf, "tanh": mpmath.tanh}


def function(text: str) -> Callable[[Any], Any]:
    """The text as mpmath computes it; a test's own text, never a user's."""
    source = text.replace("^", "**").replace("|x - 100|", "abs(x - 100)")
    names = {n: getattr(mpmath, n) for n in "sqrt log exp sin cos".split()} | NAMES
    code = compile(source, "piece", "eval")
    return lambda x: eval(code, {"x": x, "abs": abs, **names})


@settings(max_examples=40)
@given(text=EXPRESSIONS)
def test_integrals_up_to_an_end_are_those_of_mpmath(text: str) -> None:
    found = at(f"int({text}, x = 0..1)")
    if not isinstance(found, Unknown):
        truth = mpmath.quad(function(text), [0, mpf(1) / 10**6, mpf(1) / 100, 1])
        assert found.overlaps(arb(mpmath.nstr(truth, 15), 1e-7 * (1 + abs(float(truth)))))


@settings(max_examples=40)
@given(text=EXPRESSIONS)
def test_integrals_to_infinity_are_those_of_mpmath(text: str) -> None:
    found = at(f"int(({text})*exp(-x/2), x = 1..oo)")
    if not isinstance(found, Unknown):
        truth = mpmath.quad(
            lambda x: function(text)(x) * mpmath.exp(-x / 2), [1, 2, 4, 8, 16, 32, 64, 128, 300]
        )
        assert found.overlaps(arb(mpmath.nstr(truth, 15), 1e-7 * (1 + abs(float(truth)))))


@settings(max_examples=40)
@given(text=EXPRESSIONS, side=st.sampled_from(("0, +", "oo")))
def test_limits_are_those_of_mpmath(text: str, side: str) -> None:
    found = at(f"lim({text}, x -> {side})")
    if not isinstance(found, Unknown):
        with mpmath.workdps(400):
            near = mpf(10) ** 60 if side == "oo" else mpf(10) ** -60
            if side == "oo" and ("exp(x)" in text or "x^x" in text):
                near = mpf(300)
            truth = function(text)(near)
        gap = abs(truth - mpf(arb(found).mid().str(20, radius=False)))
        assert gap < 0.1


# --- the parts -----------------------------------------------------------------------------------


def end(reach: int, infinite: bool) -> End:
    """An end of reach 1/reach, at 0 or infinity, in the domain of x."""

    def constant(t: Term) -> Any:
        return evaluate(t, {}, Context({}))

    return End(
        "x", None if infinite else fmpq(0), 1, fmpq(1, reach), None, constant, lambda t: None
    )


def summed(f: Series, u: arb) -> Any:
    """The value of an expansion at one u."""
    total = acb(0)
    for (p, q, factors, _), c in f.items():
        m = acb(u ** fmpq(p) * (-u.log()) ** fmpq(q))
        for rate, times in factors:
            r = acb(0, rate.coefficient) if rate.turning else acb(rate.coefficient)
            m *= (-r * fmpq(times) * (u ** -fmpq(rate.power) if rate.power else -u.log())).exp()
        total += c * m
    return total.real


@pytest.mark.parametrize("order", [1, 2, 4, 8])
@settings(max_examples=40)
@given(text=EXPRESSIONS, infinite=st.booleans(), reach=st.sampled_from((4, 16, 64)))
def test_expansions_hold_at_every_point(order: int, text: str, infinite: bool, reach: int) -> None:
    """With few terms the remainders are what is tested."""
    row = {"symbols": {"x": "real"}, "assume": [], "from": text, "to": "1", "relation": "="}
    with pytest.MonkeyPatch.context() as patch, ctx.workprec(150), mpmath.workdps(120):
        patch.setattr(series, "ORDER", order)
        patch.setattr(series, "TERMS", order + 2)
        try:
            found = expansions.expansion(read_row(row).before, end(reach, infinite))
        except Stop:
            return
        for part in (1, Q(99, 100), Q(2, 3), Q(1, 3), Q(1, 20)):
            u = _m(Q(part) / reach)
            truth = function(text)(1 / u if infinite else u)
            ball = arb(mpmath.nstr(truth, 45), float(mpf(10) ** -35 * (1 + abs(truth))))
            assert summed(found, arb(mpmath.nstr(u, 50))).overlaps(ball)


@pytest.mark.parametrize("rate", [Q(1, 2), 1, 3])
@pytest.mark.parametrize("p", [2, 3, Q(7, 2)])
def test_a_turning_remainder_may_turn_any_way(p: Fraction, rate: Fraction) -> None:
    e = end(16, True)
    m = (fmpq(Q(p).numerator, Q(p).denominator), 0,
         frozenset([e.factor(1, fmpq(Q(rate).numerator, Q(rate).denominator), True)]))  # fmt: skip
    known = acb(improper._area(m, True, e))
    for turn in (acb(1), acb(-1), acb(0, 1)):
        assert acb(improper._area(m, False, e)).contains(turn * known)


# --- steps ---------------------------------------------------------------------------------------

TRUE: dict[str, tuple[str, str, dict[str, str], list[str]]] = {
    "a limit":       ("lim(atan(x/a)/a, x -> oo)", "pi/(2*a)", {"a": "real"}, ["a > 0"]),
    "an integral":   ("int(1/((x + a)*sqrt(x - 1)), x = 1..oo)", "pi/sqrt(a + 1)",
                      {"a": "real"}, ["a > -1"]),
    "gamma":         ("int(t^n*exp(-t), t = 0..oo)", "gamma(n + 1)", {"n": "real"}, ["n > -1"]),
    "a sum":         ("sum(x^k, k = 0..oo)", "1/(1 - x)", {"x": "real"}, ["|x| < 1"]),
    "two integrals": ("int(exp(-x*y)*sin(a*x), x = 0..oo)", "a/(a^2 + y^2)",
                      {"a": "real", "y": "real"}, ["y > 0"]),
}  # fmt: skip

FALSE: dict[str, tuple[str, str, dict[str, str], list[str]]] = {
    "a limit":       ("lim(atan(x/a)/a, x -> oo)", "pi/2*a", {"a": "real"}, ["a > 0"]),
    "an integral":   ("int(1/((x + a)*sqrt(x - 1)), x = 1..oo)", "pi/sqrt(a + 2)",
                      {"a": "real"}, ["a > -1"]),
    "gamma":         ("int(t^n*exp(-t), t = 0..oo)", "gamma(n)", {"n": "real"}, ["n > 0"]),
    "a sum":         ("sum(x^k, k = 0..oo)", "1/(1 + x)", {"x": "real"}, ["|x| < 1"]),
    "two integrals": ("int(exp(-x*y)*sin(a*x), x = 0..oo)", "a/(a^2 - y^2)",
                      {"a": "real", "y": "real"}, ["y > 0"]),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "symbols", "assume"), FALSE.values(), ids=FALSE)
def test_wrong_steps_are_refuted(
    before: str, after: str, symbols: dict[str, str], assume: list[str]
) -> None:
    verdict = check_step(before, after, symbols=symbols, assume=assume)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(("before", "after", "symbols", "assume"), TRUE.values(), ids=TRUE)
def test_true_steps_are_not(
    before: str, after: str, symbols: dict[str, str], assume: list[str]
) -> None:
    verdict = check_step(before, after, symbols=symbols, assume=assume)
    assert verdict.name in ("proved", "undecided")
