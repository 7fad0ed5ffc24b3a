"""Equations between integers that no integers solve: those that some numbers solve first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"a": "integer", "b": "integer", "x": "real"}
SOLVED = {
    "a multiple":          ("2*a + 4*b", "6"),
    "no common divisor":   ("2*a + 3*b", "1"),
    "a real number":       ("2*a + 4*x", "5"),
    "half an integer":     ("a/2 + b", "1/2"),
    "a square":            ("4*a^2 + 4*a", "8"),
}  # fmt: skip
NEVER = {
    "a quotient":          ("3*a", "1"),
    "two names":           ("2*a + 4*b", "5"),
    "a polynomial":        ("3*a^2 + 6*a*b", "1"),
    "a factor that is not zero": ("2*a*pi", "pi"),
    "fractions":           ("a/2 + b", "1/3"),
}  # fmt: skip


@pytest.mark.parametrize(("left", "right"), SOLVED.values(), ids=SOLVED)
def test_what_has_solutions_is_not_proved(left: str, right: str) -> None:
    assert check_step(left, right, "!=", SYMBOLS).name != "proved"


@pytest.mark.parametrize(("left", "right"), NEVER.values(), ids=NEVER)
def test_what_has_no_solution_is_proved(left: str, right: str) -> None:
    assert check_step(left, right, "!=", SYMBOLS).name == "proved"
    assert check_step(f"{left} = {right}", "False", "implies", SYMBOLS).name == "proved"
