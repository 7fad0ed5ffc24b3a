"""Sums and products over ranges that begin at a name."""

from __future__ import annotations

import pytest

import derivcheck

SYMBOLS = {
    "k": "integer", "n": "positive integer", "m": "positive integer", "x": "positive real",
}  # fmt: skip


def verdict(before: str, after: str, *assume: str) -> str:
    return derivcheck.check_step(before, after, "=", SYMBOLS, assume).name


@pytest.mark.parametrize(
    ("before", "after", "assume"),
    [
        ("sum(1/(k*(k + 1)), k = n..m)", "1/n - 1/(m + 1)", ()),  # m = 1, n = 3: empty
        ("sum(1/(k*(k + 1)), k = n + 1..2*n)", "1/(n + 1) - 1/(2*n)", ()),
        ("sum(1/(k*(k + 2)), k = n..m)", "(1/n - 1/(m + 2))/2", ("n <= m",)),
        ("sum(k*k!, k = n..2*n)", "(2*n + 1)! - (n - 1)!", ()),
        ("sum((-1)^(k + 1)/k, k = 1..2*n)", "sum(1/k, k = n..2*n)", ()),
        ("prod(k + n, k = 1..n)", "(2*n)!/(n + 1)!", ()),
    ],
)
def test_what_is_false_is_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, after, *assume) == "refuted"


def test_a_pole_in_the_range_is_no_telescope() -> None:
    assert verdict("sum(1/(k*(k + 1)), k = -n..n)", "-1/n - 1/(n + 1)") != "proved"


@pytest.mark.parametrize(
    ("before", "after", "assume"),
    [
        ("sum(1/(k*(k + 1)), k = n..m)", "1/n - 1/(m + 1)", ("n <= m",)),
        ("sum(1/((x + k)*(x + k + 1)), k = n..m)", "1/(x + n) - 1/(x + m + 1)", ("n <= m",)),
        ("sum(1/(k*(k + 2)), k = n..2*n)", "(1/n + 1/(n + 1) - 1/(2*n + 1) - 1/(2*n + 2))/2", ()),
        ("sum(k*k!, k = n..2*n)", "(2*n + 1)! - n!", ()),
        ("sum(k/(k + 1)!, k = n..2*n)", "1/n! - 1/(2*n + 1)!", ()),
    ],
)
def test_terms_are_differences(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, after, *assume) == "proved"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sum((-1)^(k + 1)/k, k = 1..2*n)", "sum(1/k, k = n + 1..2*n)"),  # Botez and Catalan
        ("prod(k + n, k = 1..n)", "2^n*prod(2*k - 1, k = 1..n)"),
        ("prod(k, k = n + 1..2*n)", "(2*n)!/n!"),
    ],
)
def test_inductions_over_ranges_that_begin_at_the_name(before: str, after: str) -> None:
    assert verdict(before, after) == "proved"
