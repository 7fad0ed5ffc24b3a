"""Lambert's function, added by its row of the handbook: wrong steps first."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck import check_step

SYMBOLS: dict[str, Any] = {"x": "positive", "y": "real", "a": "positive"}
WRONG = {
    "twice the argument":   ("lambertw(x)*exp(lambertw(x))", "2*x", "="),
    "above one":            ("lambertw(x)", "1", ">"),
    "a derivative":         ("diff(lambertw(x), x)", "1/(exp(lambertw(x))*(2 + lambertw(x)))", "="),
    "a limit":              ("lim(lambertw(y), y -> a)", "lambertw(2*a)", "="),
    "its logarithm":        ("log(lambertw(x))", "log(x) + lambertw(x)", "="),
    "odd":                  ("lambertw(-x/9)", "-lambertw(x/9)", "="),
}  # fmt: skip
RIGHT = {
    "its definition":       ("lambertw(x)*exp(lambertw(x))", "x", "="),
    "its sign":             ("lambertw(x)", "0", ">"),
    "a derivative":         ("diff(lambertw(x), x)", "1/(exp(lambertw(x))*(1 + lambertw(x)))", "="),
    "the usual derivative": ("diff(lambertw(x), x)", "lambertw(x)/(x*(1 + lambertw(x)))", "="),
    "a limit":              ("lim(lambertw(y), y -> a)", "lambertw(a)", "="),
    "its logarithm":        ("log(lambertw(x))", "log(x) - lambertw(x)", "="),
    "above minus one":      ("1/(lambertw(x) + 2)", "1", "<"),
    "as SymPy calls it":    ("LambertW(x)", "lambertw(x)", "="),
}  # fmt: skip
OPEN = {
    "where it has no value": ("lambertw(y)*exp(lambertw(y))/lambertw(y)", "exp(lambertw(-y))", "="),
    "below where it begins": ("lambertw(-x)", "lambertw(-x)", "<"),
}  # fmt: skip


def verdict(before: str, after: str, relation: str) -> str:
    return check_step(before, after, symbols=SYMBOLS, relation=relation).name


@pytest.mark.parametrize("step", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_refuted(step: tuple[str, str, str]) -> None:
    assert verdict(*step) == "refuted"


@pytest.mark.parametrize("step", OPEN.values(), ids=OPEN)
def test_what_has_no_value_is_never_proved(step: tuple[str, str, str]) -> None:
    assert verdict(*step) != "proved"


@pytest.mark.parametrize("step", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_proved(step: tuple[str, str, str]) -> None:
    assert verdict(*step) == "proved"
