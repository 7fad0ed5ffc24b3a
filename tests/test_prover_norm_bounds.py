"""Inner products and norms by bounds that are known."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.claims import Relation

SYMBOLS = {
    "n, m": "positive integer", "u, v, w": "real[n]", "b": "real[m]", "A": "real[m, n]",
    "B, C": "real[n, n]",
    "s": "nonnegative real", "e": "positive real", "t": "real",
}  # fmt: skip
UNIT = ["norm(u) = 1", "norm(v) = 1"]
Row = tuple[str, Relation, str, list[str]]
WRONG: dict[str, Row] = {
    "nothing is known of one":  ("u @ v", "<=", "1", ["norm(u) = 1"]),
    "more than one of two":     ("norm(u + v)", "<=", "1", UNIT),
    "the sign of the bound":    ("u @ v", ">=", "s*norm(v)", ["norm(u) <= s"]),
    "a bound from below":       ("u @ v", "<=", "1", ["norm(u) >= 1", "norm(v) >= 1"]),
    "strictly, where it is":    ("u @ v", "<", "1", UNIT),
    "a factor of either sign":  ("t*(u @ v)", "<=", "t", UNIT),
    "the distance of two":      ("norm(u - v)^2", "<=", "2", UNIT),
    "another length":           ("(u @ v)^2", "<=", "1/2", ["norm(u) = 1", "v @ v = 4"]),
    "the square of one longer": ("(u @ w)^2", "<=", "norm(w)^2", ["norm(u) >= 1"]),
    "by way of two":            ("norm(u - w)", "<=", "s",
                                 ["norm(u - v) <= s", "norm(v - w) <= s"]),
    "a mixture beyond 1":       ("norm(t*u + (1 - t)*v)", "<=", "s",
                                 ["norm(u) <= s", "norm(v) <= s"]),
    "a norm times a multiple":  ("norm(t*u)", "=", "t*norm(u)", []),
    "the bound of a matrix":    ("norm(A @ u)", "<=", "norm(u)", ["norm(A) <= 2"]),
}  # fmt: skip
RIGHT: dict[str, Row] = {
    "unit vectors":             ("u @ v", "<=", "1", UNIT),
    "the square of one":        ("(u @ w)^2", "<=", "norm(w)^2", ["norm(u) = 1"]),
    "from below":               ("u @ v", ">=", "-1", ["u @ u = 1", "v @ v = 1"]),
    "between bars":             ("|u @ v|", "<=", "1", ["norm(u) <= 1", "norm(v) <= 1"]),
    "a bound with a name":      ("u @ v", ">=", "-s*norm(v)", ["norm(u) <= s"]),
    "squares of distances":     ("norm(u - v)^2", "<=", "4", UNIT),
    "the norm of a sum":        ("norm(u + v)", "<", "1", ["norm(u) < 1/2", "norm(v) < 1/2"]),
    "of multiples":             ("norm(2*u - v)", "<=", "3", UNIT),
    "of a product":             ("norm(A @ u + b)", "<=", "s*norm(u) + e",
                                 ["norm(A) <= s", "norm(b) <= e"]),
    "by way of another":        ("norm(u - w)", "<=", "2*s",
                                 ["norm(u - v) <= s", "norm(v - w) <= s"]),
    "a mixture":                ("norm(t*u + (1 - t)*v)", "<=", "s",
                                 ["0 <= t", "t <= 1", "norm(u) <= s", "norm(v) <= s"]),
    "a form":                   ("|u @ B @ u|", "<=", "s*norm(u)^2", ["norm(B @ u) <= s*norm(u)"]),
    "of a product of square ones": ("norm(B @ C)", "<=", "norm(B)*norm(C)", []),
    "of a multiple":            ("norm(-3*u)", "=", "3*norm(u)", []),
    "of a multiple by a name":  ("norm(t*u)", "=", "|t|*norm(u)", []),
}  # fmt: skip


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_wrong_inequalities_are_refuted(row: Row) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=given)
    assert found.name == "refuted"


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_inequalities_are_proved(row: Row) -> None:
    before, relation, after, given = row
    found = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=given)
    assert (found.name, found.conditions) == ("proved", ())
