"""Integrals over the whole line by its half, of log(sin) over quarters of a turn, and by rows."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x": "real", "s": "real", "p": "positive real", "q": "positive real"}

REFUTED = {
    "an odd function":           ("int(x*exp(-x^4), x = -oo..oo)", "2*int(x*exp(-x^4), x = 0..oo)"),
    "a parameter's other sign":  ("int(1/((x^2 + p^2)*(x^2 + q^2)), x = 0..oo)",
                                  "pi/(2*p*q*(p - q))"),
    "the half of it":            ("int(exp(-x^4), x = -oo..oo)", "gamma(1/4)/4"),
    "one quarter too many":      ("int(log(sin(x)), x = 0..pi)", "-3*pi*log(2)/2"),
    "a Gaussian wave":           ("int(exp(-x^2)*cos(x), x = -oo..oo)", "sqrt(pi)*exp(-1/2)"),
    "a Bose integral":           ("int(x^3/(exp(x) - 1), x = 0..oo)", "pi^4/90"),
    "a half argument":           ("int(log(sin(x/2)), x = 0..pi)", "-pi*log(2)/2"),
}  # fmt: skip
NOT_PROVED = {
    "no even function":          ("int(exp(-x^4 + x), x = -oo..oo)",
                                  "2*int(exp(-x^4 + x), x = 0..oo)"),
    "one of a growing Gaussian": ("int(exp(s*x^2)*cos(x), x = 0..oo)",
                                  "sqrt(pi/(-s))*exp(1/(4*s))/2"),
    "a pole in a half turn":     ("int(1/(1 + sin(x)), x = pi..2*pi)", "2"),
    "a logarithm of minus sine": ("int(log(sin(x)), x = pi..2*pi)", "-pi*log(2)"),
}  # fmt: skip
PROVED = {
    "an even function":          ("int(exp(-x^4), x = -oo..oo)", "gamma(1/4)/2"),
    "one that goes to 0 slowly": ("int(sin(x)/x, x = -oo..oo)", "pi"),
    "a Gaussian wave":           ("int(exp(-x^2/2)*cos(s*x), x = -oo..oo)",
                                  "sqrt(2*pi)*exp(-s^2/2)"),
    "Planck's law":              ("int(x^3/(exp(x) - 1), x = 0..oo)", "pi^4/15"),
    "zeta":                      ("int(x^2/(exp(2*x) - 1), x = 0..oo)", "zeta(3)/4"),
    "a parameter in a divisor":  ("int(1/((x^2 + p^2)*(x^2 + q^2)), x = 0..oo)",
                                  "pi/(2*p*q*(p + q))"),
    "a cosine":                  ("int(log(cos(x)), x = 0..pi/2)", "-pi*log(2)/2"),
    "from below":                ("int(log(cos(x)), x = -pi/2..0)", "-pi*log(2)/2"),
    "two quarters":              ("int(log(sin(x)), x = 0..pi)", "-pi*log(2)"),
    "a stretched argument":      ("int(log(sin(2*x)), x = 0..pi/2)", "-pi*log(2)/2"),
    "a difference of two":       ("int(log(tan(x)), x = 0..pi/2)", "0"),
    "by reflection":             ("int(x*log(sin(x)), x = 0..pi)", "-pi^2*log(2)/2"),
    "from infinity":             ("int(exp(-x), x = oo..s)", "-exp(-s)"),
    "backwards to a pole":       ("int(1/sqrt(x), x = 1..0)", "-2"),
    "a sine in a denominator":   ("int(1/(1 + sin(x)), x = 0..pi/2)", "1"),
    "a cosine there":            ("int(1/(1 + cos(x)), x = 0..pi/2)", "1"),
}  # fmt: skip
NOWHERE = {
    "parts of what diverges":    ("int(1/x^2, x = -1..1)",
                                  "int(1/x^2, x = -1..0) + int(1/x^2, x = 0..1)"),
    "of either sign":            ("int(1/x, x = -1..1)",
                                  "int(1/x, x = -1..0) + int(1/x, x = 0..1)"),
    "the half of what diverges": ("int(1/x^2, x = -oo..oo)", "2*int(1/x^2, x = 0..oo)"),
    "a multiple of it":          ("2*int(1/x^2, x = -1..1)", "4*int(1/x^2, x = 0..1)"),
    "backwards":                 ("int(1/x, x = 1..0)", "-int(1/x, x = 0..1)"),
    "from infinity":             ("int(1/x, x = oo..p)", "-int(1/x, x = p..oo)"),
    "wherever it ends":          ("int(1/x, x = oo..s)", "-int(1/x, x = s..oo)"),
    "to minus infinity":         ("int(x, x = s..-oo)", "int(q, q = s..-oo)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert found.name == "proved", found.reasons


@pytest.mark.parametrize(("before", "after"), NOWHERE.values(), ids=NOWHERE)
def test_what_has_a_value_nowhere_equals_nothing(before: str, after: str) -> None:
    """Though the parts of such an integral would make it up if it had a value.

    Nor is it refuted: both sides may be infinite.
    """
    assert check_step(before, after, symbols=SYMBOLS).name == "undecided"


@pytest.mark.parametrize("power", ["s < -1", "s = -3/2"])
def test_a_proof_that_speaks_of_no_exponent_is_none(power: str) -> None:
    found = check_step("int(x^s, x = 0..1)", "1/(s + 1)", symbols=SYMBOLS, assume=[power])
    assert found.name != "proved"


def test_where_an_integral_diverges_is_told() -> None:
    found = check_step("int(x^s, x = 0..1)", "1/(s + 1)", symbols=SYMBOLS, assume=["s != -1"])
    assert (found.name, found.conditions) == ("proved", ("converges(int(x^s, x = 0..1))",))
