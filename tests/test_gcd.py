"""Greatest common divisors: first what is wrong or has no value, then what Euclid's steps show."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "integer", "b": "integer", "k": "integer", "n": "integer", "d": "positive integer",
    "x": "real",
}  # fmt: skip
WRONG = {
    "another number":        ("gcd(252, 198)", "6"),
    "a sign":                ("gcd(a, 0)", "a"),
    "not always one":        ("gcd(n, n + 2)", "1"),
    "a multiple of another": ("gcd(a + k*b, b)", "gcd(k, b)"),
    "not the product":       ("gcd(a*d, b*d)", "gcd(a, b)"),
    "of the zeros too":      ("gcd(a, b)/gcd(a, b)*0 + 1", "gcd(a, b)"),
    "lost but for integers": ("x", "x + gcd(x, 2) - gcd(x, 2)"),
    "lost but for some":     ("n", "n + gcd(n/2, 3) - gcd(n/2, 3)"),
    "a wrong sum":           ("sum(gcd(k, 6), k = 1..6)", "12"),
}  # fmt: skip
UNKNOWN = {
    "no value anywhere":     ("gcd(1/2, 1)", "1"),
    "no derivative":         ("diff(gcd(x, 2), x)", "0"),
    "no limit beside it":    ("lim(gcd(x, 2), x -> 2)", "2"),
    "divided by a number":   ("gcd(n/2, n/2 + 1)*0", "0*gcd(n/2 + 1/2, 1)"),
    "half a multiple":       ("gcd(n + n/2*2, 2)", "gcd(2*n, 4)"),
}  # fmt: skip
RIGHT = {
    "numbers":               ("gcd(252, 198)", "18"),
    "zeros":                 ("gcd(0, 0)", "0"),
    "the order":             ("gcd(a, b)", "gcd(b, a)"),
    "a multiple":            ("gcd(a + k*b, b)", "gcd(a, b)"),
    "beside zero":           ("gcd(a, 0)", "abs(a)"),
    "a sign inside":         ("gcd(-a, b)", "gcd(a, b)"),
    "neighbours":            ("gcd(n, n + 1)", "1"),
    "a fraction in lowest terms": ("gcd(21*n + 4, 14*n + 3)", "1"),
    "a rest":                ("gcd(n, n + 2)", "gcd(n, 2)"),
    "a common factor":       ("gcd(a*d, b*d)", "d*gcd(a, b)"),
    "a polynomial":          ("gcd(n^2 + n + 1, n + 1)", "1"),
    "a sum":                 ("sum(gcd(k, 6), k = 1..6)", "15"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_divisors_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_has_no_value_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_divisors_are_found(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())


def test_a_divisor_is_positive_where_a_number_is_not_zero() -> None:
    assert check_step("gcd(a, b)", "0", ">", SYMBOLS, ["a != 0"]).name == "proved"
    assert check_step("gcd(a, b)", "0", ">", SYMBOLS).name == "refuted"


def test_the_complex_field_has_none() -> None:
    assert check_step("gcd(z, 2)", "gcd(2, z)", symbols={"z": "complex"}).name != "proved"
