"""Derivatives of integrals by their bounds: what must not be proved first, then what is."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "x": "real", "y": "positive real", "a": "real", "c": "real", "f": "function", "g": "function"
}  # fmt: skip

REFUTED = {
    "the wrong derivative":     ("diff(int(exp(-t^2), t = 0..x), x)", "-2*x*exp(-x^2)"),
    "a lower bound":            ("diff(int(f(t), t = x..a), x)", "f(x)"),
    "a value at the other end": ("diff(int(f(t), t = a..x), x)", "f(x) - f(a)"),
    "no inner derivative":      ("diff(int(f(t), t = a..x^2), x)", "f(x^2)"),
    "one end of two":           ("diff(int(f(t), t = x..2*x), x)", "2*f(2*x)"),
    "the wrong bound":          ("diff(int(f(t), t = a..x), a)", "f(a)"),
}  # fmt: skip
NOT_PROVED = {
    "an integrand that moves":  ("diff(int(f(t) + x, t = a..x), x)", "f(x) + x"),
    "an integrand with jumps":  ("diff(int(floor(t), t = 0..x), x)", "floor(x)"),
    "a function that is only continuous": ("diff(int(h(t), t = a..x), x)", "h(x)"),
}  # fmt: skip
PROVED = {
    "no elementary primitive":  ("diff(int(exp(-t^2), t = 0..x), x)", "exp(-x^2)"),
    "the error function":       ("2/sqrt(pi)*diff(int(exp(-t^2), t = 0..x), x)", "diff(erf(x), x)"),
    "an abstract function":     ("diff(int(f(t), t = a..x), x)", "f(x)"),
    "a lower bound":            ("diff(int(f(t), t = x..a), x)", "-f(x)"),
    "the other bound":          ("diff(int(f(t), t = a..x), a)", "-f(a)"),
    "a square as bound":        ("diff(int(f(t), t = a..x^2), x)", "2*x*f(x^2)"),
    "an abstract bound":        ("diff(int(f(t), t = a..g(x)), x)", "f(g(x))*diff(g(x), x)"),
    "two bounds":               ("diff(int(f(t), t = x..2*x), x)", "2*f(2*x) - f(x)"),
    "a bound that is bounded":  ("diff(int(sqrt(1 + t^4), t = 0..sin(x)), x)",
                                 "cos(x)*sqrt(1 + sin(x)^4)"),
    "inside a domain":          ("diff(int(sqrt(1 + t^3), t = 0..y), y)", "sqrt(1 + y^3)"),
    "above a pole":             ("diff(int(sin(t)/t, t = 1..1 + y), y)", "sin(1 + y)/(1 + y)"),
    "below a bound":            ("diff(int(sin(t)/t, t = 1 + y..1), y)", "-sin(1 + y)/(1 + y)"),
    "twice":                    ("diff(int(exp(-t^2), t = 0..x), (x, 2))", "-2*x*exp(-x^2)"),
    "a product":                ("diff(x*int(exp(-t^2), t = 0..x), x)",
                                 "int(exp(-t^2), t = 0..x) + x*exp(-x^2)"),
    "an integrating factor":    ("diff(exp(int(f(t), t = a..x)), x)",
                                 "f(x)*exp(int(f(t), t = a..x))"),
    "a constant factor":        ("diff(int(c*f(t)*g(t), t = a..x), x)", "c*f(x)*g(x)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_is_not_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols={**SYMBOLS, "h": "function C0"})
    assert found.name != "proved"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_what_is_proved(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS)
    assert (found.name, found.conditions) == ("proved", ())


def test_the_end_of_a_domain_is_excluded() -> None:
    step = ("diff(int(sqrt(t)*exp(-t), t = 0..x), x)", "sqrt(x)*exp(-x)")
    assert check_step(*step, symbols=SYMBOLS, assume=["x = 0"]).name == "undecided"
    found = check_step(*step, symbols=SYMBOLS, assume=["x >= 0"])
    assert found.name == "proved"
    assert [str(c)[:17] for c in found.conditions] == ["defined(diff(int("]


def test_a_pole_between_the_bounds_is_left_out() -> None:
    step = ("diff(int(sin(t)/t^2, t = -1..x), x)", "sin(x)/x^2")
    found = check_step(*step, symbols=SYMBOLS)
    assert found.name == "undecided" or "converges(int(sin(t)/t^2, t = -1..x))" in found.conditions


def test_there_is_no_such_rule_over_the_complex_numbers() -> None:
    step = ("diff(int(exp(-t^2), t = 0..z), z)", "exp(-z^2)")
    assert check_step(*step, symbols={"z": "complex"}).name == "undecided"
