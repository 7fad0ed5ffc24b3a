"""Halves and fractions of inverse functions, and roots of sums with a root: false steps first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = dict.fromkeys("abxy", "real")
WRONG = {
    "sine for cosine":      ("sin(acos(x)/2)", "sqrt((1 + x)/2)"),
    "half of the value":    ("cos(acos(x))/2", "sqrt((1 + x)/2)"),
    "a sign lost":          ("sin(asin(x)/2)", "sqrt((1 - sqrt(1 - x^2))/2)"),
    "a sign turned":        ("cos(asin(x) + acos(y))", "sqrt(1 - x^2)*y + x*sqrt(1 - y^2)"),
    "a root of the tangent": ("tan(atan(x)/2)", "(sqrt(1 + x^2) + 1)/x"),
    "a third":              ("4*cos(acos(x)/3)^3 + 3*cos(acos(x)/3)", "x"),
    "a quarter":            ("2*cos(asin(x)/4)^2 + 1", "(sqrt(1 + x) + sqrt(1 - x))/2"),
    "a difference of roots": (
        "sqrt((1 - sqrt(1 - x^2))/2)", "(sqrt(1 + x) - sqrt(1 - x))/2"),
    "the lesser root":      ("sqrt(x + 1 - sqrt(2*x + 1))", "(sqrt(2*x + 1) - 1)/sqrt(2)"),
}  # fmt: skip
RIGHT = {
    "a sine":               ("sin(acos(x)/2)", "sqrt((1 - x)/2)"),
    "a cosine":             ("cos(acos(x)/2)", "sqrt((1 + x)/2)"),
    "a tangent":            ("tan(acos(x)/2)", "sqrt((1 - x)/(1 + x))"),
    "a tangent, rational":  ("tan(acos(x)/2)", "sqrt(1 - x^2)/(1 + x)"),
    "of the arctangent":    ("cos(atan(x)/2)", "sqrt((1 + 1/sqrt(1 + x^2))/2)"),
    "the tangent of half":  ("tan(atan(x)/2)", "x/(1 + sqrt(1 + x^2))"),
    "of the arcsine":       ("cos(asin(x)/2)", "(sqrt(1 + x) + sqrt(1 - x))/2"),
    "its sine":             ("sin(asin(x)/2)", "(sqrt(1 + x) - sqrt(1 - x))/2"),
    "its tangent":          ("tan(asin(x)/2)", "x/(1 + sqrt(1 - x^2))"),
    "with the whole":       (
        "sin(asin(x)/2) + sin(asin(x))", "x + (sqrt(1 + x) - sqrt(1 - x))/2"),
    "thirds":               ("4*cos(acos(x)/3)^3 - 3*cos(acos(x)/3)", "x"),
    "quarters":             ("2*cos(asin(x)/4)^2 - 1", "(sqrt(1 + x) + sqrt(1 - x))/2"),
    "doubled":              ("sin(2*asin(x))", "2*x*sqrt(1 - x^2)"),
    "three times":          ("sin(3*asin(x))", "3*x - 4*x^3"),
    "two of them":          ("cos(asin(x) + acos(y))", "sqrt(1 - x^2)*y - x*sqrt(1 - y^2)"),
    "a sum of roots":       ("sqrt((1 + sqrt(1 - x^2))/2)", "(sqrt(1 + x) + sqrt(1 - x))/2"),
    "a difference of roots": (
        "sqrt((1 - sqrt(1 - x^2))/2)", "abs(sqrt(1 + x) - sqrt(1 - x))/2"),
    "a root and a number":  ("sqrt(x + 1 + sqrt(2*x + 1))", "(sqrt(2*x + 1) + 1)/sqrt(2)"),
    "hyperbolic":           ("sinh(acosh(x)/2)", "sqrt((x - 1)/2)"),
}  # fmt: skip
WHERE = {
    "roots of a product":   ("sqrt(a + b + 2*sqrt(a*b))", "sqrt(a) + sqrt(b)", "a >= 0 and b >= 0"),
    "a known sign":         (
        "sqrt((1 - sqrt(1 - x^2))/2)", "(sqrt(1 + x) - sqrt(1 - x))/2", "x >= 0"),
    "beyond one":           (
        "sqrt(x + sqrt(x^2 - 1))", "(sqrt(x + 1) + sqrt(x - 1))/sqrt(2)", "x >= 1"),
}  # fmt: skip

BEYOND = {
    "a double, too far":    ("2*asin(x)", "asin(2*x*sqrt(1 - x^2))", "0 < x and x < 3/4"),
    "a triple, too far":    ("3*asin(x)", "asin(3*x - 4*x^3)", "0 < x and x < 3/4"),
    "a double, all of it":  ("2*acos(x)", "acos(2*x^2 - 1)", "-1 <= x and x <= 1"),
    "a double tangent":     ("2*atan(x)", "atan(2*x/(1 - x^2))", "x > 0"),
}  # fmt: skip
WITHIN = {
    "a double":             ("2*asin(x)", "asin(2*x*sqrt(1 - x^2))", "0 < x and x < 1/2"),
    "a double about zero":  ("2*asin(x)", "asin(2*x*sqrt(1 - x^2))", "-1/2 < x and x < 1/2"),
    "a triple":             ("3*asin(x)", "asin(3*x - 4*x^3)", "0 < x and x < 1/2"),
    "a double tangent":     ("2*atan(x)", "atan(2*x/(1 - x^2))", "0 < x and x < 1/3"),
    "a tangent as a sine":  ("2*atan(x)", "asin(2*x/(1 + x^2))", "0 < x and x < 1/2"),
    "complementary":        ("atan(x) + atan(1/x)", "pi/2", "0 < x and x < 1/2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "where"), BEYOND.values(), ids=BEYOND)
def test_multiples_beyond_the_range_are_refuted(before: str, after: str, where: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=[where]).name == "refuted"


@pytest.mark.parametrize(("before", "after", "where"), WITHIN.values(), ids=WITHIN)
def test_multiples_within_the_range_are_proved(before: str, after: str, where: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=[where])
    assert found.name == "proved"


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_halves_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_halves_are_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved"


@pytest.mark.parametrize(("before", "after", "where"), WHERE.values(), ids=WHERE)
def test_roots_are_proved_where_signs_are_known(before: str, after: str, where: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=[where])
    assert found.name == "proved"
