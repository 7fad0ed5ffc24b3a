"""Sums over ranges that may be empty: first what forgets that they may be, or that they may not."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "integer", "m": "integer", "f": "function"}
WRONG = {
    "forgotten":        ("sum(1, j = 1..n)", "n", ()),
    "two names":        ("sum(1, j = m..n)", "n - m + 1", ()),
    "one term left":    ("sum(j, j = 1..n)", "0", ("n <= 1",)),
    "a product":        ("prod(j, j = 1..n)", "0", ("n < 1",)),
    "no integral":      ("int(1, x = 1..n)", "0", ("n < 1",)),
    "to infinity":      ("sum(1, j = n..oo)", "0", ("n < 1",)),
}  # fmt: skip
RIGHT = {
    "nothing":          ("sum(j^2, j = 1..n)", "0", ("n <= 0",)),
    "of any function":  ("sum(f(j), j = m..n)", "0", ("n < m",)),
    "a product":        ("prod(j, j = 1..n)", "1", ("n <= 0",)),
    "a maximum":        ("sum(1, j = 1..n)", "max(n, 0)", ()),
    "between names":    ("sum(1, j = m..n)", "max(n - m + 1, 0)", ()),
    "an indicator":     ("sum(j, j = 1..n)", "n*(n + 1)/2*1{n > 0}", ()),
}  # fmt: skip
ROWS = ("before", "after", "assume")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_what_is_wrong_of_ranges(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_what_is_right_of_ranges(before: str, after: str, assume: tuple[str, ...]) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (found.name, found.conditions) == ("proved", ())
