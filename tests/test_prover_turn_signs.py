"""Inequalities between circular functions of bounded angles: first ranges that are not those."""

from __future__ import annotations

import pytest

from derivcheck import check_step

TURN, HALF, QUARTER = "real in [0, 2*pi]", "real in [0, pi]", "real in [0, pi/2)"
WRONG = {
    "a range too short":   (TURN, "sin(x) > 1/2", "pi/6 < x and x < 2*pi/3"),
    "no end":              (TURN, "sin(x) > 1/2", "pi/6 < x"),
    "an end too many":     (TURN, "sin(x) > 1/2", "pi/6 <= x and x <= 5*pi/6"),
    "the other side":      (HALF, "sin(x) >= cos(x)", "x <= pi/4"),
    "no bounds":           ("real", "sin(x) > 0", "0 < x and x < pi"),
    "beyond a pole":       (TURN, "tan(x) > 1", "pi/4 < x and x < pi/2"),
}  # fmt: skip
RIGHT = {
    "a sine":              (TURN, "sin(x) > 1/2", "pi/6 < x and x < 5*pi/6"),
    "a cosine, two parts": (TURN, "cos(x) > 1/2", "x < pi/3 or x > 5*pi/3"),
    "two functions":       (HALF, "sin(x) >= cos(x)", "pi/4 <= x"),
    "a multiple":          (HALF, "cos(2*x) <= cos(x)", "x <= 2*pi/3"),
    "a scaled root":       (HALF, "2*sin(x) >= sqrt(3)", "pi/3 <= x and x <= 2*pi/3"),
    "a tangent":           (QUARTER, "tan(x) > 1", "pi/4 < x"),
    "a sum, weighted":     (HALF, "sqrt(3)*sin(x) + cos(x) > 0", "x < 5*pi/6"),
    "the plain sign":      (TURN, "sin(x) > 0", "0 < x and x < pi"),
}  # fmt: skip


@pytest.mark.parametrize(("sort", "before", "after"), WRONG.values(), ids=WRONG)
def test_other_ranges_are_refuted(sort: str, before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": sort}).name == "refuted"


@pytest.mark.parametrize(("sort", "before", "after"), RIGHT.values(), ids=RIGHT)
def test_an_angle_is_in_these_ranges(sort: str, before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": sort}).name == "proved"
