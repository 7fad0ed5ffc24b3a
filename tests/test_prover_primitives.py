"""Integrals by primitives: what no primitive gives first, then what one does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"a": "positive real", "b": "real", "c": "real"}

NEVER = {
    "a pole inside":           ("int(1/x^2, x = -1..1)", "-2"),
    "a simple pole inside":    ("int(1/x, x = -1..1)", "0"),
    "poles of the tangent":    ("int(tan(x), x = 0..pi)", "0"),
    "a pole by a parameter":   ("int(1/(b*x + 1), x = 0..1)", "log(b + 1)/b"),
    "a wrong sign":            ("int(sin(x), x = 0..pi)", "-2"),
    "a factor forgotten":      ("int(exp(2*x), x = 0..1)", "E^2 - 1"),
    "bounds the wrong way":    ("int(x, x = b..c)", "(b^2 - c^2)/2"),
}  # fmt: skip
PROVED = {
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
    "a normalisation":         ("int(b^2*(1 - cos(2*pi*x/a))/2, x = 0..a)", "b^2*a/2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NEVER.values(), ids=NEVER)
def test_what_no_primitive_gives(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_a_primitive_gives(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert verdict.name == "proved"


def test_a_slope_that_may_be_zero_is_a_condition() -> None:
    verdict = check_step("int(cos(b*x), x = 0..1)", "sin(b)/b", symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ("b != 0",))
