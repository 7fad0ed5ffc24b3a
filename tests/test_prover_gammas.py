"""Gamma and its kin by reflection and multiplication: what is off by a factor or a sign first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = dict.fromkeys("xy", "real") | {"n": "nonnegative integer", "p": "positive real"}
WRONG = {
    "cosine for sine":      ("gamma(x)*gamma(1 - x)", "pi/cos(pi*x)"),
    "an argument too few":  ("gamma(x)*gamma(-x)", "pi/sin(pi*x)"),
    "shifted":              ("gamma(x)*gamma(x - 1)", "pi/sin(pi*x)"),
    "a factor of two":      ("gamma(2*p)", "2^(2*p)*gamma(p)*gamma(p + 1/2)/sqrt(pi)"),
    "three for two":        ("gamma(3*p)", "2^(3*p - 1)*gamma(p)*gamma(p + 1/2)/sqrt(pi)"),
    "quarters":             ("gamma(1/4)*gamma(3/4)", "pi/sqrt(2)"),
    "beta is no function of the sum": ("beta(p + 1, p + 2)", "beta(p, p + 3)"),
    "digamma, the sign":    ("digamma(1 - x) - digamma(x)", "-pi*cot(pi*x)"),
    "digamma at a quarter": ("digamma(1/4)", "digamma(1) + pi/2 - 3*log(2)"),
}  # fmt: skip
RIGHT = {
    "reflection":           ("gamma(x)*gamma(1 - x)", "pi/sin(pi*x)"),
    "about zero":           ("gamma(x)*gamma(-x)", "-pi/(x*sin(pi*x))"),
    "about a half":         ("gamma(1/2 + x)*gamma(1/2 - x)", "pi/cos(pi*x)"),
    "shifted":              ("gamma(1 + x)*gamma(1 - x)", "pi*x/sin(pi*x)"),
    "of a sum":             ("gamma(x + y)*gamma(1 - x - y)", "pi/sin(pi*(x + y))"),
    "a shift past a pole":  ("gamma(5/4)*gamma(-1/4)", "-pi*sqrt(2)"),
    "duplication":          ("gamma(2*p)", "2^(2*p - 1)*gamma(p)*gamma(p + 1/2)/sqrt(pi)"),
    "duplication, all real": ("gamma(2*x)", "2^(2*x - 1)*gamma(x)*gamma(x + 1/2)/sqrt(pi)"),
    "triplication":         (
        "gamma(3*p)", "3^(3*p - 1/2)*gamma(p)*gamma(p + 1/3)*gamma(p + 2/3)/(2*pi)"),
    "factorials":           ("gamma(n + 1/2)", "factorial(2*n)*sqrt(pi)/(4^n*factorial(n))"),
    "quarters":             ("gamma(1/4)*gamma(3/4)", "pi*sqrt(2)"),
    "sixths":               ("gamma(1/6)", "2^(-1/3)*sqrt(3/pi)*gamma(1/3)^2"),
    "fifths":               (
        "gamma(1/5)*gamma(2/5)*gamma(3/5)*gamma(4/5)", "(2*pi)^2/sqrt(5)"),
    "beta, symmetric":      ("beta(x, y)", "beta(y, x)"),
    "beta, added":          ("beta(p, y)", "beta(p + 1, y) + beta(p, y + 1)"),
    "digamma, reflected":   ("digamma(1 - x) - digamma(x)", "pi*cot(pi*x)"),
    "digamma, doubled":     ("digamma(2*p)", "(digamma(p) + digamma(p + 1/2))/2 + log(2)"),
    "digamma, numbers":     ("digamma(1/4)", "digamma(1) - pi/2 - 3*log(2)"),
}  # fmt: skip
COMPLEX = {
    "recurrence":           ("gamma(z + 1)", "z*gamma(z)"),
    "reflection":           ("gamma(z)*gamma(1 - z)", "pi/sin(pi*z)"),
    "duplication":          ("gamma(2*z)", "2^(2*z - 1)*gamma(z)*gamma(z + 1/2)/sqrt(pi)"),
}  # fmt: skip
ALLOWED = {
    "where a factorial is 1":  ("factorial(x) = y", "x != 0"),
    "one step after a pole":   ("gamma(x) = y", "x != 1"),
    "half a step on":          ("gamma(x) = y", "x + 1/2 != 0"),
    "a step back":             ("gamma(x) = y", "x - 1 > 0 or floor(x - 1) != x - 1"),
    "between the poles":       ("gamma(x) = y", "x + 1/2 > 0 or floor(x + 1/2) != x + 1/2"),
}  # fmt: skip
POLES = {
    "the first":               ("factorial(x) = y", "x + 1 != 0"),
    "another":                 ("gamma(x) = y", "x + 7 != 0"),
    "of a difference":         ("gamma(x - y) = y", "x != y"),
    "turned round":            ("gamma(x - y) = y", "y - x != 3"),
    "of a multiple":           ("gamma(2*x) = y", "x + 1/2 != 0"),
    "steps on":                ("gamma(x) = y", "x + 2 > 0 or floor(x + 2) != x + 2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), ALLOWED.values(), ids=ALLOWED)
def test_what_is_no_pole(before: str, after: str) -> None:
    assert check_step(before, after, "implies", symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), POLES.values(), ids=POLES)
def test_poles_are_left_out(before: str, after: str) -> None:
    found = check_step(before, after, "implies", symbols=SYMBOLS)
    assert found.name == "proved"


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_products_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_products_of_gammas(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved"


def test_a_complex_reflection_of_the_wrong_sign() -> None:
    wrong = check_step("gamma(z)*gamma(1 - z)", "-pi/sin(pi*z)", symbols={"z": "complex"})
    assert wrong.name == "refuted"


@pytest.mark.parametrize(("before", "after"), COMPLEX.values(), ids=COMPLEX)
def test_products_of_complex_gammas(before: str, after: str) -> None:
    found = check_step(before, after, symbols={"z": "complex"})
    assert found.name == "proved"


WHOLE_NUMBERS = {
    "a negative one": ("binomial(-1, 2)", "0", "proved"),
    "from the other side": ("binomial(i, j)", "binomial(i, i - j)", "proved"),
    "a polynomial": ("binomial(i, 2)", "i*(i - 1)/2", "refuted"),
    "a real one that is whole": ("binomial(-t^2 - 1, 2)", "0", "refuted"),
    "digamma at 1/4": ("digamma(1/4)", "-EulerGamma - pi/2 - 3*log(2)", "proved"),
    "digamma at 5/6": (
        "digamma(5/6)", "-EulerGamma + pi*sqrt(3)/2 - 3*log(3)/2 - 2*log(2)", "proved"),
    "digamma at 3/4": ("digamma(3/4)", "-EulerGamma - pi/2 - 3*log(2)", "refuted"),
    "a whole part": ("floor(pi^2)", "9", "proved"),
    "a whole part of a negative number": ("floor(-pi)", "-4", "proved"),
    "a whole part beside a whole number": (
        "floor(exp(pi*sqrt(163)))", "262537412640768743", "proved"),
    "many digits": ("pi", "3.141592653589793238462643383279502884197", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "verdict"), WHOLE_NUMBERS.values(), ids=WHOLE_NUMBERS)
def test_values_at_numbers(before: str, after: str, verdict: str) -> None:
    symbols = {"i": "integer", "j": "integer", "t": "real"}
    assert check_step(before, after, symbols=symbols).name == verdict
