"""Statements that follow from statements: what does not follow first, then what does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

REAL, POSITIVE = "real", "positive real"

WRONG = {
    "a factor that may be zero":   (REAL, "x*y = w", "implies", "y = w/x"),
    "a root too many":             (REAL, "x^2 = 1", "iff", "(x - 1)*(x + 1)*(x - 2) = 0"),
    "one root of two":             (REAL, "x^2 = 2", "iff", "x = sqrt(2)"),
    "nothing contradictory":       (REAL, "x = -y", "implies", "x = 7"),
    "a bound on one side":         (REAL, "x < 2", "implies", "x^2 < 4"),
    "a divisor that may be zero": (REAL, "x/y = 1", "iff", "x = y"),
    "reciprocals of zero":         (REAL, "1/x = 1/y", "iff", "x = y"),
    "crosswise":                   (REAL, "x*v = w*y and y != 0", "implies", "x/y = w/v"),
    "cancelled though it may be 0": (REAL, "x*y = w*y", "implies", "x = w"),
}  # fmt: skip
RIGHT = {
    "divided by a factor of 3":    (REAL, "x*y = 3", "implies", "y = 3/x"),
    "reciprocals":               (POSITIVE, "1/x = 1/y", "iff", "x = y"),
    "divided by a factor of w":    (POSITIVE, "x*y = w", "implies", "y = w/x"),
    "not zero":                    (REAL, "x^2*y = 1", "implies", "x != 0"),
    "a power of zero":             (REAL, "x = 1", "iff", "(x - 1)^3 = 0"),
    "between the roots":           (REAL, "x^2 < 4", "iff", "x < 2 and x > -2"),
    "vacuous by signs":            (POSITIVE, "x = -y", "implies", "x = 7"),
    "vacuous by a square":         (REAL, "x^2 = -1", "implies", "y = 7"),
    "constants out of an integral": (
        POSITIVE, "1 = int(y^2*sin(x), x = 0..w)", "implies", "1/y^2 = int(sin(x), x = 0..w)"),
    "integrands that are equal":   (
        REAL, "w = int(sin(x)^2, x = 0..y)", "implies", "w = int((1 - cos(2*x))/2, x = 0..y)"),
}  # fmt: skip


@pytest.mark.parametrize(("sort", "before", "relation", "after"), WRONG.values(), ids=WRONG)
def test_what_does_not_follow(sort: str, before: str, relation: str, after: str) -> None:
    symbols = dict.fromkeys("vwxy", sort)
    assert check_step(before, after, relation=relation, symbols=symbols).name == "refuted"


@pytest.mark.parametrize(("sort", "before", "relation", "after"), RIGHT.values(), ids=RIGHT)
def test_what_follows(sort: str, before: str, relation: str, after: str) -> None:
    verdict = check_step(before, after, relation=relation, symbols=dict.fromkeys("xyw", sort))
    assert verdict.name == "proved"


VALUES = {
    "divided by zero, which is a value": ("f(x) = w", "1/f(x) = 1/w", "refuted"),
    "the sign of a value":               ("f(x)^2 = w^2", "f(x) = w", "refuted"),
    "a value under a line":              ("3/f(x) = x^2/2 + w", "f(x) = 3/(x^2/2 + w)", "proved"),
    "an entry under a line":             ("3/a[1] = x + w", "a[1] = 3/(x + w)", "proved"),
    "an exponential of a value":         ("2*exp(-f(x)) = w", "f(x) = -log(w/2)", "proved"),
    "values of a function that agree":   ("x = y and f(x) = w", "f(y) = w", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "verdict"), VALUES.values(), ids=VALUES)
def test_values_of_functions_and_entries(before: str, after: str, verdict: str) -> None:
    symbols = {**dict.fromkeys("xyw", REAL), "f": "function", "a": "real[2]"}
    assert check_step(before, after, relation="implies", symbols=symbols).name == verdict
