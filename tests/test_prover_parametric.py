"""Integrals by their derivatives by a parameter: what is not so first, then what is."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"a": "positive real", "b": "positive real", "c": "real"}

NEVER = {
    "bounds the wrong way":      ("int((exp(-a*x) - exp(-b*x))/x, x = 0..oo)", "log(a/b)"),
    "a parameter not large enough": ("int((x^c - 1)/log(x), x = 0..1)", "log(c + 1)"),
    "numerals the wrong way":    ("int((exp(-3*x) - exp(-2*x))/x, x = 0..oo)", "log(3/2)"),
    "numerals that do not cancel": ("int((exp(-3*x) - 2*exp(-2*x))/x, x = 0..oo)", "-log(3/2)"),
    "one term of two":           ("int(exp(-a*x)/x, x = 0..oo)", "log(1/a)"),
    "a transform that begins elsewhere": ("int(exp(-a*x)*sin(x)/x, x = 0..oo)", "-atan(a)"),
    "a transform that does not vanish": ("int((1 + exp(-a*x))*sin(x)/x, x = 0..oo)", "atan(1/a)"),
    "a transform with an exponential that may grow": (
        "int(exp(-c*x)*sin(x)/x, x = 0..oo)", "pi/2 - atan(c)"),
}  # fmt: skip
PROVED = {
    "Frullani":                  ("int((exp(-a*x) - exp(-b*x))/x, x = 0..oo)", "log(b/a)"),
    "numerals in its place":     ("int((exp(-3*x) - exp(-2*x))/x, x = 0..oo)", "-log(3/2)"),
    "a numeral and one":         ("int((atan(3*x) - atan(x))/x, x = 0..oo)", "pi/2*log(3)"),
    "a power over a logarithm":  ("int((x^a - 1)/log(x), x = 0..1)", "log(a + 1)"),
    "a transform divided by its variable": ("int(exp(-a*x)*sin(x)/x, x = 0..oo)", "atan(1/a)"),
    "exchanged by a given order": ("int(int(x^y, y = 0..a), x = 0..1)", "log(a + 1)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NEVER.values(), ids=NEVER)
def test_what_is_not_so(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_a_parameter_gives(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"
