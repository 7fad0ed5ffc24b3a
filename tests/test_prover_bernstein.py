"""Polynomials in one name on an interval: those that change their sign first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

WRONG = {
    "a root within":        ("1 - 2*x^2", ">", "0", "0 < x and x < 3/4"),
    "a root between whole points": ("x^3 - 3*x + 1", ">", "0", "0 <= x and x <= 2"),
    "zero at an end":       ("x^3 - 4*x", "<", "0", "0 <= x and x <= 2"),
    "a double root":        ("x^2 - 2*x + 1", ">", "0", "0 < x and x < 2"),
    "not yet positive":     ("x^3 - 3*x - 3", ">", "0", "x >= 2"),
    "a bound too low":      ("x*(1 - x)", "<=", "1/5", "0 <= x and x <= 1"),
}  # fmt: skip
RIGHT = {
    "before the root":      ("1 - 2*x^2", ">", "0", "0 < x and x < 1/2"),
    "on both sides":        ("1 - 2*x^2", ">", "0", "-1/2 < x and x < 1/2"),
    "a degree higher":      ("x^3 - 3*x + 3", ">", "0", "0 <= x and x <= 2"),
    "zero at an end":       ("x^3 - 4*x", "<=", "0", "0 <= x and x <= 2"),
    "far out":              ("x^3 - 3*x - 3", ">", "0", "x >= 3"),
    "far out on the left":  ("x^3 - 3*x + 3", "<", "0", "x <= -3"),
    "the greatest value":   ("x*(1 - x)", "<=", "1/4", "0 <= x and x <= 1"),
    "of an exponential":    ("exp(2*x) - 3*exp(x) + 2", "<=", "0", "exp(x) > 1 and exp(x) < 2"),
    "under a root":         ("sqrt((1 - 2*x^2)^2)", "=", "1 - 2*x^2", "0 < x and x < 1/2"),
}  # fmt: skip


@pytest.mark.parametrize(("left", "relation", "right", "where"), WRONG.values(), ids=WRONG)
def test_a_change_of_sign_is_found(left: str, relation: str, right: str, where: str) -> None:
    found = check_step(left, right, relation, symbols={"x": "real"}, assume=[where])
    assert found.name == "refuted"


@pytest.mark.parametrize(("left", "relation", "right", "where"), RIGHT.values(), ids=RIGHT)
def test_one_sign_is_proved(left: str, relation: str, right: str, where: str) -> None:
    found = check_step(left, right, relation, symbols={"x": "real"}, assume=[where])
    assert found.name == "proved"
