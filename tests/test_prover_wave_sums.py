"""Series of powers times waves, and series in powers of what is large: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"r": "real", "t": "real", "p": "real", "a": "real", "z": "real", "c": "positive real"}
CLOSE, FAR = ("|r| < 1",), ("|z| > |a|",)

REFUTED = {
    "a sine below":           ("sum(r^n*cos(n*t), n = 0..oo)",
                               "(1 - r*cos(t))/(1 - 2*r*sin(t) + r^2)", CLOSE),
    "a cosine above":         ("sum(r^n*sin(n*t), n = 0..oo)",
                               "r*cos(t)/(1 - 2*r*cos(t) + r^2)", CLOSE),
    "the other pole":         ("sum(a^n*z^(-n), n = 0..oo)", "z/(z + a)", FAR),
    "the first term apart":   ("sum(r^n*cos(n*t), n = 1..oo)",
                               "(1 - r*cos(t))/(1 - 2*r*cos(t) + r^2)", CLOSE),
}  # fmt: skip
NOT_PROVED = {
    "no limit of the terms":  ("sum(cos(n*t), n = 0..oo)", "1/2", ()),
}  # fmt: skip
PROVED = {
    "a cosine":               ("sum(r^n*cos(n*t), n = 0..oo)",
                               "(1 - r*cos(t))/(1 - 2*r*cos(t) + r^2)", CLOSE),
    "with a phase":           ("sum(r^n*cos(n*t + p), n = 0..oo)",
                               "(cos(p) - r*cos(t - p))/(1 - 2*r*cos(t) + r^2)", CLOSE),
    "an exponential":         ("sum(exp(-c*n)*sin(n*t), n = 0..oo)",
                               "exp(-c)*sin(t)/(1 - 2*exp(-c)*cos(t) + exp(-2*c))", ()),
    "a number":               ("sum(cos(n*t)/2^n, n = 0..oo)", "(4 - 2*cos(t))/(5 - 4*cos(t))", ()),
}  # fmt: skip
ROWS = ("before", "after", "assume")


@pytest.mark.parametrize(ROWS, REFUTED.values(), ids=REFUTED)
def test_wrong_values_are_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize(ROWS, NOT_PROVED.values(), ids=NOT_PROVED)
def test_what_need_not_converge_is_not_proved(
    before: str, after: str, assume: tuple[str, ...]
) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert found.name != "proved" or found.conditions


@pytest.mark.parametrize(ROWS, PROVED.values(), ids=PROVED)
def test_values_are_proved(before: str, after: str, assume: tuple[str, ...]) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert found.name == "proved", found.reasons


@pytest.mark.parametrize("u", ["z", "z - a", "z + a"])
def test_what_is_above_an_absolute_value_is_apart_from_zero(u: str) -> None:
    found = check_step("1", f"({u})/({u})", symbols=SYMBOLS, assume=FAR)
    assert (found.name, found.conditions) == ("proved", ())


@pytest.mark.parametrize("u", ["a", "2*z - a"])
def test_what_is_below_one_may_be_zero(u: str) -> None:
    found = check_step("1", f"({u})/({u})", symbols=SYMBOLS, assume=FAR)
    assert found.name != "proved" or found.conditions
