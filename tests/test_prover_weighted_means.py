"""Sums of products of positive numbers by weighted means: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

POSITIVE = dict.fromkeys("pqrsu", "positive real")
WRONG = {
    "a little more":         ("p/q + q/r + r/p", ">=", "3.1"),
    "strictly, at equality": ("p/q + q/r + r/p", ">", "3"),
    "more than elsewhere":   ("p + q + 8/(p*q)", ">=", "13/2"),
    "a weight too many":     ("2*p^3 + q^3", ">=", "4*p^2*q"),
    "the other way":         ("p^2*q + q^2*r + r^2*p", "<=", "3*p*q*r"),
}  # fmt: skip
RIGHT = {
    "a cycle":               ("p/q + q/r + r/p", ">=", "3"),
    "strictly":              ("p/q + q/r + r/p", ">", "2"),
    "from the other side":   ("3*p*q*r", "<=", "p^2*q + q^2*r + r^2*p"),
    "equal at 2":            ("p + q + 8/(p*q)", ">=", "6"),
    "five":                  ("p^5 + q^5 + r^5 + s^5 + u^5", ">=", "5*p*q*r*s*u"),
    "more than one":         ("p^3*q + q^3*r + r^3*p", ">=", "p*q*r*(p + q + r)"),
    "equal at 1, 2, 4":      ("1/p + 4/q + 16/r", ">=", "49/(p + q + r)"),
    "roots":                 ("(p + q + r)^2", ">=", "9*cbrt(p*q*r)^2"),
}  # fmt: skip
ROWS = ("before", "relation", "after")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_bounds_are_refuted(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=POSITIVE).name == "refuted"


def test_numbers_of_either_sign_have_no_such_means() -> None:
    real = dict.fromkeys("pqr", "real")
    verdict = check_step("p^2*q + q^2*r + r^2*p", "3*p*q*r", relation=">=", symbols=real)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_bounds_are_proved(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=POSITIVE)
    assert (verdict.name, verdict.conditions) == ("proved", ())
