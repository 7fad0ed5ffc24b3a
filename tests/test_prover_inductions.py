"""Induction and zero derivatives: what only looks right is refused first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

N, X = {"n": "positive integer"}, {"x": "real"}
LAW = ["a(0) = 1", "for all integer k >= 0: a(k + 1) = a(k)/2 + 1"]

REFUTED = {
    "one factor too many":    (N, [], "sum(1/((2*j - 1)*(2*j + 1)), j = 1..n)", "n/(2*n - 1)"),
    "true at the first only": (N, [], "sum(j^3, j = 1..n)", "n^2"),
    "true from 2 on":         ({"n": "integer"}, ["n >= 1"],
                               "prod(j - 1, j = 2..n)", "factorial(n - 1) - 1{n = 1}"),
    "off by a constant":      (X, ["x < 0"], "atan(x) + atan(1/x)", "pi/2"),
    "a recurrence":           (N | {"a": "function integer -> real"}, LAW, "a(n)", "2 - 2^(1 - n)"),
    "two intervals":          (X, ["x != 0"], "atan(x) + atan(1/x)", "pi/2"),
    "beyond the pole":        (X, [], "atan((1 + x)/(1 - x))", "atan(x) + pi/4"),
    "beyond the turn":        (X, [], "2*atan(x)", "asin(2*x/(1 + x^2))"),
    "beyond a cut":           (X, [], "asin(sqrt(1 - x^2))", "acos(x)"),
    "on the other piece":     (X, [], "2*atan(x)", "acos((1 - x^2)/(1 + x^2))"),
    "one name for another":   (X | {"y": "real"}, [], "atan(x) - atan(y)",
                               "atan((x - y)/(1 + x*y))"),
    "a slope that differs":   (X, [], "2*atan(x)", "atan(2*x)"),
    "a binomial, one short":  (N | X, ["x > 0"], "(1 + x)^n", "sum(binomial(n, j)*x^j, j = 1..n)"),
    "a term left out":        (N | {"x": "real in (0, 1)"}, [],
                               "sum(binomial(n, j)*x^j*(1 - x)^(n - j), j = 1..n)", "1"),
    "logarithms, one more":   (N, [], "sum(log(j), j = 1..n)", "log((n + 1)!)"),
    "moments, one short":     (N | X, [], "sum(exp(x*j)*binomial(n, j), j = 1..n)",
                               "(1 + exp(x))^n"),
}  # fmt: skip
PROVED = {
    "a recurrence":   ("inductions", N | {"a": "function integer -> real"}, LAW,
                       "a(n)", "2 - 2^(-n)"),
    "fourth powers":  ("hypergeometric", N, [], "sum(j^4, j = 1..n)",
                       "n*(n + 1)*(2*n + 1)*(3*n^2 + 3*n - 1)/30"),
    "the sum behind": ("hypergeometric", N | X, ["x > 0"], "(1 + x)^n",
                       "sum(binomial(n, j)*x^j, j = 0..n)"),
    "moments":        ("hypergeometric", N | X, [], "sum(exp(x*j)*binomial(n, j), j = 0..n)",
                       "(1 + exp(x))^n"),
    "without a term": ("hypergeometric", N | {"x": "real in (0, 1)"}, [],
                       "sum(binomial(n, j)*x^j*(1 - x)^(n - j), j = 1..n)", "1 - (1 - x)^n"),
    "logarithms":     ("inductions", N, [], "sum(log(2*j), j = 1..n)", "n*log(2) + log(n!)"),
    "a telescope":    ("elementary", N, [], "sum(1/(j*(j + 1)), j = 1..n)", "n/(n + 1)"),
    "powers of two":  ("hypergeometric", N, [], "sum(j*2^j, j = 1..n)", "(n - 1)*2^(n + 1) + 2"),
    "factorials":     ("elementary", N, [], "sum(j*factorial(j), j = 1..n)",
                       "factorial(n + 1) - 1"),
    "a product":      ("elementary", N, [], "prod(1 + 1/j, j = 1..n)", "n + 1"),
    "from two on":    ("elementary", N, ["n >= 2"], "prod(1 - 1/j^2, j = 2..n)", "(n + 1)/(2*n)"),
    "signs":          ("hypergeometric", N, [], "sum((-1)^j*j^2, j = 1..n)", "(-1)^n*n*(n + 1)/2"),
    "cosines":        ("inductions", N | X, [], "sum(cos(j*x), j = 1..n)",
                       "sin(n*x/2)*cos((n + 1)*x/2)/sin(x/2)"),
    "a reciprocal":   ("elementary", X, ["x > 0"], "atan(x) + atan(1/x)", "pi/2"),
    "below the pole": ("constancy", X, ["x < 1"], "atan((1 + x)/(1 - x))", "atan(x) + pi/4"),
    "inside":         ("constancy", X, ["x > -1", "x < 1"], "2*atan(x)", "asin(2*x/(1 + x^2))"),
    "Gudermann's":    ("constancy", X, [], "2*atan(tanh(x/2))", "atan(sinh(x))"),
    "over an end":    ("constancy", X, [], "2*atan(sqrt(x))", "acos((1 - x)/(1 + x))"),
    "without an end": ("constancy", X, ["-1 < x"], "atan(sqrt((1 - x)/(1 + x)))", "acos(x)/2"),
    "from an end":    ("constancy", X, ["x >= 0"], "asin(sqrt(1 - x^2))", "acos(x)"),
    "of two names":   ("constancy", X | {"y": "real"}, ["x > 0", "y > 0"], "atan(x) - atan(y)",
                       "atan((x - y)/(1 + x*y))"),
    "half angles":    ("constancy", X, ["x > 0", "x < 1"], "2*asin(sqrt(x))", "acos(1 - 2*x)"),
}  # fmt: skip


@pytest.mark.parametrize(("symbols", "assume", "before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_only_looks_right(
    symbols: dict[str, str], assume: list[str], before: str, after: str
) -> None:
    assert check_step(before, after, symbols=symbols, assume=assume).name == "refuted"


@pytest.mark.parametrize(
    ("prover", "symbols", "assume", "before", "after"), PROVED.values(), ids=PROVED
)
def test_what_is_proved(
    prover: str, symbols: dict[str, str], assume: list[str], before: str, after: str
) -> None:
    verdict = check_step(before, after, symbols=symbols, assume=assume)
    assert (verdict.name, verdict.prover) == ("proved", prover)
