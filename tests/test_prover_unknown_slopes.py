"""Inequalities between values of functions whose derivatives are bounded: first the refusals."""

from __future__ import annotations

import pytest

from derivcheck.documents.rows import read_row
from derivcheck.kernel.judge import Proved, judge
from derivcheck.provers.foundations.limits import Limits
from derivcheck.provers.statements import derivative_signs, mean_values
from derivcheck.verdicts.decide import decide
from derivcheck.verdicts.settings import Settings

SYMBOLS = {"f": "function", "g": "function", "x": "real", "y": "real", "M": "positive real"}
Row = tuple[tuple[str, ...], str, str, str]
OPEN: dict[str, Row] = {
    "values between which nothing is known": (
        ("for all t > 0: f'(t) > 0", "x < 0"), "f(x)", "<", "f(0)"),
    "a function that is not smooth": (
        ("for all t in (0, 1): f'(t) > 0",), "f(3)", ">", "f(2)"),
    "a bound of another function": (
        ("for all t: g'(t) > 0", "x < y"), "f(x)", "<", "f(y)"),
    "a weak slope, strictly": (("for all t: f'(t) >= 0",), "f(2)", "<", "f(3)"),
    "a bound on one side only": (("for all t: f'(t) <= 1", "x <= 0"), "f(x)", "<=", "f(0) - x"),
    "numbers in the wrong order": (("for all t: f'(t) > 0",), "f(2)", "<", "f(1)"),
    "too steep": (("for all t: f'(t) >= 2",), "f(1)", ">=", "f(0) + 3"),
}  # fmt: skip
FALSE: dict[str, Row] = {
    "a falling function":      (("for all t: f'(t) <= 0", "x < y"), "f(x)", "<", "f(y)"),
    "below a tangent":         (("for all t: f''(t) > 0", "f'(0) = 0"), "f(x)", "<=", "f(0)"),
    "growth that is too fast": (("for all t: f'(t) >= f(t)", "f(0) = 1", "x >= 0"),
        "f(x)", ">=", "exp(2*x)"),
}  # fmt: skip
RIGHT: dict[str, Row] = {
    "increasing":       (("for all t: f'(t) >= 0", "x <= y"), "f(x)", "<=", "f(y)"),
    "strictly":         (("for all t: f'(t) > 0", "x < y"), "f(x)", "<", "f(y)"),
    "falling":          (("for all t: f'(t) <= 0", "x <= y"), "f(x)", ">=", "f(y)"),
    "a bounded slope":  (("for all t: f'(t) <= M", "f(0) = 0", "x >= 0"), "f(x)", "<=", "M*x"),
    "two functions":    (("for all t: f'(t) <= g'(t)", "f(0) = g(0)", "x >= 0"),
        "f(x)", "<=", "g(x)"),
    "above a tangent":  (("for all t: f''(t) >= 0",), "f(x)", ">=", "f(y) + f'(y)*(x - y)"),
    "a slope beside the end only": (("for all t > 0: f'(t) > 1", "f(0) = 0", "x > 0"),
        "f(x)", ">", "x"),
    "on an interval":   (("for all t in [0, 1]: f'(t) >= 0", "0 <= x", "x <= 1"),
        "f(x)", "<=", "f(1)"),
    "two numbers":      (("for all t: f'(t) > 0",), "f(2)", ">", "f(1)"),
    "two numbers, by a bound": (("for all t in [0, 1]: f'(t) >= 2",), "f(1)", ">=", "f(0) + 2"),
    "two numbers, falling": (("for all t: f'(t) <= -1",), "f(3)", "<=", "f(1) - 2"),
}  # fmt: skip


def _row(stated: tuple[str, ...], before: str, relation: str, after: str) -> dict[str, object]:
    return {
        "symbols": SYMBOLS,
        "assume": list(stated),
        "from": before,
        "relation": relation,
        "to": after,
    }


@pytest.mark.parametrize("row", OPEN.values(), ids=OPEN)
def test_what_the_bounds_do_not_say_gets_no_evidence(row: Row) -> None:
    claim = read_row(_row(*row))
    assert derivative_signs.prove(claim, Limits()) is None
    assert mean_values.prove(claim, Limits()) is None


@pytest.mark.parametrize("row", FALSE.values(), ids=FALSE)
def test_a_function_is_shown_that_meets_the_bounds(row: Row) -> None:
    assert decide(read_row(_row(*row)), Settings()).name == "refuted"


@pytest.mark.parametrize("row", RIGHT.values(), ids=RIGHT)
def test_bounds_of_slopes_are_bounds_of_differences(row: Row) -> None:
    claim = read_row(_row(*row))
    found = mean_values.prove(claim, Limits()) or derivative_signs.prove(claim, Limits())
    assert found is not None
    assert isinstance(judge(claim, found), Proved)
