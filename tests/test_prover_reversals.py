"""Sums over products of entries that an equation turns round: detailed balance."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "n": "positive integer", "j": "index of n", "P": "real[n, n]", "w, f, g": "real[n]",
}  # fmt: skip
BALANCE = "for all i = 1..n: for all k = 1..n: w[i]*P[i, k] = w[k]*P[k, i]"
ROWS = "for all i = 1..n: sum(P[i, k], k = 1..n) = 1"
REVERSIBLE = (BALANCE, ROWS)
WRONG = {
    "no balance":          ((ROWS,), "sum(w[i]*P[i, j], i = 1..n)", "w[j]"),
    "rows of unknown sum": ((BALANCE,), "sum(w[i]*P[i, j], i = 1..n)", "w[j]"),
    "a part of a row":     (REVERSIBLE, "sum(w[i]*P[i, j], i = 2..n)", "w[j]"),
    "other weights":       (REVERSIBLE, "sum(f[i]*P[i, j], i = 1..n)", "f[j]"),
}  # fmt: skip
RIGHT = {
    "at rest":             (REVERSIBLE, "sum(w[i]*P[i, j], i = 1..n)", "w[j]"),
    "an average":          (REVERSIBLE, "sum(sum(w[i]*P[i, k]*f[k], k = 1..n), i = 1..n)",
                            "sum(w[k]*f[k], k = 1..n)"),
    "self-adjoint":        (REVERSIBLE, "sum(f[i]*w[i]*sum(P[i, k]*g[k], k = 1..n), i = 1..n)",
                            "sum(g[k]*w[k]*sum(P[k, i]*f[i], i = 1..n), k = 1..n)"),
    "a Dirichlet form":    (REVERSIBLE,
                            "sum(sum(w[i]*P[i, k]*(f[i] - f[k])^2, k = 1..n), i = 1..n)/2",
                            "sum(w[i]*f[i]^2, i = 1..n) "
                            "- sum(sum(w[i]*P[i, k]*f[i]*f[k], k = 1..n), i = 1..n)"),
}  # fmt: skip


@pytest.mark.parametrize(("assume", "before", "after"), WRONG.values(), ids=WRONG)
def test_what_does_not_follow(assume: tuple[str, ...], before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name != "proved"


@pytest.mark.parametrize(("assume", "before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_follows(assume: tuple[str, ...], before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (found.name, found.conditions) == ("proved", ())
