"""Binders that are equal by their bodies, before any is worked out: first what they do not tell."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.provers.equations import integrands
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {"a": "positive real", "x": "real", "t": "real", "f": "function"}
OVER = "log(1 + x)/(1 + x^2)"
UNTOLD = {
    "other bodies": ("int(x, x = 0..1)", "int(1 - x, x = 0..1)"),
    "other ranges": ("int(sin(x), x = 0..pi)", "2*int(sin(x), x = 0..pi/2)"),
    "one alone": ("int(x^2, x = 0..1)", "1/3"),
    "something left": ("int(x, x = 0..1)", "int(x, x = 0..1) + a"),
    "no multiples": ("int(x, x = 0..1)*int(t, t = 0..2)", "1/2*int(t, t = 0..2)"),
    "another primitive": ("int(x, x = 0..1)", "lim(x^2, x -> 1, -) - lim(x^2, x -> 0, +)"),
    "the ends exchanged": ("int(x, x = 0..1)", "lim(x^2/2, x -> 0, +) - lim(x^2/2, x -> 1, -)"),
}
FALSE = {
    "a factor lost": (f"int(2*{OVER}, x = 0..1)", f"int({OVER}, x = 0..1)"),
    "a sign lost": (f"int(-{OVER}, x = 0..1)", f"int({OVER}, x = 0..1)"),
    "a term lost": ("int(exp(-x) + a*exp(-2*x), x = 0..oo)", "int(exp(-x), x = 0..oo)"),
    "half an angle of the wrong sign": (
        "int(sqrt(2 - 2*cos(t)), t = 2*pi..4*pi)",
        "2*int(sin(t/2), t = 2*pi..4*pi)",
    ),
    "the ends added": ("int(a*cos(a*x), x = 0..1)", "lim(sin(a*x), x -> 1, -) + sin(a)"),
}
RIGHT = {
    "rewritten": (f"int({OVER}, x = 0..1)", "int(-log(1/(1 + x))/(x^2 + 1), x = 0..1)"),
    "a factor before": (f"a*int({OVER}, x = 0..1)", f"int(a*{OVER}, x = 0..1)"),
    "taken apart": (
        "int(log(2/(1 + tan(x))), x = 0..pi/4)",
        "log(2)*int(1, x = 0..pi/4) - int(log(1 + tan(x)), x = 0..pi/4)",
    ),
    "beside others": (
        f"int({OVER}, x = 0..1) + int(sin(x)/x, x = 1..a)",
        f"int(2*sin(x/2)*cos(x/2)/x, x = 1..a) + int({OVER}, x = 0..1)",
    ),
    "primitives": ("int(a*f(x) + x, x = 0..1)", "a*int(f(x), x = 0..1) + int(x, x = 0..1)"),
    "at the ends": ("int(2*exp(-a*x), x = 0..oo)", "2/a*(1 - lim(exp(-a*x), x -> oo, -))"),
    "at both ends": (
        "int(log(a^2/x^2 + 1), x = 0..oo)",
        "lim(x*log(a^2/x^2 + 1), x -> oo, -) - lim(x*log(a^2/x^2 + 1), x -> 0, +)"
        " + int(2*a^2/(x^2 + a^2), x = 0..oo)",
    ),
    "half the angle": ("int(sqrt(2 - 2*cos(t)), t = 0..2*pi)", "2*int(sin(t/2), t = 0..2*pi)"),
    "series": (
        "sum(1/k^2 - 1/k^3, k = 1..oo)",
        "sum(1/k^2, k = 1..oo) - sum(1/(k*k^2), k = 1..oo)",
    ),
}


@pytest.mark.parametrize(("before", "after"), UNTOLD.values(), ids=UNTOLD)
def test_what_is_of_another_class_is_left_alone(before: str, after: str) -> None:
    row = {"symbols": SYMBOLS, "from": before, "to": after}
    assert integrands.prove(read_row(row), Limits()) is None


@pytest.mark.parametrize(("before", "after"), FALSE.values(), ids=FALSE)
def test_what_is_false_is_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


def test_what_cancels_must_have_a_value() -> None:
    cancelled = "int(exp(-x), x = 0..oo) + int(1/x, x = 0..1) - int(1/x, x = 0..1)"
    assert check_step("int(exp(-x), x = 0..oo)", cancelled, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_binders_are_equal_by_their_bodies(before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS)
    assert (verdict.name, verdict.prover, verdict.conditions) == ("proved", "integrands", ())
