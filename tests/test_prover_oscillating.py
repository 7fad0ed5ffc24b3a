"""Integrals whose primitive oscillates at an end: first what has a value, or is infinite."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"a": "positive real", "x": "real", "k": "integer"}
NOT_REFUTED = {
    "what falls fast": ("int(exp(-x)*sin(x), x = 0..oo)", "1/2"),
    "what falls slowly": ("int(sin(x)/x, x = 0..oo)", "pi/2"),
    "Fresnel's": ("int(cos(x^2), x = 0..oo)", "sqrt(pi/8)"),
    "what is infinite": ("int(x + cos(x), x = 0..oo)", "oo"),
    "two that are infinite": ("int(2 + cos(x), x = 0..oo)", "int(4 + 2*cos(x), x = 0..oo)"),
    "two series": ("sum(2 + (-1)^k, k = 1..oo)", "sum(4 + 2*(-1)^k, k = 1..oo)"),
    "at an end that is reached": ("int(cos(x), x = 0..pi)", "0"),
}
WITHOUT = {
    "a sine": ("int(sin(x), x = 0..oo)", "1"),
    "with a parameter": ("int(cos(a*x), x = 0..oo)", "0"),
    "over the line": ("int(sin(x), x = -oo..oo)", "0"),
    "growing": ("int(x*cos(x), x = 0..oo)", "-1"),
    "of a square": ("int(2*x*cos(x^2), x = 0..oo)", "0"),
    "beside a pole": ("int(cos(1/x)/x^2, x = 0..1)", "sin(1)"),
}


@pytest.mark.parametrize(("before", "after"), NOT_REFUTED.values(), ids=NOT_REFUTED)
def test_what_may_be_so_is_not_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "refuted"


@pytest.mark.parametrize(("before", "after"), WITHOUT.values(), ids=WITHOUT)
def test_what_has_no_value_is_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


def test_that_it_has_none_is_proved() -> None:
    said = "not converges(int(sin(x), x = 0..oo))"
    assert check_step("true", said, symbols=SYMBOLS, relation="implies").name == "proved"
