"""Integrals of what is rational in x and a root of a quadratic term: wrong values first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "a": "positive real", "b": "real", "C": "constant"}

REFUTED = {
    "the root left out": ("int(1/(x + sqrt(1 - x^2)), x = 0..1)", "pi/2"),
    "half the range": ("int(1/((1 + x^2)*sqrt(1 - x^2)), x = -1..1)", "pi/(2*sqrt(2))"),
    "the value at one end": ("int(1/(1 + sqrt(x^2 + 1)), x = 0..1)", "log(1 + sqrt(2)) - sqrt(2)"),
    "the wrong sign": ("int(1/(x*sqrt(x^2 + x + 1)), x = 1..oo)", "-log(1 + 2/sqrt(3))"),
    "a pole within": ("int(1/(x*sqrt(x^2 + 1)), x = -1..1)", "0"),
    "an antiderivative without its factor": (
        "int(1/((1 + x^2)*sqrt(1 - x^2)), x)", "atan(x/sqrt(1 - x^2))/sqrt(2) + C"),
    "one root of two": ("int(sqrt(x + sqrt(x)), x = 0..1)", "7*sqrt(2)/12"),
}  # fmt: skip
NOT_PROVED = {
    "a quadratic term of either sign": (
        "int(1/(1 + sqrt(b*x^2 + 1)), x = 0..1)", "int(1/(1 + sqrt(x^2 + 1)), x = 0..1)"),
}  # fmt: skip
PROVED = {
    "a circle": ("int(1/(2 + sqrt(1 - x^2)), x = -1..1)",
                                        "pi - 4*pi/(3*sqrt(3))"),
    "even": ("int(1/((1 + x^2)*sqrt(1 - x^2)), x = -1..1)", "pi/sqrt(2)"),
    "a hyperbola": ("int(1/(1 + sqrt(x^2 + 1)), x = 0..1)", "log(1 + sqrt(2)) + 1 - sqrt(2)"),
    "beside a line": ("int(1/((x + 1)*sqrt(x^2 + 1)), x = 0..1)", "log(1 + sqrt(2))/sqrt(2)"),
    "to infinity": ("int(1/((x - 1)*sqrt(x^2 - 2*x + 2)), x = 2..oo)", "log(1 + sqrt(2))"),
    "with a parameter": ("int(1/(x^2*sqrt(a^2 + x^2)), x = a..2*a)",
                         "(sqrt(2) - sqrt(5)/2)/a^2"),
    "by a new root": ("int(sqrt(x + sqrt(x)), x = 0..1)",
                      "7*sqrt(2)/12 + log(3 + 2*sqrt(2))/8"),
    "a binomial differential": ("int((1 + x^(2/3))^(3/2)*x^(-1/3), x = 0..1)",
                                "3/5*(4*sqrt(2) - 1)"),
    "an antiderivative": (
        "int(1/((1 + x^2)*sqrt(1 - x^2)), x)", "atan(sqrt(2)*x/sqrt(1 - x^2))/sqrt(2) + C"),
    "logarithms that differ by one of a root": ("log(3 + sqrt(3)) - log(1 + sqrt(3))",
                                                "log(3)/2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_wrong_values(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_values(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"
