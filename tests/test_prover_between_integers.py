"""Polynomials in an integer that are never zero: first those that are somewhere, or need not be."""

from __future__ import annotations

import pytest

from derivcheck import check_step

ZERO_SOMEWHERE = {
    "a root":             ("integer", "n^2 + n", "6"),
    "a negative root":    ("integer", "n^2 - n", "6"),
    "a double root":      ("integer", "n^2 + 4", "4*n"),
    "one root of three":  ("integer", "n^3 - 2*n", "n^2 - 2"),
}  # fmt: skip
NEVER_ZERO = {
    "two roots":          ("integer", "n^2 + n", "3"),
    "a square":           ("integer", "n^2", "2"),
    "another":            ("integer", "n^2 - 5*n + 5", "0"),
    "roots close by":     ("integer", "9*n^2 + 2", "9*n"),
    "an integer between": ("integer", "2*n^2", "1"),
    "far apart":          ("integer", "n^2", "1000"),
    "a cube":             ("integer", "n^3", "5"),
}  # fmt: skip


@pytest.mark.parametrize(("sort", "before", "after"), ZERO_SOMEWHERE.values(), ids=ZERO_SOMEWHERE)
def test_equal_somewhere(sort: str, before: str, after: str) -> None:
    assert check_step(before, after, "!=", {"n": sort}).name == "refuted"


@pytest.mark.parametrize(("sort", "before", "after"), NEVER_ZERO.values(), ids=NEVER_ZERO)
def test_equal_nowhere(sort: str, before: str, after: str) -> None:
    assert check_step(before, after, "!=", {"n": sort}).name == "proved"


def test_an_equation_without_solution_is_absurd() -> None:
    assert check_step("n^2 + n = 3", "false", "iff", {"n": "integer"}).name == "proved"


def test_a_real_number_may_be_a_root() -> None:
    assert check_step("n^2", "2", "!=", {"n": "real"}).name != "proved"
