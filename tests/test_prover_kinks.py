"""Derivatives at single points at which the table says nothing, by the slopes beside them."""

from __future__ import annotations

import pytest

from derivcheck.api import check_step

SYMBOLS = {"x": "real", "y": "real", "p": "nonnegative real"}

NOT_PROVED = {
    "another value at the kink": ("diff(x*|x|, x)", "=", "2*|x| + 1{x = 0}"),
    "another value beside a second kink": (
        "diff(x*|x| + (x - 1)*|x - 1|, x)", "=", "2*|x| + 2*|x - 1| + 1{x = 1}"),
    "a bound that fails at the kink": ("diff(x*|x|, x)", ">=", "1{x = 0}"),
    "another value where a sine is zero": (
        "diff(sin(x)*|sin(x)|, x)", "=", "2*|sin(x)|*cos(x) + 1{sin(x) = 0}"),
    "a slope that jumps": ("diff(|x|*y + x^2*sign(x), x)", "=", "2*|x| + y*sign(x) + 1{x = 0}"),
}  # fmt: skip
PROVED = {
    "a size": ("diff(x*|x|, x)", "=", "2*|x|"),
    "a cube": ("diff(|x|^3, x)", "=", "3*x*|x|"),
    "a hinge": ("diff(max(x, 0)^2, x)", "=", "2*max(x, 0)"),
    "the greater of two": ("diff(max(x, -x)*x, x)", "=", "2*|x|"),
    "a root": ("diff(cbrt(x)^4, x)", "=", "4*cbrt(x)/3"),
    "a root of a square": ("diff(sqrt(x^2)*x, x)", "=", "2*sqrt(x^2)"),
    "wherever a sine is zero": ("diff(sin(x)*|sin(x)|, x)", "=", "2*|sin(x)|*cos(x)"),
    "two kinks": ("diff((x - 1)*|x - 1| + x*|x|, x)", "=", "2*|x - 1| + 2*|x|"),
    "beside others": ("y + diff(max(x, 0)^2, x)/2", "=", "max(x, 0) + y"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_holds_beside_a_point_only(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation, symbols=SYMBOLS).name in ("undecided", "refuted")


@pytest.mark.parametrize(("before", "relation", "after"), PROVED.values(), ids=PROVED)
def test_derivatives_that_exist_at_a_kink(before: str, relation: str, after: str) -> None:
    found = check_step(before, after, relation, symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", ())


WHERE_IT_EXISTS = {
    "a half-line": ("diff(p*|p|, p)", "=", "2*p"),
    "an inequality": ("diff(x*|x|, x)", ">=", "0"),
    "the pieces of a function": ("diff(Piecewise((x^2, x > 0), (-x^2, True)), x)", "=", "2*|x|"),
}


@pytest.mark.parametrize(
    ("before", "relation", "after"), WHERE_IT_EXISTS.values(), ids=WHERE_IT_EXISTS
)
def test_that_it_exists_is_told_where_it_is_not_seen(
    before: str, relation: str, after: str
) -> None:
    found = check_step(before, after, relation, symbols=SYMBOLS)
    assert found.name == "proved"
    assert all(str(c).startswith("defined(diff(") for c in found.conditions)
