"""Solutions of trigonometric equations in several rows: first rows that are not those."""

from __future__ import annotations

import pytest

from derivcheck import check_step

WRONG = {
    "a row too few":    ("cos(x) = 1/2", "for some integer k: x = pi/3 + 2*k*pi"),
    "another row":      ("cos(x) = 1/2",
                         "for some integer k: x = pi/3 + 2*k*pi or x = pi/6 + 2*k*pi"),
    "a factor left":    ("cos(x)^2 = cos(x)", "for some integer k: x = 2*k*pi"),
}  # fmt: skip
RIGHT = {
    "two rows":         ("cos(x) = 1/2",
                         "for some integer k: x = pi/3 + 2*k*pi or x = -pi/3 + 2*k*pi"),
    "a row a factor":   ("cos(x)^2 = cos(x)",
                         "(for some integer k: x = pi/2 + k*pi)"
                         " or (for some integer k: x = 2*k*pi)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_rows_that_are_not_those(before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": "real"}).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_solutions_in_rows(before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": "real"}).name == "proved"
