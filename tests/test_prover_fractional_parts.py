"""Floors of multiples of a real number: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "y": "real", "n": "integer"}
WRONG = {
    "halves of a double":   ("floor(2*x)", "=", "2*floor(x)"),
    "a third too few":      ("floor(x) + floor(x + 1/3)", "=", "floor(3*x)"),
    "at the integers":      ("ceiling(x) - floor(x)", "=", "1"),
    "a bound too low":      ("floor(4*x) - floor(2*x)", "<=", "2*floor(x)"),
    "of a sum, from above":  ("floor(x + y)", "<=", "floor(x) + floor(y)"),
    "of a sum, by more":     ("floor(x) + floor(y)", "<=", "floor(x + y) - 1"),
    "a step too far":        ("x", "<=", "floor(x)"),
    "another split":        ("floor(3*x)", "=", "floor(x) + floor(2*x)"),
}  # fmt: skip
RIGHT = {
    "Hermite":              ("floor(x) + floor(x + 1/2)", "=", "floor(2*x)"),
    "three parts":          ("floor(x) + floor(x + 1/3) + floor(x + 2/3)", "=", "floor(3*x)"),
    "halves":               ("floor(x/2) + floor((x + 1)/2)", "=", "floor(x)"),
    "a bound":              ("floor(4*x) - floor(2*x)", ">=", "2*floor(x)"),
    "beside integers":      ("floor(2*x + 2*n) - 2*n", "=", "floor(x) + floor(x + 1/2)"),
    "ceilings":             ("ceiling(2*x)", "=", "ceiling(x) + ceiling(x - 1/2)"),
    "of a sum":             ("floor(x) + floor(y)", "<=", "floor(x + y)"),
    "of a sum, the other":  ("floor(x + y)", "<=", "floor(x) + floor(y) + 1"),
    "ceilings of a sum":    ("ceiling(x + y)", "<=", "ceiling(x) + ceiling(y)"),
    "one of each":          ("ceiling(x) - floor(x)", "<=", "1"),
}  # fmt: skip
ROWS = ("before", "relation", "after")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_what_is_false(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_what_holds(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())
