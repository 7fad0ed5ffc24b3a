"""Signs of what arrays give: entries of rows that add up, quadratic forms, quotients of norms."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.claims import Relation

SYMBOLS = {
    "n, d": "positive integer", "i, j": "index of n", "P": "nonnegative real[n, n]",
    "Q": "real[n, n]", "s": "positive real[n]", "r": "real[n]", "X": "real[n, d]",
    "w": "real[d]", "u, v": "real[n]",
}  # fmt: skip
ROWS = ["for all a = 1..n: sum(P[a, b], b = 1..n) = 1"]
SIGNED = ["for all a = 1..n: sum(Q[a, b], b = 1..n) = 1"]
NONZERO = ["u != zeros(n)", "v != zeros(n)"]
COSINE = "(u @ v)/(norm(u)*norm(v))"
WRONG: dict[str, tuple[str, Relation, str, list[str]]] = {
    "terms of both signs":    ("Q[i, j]", "<=", "1", SIGNED),
    "less than the whole":    ("P[i, j]", "<=", "1/2", ROWS),
    "weights of both signs":  ("u @ diag(r) @ u", ">=", "0", []),
    "not a square":           ("u @ diag(s) @ v", ">=", "0", []),
    "beyond the cosine":      ("1/2", ">=", COSINE, NONZERO),
}  # fmt: skip
RIGHT: dict[str, tuple[str, Relation, str, list[str]]] = {
    "an entry of a row":      ("P[i, j]", "<=", "1", ROWS),
    "on the diagonal":        ("P[j, j]", "<=", "1", ROWS),
    "a weighted square":      ("u @ diag(s) @ u", ">=", "0", []),
    "a Hessian":              ("w @ X.T @ diag(s) @ X @ w", ">=", "0", []),
    "a cosine from below":    ("-1", "<=", COSINE, NONZERO),
    "a norm divides itself":  ("1", "=", "norm(u)/norm(u)", NONZERO),
}  # fmt: skip


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_wrong_signs_are_not_proved(row: tuple[str, Relation, str, list[str]]) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=given)
    assert found.name == "refuted"


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_signs_are_proved(row: tuple[str, Relation, str, list[str]]) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=given)
    assert (found.name, found.conditions) == ("proved", ())
