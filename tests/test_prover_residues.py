"""Floors and remainders of integers by residues: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "integer", "k": "integer", "x": "real"}
WRONG = {
    "odd squares":          ("mod(n^2, 8)", "=", "1"),
    "one residue of three": ("mod(n^2, 3)", "=", "mod(n, 3)"),
    "a weaker premise":     ("mod(n*k, 4) = 0", "implies", "mod(n, 4) = 0 or mod(k, 4) = 0"),
    "a modulus too large":  ("mod(n, 4) = 1", "implies", "mod(n^2, 16) = 1"),
    "two given residues":   ("mod(n, 7) = 3 and mod(k, 7) = 5", "implies", "mod(n*k, 7) = 2"),
    "of another number":    ("floor(x) = 2", "implies", "x <= 5/2"),
    "not of real numbers":  ("mod(x*(x + 1), 2)", "=", "0"),
    "one row of sines":     ("sin(pi*n/2)", "=", "(1 - (-1)^n)/2"),
    "rounded the other way": ("floor(n/2) + floor(n/2)", "=", "n"),
}  # fmt: skip
RIGHT = {
    "two in a row":         ("mod(n*(n + 1), 2)", "=", "0"),
    "three in a row":       ("mod(n^3 - n, 6)", "=", "0"),
    "Fermat":               ("mod(n^5 - n, 5)", "=", "0"),
    "halves":               ("floor(n/2) + ceiling(n/2)", "=", "n"),
    "a quotient":           ("n^3 - n", "=", "6*floor((n^3 - n)/6)"),
    "a bound":              ("mod(n^2, 4)", "<=", "1"),
    "in both directions":   ("mod(n, 2) = 0", "iff", "mod(n^2, 2) = 0"),
    "an odd square":        ("mod(n, 2) = 1", "implies", "mod(n^2, 8) = 1"),
    "one or the other":     ("True", "implies", "mod(n^2, 3) = 0 or mod(n^2, 3) = 1"),
    "sums of two squares":  ("mod(n^2 + k^2, 4)", "!=", "3"),
    "neither 1 nor 2":      ("mod(n, 3) != 0", "implies", "mod(n^2, 3) = 1"),
    "two given residues":   ("mod(n, 7) = 3 and mod(k, 7) = 5", "implies", "mod(n*k, 7) = 1"),
    "an odd fourth power":  ("mod(n, 2) = 1", "implies", "mod(n^4, 16) = 1"),
    "a sine squared":       ("sin(pi*n/2)^2", "=", "(1 - (-1)^n)/2"),
    "two names":            ("mod(k*n, 2) = 1", "iff", "mod(k, 2) = 1 and mod(n, 2) = 1"),
}  # fmt: skip
ROWS = ("before", "relation", "after")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_statements_are_refuted(before: str, relation: str, after: str) -> None:
    assert check_step(before, after, relation=relation, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_statements_are_proved_by_residues(before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())
