"""Inequalities that fail near one point only: the search goes down to it; first what is true."""

from __future__ import annotations

import pytest

from derivcheck import check_step

REAL = dict.fromkeys("xyz", "real")
SIMPLEX = "x + y + z = 1 and x > 0 and y > 0 and z > 0"
TRUE = {
    "the bound itself":   ("x + 2*y + 3*z = 6", "x^2 + y^2 + z^2 >= 18/7"),
    "on a circle":        ("x^2 + y^2 = 1", "x*y <= 1/2"),
}  # fmt: skip
FALSE = {
    "a plane":            ("x + 2*y + 3*z = 6", "x^2 + y^2 + z^2 >= 2.6"),
    "a circle":           ("x^2 + y^2 = 1", "x*y <= 0.499"),
    "a disk":             ("x^2 + y^2 <= 1", "x + y <= 1.41"),
    "strictly":           ("x + y = 1", "x^4 + 2*y^4 > 0.174"),
    "the second of two":  ("x^2 + y^2 <= 1", "x <= 1 and x + y < 1.4"),
    "a simplex":          (SIMPLEX, "1/x + 1/y + 1/z >= 9.01"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), TRUE.values(), ids=TRUE)
def test_what_is_true_is_not_refuted(before: str, after: str) -> None:
    assert check_step(before, after, relation="implies", symbols=REAL).name != "refuted"


@pytest.mark.parametrize(("before", "after"), FALSE.values(), ids=FALSE)
def test_a_point_is_found(before: str, after: str) -> None:
    verdict = check_step(before, after, relation="implies", symbols=REAL)
    assert verdict.name == "refuted"
    assert verdict.counterexample is not None
    assert verdict.counterexample.after == "false"


def test_a_point_is_found_where_an_angle_is_what_two_leave() -> None:
    angles = dict.fromkeys("xyz", "positive real")
    verdict = check_step(
        "sin(x)*sin(y)*sin(z)", "0.649", relation="<=", symbols=angles, assume=["x + y + z = pi"]
    )
    assert verdict.name == "refuted"


def test_a_search_ends_where_there_are_few_points() -> None:
    verdict = check_step("p or not p", "true", relation="iff", symbols={"p": "boolean"})
    assert verdict.name == "proved"
