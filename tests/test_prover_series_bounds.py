"""Sums compared term by term as they are written: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "positive integer", "m": "integer in [2, oo)"}
WRONG = {
    "equal for one term":   ("sum(1/k^3, k = 1..n)", "<", "sum(1/k^2, k = 1..n)"),
    "too much a term":      ("sum(1/k, k = n + 1..2*n)", ">=", "3/4"),
    "the wrong way":        ("sum(1/(k*(k - 1)), k = 2..m)", "<=", "sum(1/k^2, k = 2..m)"),
}  # fmt: skip
RIGHT = {
    "with a closed form":   ("sum(1/k^2, k = 2..n)", "<=", "sum(1/(k*(k - 1)), k = 2..n)"),
    "strictly":             ("sum(1/k^2, k = 2..m)", "<", "sum(1/(k*(k - 1)), k = 2..m)"),
    "by the least term":    ("sum(1/k, k = n + 1..2*n)", ">=", "1/2"),
    "by the greatest":      ("sum(1/(n + k), k = 1..n)", "<", "1"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_wrong_bounds_are_refuted(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_bounds_are_proved(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS)
    assert (verdict.name, verdict.prover, verdict.conditions) == ("proved", "series", ())


TABLE = {"n, m": "positive integer", "q": "positive real[n, m]", "i": "index of n"}


@pytest.mark.parametrize(("total", "expected"), [(2, "refuted"), (1, "proved")])
def test_weights_that_sum_to_one_in_all_rows_are_weights(total: int, expected: str) -> None:
    assume = [f"for all j = 1..n, sum(q[j, k], k = 1..m) = {total}"]
    before, after = "sum(q[i, l]*sin(l), l = 1..m)", "1"
    found = check_step(before, after, relation="<=", symbols=TABLE, assume=assume)
    assert found.name == expected
