"""Multiples of sums that are equal term by term, or have a closed form: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "integer in [2, oo)", "p": "real in (0, 1)", "x": "real"}
MEAN = "sum(k*binomial(n, k)*p^k*(1 - p)^(n - k), k = 1..n)"
REST = "sum(binomial(n - 1, k - 1)*p^(k - 1)*(1 - p)^(n - k), k = 1..n)"
ALL = "sum(binomial(n - 1, j)*p^j*(1 - p)^(n - 1 - j), j = 0..n - 1)"
WRONG = {
    "from the end, but one": ("sum(p^(n - k), k = 1..n)", "sum(p^k, k = 1..n)"),
    "a factor lost":         (MEAN, f"n*{REST}"),
    "another range":         (MEAN, f"n*p*{ALL.replace('n - 1)', 'n - 2)')}"),
    "a factor too many":     (f"n*p*{ALL}", "n*p^2"),
}  # fmt: skip
RIGHT = {
    "from the end":
        ("p*sum(p^(n - k), k = 1..n)", "p*sum(p^k, k = 0..n - 1)", "elementary"),
    "absorbed":              (MEAN, f"n*p*{REST}", "integrands"),
    "without a parameter":   ("sum(k*binomial(n, k), k = 1..n)",
                              "n*sum(binomial(n - 1, k - 1), k = 1..n)", "integrands"),
    "a multiple of a value": (f"n*p*{ALL}", "n*p*(p + 1 - p)^(n - 1)", "hypergeometric"),
    "a factor divided out":  (f"p*{ALL}", "p", "hypergeometric"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_sums_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after", "prover"), RIGHT.values(), ids=RIGHT)
def test_sums_are_proved(before: str, after: str, prover: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.prover, verdict.conditions) == ("proved", prover, ())
