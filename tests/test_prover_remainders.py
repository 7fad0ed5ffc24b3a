"""Remainders of powers and by primes: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "nonnegative integer", "k": "integer", "x": "real"}
WRONG = {
    "a modulus too large":   ("mod(4^n + 15*n - 1, 27)", "0"),
    "not at the beginning":  ("mod(10^n, 18)", "10"),
    "another remainder":     ("mod(7^n - 1, 12)", "0"),
    "not for negative ones": ("mod(2^k, 1)", "0"),
    "a prime too many":      ("mod(k^5 - k, 60)", "0"),
    "not of real numbers":   ("mod(x^5 - x, 30)", "0"),
}  # fmt: skip
RIGHT = {
    "nines":                 ("mod(10^n, 9)", "1"),
    "one power":             ("mod(7^n - 1, 6)", "0"),
    "a power of a power":    ("mod(3^(2*n + 2) - 8*n - 9, 64)", "0"),
    "a power and a line":    ("mod(4^n + 15*n - 1, 9)", "0"),
    "two powers":            ("mod(5^n - 2^n, 3)", "0"),
    "two bases and a shift": ("mod(11^(n + 2) + 12^(2*n + 1), 133)", "0"),
    "a sign that alternates": ("mod(2^n - (-1)^n, 3)", "0"),
    "a factor before it":    ("mod(n*4^n - n, 3)", "0"),
    "three primes":          ("mod(k^5 - k, 30)", "0"),
    "a remainder by primes": ("mod(k^3 + 5*k + 3, 6)", "3"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_remainders_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_remainders_are_proved(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())


def test_a_power_from_a_bound_on() -> None:
    verdict = check_step("mod(10^n, 18)", "10", symbols=SYMBOLS, assume=["n >= 1"])
    assert verdict.name == "proved"


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("mod(12^(2*n - 1) + 1, 26)", "0", "refuted"),
        ("mod(12^(2*n - 1) + 1, 13)", "0", "proved"),
        ("mod(11^(n + 1) + 12^(2*n - 1), 133)", "0", "proved"),
        ("mod(2^(3*n - 2), 7)", "2", "proved"),
    ],
)
def test_exponents_that_begin_below_zero(before: str, after: str, name: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=["n >= 1"]).name == name
