"""Equations that fall into cases: roots that are missing or wrong first, then the right ones."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = dict.fromkeys("abcxy", "real")
REAL_ROOTS = ("a != 0", "b^2 - 4*a*c >= 0")
BOTH = "x = (-b + sqrt(b^2 - 4*a*c))/(2*a) or x = (-b - sqrt(b^2 - 4*a*c))/(2*a)"

WRONG = {
    "the sign of b": (
        REAL_ROOTS, "a*x^2 + b*x + c = 0", BOTH.replace("(-b", "(b")),
    "the divisor a": (
        REAL_ROOTS, "a*x^2 + b*x + c = 0", BOTH.replace("/(2*a)", "/2")),
    "one root only": (
        REAL_ROOTS, "a*x^2 + b*x + c = 0", "x = (-b + sqrt(b^2 - 4*a*c))/(2*a)"),
    "a root of another":    ((), "x^2 - 5*x + 6 = 0", "x = 2 or x = -3"),
    "a root is missing":    ((), "x^3 = x", "x = 1 or x = -1"),
    "a factor is missing":  ((), "(x - a)*(x - b)*(x - c) = 0", "x = a or x = b"),
    "one square root":      (("c >= 0",), "x^2 = c", "x = sqrt(c)"),
    "a square root too few": ((), "x^4 - 5*x^2 + 6 = 0", "x = sqrt(2) or x = sqrt(3)"),
    "bars left out":        ((), "x^2 - 3*abs(x) + 2 = 0", "x = 1 or x = 2"),
    "an exponential":       ((), "exp(2*x) - 3*exp(x) + 2 = 0", "x = log(2)"),
}  # fmt: skip
RIGHT = {
    "the quadratic formula": (REAL_ROOTS, "a*x^2 + b*x + c = 0", BOTH),
    "p and q":              (
        ("b^2/4 >= c",), "x^2 + b*x + c = 0",
        "x = -b/2 + sqrt(b^2/4 - c) or x = -b/2 - sqrt(b^2/4 - c)"),
    "a square":             (("c >= 0",), "x^2 = c", "x = sqrt(c) or x = -sqrt(c)"),
    "linear factors":       ((), "(x - a)*(x - b)*(x - c) = 0", "x = a or x = b or x = c"),
    "factors":              ((), "x*y*a = 0", "x = 0 or y = 0 or a = 0"),
    "whole roots":          ((), "x^3 - 3*x + 2 = 0", "x = 1 or x = -2"),
    "surds":                ((), "x^2 - 2*x - 1 = 0", "x = 1 + sqrt(2) or x = 1 - sqrt(2)"),
    "four roots":           (
        (), "x^4 - 5*x^2 + 6 = 0",
        "x = sqrt(2) or x = -sqrt(2) or x = sqrt(3) or x = -sqrt(3)"),
    "a factor without roots": ((), "x^3 - 2*x^2 + x - 2 = 0", "x = 2"),
    "exponentials":         ((), "exp(2*x) - 3*exp(x) + 2 = 0", "x = 0 or x = log(2)"),
    "powers of one base":   ((), "9^x - 4*3^x + 3 = 0", "x = 0 or x = 1"),
    "a power left out":     ((), "4^x = 2^(x + 3)", "x = 3"),
    "with bars":            ((), "x^2 - 3*abs(x) + 2 = 0", "x = 1 or x = -1 or x = 2 or x = -2"),
    "sines":                ((), "sin(x)^2 = sin(x)", "sin(x) = 0 or sin(x) = 1"),
}  # fmt: skip
COMPLEX = {
    "square roots":         ("z^2 = -1", "z = I or z = -I"),
    "fourth roots":         ("z^4 = 1", "z = 1 or z = -1 or z = I or z = -I"),
    "cube roots":           (
        "z^3 = 1", "z = 1 or z = (-1 + I*sqrt(3))/2 or z = (-1 - I*sqrt(3))/2"),
    "the quadratic formula": (
        "z^2 + b*z + c = 0", "z = (-b + sqrt(b^2 - 4*c))/2 or z = (-b - sqrt(b^2 - 4*c))/2"),
}  # fmt: skip


@pytest.mark.parametrize(("assume", "before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_roots_are_refuted(assume: tuple[str, ...], before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, relation="implies", assume=assume)
    assert found.name == "refuted"


@pytest.mark.parametrize(("assume", "before", "after"), RIGHT.values(), ids=RIGHT)
def test_all_roots_are_proved(assume: tuple[str, ...], before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, relation="iff", assume=assume)
    assert found.name == "proved"


def test_a_complex_root_may_be_missing() -> None:
    found = check_step("z^3 = 1", "z = 1", symbols={"z": "complex"}, relation="implies")
    assert found.name == "refuted"


@pytest.mark.parametrize(("before", "after"), COMPLEX.values(), ids=COMPLEX)
def test_all_complex_roots_are_proved(before: str, after: str) -> None:
    symbols = dict.fromkeys("zbc", "complex")
    found = check_step(before, after, symbols=symbols, relation="iff")
    assert found.name == "proved"
