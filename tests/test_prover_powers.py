"""Powers of absolute values with symbolic exponents: what only looks alike first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "integer", "m": "positive integer"} | dict.fromkeys("axy", "real")
WRONG = {
    "any parity":           ("abs(x)^n", "x^n"),
    "an odd exponent":      ("abs(x)^(2*m + 1)", "x^(2*m + 1)"),
    "a root with a sign":   ("sqrt(x^(2*n))", "x^n"),
    "a sign that is kept":  ("(-x)^n", "x^n"),
    "a square inside":      ("(x^2)^m", "abs(x)^m"),
    "half of it":           ("(x^2)^(a/2)", "x^a"),
}  # fmt: skip
RIGHT = {
    "even exponents":       ("abs(x)^(2*n)", "x^(2*n)"),
    "the other way":        ("x^(2*n)", "abs(x)^(2*n)"),
    "a square inside":      ("(x^2)^n", "abs(x)^(2*n)"),
    "a root":               ("sqrt(x^(2*n))", "abs(x)^n"),
    "one over":             ("abs(x)^(2*m + 1)", "abs(x)*x^(2*m)"),
    "a product":            ("abs(x*y)^(2*n)", "x^(2*n)*y^(2*n)"),
    "a product of any parity": ("abs(x*y)^n", "abs(x)^n*abs(y)^n"),
    "squared":              ("(abs(x)^n)^2", "x^(2*n)"),
    "a difference":         ("abs(x - y)^(2*n)", "(y - x)^(2*n)"),
    "a root of that order": ("(x^(2*m))^(1/(2*m))", "abs(x)"),
    "cancelled":            ("abs(x)^(2*m)/x^2", "x^(2*m - 2)"),
}  # fmt: skip
NONZERO = {
    "real exponents":       ("(x^2)^(a/2)", "abs(x)^a"),
    "of fourth powers":     ("(x^4)^(a/4)", "abs(x)^a"),
    "by the logarithm":     ("abs(x)^(2*n)", "exp(2*n*log(abs(x)))"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_what_only_looks_alike_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


def test_complex_powers_are_none_of_these() -> None:
    symbols = {"z": "complex", "n": "positive integer"}
    assert check_step("abs(z)^(2*n)", "z^(2*n)", symbols=symbols).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_powers_of_absolute_values(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved"


@pytest.mark.parametrize(("before", "after"), NONZERO.values(), ids=NONZERO)
def test_powers_away_from_zero(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=["x != 0"])
    assert found.name == "proved"


BELOW_ZERO = {
    "an even exponent":     ("x^(2*n)", "exp(2*n*log(-x))"),
    "an odd exponent":      ("x^(2*n + 1)", "-(-x)^(2*n + 1)"),
    "any parity":           ("x^n", "(-1)^n*exp(n*log(-x))"),
    "the square":           ("x^(2*n)", "(x^2)^n"),
    "one less":             ("x^(n - 1)*x", "x^n"),
    "any that has values":  ("x^a", "(-1)^a*exp(a*log(-x))"),
}  # fmt: skip
ITS_SIGN = {
    "a sign too few":       ("x^n", "exp(n*log(-x))"),
    "an odd exponent":      ("x^(2*n + 1)", "(-x)^(2*n + 1)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), ITS_SIGN.values(), ids=ITS_SIGN)
def test_whole_powers_of_negative_numbers_have_signs(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=["x < 0"]).name != "proved"


@pytest.mark.parametrize(("before", "after"), BELOW_ZERO.values(), ids=BELOW_ZERO)
def test_whole_powers_of_negative_numbers(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=["x < 0"]).name == "proved"
