"""Points that stand alone: where nothing else nearby is allowed, nothing may be lost."""

from __future__ import annotations

import pytest

from derivcheck.api import check_step

SYMBOLS = {"x": "real", "y": "real", "p": "positive real", "n": "integer", "m": "integer in 0..3"}

NOT_REFUTED = {
    "an end of an interval": (["x >= 0"], "1", "x/x"),
    "an end of two alternatives": (["x >= 0 or x = 0"], "1", "x/x"),
    "all but a point that is let in again": (["x != 1 or x = 0"], "1", "x/x"),
    "a line of which one point is lost": (["y = 0 or x > 1"], "1", "x/x"),
    "a curve of which one point is lost": (["x^2 + y^2 = 1"], "1", "x/x"),
    "one of many whole numbers": (["x = 0 or x > 1"], "1", "(n - 3 + x)/(n - 3 + x)"),
    "a point at which the old side has no value": (["x = 0 or x > 1"], "log(x)/log(x)", "x/x"),
    "a product without a zero": (["x^2*(x - 1) <= 0"], "1", "x/x"),
}
REFUTED = {
    "a point beside a half-line": (["x > 1 or x = 0"], "1", "x/x"),
    "between two intervals": (["x <= 0 or x = 1 or x >= 2"], "1", "(x - 1)/(x - 1)"),
    "two points": (["x in {0, 1}"], "1", "x/x"),
    "an equation": (["x*(x - 1) = 0"], "1", "x/x"),
    "a line": (["x > 1 or x = y"], "1", "(x - y)/(x - y)"),
    "one of two lines": (["x*y = 0"], "1", "x/x"),
    "a point of the plane": (["x > 1 or (x = 0 and y = 0)"], "1", "x*y/(x*y)"),
    "a weak comparison": (["x^2*(x - 1) >= 0"], "1", "x/x"),
    "two weak comparisons": (["x >= 0", "x <= 0"], "1", "x/x"),
    "implications": (["x > 0 implies x > 2", "x < 0 implies x < -1"], "1", "x/x"),
    "a negation": (["not (0 < |x| < 1)"], "1", "x/x"),
    "roots of a function": (["sin(x) = 0 or cos(x) = 1/2"], "1", "sin(x)/sin(x)"),
    "a root of a logarithm": (["p = 1 or p > 3"], "1", "log(p)/log(p)"),
    "whole numbers": (["floor(x) = x", "0 <= x <= 5"], "1", "(x - 2)/(x - 2)"),
    "a bounded whole number": (["x = 0 or x > 4"], "1", "(m + x)/(m + x)"),
    "a domain of one point": (["sqrt(-x^2) = 0 or x > 2"], "1", "x/x"),
}  # fmt: skip


@pytest.mark.parametrize(("assume", "before", "after"), NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_what_is_lost_among_others(assume: list[str], before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name != "refuted"


@pytest.mark.parametrize(("assume", "before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_lost_alone(assume: list[str], before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"
