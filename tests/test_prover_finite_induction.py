"""Recurrences that are known up to a number: induction that ends there."""

from __future__ import annotations

import pytest

import derivcheck

COUNTED = {"a": "function integer -> real", "n": "positive integer"}
SUMMED = ("for all k in 1..n: a(k) = a(k - 1) + k", "a(0) = 0")
STEPS = {
    "one too few": (COUNTED, SUMMED, "a(n)", "n*(n - 1)/2", "refuted"),
    "beyond the end": (COUNTED, SUMMED, "a(n + 1)", "(n + 1)*(n + 2)/2", "undecided"),
    "no beginning": (COUNTED, SUMMED[:1], "a(n)", "n*(n + 1)/2", "refuted"),
    "sums": (COUNTED, SUMMED, "a(n)", "n*(n + 1)/2", "proved"),
    "powers": (
        COUNTED, ("for all k in 1..n: a(k) = 2*a(k - 1)", "a(0) = 3"), "a(n)", "3*2^n", "proved",
    ),
    "the next one": (
        COUNTED, ("for all k in 0..n - 1: a(k + 1) = a(k) + 1/((k + 1)*(k + 2))", "a(0) = 0"),
        "a(n)", "n/(n + 1)", "proved",
    ),
    "entries": (
        {"x": "real[n]", "n": "positive integer", "g": "real"},
        ("for all k in 2..n: x[k] = x[k - 1] + g", "x[1] = g"), "x[n]", "n*g", "proved",
    ),
    "averages that fade": (
        {"m": "function integer -> real", "t": "positive integer", "b": "real", "g": "real"},
        ("for all k in 1..t: m(k) = b*m(k - 1) + (1 - b)*g", "m(0) = 0"),
        "m(t)", "(1 - b^t)*g", "proved",
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("symbols", "given", "before", "after", "verdict"), STEPS.values(), ids=STEPS
)
def test_what_a_recurrence_tells_up_to_a_number(
    symbols: dict[str, str], given: tuple[str, ...], before: str, after: str, verdict: str
) -> None:
    assert derivcheck.check_step(before, after, "=", symbols, given).name == verdict
