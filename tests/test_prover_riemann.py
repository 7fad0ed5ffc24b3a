"""Limits of Riemann sums: what is no such sum first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"f": "function", "g": "continuous function", "a": "real", "p": "positive real"}
WRONG = {
    "twice as much":        ("lim(sum(n/(n^2 + k^2), k = 1..n), n -> oo)", "pi/2"),
    "the other end":        ("lim(sum(exp(k/n), k = 1..n)/n, n -> oo)", "E"),
    "the other end, from 0": ("lim(sum(exp(k/n), k = 0..n-1)/n, n -> oo)", "E"),
    "twice the range":      ("lim(sum(1/(n + k), k = 1..2*n), integer n -> oo)", "log(2)"),
}  # fmt: skip
OPEN = {
    "no number n is left":  ("lim(sum(f(k/n), k = 1..n), n -> oo)", "int(f(x), x = 0..1)"),
    "a function with a pole": ("lim(sum(n/k^2, k = 1..n), n -> oo)", "1"),
    "harmonic numbers":     ("lim(sum(1/k, k = 1..n), n -> oo)", "int(1/x, x = 0..1)"),
    "unbounded at the end": ("lim(sum(1/sqrt(n^2 - k^2), k = 1..n), n -> oo)", "pi/2"),
    "no term at the end":   ("lim(sum(n/k^2, k = 0..n-1), n -> oo)", "1"),
    "any exponent":         ("lim(sum(k^a, k = 1..n)/n^(a + 1), n -> oo)", "1/(a + 1)"),
    "whole numbers alone":  ("lim(sum(1/(n + k), k = 1..2*n), n -> oo)", "log(3)"),
    "half of the points":   ("lim(sum(f(k/n), k = 1..2*n)/n, n -> oo)", "int(f(x), x = 0..1)"),
    "what jumps":           ("lim(sum(floor(k/n), k = 1..n)/n, n -> oo)", "1"),
}  # fmt: skip
RIGHT = {
    "any smooth function":  ("lim(sum(f(k/n), k = 1..n)/n, n -> oo)", "int(f(x), x = 0..1)"),
    "any continuous one":   ("lim(sum(g(k/n), k = 1..n)/n, n -> oo)", "int(g(x), x = 0..1)"),
    "over another range":   ("lim(sum(1/(n + k), k = 1..n), n -> oo)", "log(2)"),
    "an arctangent":        ("lim(sum(n/(n^2 + k^2), k = 1..n), integer n -> oo)", "pi/4"),
    "from 0 to n - 1":      ("lim(sum(f(k/n), k = 0..n-1)/n, n -> oo)", "int(f(x), x = 0..1)"),
    "twice as far":         ("lim(sum(1/(n + k), k = 1..2*n), integer n -> oo)", "log(3)"),
    "the second half":      ("lim(sum(1/k, k = n+1..2*n), integer n -> oo)", "log(2)"),
    "a power":              ("lim(sum(k^p, k = 1..n)/n^(p + 1), n -> oo)", "1/(p + 1)"),
    "an end without a slope": ("lim(sum(sqrt(k), k = 1..n)/n^(3/2), n -> oo)", "2/3"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_values_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after).name == "refuted"


@pytest.mark.parametrize(("before", "after"), OPEN.values(), ids=OPEN)
def test_what_is_no_riemann_sum_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_limits_of_riemann_sums(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"
