"""Waves over powers, from 0 to infinity: wrong values and what has none first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"a": "positive real", "c": "real"}
WRONG = {
    "half of it":             ("int(sin(x)^2/x^2, x = 0..oo)", "pi/4"),
    "the sign left out":      ("int((1 - cos(c*x))/x^2, x = 0..oo)", "pi*c/2"),
    "a pole that is left":    ("int(cos(x)/x^2, x = 0..oo)", "-pi/2"),
    "a polynomial, twice":    ("int((x - sin(x))/x^3, x = 0..oo)", "pi/2"),
    "another power":          ("int(sin(x)^3/x^3, x = 0..oo)", "pi/2"),
}  # fmt: skip
RIGHT = {
    "a square":               ("int(sin(x)^2/x^2, x = 0..oo)", "pi/2"),
    "over the line":          ("int(sin(a*x)^2/x^2, x = -oo..oo)", "pi*a"),
    "of either sign":         ("int((1 - cos(c*x))/x^2, x = 0..oo)", "pi*|c|/2"),
    "a product":              ("int(sin(x)*cos(x)/x, x = 0..oo)", "pi/4"),
    "a polynomial beside":    ("int((x - sin(x))/x^3, x = 0..oo)", "pi/4"),
    "a polynomial in front":  ("int((sin(x) - x*cos(x))/x^3, x = 0..oo)", "pi/4"),
    "a cube":                 ("int(sin(x)^3/x, x = 0..oo)", "pi/4"),
    "parts twice":            ("int(sin(x)^3/x^3, x = 0..oo)", "3*pi/8"),
    "parts as a step":        ("int(sin(x)^2/x^2, x = 0..oo)", "int(sin(2*x)/x, x = 0..oo)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_values_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_values_are_proved(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())
