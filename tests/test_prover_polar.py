"""Logarithms and phases of r*exp(i*a): what is refuted first, then what is proved."""

from __future__ import annotations

import cmath
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivcheck import check_step

SYMBOLS = {"t": "real", "r": "positive real", "s": "negative real", "n": "integer"}
WRONG = {
    "a turn too far":          ("log(exp(4*I))", "4*I", ()),
    "a turn back too far":     ("log(exp(I*t))", "I*t", ("t > 0", "t < 4")),
    "every angle":             ("arg(exp(I*t))", "t", ()),
    "a negative length":       ("arg(s*exp(I*t))", "t", ("t > 0", "t < pi")),
    "the negative, upwards":   ("arg(-exp(I*t))", "t + pi", ("t > 0", "t < pi")),
    "the lower end":           ("arg(cos(t) + I*sin(t))", "t", ("t >= -pi", "t < pi")),
    "the conjugate":           ("arg(cos(t) - I*sin(t))", "t", ("t > -pi", "t < pi")),
    "seven radians":           ("log(exp(7*I))", "7*I", ()),
    "the length left out":     ("log(3*exp(2*I))", "2*I", ()),
    "a power":                 ("log((cos(t) + I*sin(t))^2)", "2*I*t", ("0 < t", "t < pi")),
    "two functions":           ("arg(cos(t) + I*sin(2*t))", "t", ("0 < t", "t < pi/2")),
}  # fmt: skip
RIGHT = {
    "less than a turn":        ("log(exp(3*I))", "3*I", ()),
    "a turn back":             ("log(exp(4*I))", "4*I - 2*pi*I", ()),
    "two turns back":          ("log(exp(11*I))", "11*I - 4*pi*I", ()),
    "a length":                ("log(3*exp(2*I))", "log(3) + 2*I", ()),
    "a length, a turn":        ("log(3*exp(-4*I))", "log(3) - 4*I + 2*pi*I", ()),
    "the negative":            ("log(-exp(I))", "I - pi*I", ()),
    "two angles":              ("log(10^(I - 1), 10)", "I - 1", ()),
    "a sum of logarithms":     ("log(exp(I*log(10))/10)", "I*log(10) - log(10)", ()),
    "a name":                  ("log(exp(I*t))", "I*t", ("t > 0", "t < pi")),
    "a name, a turn":          ("log(exp(I*t))", "I*t - 2*pi*I", ("t > pi", "t < 3*pi")),
    "a length with a name":    ("log(r*exp(I*t))", "log(r) + I*t", ("t > -pi", "t < pi")),
    "a negative length":       ("arg(s*exp(I*t))", "t - pi", ("t > 0", "t < pi")),
    "by its parts":            ("arg(cos(t) + I*sin(t))", "t", ("t > -pi", "t <= pi")),
    "the conjugate":           ("arg(cos(t) - I*sin(t))", "-t", ("t >= -pi", "t < pi")),
    "a power":                 ("log((cos(t) + I*sin(t))^2)", "2*I*t", ("0 < t", "t < pi/2")),
    "parts of a length":       ("arg(r*cos(t) + I*r*sin(t))", "t", ("0 < t", "t < pi")),
}  # fmt: skip


def verdict(before: str, after: str, assume: tuple[str, ...]) -> str:
    symbols = {n: kind for n, kind in SYMBOLS.items() if n in before}
    return check_step(before, after, symbols=symbols, assume=list(assume)).name


@pytest.mark.parametrize(("before", "after", "assume"), WRONG.values(), ids=WRONG)
def test_refuted(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, after, assume) == "refuted"


@pytest.mark.parametrize(("before", "after", "assume"), RIGHT.values(), ids=RIGHT)
def test_proved(before: str, after: str, assume: tuple[str, ...]) -> None:
    assert verdict(before, after, assume) == "proved"


@settings(max_examples=20)
@given(st.integers(1, 9), st.fractions(-9, 9, max_denominator=3))
def test_the_principal_angle_of_a_number(length: int, angle: object) -> None:
    phase = cmath.phase(cmath.exp(1j * float(angle)))  # type: ignore[arg-type]  # a fraction
    turns = round((float(angle) - phase) / (2 * math.pi))  # type: ignore[arg-type]
    before, after = f"log({length}*exp(({angle})*I))", f"log({length}) + ({angle})*I"
    assert verdict(before, f"{after} - {2 * turns}*pi*I", ()) == "proved"
    assert verdict(before, f"{after} - {2 * turns + 2}*pi*I", ()) == "refuted"
