"""Implicit differentiation: first what follows from no equation, then what the kernel proves."""

from __future__ import annotations

from typing import Any

import pytest

from derivcheck import check_step
from derivcheck.documents.rows import read_row
from derivcheck.kernel.checker.proof import Proved
from derivcheck.kernel.judge import judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.equations import implicit
from derivcheck.provers.foundations.limits import Limits

CIRCLE = "t^2 + y(t)^2 = 25"
FOLIUM = "for all t: t^3 + y(t)^3 = 6*t*y(t)"
SYMBOLS = {"y": "function", "z": "function", "x": "real"}
REFUSED = {
    "a wrong sign":          ("y'(x)", "x/y(x)", (f"for all t: {CIRCLE}", "y(x) != 0")),
    "a factor that may vanish": ("y'(x)", "-x/y(x)", (f"for all t: {CIRCLE}",)),
    "an equation at a point": ("y'(x)", "-x/y(x)", ("x^2 + y(x)^2 = 25", "y(x) != 0")),
    "outside of the interval":
        ("y'(x)", "-x/y(x)", (f"for all t in (-5, 5): {CIRCLE}", "y(x) != 0")),
    "at the end of the interval":
        ("y'(x)", "-x/y(x)", (f"for all t in [-5, 5]: {CIRCLE}", "x = 5", "y(x) != 0")),
    "an equation of another function": ("z'(x)", "-x/z(x)", (f"for all t: {CIRCLE}", "z(x) != 0")),
    "an inequality":         ("y'(x)", "0", ("for all t: y(t) <= 1",)),
}  # fmt: skip
PROVED = {
    "a circle":              ("y(x)*y'(x)", "-x", (f"for all t: {CIRCLE}",)),
    "a quotient":            ("y'(x)", "-x/y(x)", (f"for all t: {CIRCLE}", "y(x) != 0")),
    "inside of the interval":
        ("y'(x)", "-x/y(x)", (f"for all t in (-5, 5): {CIRCLE}", "-5 < x", "x < 5", "y(x) != 0")),
    "the leaf of Descartes": ("y'(x)", "(2*y(x) - x^2)/(y(x)^2 - 2*x)", (FOLIUM, "y(x)^2 != 2*x")),
    "an inverse function":   ("z'(x)", "1/y'(z(x))", ("for all t: y(z(t)) = t", "y'(z(x)) != 0")),
    "an exponential":
        ("y'(x)", "-y(x)/(x + exp(y(x)))",
         ("for all t: exp(y(t)) + t*y(t) = 1", "x + exp(y(x)) != 0")),
    "related rates":         ("z'(x)", "3*y(x)^2*y'(x)", ("for all t: z(t) = y(t)^3",)),
}  # fmt: skip
WRONG = {
    "a linear equation":     ("y'(x)", "(1 + 2*x*y(x))/(1 + x^2)",
                              ("for all t: (1 + t^2)*y(t) = t",)),
    "a square":              ("y'(x)", "-x/y(x)", ("for all t: y(t)^2 = 1 + t^2", "y(x) != 0")),
    "a quadratic equation":  ("y'(x)", "y(x)/(x - y(x))",
                              ("for all t: y(t)^2 - 2*t*y(t) = 1", "y(x) != x")),
    "a cubic equation":      ("y'(x)", "1/(1 + y(x)^2)", ("for all t: y(t)^3 + y(t) = t",)),
    "a function undone":     ("y'(x)", "x*exp(-y(x))", ("for all t: exp(y(t)) = 1 + t^2",)),
    "under a condition":     ("y'(x)", "-x/y(x)",
                              ("for all t > 0: y(t)^2 = 1 + t^2", "x > 0", "y(x) != 0")),
}  # fmt: skip
UNSOLVED = {
    "nowhere smooth":        ("y'(x)", "x/y(x)", (f"for all t in (-5, 5): {CIRCLE}", "y(x) != 0")),
    "a true one":            ("y'(x)", "x/y(x)", ("for all t: y(t)^2 = 1 + t^2", "y(x) != 0")),
    "without a closed form": ("y'(x)", "1", ("for all t: y(t) + sin(y(t)) = t",)),
    "a root of either sign": ("y'(x)", "1", ("for all t: y(t)^2 = t",)),
}  # fmt: skip


@pytest.mark.parametrize("row", WRONG.values(), ids=WRONG)
def test_other_slopes_are_refuted(row: tuple[str, str, tuple[str, ...]]) -> None:
    before, after, assume = row
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name == "refuted"


@pytest.mark.parametrize("row", UNSOLVED.values(), ids=UNSOLVED)
def test_what_no_function_shows_is_not_refuted(row: tuple[str, str, tuple[str, ...]]) -> None:
    before, after, assume = row
    assert check_step(before, after, symbols=SYMBOLS, assume=assume).name != "refuted"


def claim(row: tuple[str, str, tuple[str, ...]]) -> Claim:
    before, after, assume = row
    data: dict[str, Any] = {"id": "1", "symbols": SYMBOLS, "assume": list(assume)}
    return read_row(data | {"from": before, "to": after, "relation": "="})


@pytest.mark.parametrize("row", REFUSED.values(), ids=REFUSED)
def test_refused(row: tuple[str, str, tuple[str, ...]]) -> None:
    evidence = implicit.prove(claim(row), Limits())
    assert evidence is None or not isinstance(judge(claim(row), evidence), Proved)


@pytest.mark.parametrize("row", PROVED.values(), ids=PROVED)
def test_proved(row: tuple[str, str, tuple[str, ...]]) -> None:
    evidence = implicit.prove(claim(row), Limits())
    assert evidence is not None and isinstance(judge(claim(row), evidence), Proved)
