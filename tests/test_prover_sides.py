"""Limits of what is given by cases: those that differ from side to side first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SEAM = "Piecewise((1 - x, x < 0), (sin(x), True))"
SMOOTH = "Piecewise((sin(a*x)/x, x < 0), (a + x, True))"
WRONG = {
    "a jump":               (f"lim({SEAM}, x -> 0)", "0"),
    "its other value":      (f"lim({SEAM}, x -> 0)", "1"),
    "the other side":       (f"lim({SEAM}, x -> 0, -)", "0"),
    "the value at the point": ("lim(Piecewise((3, x = 2), (x^2, True)), x -> 2)", "3"),
    "an indicator":         ("lim(1{x > 0}, x -> 0)", "1"),
}  # fmt: skip
OPEN = {
    "a jump elsewhere than 0": ("lim(Piecewise((x^2, x < 1), (2*x, True)), x -> 1)", "2"),
    "no value on one side": ("lim(Piecewise((x, x < 0), (log(-x), True)), x -> 0)", "0"),
    "a pole on one side":   ("lim(Piecewise((x, x < 0), (1/x, True)), x -> 0)", "0"),
    "cases of another":     ("lim(Piecewise((x, a < 0), (1 + x, True)), x -> 0)", "1"),
}  # fmt: skip
RIGHT = {
    "from above":           (f"lim({SEAM}, x -> 0, +)", "0"),
    "from below":           (f"lim({SEAM}, x -> 0, -)", "1"),
    "a seam that fits":     ("lim(Piecewise((x^2, x < 1), (2*x - 1, True)), x -> 1)", "1"),
    "with a parameter":     (f"lim({SMOOTH}, x -> 0)", "a"),
    "not the value":        ("lim(Piecewise((3, x = 2), (x^2, True)), x -> 2)", "4"),
    "an indicator":         ("lim(x*1{x > 0}, x -> 0)", "0"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_what_jumps_has_no_limit(before: str, after: str) -> None:
    assert check_step(before, after).name == "refuted"


@pytest.mark.parametrize(("before", "after"), OPEN.values(), ids=OPEN)
def test_what_is_not_seen_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols={"a": "real"}).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_limits_from_both_sides(before: str, after: str) -> None:
    assert check_step(before, after, symbols={"a": "real"}).name == "proved"
