"""Solutions of y' = F(t, y) with F a polynomial in y, and of pairs of linear equations."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, judge
from derivcheck.kernel.language.claims import Claim
from derivcheck.provers.equations import first_order, uniqueness
from derivcheck.provers.foundations.limits import Limits

SYMBOLS = {"y": "function", "z": "function", "x": "real", "k": "positive real"}
Row = tuple[tuple[str, ...], str, str]
TURNING = ("for all t: y'(t) = k*z(t)", "for all t: z'(t) = -k*y(t)")
OPEN: dict[str, Row] = {
    "another value at 0":      (("for all t: y'(t) = 1 - y(t)^2", "y(0) = 1/2"), "y(x)", "tanh(x)"),
    "no value":                (("for all t: y'(t) = -y(t)^2",), "y(x)", "0"),
    "an equation at one point": (("y'(x) = -y(x)^2", "y(0) = 0"), "y(x)", "0"),
    "a root, of which there are two solutions": (
        ("for all t: y'(t) = sqrt(|y(t)|)", "y(0) = 0"), "y(x)", "0"),
    "a solution with a pole": (("for all t: y'(t) = y(t)^2", "y(0) = 1"), "y(x)", "1/(1 - x)"),
    "a factor that vanishes":  (("for all t: t*y'(t) = y(t)", "y(0) = 0"), "y(x)", "0"),
    "half of the line":        (("for all t > 0: y'(t) = -y(t)^2", "y(0) = 0"), "y(x)", "0"),
}  # fmt: skip
RIGHT: dict[str, Row] = {
    "nothing grows from nothing": (("for all t: y'(t) = -y(t)^2", "y(0) = 0"), "y(x)", "0"),
    "logistic growth":         (
        ("for all t: y'(t) = y(t)*(1 - y(t))", "y(0) = 1/2"), "y(x)", "1/(1 + exp(-x))"),
    "a factor in front":       (
        ("for all t: (1 + t^2)*y'(t) = 2*t*y(t)", "y(0) = 3"), "3*(1 + x^2)", "y(x)"),
}  # fmt: skip
FREE: dict[str, Row] = {
    "one value too few":       ((*TURNING, "y(0) = 0"), "y(x)", "sin(k*x)"),
    "another frequency":       ((*TURNING, "y(0) = 0", "z(0) = 1"), "y(x)", "sin(x)"),
    "one equation":            ((TURNING[0], "y(0) = 0", "z(0) = 1"), "y(x)", "sin(k*x)"),
    "not linear":              (
        ("for all t: y'(t) = z(t)", "for all t: z'(t) = y(t)*z(t)", "y(0) = 0", "z(0) = 0"),
        "y(x)", "0"),
}  # fmt: skip
PAIRS: dict[str, Row] = {
    "a turn":                  ((*TURNING, "y(0) = 0", "z(0) = 1"), "y(x)", "sin(k*x)"),
    "its other part":          ((*TURNING, "y(0) = 0", "z(0) = 1"), "z(x)", "cos(k*x)"),
    "a chain of decays":       (
        ("for all t: y'(t) = -y(t)", "for all t: z'(t) = y(t) - 2*z(t)", "y(0) = 1", "z(0) = 0"),
        "z(x)", "exp(-x) - exp(-2*x)"),
}  # fmt: skip


def _claim(stated: tuple[str, ...], before: str, after: str) -> Claim:
    sides = {"from": before, "relation": "=", "to": after}
    return read_row({"symbols": SYMBOLS, "assume": list(stated), **sides})


@pytest.mark.parametrize("row", OPEN.values(), ids=OPEN)
def test_an_equation_that_leaves_others_proves_nothing(row: Row) -> None:
    assert first_order.prove(_claim(*row), Limits()) is None


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_the_solution_of_an_equation_is_proved(row: Row) -> None:
    claim = _claim(*row)
    found = first_order.prove(claim, Limits())
    assert found is not None
    assert isinstance(judge(claim, found), Proved)


@pytest.mark.parametrize("row", FREE.values(), ids=FREE)
def test_two_equations_that_leave_others_prove_nothing(row: Row) -> None:
    assert uniqueness.prove(_claim(*row), Limits()) is None


@pytest.mark.parametrize("row", PAIRS.values(), ids=PAIRS)
def test_what_solves_two_equations_is_proved(row: Row) -> None:
    claim = _claim(*row)
    found = uniqueness.prove(claim, Limits())
    assert found is not None
    assert isinstance(judge(claim, found), Proved)
