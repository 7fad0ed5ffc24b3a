"""Roots of what is a square by what holds between its atoms: first what is none, then what is."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"u": "real", "x": "real", "y": "real"}
WRONG = {
    "without a sign":     ("sqrt(1 - cos(x)^2)", "sin(x)"),
    "half the other way": ("sqrt((1 + cos(x))/2)", "cos(x/2)"),
    "the other half":     ("sqrt((1 - cos(x))/2)", "abs(cos(x/2))"),
    "a negative root":    ("sqrt(x - 2*sqrt(x) + 1)", "sqrt(x) - 1"),
    "of another angle":   ("sqrt(1 - cos(x)^2)", "abs(sin(y))"),
    "another half angle": ("norm([1 - cos(x), sin(x)])", "2*abs(cos(x/2))"),
    "a length of no sign": ("norm([3*x, 4*x])", "5*x"),
    "a sum of squares":   ("sqrt(1 + cos(x)^2)", "abs(sin(x))"),
}  # fmt: skip
RIGHT = {
    "a chord":            ("norm([1 - cos(x), sin(x)])", "2*abs(sin(x/2))"),
    "a length":           ("norm([1 - x^2, 2*x])", "1 + x^2"),
    "a sine":             ("sqrt(1 - cos(x)^2)", "abs(sin(x))"),
    "a cosine":           ("sqrt(1 - sin(x)^2)", "abs(cos(x))"),
    "a factor of four":   ("sqrt(4 - 4*cos(u)^2)", "2*abs(sin(u))"),
    "a half angle":       ("sqrt((1 + cos(x))/2)", "abs(cos(x/2))"),
    "a half angle first": ("abs(sin(x/2))", "sqrt((1 - cos(x))/2)"),
    "a fourth root":      ("((1 - cos(x)^2)^2)^(1/4)", "abs(sin(x))"),
    "over a root":        ("sqrt(x + 2*sqrt(x) + 1)", "sqrt(x) + 1"),
    "over two roots":     ("sqrt(x + 2*sqrt(x)*sqrt(y) + y)", "sqrt(x) + sqrt(y)"),
    "of either sign":     ("sqrt(x - 2*sqrt(x) + 1)", "abs(sqrt(x) - 1)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_what_is_no_square_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_is_a_square_is_proved(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())
