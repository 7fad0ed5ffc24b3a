"""Equations between circular functions of bounded angles: first what they do not leave."""

from __future__ import annotations

import pytest

from derivcheck import check_step

WHOLE_TURN, HALF = "real in [0, 2*pi)", "real in (0, pi)"
WRONG = {
    "a value too few":   (WHOLE_TURN, "sin(x) = 1/2", "x = pi/6"),
    "another value":     (WHOLE_TURN, "sin(x) = 1/2", "x = pi/6 or x = 2*pi/3"),
    "an end forgotten":  ("real in [0, 2*pi]", "sin(x) = 0", "x = 0 or x = pi"),
    "no bound above":    ("nonnegative real", "cos(x) = 0", "x = pi/2"),
    "a multiple's value": (WHOLE_TURN, "cos(2*x) = cos(x)", "x = 0 or x = 2*pi/3"),
    "a product's value": (WHOLE_TURN, "sin(2*x) = cos(x)", "x = pi/6 or x = pi/2 or x = 5*pi/6"),
    "the wrong branch":  (WHOLE_TURN, "tan(x) = 1", "x = pi/4 or x = 3*pi/4"),
}  # fmt: skip
RIGHT = {
    "two values":        (WHOLE_TURN, "sin(x) = 1/2", "x = pi/6 or x = 5*pi/6"),
    "both ends":         ("real in [0, 2*pi]", "sin(x) = 0", "x = 0 or x = pi or x = 2*pi"),
    "an end left out":   (WHOLE_TURN, "sin(x) = 0", "x = 0 or x = pi"),
    "one value":         (HALF, "cos(x) = 0", "x = pi/2"),
    "a value twice":     (WHOLE_TURN, "cos(x) = -1", "x = pi"),
    "tangents":          (WHOLE_TURN, "tan(x) = 1", "x = pi/4 or x = 5*pi/4"),
    "sine and cosine":   (WHOLE_TURN, "sin(x) = cos(x)", "x = pi/4 or x = 5*pi/4"),
    "a multiple":        (WHOLE_TURN, "cos(2*x) = cos(x)", "x = 0 or x = 2*pi/3 or x = 4*pi/3"),
}  # fmt: skip


@pytest.mark.parametrize(("sort", "before", "after"), WRONG.values(), ids=WRONG)
def test_values_that_are_missing_are_told(sort: str, before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": sort}).name == "refuted"


@pytest.mark.parametrize(("sort", "before", "after"), RIGHT.values(), ids=RIGHT)
def test_an_angle_is_one_of_these(sort: str, before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": sort}).name == "proved"


def test_an_angle_without_bounds_is_left_alone() -> None:
    assert check_step("sin(x) = 0", "x = 0", "implies", {"x": "real"}).name == "refuted"


ANGLES = dict.fromkeys(("x", "y", "z"), "real in (0, pi)")
OF_A_TRIANGLE = {
    "no angle of its own": ("sin(z)^2", "1 - cos(z)^2", "proved"),
    "the third":           ("sin(x + y)", "sin(z)", "proved"),
    "two of the three":    ("sin(z)^2", "1 - cos(x + y)^2", "proved"),
    "not the half":        ("cos(z)^2", "1 - cos(x + y)^2", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "name"), OF_A_TRIANGLE.values(), ids=OF_A_TRIANGLE)
def test_angles_of_a_triangle(before: str, after: str, name: str) -> None:
    assert check_step(before, after, symbols=ANGLES, assume=["x + y + z = pi"]).name == name
