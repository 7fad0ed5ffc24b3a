"""Inequalities by increasing functions: first what is false or has no value, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "y": "real", "a": "real", "n": "integer"}
WRONG = {
    "a falling exponential":   ("(1/2)^x > 8", "implies", "x > 3", ()),
    "a base below one":        ("a^x > 1", "implies", "x > 0", ("0 < a",)),
    "a logarithm without value": ("x < y", "implies", "log(x) < log(y)", ()),
    "an image without value":  ("exp(x) > -1", "implies", "x > 0", ()),
    "strictly from weakly":    ("exp(x) >= 1", "implies", "x > 0", ()),
    "the other way":           ("log(x) > 2", "implies", "x < exp(2)", ()),
    "too small":               ("log(x) > 2", "iff", "x > 7", ()),
    "a negative exponent":     ("exp(-x)", "<", "exp(-y)", ("x < y",)),
    "a sine of either sign":   ("sin(x)", "<=", "x", ()),
    "a logarithm above":       ("log(x)", ">=", "x - 1", ("x > 0",)),
    "an exponential below":    ("exp(x)", "<=", "1 + x", ()),
}  # fmt: skip
RIGHT = {
    "an exponential":          ("exp(x) > 1", "iff", "x > 0", ()),
    "a power of two":          ("2^x > 8", "iff", "x > 3", ()),
    "a falling power":         ("(1/2)^x > 8", "iff", "x < -3", ()),
    "a multiple":              ("3*exp(-x/2) < 6", "iff", "x > -2*log(2)", ()),
    "weakly":                  ("exp(2*x + 1) <= exp(3)", "iff", "x <= 1", ()),
    "a logarithm":             ("log(x) > 2", "iff", "x > exp(2)", ()),
    "two logarithms":          ("log(x) > log(2*x - 3)", "iff", "x > 3/2 and x < 3", ()),
    "where both have values":  ("log(x) < log(y)", "implies", "x < y", ()),
    "a symbolic base":         ("a^x > 1", "iff", "x > 0", ("a > 1",)),
    "a base below one":        ("a^x > 1", "iff", "x < 0", ("0 < a", "a < 1")),
    "between numbers":         ("exp(-x)", "<", "exp(-y)", ("x > y",)),
    "a whole exponent":        ("2^n", ">=", "2", ("n >= 1",)),
    "above its tangent":       ("exp(-x)", ">=", "1 - x", ()),
    "below its tangent":       ("log(1 + x)", "<=", "x", ("x > 0",)),
    "above its secant":        ("x*log(x)", ">=", "x - 1", ("x > 0",)),
    "below its chord":         ("sin(x)", "<=", "x", ("x > 0",)),
    "above a parabola":        ("1 - cos(x)", "<=", "x^2/2", ()),
}  # fmt: skip


@pytest.mark.parametrize(("before", "relation", "after", "assume"), WRONG.values(), ids=WRONG)
def test_wrong_inequalities_are_refuted(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(("before", "relation", "after", "assume"), RIGHT.values(), ids=RIGHT)
def test_inequalities_are_proved(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())
