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
    "cosines, both signs":  ("cos(x) = cos(y)", "x = y or x = -y"),
    "sines, mirrored":      ("sin(x) = sin(y)", "x = y or x = pi - y"),
    "an angle and its mirror": ("sin(x) = 0", "x = 0 or x = pi"),
    "hyperbolic cosines":   ("cosh(x) = cosh(y)", "x = y"),
    "a power, base free":   ("a^x = a^y", "x = y"),
    "logarithms of bars":   ("log(abs(x)) = log(abs(y))", "x = y"),
    "cubes, shifted":       ("(x - 1)^3 = y^3", "x = y - 1"),
    "reciprocals":          ("sech(x) = sech(y)", "x = y"),
    "a refracted ray, no range": ("sin(x)/sin(y) = a/b", "y = asin(b*sin(x)/a)"),
    "in series":            ("1/r = 1/a - 1/b", "r < a"),
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
    "a refracted ray":      (
        "sin(x)/sin(y) = a/b and 0 < x and x < pi/2 and 0 < y and y < pi/2",
        "y = asin(b*sin(x)/a)"),
    "a sine as written":    ("sin(x) = a*b/c and 0 < x and x < pi/2", "x = asin(a*b/c)"),
    "a logarithm below":    ("exp(-k/t) = p/q and p < q", "t = k/log(q/p)"),
    "in parallel":          ("1/r = 1/a + 1/b", "r < a"),
    "names first":          ("u = a*sin(2*x) and x = pi/4", "u = a"),
    "cubes, shifted":       ("(x - 1)^3 = y^3", "x = y + 1"),
    "fifth powers":         ("(2*x + 1)^5 = (y - 3)^5", "x = y/2 - 2"),
    "a cube that is a number": ("x^3 = -8", "x = -2"),
    "fourth powers":        ("x^4 = y^4", "x = y or x = -y"),
    "arctangents":          ("atan(2*x) = atan(y + 1)", "y = 2*x - 1"),
    "an arcsine":           ("asin(x) = 2*y", "x = sin(2*y)"),
    "arccosines":           ("acos(x) = acos(y)", "x = y"),
    "cube roots":           ("cbrt(x) = cbrt(y)", "x = y"),
    "a root of a sum":      ("sqrt(x + 1) = sqrt(2*y)", "x = 2*y - 1"),
    "hyperbolic tangents":  ("tanh(x) = tanh(y)", "x = y"),
    "inverse hyperbolic":   ("acsch(x) = acsch(y)", "x = y"),
    "error functions":      ("erf(x) = erf(y)", "x = y"),
    "exponents":            ("exp(2*x) = exp(y + 1)", "x = (y + 1)/2"),
    "powers of two":        ("2^x = 2^y", "x = y"),
    "powers of a base":     ("a^x = a^y and a > 1", "x = y"),
    "two hyperbolic cosines": ("cosh(p) = cosh(q)", "p = q"),
    "sines on a branch":    (
        "sin(x) = sin(y) and x > 0 and x < pi/2 and y > 0 and y < pi/2", "x = y"),
    "cosines on a branch":  ("cos(x) = cos(y) and x > 0 and x < pi and y > 0 and y < pi", "x = y"),
    "absolute values":      ("abs(x) = abs(y)", "x = y or x = -y"),
    "an absolute value":    ("abs(x) = u", "x = u or x = -u"),
    "angles that add up":   ("a*sin(x) = b*sin(y) and x + y = pi/2", "a*sin(x) = b*cos(x)"),
}  # fmt: skip


@pytest.mark.parametrize(("premise", "conclusion"), WRONG.values(), ids=WRONG)
def test_what_does_not_follow_is_refuted(premise: str, conclusion: str) -> None:
    found = check_step(premise, conclusion, symbols=SYMBOLS, relation="implies")
    assert found.name == "refuted"


@pytest.mark.parametrize(("premise", "conclusion"), RIGHT.values(), ids=RIGHT)
def test_what_follows_is_proved(premise: str, conclusion: str) -> None:
    found = check_step(premise, conclusion, symbols=SYMBOLS, relation="implies")
    assert found.name == "proved"


EQUIVALENT = {
    "arctangents":          ("atan(x) = atan(y)", "x = y"),
    "cube roots":           ("cbrt(x) = cbrt(y)", "x = y"),
    "cubes":                ("(x - 1)^3 = y^3", "x = y + 1"),
    "squares of positives": ("p^2 = q^2", "p = q"),
    "logarithms":           ("log(p) = log(q)", "p = q"),
    "distances":            ("abs(x - u) = a", "x = u + a or x = u - a"),
    "two distances":        ("abs(2*x - 1) = abs(x + 3)", "x = 4 or x = -2/3"),
    "a positive factor":    ("k*x >= 2*k", "x >= 2"),
    "of an exponential":    ("k*(1 + r)^x >= 2*k", "(1 + r)^x >= 2"),
    "no solution":          ("x^2 + 4*x + 5 = 0", "false"),
    "every solution":       ("x^2 >= 0", "true"),
    "the ratio of a sine":  ("sin(x) = cos(x)", "tan(x) = 1"),
    "zeros of a tangent":   ("tan(x) = 0", "sin(x) = 0"),
    "a floor":              ("floor(x) = 2", "2 <= x and x < 3"),
}  # fmt: skip
UNEQUAL = {
    "logarithms":           ("log(x) = log(y)", "x = y"),
    "arcsines":             ("asin(x) = asin(y)", "x = y"),
    "a distance":           ("abs(x) = u", "x = u or x = -u"),
    "a factor of any sign": ("u*x >= 2*u", "x >= 2"),
    "a solution":           ("x^2 + 4*x + 4 = 0", "false"),
    "zeros of a cosine":    ("tan(x) = 0", "cos(x) = 0"),
    "a floor":              ("floor(x) = 2", "2 <= x and x <= 3"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), UNEQUAL.values(), ids=UNEQUAL)
def test_what_is_no_equivalence_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, relation="iff").name == "refuted"


@pytest.mark.parametrize(("before", "after"), EQUIVALENT.values(), ids=EQUIVALENT)
def test_equivalences_are_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, relation="iff")
    assert found.name == "proved"


def test_the_complex_exponential_has_periods() -> None:
    symbols = {"z": "complex", "w": "complex"}
    found = check_step("exp(z) = exp(w)", "z = w", symbols=symbols, relation="implies")
    assert found.name == "refuted"
