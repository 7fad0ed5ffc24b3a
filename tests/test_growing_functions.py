"""Functions between two constants that an equation gives: none for others, then those that are."""

from __future__ import annotations

import pytest

from derivcheck import check_step
from derivcheck.kernel.language.sorts import Sort
from derivcheck.notation.plain import read_statement
from derivcheck.notation.scope import Scope
from derivcheck.provers.sampling.growth import growing

SYMBOLS = {"y": "function", "x": "real"}
SCOPE = Scope(names={"y": Sort("function")})
OTHERS = {
    "a start beyond a constant": ("for all t: y'(t) = y(t)*(1 - y(t))", "y(0) = 2"),
    "a start at a constant":  ("for all t: y'(t) = y(t)*(1 - y(t))", "y(0) = 1"),
    "one constant only":      ("for all t: y'(t) = y(t)^2",),
    "no constants":           ("for all t: y'(t) = 1 + y(t)^2",),
    "not rational ones":      ("for all t: y'(t) = 2 - y(t)^2",),
    "a cube":                 ("for all t: y'(t) = y(t) - y(t)^3",),
    "linear":                 ("for all t: y'(t) = 1 - y(t)",),
    "coefficients that move": ("for all t: y'(t) = t - y(t)^2",),
    "a second law":           ("for all t: y'(t) = y(t)*(1 - y(t))", "for all t: y(t) > 0"),
    "a bound":                ("for all t: y'(t) <= y(t)*(1 - y(t))",),
}  # fmt: skip
WRONG = {
    "logistic growth": ("y(t)*(1 - y(t))", "1/3", "1/(1 + 3*exp(-x))"),
    "a falling one":   ("y(t)^2 - 1", "0", "tanh(x)"),
}  # fmt: skip


@pytest.mark.parametrize("stated", OTHERS.values(), ids=OTHERS)
def test_other_equations_give_no_function(stated: tuple[str, ...]) -> None:
    assert growing("y", [read_statement(s, SCOPE).term for s in stated], 0) is None


@pytest.mark.parametrize(("right", "start", "after"), WRONG.values(), ids=WRONG)
def test_a_wrong_solution_is_refuted(right: str, start: str, after: str) -> None:
    laws = (f"for all t: y'(t) = {right}", f"y(0) = {start}")
    assert check_step("y(x)", after, symbols=SYMBOLS, assume=laws).name == "refuted"
