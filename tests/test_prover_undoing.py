"""Conclusions that take a function off both sides: what does not follow first, then what does."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    **dict.fromkeys("abcknpqrt", "positive real"), **dict.fromkeys("uvxy", "real")
}  # fmt: skip
WRONG = {
    "the other root":       ("x^2 = a", "x = sqrt(a)"),
    "even powers":          ("x^4 = y^4", "x = y"),
    "unlike powers":        ("x^3 = y^2", "x = y"),
    "cosines":              ("cos(x) = cos(y)", "x = y"),
    "sines":                ("sin(x) = sin(y)", "x = y"),
    "tangents":             ("tan(x) = tan(y)", "x = y"),
    "a tangent, no range":  ("tan(x) = a/b", "x = atan(a/b)"),
    "absolute values":      ("abs(x) = abs(y)", "x = y"),
    "the wrong sign":       ("q = exp(-k*t)", "t = log(q)/k"),
    "a factor lost":        ("log(y) = a*log(b) + x", "y = b^a"),
    "a wrong order":        ("r^3 = a", "r = a^(1/2)"),
}  # fmt: skip
RIGHT = {
    "a square":             ("a^2 = 2*b/c", "a = sqrt(2*b/c)"),
    "a square in a sum":    ("a^2 + b^2 = c^2", "a = sqrt(c^2 - b^2)"),
    "a factor to a root":   ("a^2*(1 - b^2) = 1 and b < 1", "a = 1/sqrt(1 - b^2)"),
    "a cube":               ("r^3 = a*t^2", "r = (a*t^2)^(1/3)"),
    "odd powers":           ("x^3 = y^3", "x = y"),
    "even powers":          ("p^4 = q^4", "p = q"),
    "an exponential":       ("p = q*exp(-k*t)", "t = log(q/p)/k"),
    "half of it":           ("p = q*exp(-k*t) and p = q/2", "t = log(2)/k"),
    "a logarithm":          ("log(p) = x*log(q) + y", "p = exp(y)*q^x"),
    "two exponentials":     ("exp(x) = exp(y)", "x = y"),
    "a tangent":            ("tan(x) = a/b and 0 < x and x < pi/2", "x = atan(a/b)"),
    "a sine":               ("sin(x) = u and -1 < x and x < 1", "x = asin(u)"),
    "names first":          ("u = a*sin(2*x) and x = pi/4", "u = a"),
    "angles that add up":   ("a*sin(x) = b*sin(y) and x + y = pi/2", "a*sin(x) = b*cos(x)"),
}  # fmt: skip


@pytest.mark.parametrize(("premise", "conclusion"), WRONG.values(), ids=WRONG)
def test_what_does_not_follow_is_refuted(premise: str, conclusion: str) -> None:
    found = check_step(premise, conclusion, symbols=SYMBOLS, relation="implies")
    assert found.name == "refuted"


@pytest.mark.parametrize(("premise", "conclusion"), RIGHT.values(), ids=RIGHT)
def test_what_follows_is_proved(premise: str, conclusion: str) -> None:
    found = check_step(premise, conclusion, symbols=SYMBOLS, relation="implies")
    assert (found.name, found.trust) == ("proved", "kernel")
