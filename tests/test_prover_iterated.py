"""Iterated integrals the other way round, and integrals of sums: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "h": "function real, real -> real", "f": "function", "g": "function", "a": "real", "b": "real",
    "t": "real", "n": "positive integer", "c": "function integer -> real",
}  # fmt: skip
WRONG = {
    "the other triangle": ("int(int(h(x, y), y = x..1), x = 0..1)",
                           "int(int(h(x, y), x = y..1), y = 0..1)"),
    "the same bounds":    ("int(int(x*y^2, y = x..1), x = 0..1)",
                           "int(int(x*y^2, x = y..1), y = 0..1)"),
    "a term lost":        ("int(sum(x^k, k = 0..3), x = 0..1)", "sum(1/(k + 1), k = 1..3)"),
}  # fmt: skip
RIGHT = {
    "a rectangle":   ("int(int(h(x, y), y = a..b), x = 0..t)",
                      "int(int(h(x, y), x = 0..t), y = a..b)"),
    "a triangle":    ("int(int(h(x, y), y = x..1), x = 0..1)",
                      "int(int(h(x, y), x = 0..y), y = 0..1)"),
    "one integral":  ("int(int(f(y), y = 0..x), x = 0..t)", "int((t - y)*f(y), y = 0..t)"),
    "no primitive":  ("int(int(exp(y^2), y = x..1), x = 0..1)", "(exp(1) - 1)/2"),
    "a product":     ("int(int(f(x)*g(y), y = a..b), x = 0..t)",
                      "int(f(x), x = 0..t)*int(g(y), y = a..b)"),
    "a sum":         ("int(sum(x^k, k = 0..n), x = 0..1)", "sum(1/(k + 1), k = 0..n)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_exchanges_are_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=["t > 0"]).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_exchanges_are_proved(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS, assume=["t > 0"])
    assert (verdict.name, verdict.conditions) == ("proved", ())
