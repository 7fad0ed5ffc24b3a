"""What is known to be one of several things: first what is false, then what each case shows."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "positive integer", "i": "index of n", "x, y, c, D": "real[n]", "a, u": "real"}
LABEL = "for all i = 1..n, y[i] in {-1, 1}"
CHOICE = "for all i = 1..n: c[i] in {0, 1}"
SHARE = ["sum(D[i], i = 1..n) = 1", "sum(D[i]*c[i], i = 1..n) = u"]
SIGMOID = "sum(x[i]*exp(-y[i]*x[i])/(1 + exp(-y[i]*x[i]))^2, i = 1..n)"

WRONG = {
    "an odd power of a label":   ([LABEL], "y[i]^3*x[i]", "x[i]"),
    "labels in a sum":           ([LABEL], "sum(y[i]*x[i], i = 1..n)", "sum(x[i], i = 1..n)"),
    "of a choice a label's":     ([CHOICE], "sum(c[i]^2, i = 1..n)", "n"),
    "cases of a number":         (["u in {-1, 1}"], "exp(a*u)", "exp(a)"),
}  # fmt: skip
RIGHT = {
    "cases of a number":         (["u in {-1, 1}"], "1/(1 + exp(a*u)) - 1/2",
                                  "u*(1/(1 + exp(a)) - 1/2)", "cases"),
    "a label at an index":       ([LABEL], "y[i]^2*x[i]", "x[i]", "cases"),
    "squares of labels":         ([LABEL], "sum(y[i]^2*x[i], i = 1..n)", "sum(x[i], i = 1..n)",
                                  "elementary"),
    "labels in an exponential":  ([LABEL], SIGMOID,
                                  "sum(x[i]*exp(x[i])/(1 + exp(x[i]))^2, i = 1..n)", "elementary"),
    "choices":                   ([CHOICE], "sum(c[i]^3, i = 1..n)", "sum(c[i], i = 1..n)",
                                  "elementary"),
    "a value for each choice":   ([CHOICE, *SHARE], "sum(D[i]*exp(a*(2*c[i] - 1)), i = 1..n)",
                                  "exp(-a)*(1 - u) + exp(a)*u", "elementary"),
}  # fmt: skip
OPEN = {
    "a value that is undefined": ([CHOICE], "sum(x[i]/c[i], i = 1..n)", "sum(x[i], i = 1..n)"),
}  # fmt: skip


@pytest.mark.parametrize(("assume", "before", "after"), WRONG.values(), ids=WRONG)
def test_what_fails_in_a_case(assume: list[str], before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize(("assume", "before", "after"), OPEN.values(), ids=OPEN)
def test_no_polynomial_through_what_has_no_value(
    assume: list[str], before: str, after: str
) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert verdict.name != "proved" or verdict.conditions


@pytest.mark.parametrize(("assume", "before", "after", "prover"), RIGHT.values(), ids=RIGHT)
def test_what_holds_in_each_case(assume: list[str], before: str, after: str, prover: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.prover, verdict.conditions) == ("proved", prover, ())
