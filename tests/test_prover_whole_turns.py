"""Integrals of quadratic forms of waves, and of their roots, over whole turns: false ones first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "t": "real"}
WRONG = {
    "a primitive with a jump":  ("int(1/(1 + sin(t)^2), t = 0..2*pi)", "0"),
    "half a turn only":         ("int(1/(1 + cos(t)^2), t = 0..2*pi)", "pi/sqrt(2)"),
    "without absolute value":   ("int(sqrt(2 - 2*cos(t)), t = -pi..pi)", "0"),
}  # fmt: skip
RIGHT = {
    "a square of a sine":       ("int(1/(1 + sin(t)^2), t = 0..2*pi)", "sqrt(2)*pi"),
    "both squares":             ("int(1/(4*cos(t)^2 + sin(t)^2), t = 0..2*pi)", "pi"),
    "a product":                ("int(1/(2 + sin(t)*cos(t)), t = 0..pi)", "2*pi/sqrt(15)"),
    "a root of a cosine":       ("int(sqrt(1 + cos(t)), t = 0..pi)", "2*sqrt(2)"),
    "over its kink":            ("int(sqrt(1 - cos(t)), t = 0..2*pi)", "4*sqrt(2)"),
    "beside another factor":    ("int(t*sqrt(1 + cos(t)), t = 0..pi)", "2*sqrt(2)*(pi - 2)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_other_values_are_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_values_over_turns(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"
