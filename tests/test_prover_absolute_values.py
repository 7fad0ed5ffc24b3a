"""Inequalities with absolute values: first what is false, then what holds for either sign."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "y": "real"}
WRONG = {
    "half of the distance": ("abs(sin(x) - sin(y))", "abs(x - y)/2"),
    "a sign too many":      ("abs(exp(x) - 1)", "abs(x)"),
    "the other way round":  ("abs(x)", "abs(sin(x))"),
}  # fmt: skip
RIGHT = {
    "a sine":               ("abs(sin(x))", "abs(x)"),
    "an odd function":      ("abs(tanh(x))", "abs(x)"),
    "two numbers":          ("abs(sin(x) - sin(y))", "abs(x - y)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_what_is_false_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, "<=", symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_holds_for_either_sign(before: str, after: str) -> None:
    verdict = check_step(before, after, "<=", symbols=SYMBOLS)
    assert (verdict.name, verdict.prover) == ("proved", "absolute values")
