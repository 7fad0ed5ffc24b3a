"""Solutions of trigonometric equations in several rows: first rows that are not those."""

from __future__ import annotations

import pytest

from derivcheck import check_step

WRONG = {
    "a row too few":    ("cos(x) = 1/2", "for some integer k: x = pi/3 + 2*k*pi"),
    "another row":      ("cos(x) = 1/2",
                         "for some integer k: x = pi/3 + 2*k*pi or x = pi/6 + 2*k*pi"),
    "a factor left":    ("cos(x)^2 = cos(x)", "for some integer k: x = 2*k*pi"),
    "a pole":           ("sin(2*x)/sin(x) = 0", "for some integer k: x = k*pi/2"),
    "a tangent":        ("tan(x)^2 = 1", "for some integer k: x = pi/4 + k*pi"),
}  # fmt: skip
RIGHT = {
    "two rows":         ("cos(x) = 1/2",
                         "for some integer k: x = pi/3 + 2*k*pi or x = -pi/3 + 2*k*pi"),
    "a row a factor":   ("cos(x)^2 = cos(x)",
                         "(for some integer k: x = pi/2 + k*pi)"
                         " or (for some integer k: x = 2*k*pi)"),
    "where it has values": ("tan(2*x) = 0", "for some integer k: x = k*pi/2"),
    "beside a pole":    ("sin(2*x)/sin(x) = 0", "for some integer k: x = pi/2 + k*pi"),
    "in a range":       ("2*sin(x)^2 - 3*sin(x) + 1 = 0 and 0 <= x <= pi",
                         "x = pi/2 or x = pi/6 or x = 5*pi/6"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_rows_that_are_not_those(before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": "real"}).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_solutions_in_rows(before: str, after: str) -> None:
    assert check_step(before, after, "iff", {"x": "real"}).name == "proved"


def test_two_angles_with_the_same_cosine() -> None:
    rows = "for some integer k: x = y + 2*k*pi or x = -y + 2*k*pi"
    symbols = {"x": "real", "y": "real"}
    assert check_step("cos(x) = cos(y)", rows, "implies", symbols).name == "proved"


def test_angles_that_are_logarithms() -> None:
    rows = "for some integer k: x = exp(k*pi)"
    assert check_step("sin(log(x)) = 0", rows, "implies", {"x": "real"}).name == "proved"


def test_an_equivalence_that_is_claimed_fails_where_the_step_does() -> None:
    claimed = "sin(x) = 0 iff for some integer k: x = 2*k*pi"
    assert check_step("True", claimed, "implies", {"x": "real"}).name == "refuted"
