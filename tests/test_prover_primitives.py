"""Integrals by primitives: what no primitive gives first, then what one does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"a": "positive real", "b": "real", "c": "real", "f": "function"}

NEVER = {
    "a pole inside":           ("int(1/x^2, x = -1..1)", "-2"),
    "a simple pole inside":    ("int(1/x, x = -1..1)", "0"),
    "poles of the tangent":    ("int(tan(x), x = 0..pi)", "0"),
    "a pole by a parameter":   ("int(1/(b*x + 1), x = 0..1)", "log(b + 1)/b"),
    "a wrong sign":            ("int(sin(x), x = 0..pi)", "-2"),
    "a factor forgotten":      ("int(exp(2*x), x = 0..1)", "E^2 - 1"),
    "bounds the wrong way":    ("int(x, x = b..c)", "(b^2 - c^2)/2"),
    "a double pole inside":    ("int(1/(x - 1)^2, x = 0..2)", "-2"),
    "a primitive that jumps":  ("int(1/(2 + cos(x)), x = 0..2*pi)", "0"),
    "a tangent's pole inside": ("int(1/cos(x)^2, x = 0..pi)", "0"),
    "a bell that grows":       ("int(exp(b*x^2), x = 0..oo)", "sqrt(pi/(-b))/2"),
    "a tail not integrable":   ("int(1/x^b, x = 1..oo)", "1/(b - 1)"),
    "odd, but divergent":      ("int(x/(1 + x^2), x = -oo..oo)", "0"),
    "a sign inside unknown":   ("int(|x - b|, x = 0..1)", "1/2 - b"),
    "a kink left out":         ("int(|x|, x = -1..2)", "3/2"),
    "a jump left out":         ("int(floor(x), x = 0..3)", "9/2"),
    "a pole beyond a root":    ("int(1/((x + b)*sqrt(x - 1)), x = 1..oo)", "pi/sqrt(b + 1)"),
    "a parameter at its zero": ("int(1/(b*x^2 + 1), x = 0..1)", "atan(sqrt(b))/sqrt(b)"),
}  # fmt: skip
PROVED = {
    "from the end of a root":  ("int(1/((x + a - 1)*sqrt(x - 1)), x = 1..oo)", "pi/sqrt(a)"),
    "a power":                 ("int(x^2, x = 0..1)", "1/3"),
    "a root":                  ("int(sqrt(x), x = 0..4)", "16/3"),
    "a root that is not bounded": ("int(1/sqrt(x), x = 0..1)", "2"),
    "below zero":              ("int(1/x, x = -2..-1)", "-log(2)"),
    "by parts":                ("int(x^2*cos(x), x = 0..pi)", "-2*pi"),
    "a logarithm by parts":    ("int(x*log(x), x = 1..2)", "2*log(2) - 3/4"),
    "a square of a sine":      ("int(sin(x)^2, x = 0..pi)", "pi/2"),
    "a sine to the sixth":     ("int(sin(x)^6, x = 0..pi)", "5*pi/16"),
    "a sine and a cosine":     ("int(cos(x)*sin(x)^3, x = 0..pi/2)", "1/4"),
    "an arctangent":           ("int(1/(1 + x^2), x = 0..1)", "pi/4"),
    "a quadratic below":       ("int((2*x + 1)/(x^2 + x + 1), x = 0..1)", "log(3)"),
    "parameters":              ("int(a*x + b, x = 0..c)", "a*c^2/2 + b*c"),
    "a parameter below":       ("int(1/(a*x + 1), x = 0..1)", "log(a + 1)/a"),
    "bounds in any order":     ("int(x, x = b..c)", "(c^2 - b^2)/2"),
    "what an integrand says":  ("int(log((x + a)/a)*a/(x^2 + a), x = 0..a)",
                                "a*int(log((a + x)/a)/(a + x^2), x = 0..a)"),
    "a function of a square":  ("int(x*exp(x^2), x = 0..1)", "(E - 1)/2"),
    "partial fractions":       ("int(1/(x*(x + 1)), x = 1..2)", "log(4/3)"),
    "a cubic below":           ("int(1/(1 + x^3), x = 0..1)", "log(2)/3 + pi/(3*sqrt(3))"),
    "a square of a quadratic": ("int(1/(x^2 + 1)^2, x = -oo..oo)", "pi/2"),
    "a quartic below":         ("int(1/(1 + x^4), x = 0..oo)", "pi/(2*sqrt(2))"),
    "an exponential below":    ("int(exp(2*x)/(1 + exp(x)), x = 0..1)", "E - 1 - log((1 + E)/2)"),
    "a wave that decays":      ("int(exp(-a*x)*cos(c*x), x = 0..oo)", "a/(a^2 + c^2)"),
    "waves of two periods":    ("int(sin(3*x)*cos(x), x = 0..pi/2)", "1/2"),
    "a circle":                ("int(sqrt(a^2 - x^2), x = -a..a)", "pi*a^2/2"),
    "a hyperbola":             ("int(sqrt(x^2 + 1), x = 0..1)", "sqrt(2)/2 + log(1 + sqrt(2))/2"),
    "a root to be replaced":   ("int(exp(sqrt(x)), x = 0..1)", "2"),
    "a root below":            ("int(1/(sqrt(x)*(1 + x)), x = 0..1)", "pi/2"),
    "over a sum of waves":     ("int(1/(2 + cos(x)), x = 0..2*pi)", "2*pi/sqrt(3)"),
    "a bell":                  ("int(exp(-a*x^2), x = 0..oo)", "sqrt(pi/a)/2"),
    "moments of a bell":       ("int(x^2*exp(-a*x^2 + c*x), x = -oo..oo)",
                                "sqrt(pi/a)*exp(c^2/(4*a))*(c^2/(4*a^2) + 1/(2*a))"),
    "any power":               ("int((1 + c^2*x)^a, x = 0..1)",
                                "((1 + c^2)^(a + 1) - 1)/(c^2*(a + 1))"),
    "a power and a logarithm": ("int(x^a*log(x), x = 0..1)", "-1/(a + 1)^2"),
    "a power down to zero":    ("int(x^(a - 1), x = 0..1)", "1/a"),
    "a tail of a power":       ("int(1/x^(a + 1), x = 1..oo)", "1/a"),
    "an inverse by parts":     ("int(x*atan(x), x = 0..1)", "pi/4 - 1/2"),
    "a kink":                  ("int(|x^2 - 1|, x = 0..2)", "2"),
    "many kinks":              ("int(|sin(x)|, x = 0..2*pi)", "4"),
    "the greater of two":      ("int(max(x, 1 - x), x = 0..1)", "3/4"),
    "steps":                   ("int(floor(x), x = 0..3)", "3"),
    "a tent without end":      ("int(exp(-a*|x|), x = -oo..oo)", "2/a"),
    "a derivative":            ("int(f'(t), t = b..c)", "f(c) - f(b)"),
    "a total derivative":      ("int(t*f''(t) + f'(t), t = 0..b)", "b*f'(b)"),
    "a normalisation":         ("int(b^2*(1 - cos(2*pi*x/a))/2, x = 0..a)", "b^2*a/2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NEVER.values(), ids=NEVER)
def test_what_no_primitive_gives(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name != "proved" or found.conditions == (f"converges({before})",)


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_a_primitive_gives(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert verdict.name == "proved"


def test_a_slope_that_may_be_zero_is_a_condition() -> None:
    verdict = check_step("int(cos(b*x), x = 0..1)", "sin(b)/b", symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ("b != 0",))


def test_what_exists_for_some_exponents_is_proved_where_it_exists() -> None:
    verdict = check_step("int(x^b, x = 0..1)", "1/(b + 1)", symbols=SYMBOLS)
    conditions = ("converges(int(x^b, x = 0..1))",)  # which b = -1 does not meet
    assert (verdict.name, verdict.conditions) == ("proved", conditions)
