"""Conjunctions by their parts: what does not follow first, then what each part is proved by."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "positive integer", "b": "real in (0, 1)", "x": "positive", "y": "real"}
REFUTED = {
    "one part is wrong":     ("True", "0 < 1 - b^n and 1 - b^n < 1/2"),
    "a premise is needed":   ("True", "0 < log(x) and log(x) < x"),
    "parts undefined":       ("x > 1", "0 < log(y) and x > 0"),
    "an implication":        ("True", "y > 0 implies exp(y) > 1 + y + y^2"),
    "its premise is needed": ("True", "y > -1 implies sin(y) < y"),
    "an equivalence":        ("True", "y >= 0 iff exp(y) > 1"),
}  # fmt: skip
PROVED = {
    "an induction and a sign": ("True", "0 < 1 - b^n < 1"),
    "under a premise":         ("x > 1", "0 < log(x) < x"),
    "a sum beside":            ("True", "x^2 > 0 and sum(k, k = 1..n) = n*(n + 1)/2"),
    "an implication":          ("True", "y > 0 implies exp(y) > 1 + y + y^2/2"),
    "one with an induction":   ("True", "y > 0 implies (1 + y)^n >= 1 + n*y"),
}  # fmt: skip
NOT_EQUIVALENT = {
    "on both sides":           ("cosh(y) > 1", "y > 0"),
    "two places":              ("sin(pi*y) = pi*y*(1 - y)", "y = 0"),
    "one side only":           ("exp(y) >= 1 + y + y^2/2", "y > 0"),
}  # fmt: skip
EQUIVALENT = {
    "by the contrary":         ("sin(y) < y", "y > 0"),
    "where a series is less":  ("exp(y) >= 1 + y + y^2/2", "y >= 0"),
    "on either side":          ("exp(y) > 1 + y", "y != 0"),
    "an equation":             ("exp(y) = 1 + y", "y = 0"),
    "the least value":         ("cosh(y) = 1", "y = 0"),
    "always":                  ("2^n > n", "True"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), NOT_EQUIVALENT.values(), ids=NOT_EQUIVALENT)
def test_what_is_not_equivalent(before: str, after: str) -> None:
    assert check_step(before, after, "iff", symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), EQUIVALENT.values(), ids=EQUIVALENT)
def test_what_is_equivalent(before: str, after: str) -> None:
    assert check_step(before, after, "iff", symbols=SYMBOLS).name == "proved"


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_does_not_follow(before: str, after: str) -> None:
    assert check_step(before, after, "implies", symbols=SYMBOLS).name in ("refuted", "undecided")


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_follows_part_by_part(before: str, after: str) -> None:
    assert check_step(before, after, "implies", symbols=SYMBOLS).name == "proved"
