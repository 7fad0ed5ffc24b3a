"""Sums compared term by term as they are written: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.claims import Relation

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


VECTORS = {
    "n": "positive integer", "i": "index of n", "a, b, x": "real[n]",
    "B": "real[n, n]", "p, q": "positive real[n]", "r": "nonnegative real[n]",
}  # fmt: skip
WEIGHTS = ["sum(p[i], i = 1..n) = 1", "sum(q[i], i = 1..n) = 1"]
MEAN = "sum(r[i]*x[i], i = 1..n)"
SCORE = "sum(B[{}, l]*a[l], l = 1..n)"
ROOTED = "sqrt(sum(a[i]^2, i = 1..n)*sum(b[i]^2, i = 1..n))"
UNFOUNDED = {
    "without the weights": ("sum(p[i]^2, i = 1..n)", ">=", "1/n", []),
    "the wrong way":       ("sum(p[i]^2/q[i], i = 1..n)", "<=", "1", WEIGHTS),
    "a root too few":      ("|sum(a[i]*b[i], i = 1..n)|", "<=", "sum(a[i]^2, i = 1..n)", []),
    "of another sum":      ("sum(a[i]*b[i], i = 1..n)", ">=", ROOTED, []),
    "weights of two":      (f"{MEAN}^2", "<=", "sum(r[i]*x[i]^2, i = 1..n)",
                            ["sum(r[i], i = 1..n) = 2"]),
}  # fmt: skip
FOUNDED = {
    "least squares":    ("sum(p[i]^2, i = 1..n)", ">=", "1/n", WEIGHTS),
    "chi square":       ("sum(p[i]^2/q[i], i = 1..n)", ">=", "1", WEIGHTS),
    "a square of one":  (f"{MEAN}^2", "<=", "sum(r[i]*x[i]^2, i = 1..n)",
                         ["sum(r[i], i = 1..n) = 1"]),
    "roots":            ("sum(a[i]*b[i], i = 1..n)", "<=", ROOTED, []),
    "roots, either way": ("|sum(a[i]*b[i], i = 1..n)|", "<=", ROOTED, []),
    "affinity":         ("sum(sqrt(p[i]*q[i]), i = 1..n)", "<=", "1", WEIGHTS),
    "log-sum-exp":      ("log(sum(exp(a[i]), i = 1..n))", ">=", "a[i]", []),
    "a loss":           (f"log(sum(exp({SCORE.format('j')}), j = 1..n)) - {SCORE.format('i')}",
                         ">=", "0", []),
    "by its covariance": ("1", "<=", "sum(p[i]*x[i]^2, i = 1..n)*sum(p[i]*b[i]^2, i = 1..n)",
                         [*WEIGHTS, "sum(p[i]*x[i]*b[i], i = 1..n) = 1"]),
}  # fmt: skip


@pytest.mark.parametrize("row", UNFOUNDED.values(), ids=UNFOUNDED)
def test_what_cauchy_does_not_say_is_refuted(row: tuple[str, str, str, list[str]]) -> None:
    before, relation, after, assume = row
    found = check_step(before, after, relation=relation, symbols=VECTORS, assume=assume)
    assert found.name == "refuted"


@pytest.mark.parametrize("row", FOUNDED.values(), ids=FOUNDED)
def test_what_cauchy_says_is_proved(row: tuple[str, str, str, list[str]]) -> None:
    before, relation, after, assume = row
    found = check_step(before, after, relation=relation, symbols=VECTORS, assume=assume)
    assert (found.name, found.conditions) == ("proved", ())


MIXTURE = "sum(w[b]*exp(-(x[a] - m[b])^2), b = 1..k)"
COMPONENTS = {"n, k": "positive integer", "x": "real[n]", "m": "real[k]", "w": "positive real[k]"}


@pytest.mark.parametrize(("after", "expected"), [("n", "proved"), ("k", "refuted")])
def test_densities_on_both_sides_of_a_quotient_cancel(after: str, expected: str) -> None:
    shares = f"sum(sum(w[b]*exp(-(x[a] - m[b])^2)/{MIXTURE}, a = 1..n), b = 1..k)"
    assert check_step(shares, after, symbols=COMPONENTS).name == expected


BELLMAN = [
    "for all s = 1..n: sum(P[s, u], u = 1..n) = 1",
    "for all s = 1..n: V[s] = r[s] + g*sum(P[s, u]*V[u], u = 1..n)",
]
CHAIN = {"n": "positive integer", "P": "positive real[n, n]", "r, V": "real[n]", "i": "index of n"}


@pytest.mark.parametrize(("relation", "expected"), [(">=", "proved"), ("<=", "refuted")])
def test_values_that_are_given_by_values_are_averaged(relation: Relation, expected: str) -> None:
    before, after = "sum(P[i, u]*exp(V[u]), u = 1..n)", "exp(sum(P[i, u]*V[u], u = 1..n))"
    symbols = CHAIN | {"g": "real in (0, 1)"}
    found = check_step(before, after, relation=relation, symbols=symbols, assume=BELLMAN)
    assert found.name == expected
