"""Equations of arrays that are known, used of the entries that numbers speak of."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "n, m": "positive integer", "P": "real[n, m]", "D": "real[n, m]", "A, Q": "real[n, n]",
    "v, x, b": "real[n]", "c": "real", "i, j": "index of n",
}  # fmt: skip
STOCHASTIC, ORTHONORMAL, EIGEN = "P @ ones(m) = ones(n)", "Q.T @ Q = eye(n)", "A @ v = c*v"
BACKWARD = "hadamard(P, D - diag(D @ P.T) @ ones(m).T) @ ones(m)"
WRONG: dict[str, tuple[str, str, str]] = {
    "another total": ("P @ ones(m) = 2*ones(n)", "sum(P[i, t], t = 1..m)", "1"),
    "a column": (STOCHASTIC, "sum(P[t, 1], t = 1..n)", "1"),
    "a term short": (STOCHASTIC, "sum(P[i, t], t = 1..m - 1)", "1"),
    "rows for columns": (ORTHONORMAL, "sum(Q[k, i]*Q[j, k], k = 1..n)", "1{i = j}"),
    "another vector": (EIGEN, "sum(A[i, k]*x[k], k = 1..n)", "c*x[i]"),
    "another entry": (EIGEN, "sum(A[i, k]*v[k], k = 1..n)", "c*v[j]"),
}
RIGHT: dict[str, tuple[str, str, str]] = {
    "a row":              (STOCHASTIC, "sum(P[i, t], t = 1..m)", "1"),
    "a row by a number":  (STOCHASTIC, "sum(P[1, t], t = 1..m)", "1"),
    "a row in a product": (STOCHASTIC, "c*sum(P[i, t], t = 1..m) - c", "0"),
    "two columns":        (ORTHONORMAL, "sum(Q[k, i]*Q[k, j], k = 1..n)", "1{i = j}"),
    "one column":         (ORTHONORMAL, "sum(Q[k, i]^2, k = 1..n)", "1"),
    "an eigenvector":     (EIGEN, "sum(A[i, k]*v[k], k = 1..n)", "c*v[i]"),
    "backward through a softmax": (STOCHASTIC, BACKWARD,
                                   "zeros(n)"),
    "a system":           ("A @ x = b", "b[i] - A[i, i]*x[i]",
                           "sum(A[i, k]*x[k], k = 1..n, k != i)"),
}  # fmt: skip


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_what_does_not_follow_is_refuted(row: tuple[str, str, str]) -> None:
    fact, before, after = row
    assert check_step(before, after, symbols=SYMBOLS, assume=[fact]).name == "refuted"


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_entries_of_known_equations_are_used(row: tuple[str, str, str]) -> None:
    fact, before, after = row
    found = check_step(before, after, symbols=SYMBOLS, assume=[fact])
    assert (found.name, found.conditions) == ("proved", ())


def test_an_index_that_may_be_out_of_range_is_a_condition() -> None:
    """There is no such row, so there is no total of it."""
    symbols = {**SYMBOLS, "l": "integer"}
    found = check_step("sum(P[l, t], t = 1..m)", "1", symbols=symbols, assume=[STOCHASTIC])
    assert found.name != "proved" or found.conditions


def test_an_entry_is_at_most_its_row() -> None:
    symbols = {**SYMBOLS, "P": "nonnegative real[n, m]", "l": "index of m"}
    for before, assume, name in [
        ("P[i, l]", "P @ ones(m) = 2*ones(n)", "refuted"),
        ("P[i, l]", STOCHASTIC, "proved"),
        ("P[i, l]", "P.T @ ones(n) = ones(m)", "proved"),
    ]:
        found = check_step(before, "1", relation="<=", symbols=symbols, assume=[assume])
        assert found.name == name, (before, assume)
