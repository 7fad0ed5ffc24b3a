"""Integrals that rows of the table give, times constants: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "positive real", "b": "positive real", "c": "real", "n": "nonnegative integer",
}  # fmt: skip
WRONG = {
    "a power too little":   ("int(x^n*exp(-b*x), x = 0..oo)", "factorial(n)/b^n"),
    "the sign left out":    ("int(sin(c*x)/x, x = 0..oo)", "pi/2"),
    "half of it":           ("int(log(sin(x)), x = 0..pi/2)", "-pi*log(2)"),
    "Bose for Fermi":       ("int(x/(exp(x) + 1), x = 0..oo)", "pi^2/6"),
    "a lost sign":          ("int(x^a*log(x)^n, x = 0..1)", "n!/(a + 1)^(n + 1)"),
    "exponents exchanged":  ("int(x^(a - 1)/(1 + x)^(a + b), x = 0..oo)", "beta(a + b, b)"),
}  # fmt: skip
RIGHT = {
    "scaled":             ("int(x^(a - 1)*exp(-x/b), x = 0..oo)", "b^a*gamma(a)"),
    "a density":          ("int(b^a/gamma(a)*x^(a - 1)*exp(-b*x), x = 0..oo)", "1"),
    "its mean":           ("int(x*b^a/gamma(a)*x^(a - 1)*exp(-b*x), x = 0..oo)", "a/b"),
    "of a square":        ("int(x^(2*n)*exp(-b*x^2), x = 0..oo)", "gamma(n + 1/2)/(2*b^(n + 1/2))"),
    "as an exponential":  ("int(exp(a*log(x) - x), x = 0..oo)", "gamma(a + 1)"),
    "beta, far":          ("int(x^(a - 1)/(1 + x)^(a + b), x = 0..oo)",
                           "gamma(a)*gamma(b)/gamma(a + b)"),
    "Wallis":             ("int(sin(x)^n, x = 0..pi/2)",
                           "sqrt(pi)*gamma((n + 1)/2)/(2*gamma(n/2 + 1))"),
    "Fermi":              ("int(x/(exp(x/a) + 1), x = 0..oo)", "a^2*pi^2/12"),
    "a logarithm":        ("int((-log(x))^(a - 1), x = 0..1)", "gamma(a)"),
    "its powers":         ("int(x^a*log(x)^n, x = 0..1)", "(-1)^n*n!/(a + 1)^(n + 1)"),
    "exponentials apart": ("int(x^n*exp(-x)^a*exp(-x), x = 0..oo)", "n!/(a + 1)^(n + 1)"),
    "Dirichlet":          ("int(sin(-a*x)/x, x = 0..oo)", "-pi/2"),
    "Euler":              ("int(log(sin(x)), x = 0..pi/2)", "-pi*log(2)/2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_values_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_values_are_proved(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.conditions) == ("proved", ())
