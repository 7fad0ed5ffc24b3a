"""Polynomials as sums of squares times known differences: first what is false, then what holds."""

from __future__ import annotations

import pytest
from flint import fmpq

from derivcheck import check_step
from derivcheck.provers.foundations.simplex import nonnegative

SYMBOLS = {
    **dict.fromkeys("abc", "positive real"), **dict.fromkeys("uvwxyz", "real"),
    "f": "function real -> real",
}  # fmt: skip
WRONG = {
    "strict where it is tight": ("a/(b + c) + b/(c + a) + c/(a + b)", ">", "3/2", ()),
    "a factor too large":       ("a^3 + b^3 + c^3", ">=", "4*a*b*c", ()),
    "of either sign":           ("x^3 + y^3 + z^3", ">=", "3*x*y*z", ()),
    "a form that is not definite": ("x^2 + 3*x*y + y^2", ">=", "0", ()),
    "a bound too low":          ("(x + y)^4", "<=", "7*(x^4 + y^4)", ()),
    "strict where all are zero": ("u*sin(x) + v*cos(x)", "<", "sqrt(u^2 + v^2)", ()),
    "on the wrong side":        ("x^3", "<", "y^3", ("y < x",)),
    "a line too low":           ("x + y", "<=", "2", ("2*x + y <= 8", "x + 2*y <= 7")),
    "strict where roots meet":  ("2*sqrt(a)*sqrt(a + b)", ">=", "2*a + b", ()),
    "strict where roots agree": ("2*sqrt(a)*sqrt(b)", "<", "a + b", ()),
    "roots too far apart":      ("sqrt(a + 1) - sqrt(a)", ">=", "1/(2*sqrt(a))", ()),
    "beside a circle":          ("x*u + y*v", "<=", "1", ("x^2 + y^2 = 1", "u^2 + v^2 = 2")),
}  # fmt: skip
RIGHT = {
    "two roots, strictly": ("2*sqrt(a)*sqrt(a + 1)", "<", "2*a + 1", ()),
    "Bernoulli at a half": ("(1 + a)^(5/2)", ">", "1 + 5*a/2", ()),
    "two roots":           ("2*sqrt(a)*sqrt(a + 1)", "<=", "2*a + 1", ()),
    "roots in a divisor":  ("1/sqrt(a + 1)", "<=", "2*sqrt(a + 1) - 2*sqrt(a)", ()),
    "powers of two roots": ("2/3*((a + 1)^(3/2) - a^(3/2))", "<=", "sqrt(a + 1)", ()),
    "Nesbitt":             ("a/(b + c) + b/(c + a) + c/(a + b)", ">=", "3/2", ()),
    "means of three":      ("(a + b + c)/3", ">=", "(a*b*c)^(1/3)", ()),
    "means of four":       ("x^4 + y^4 + z^4 + u^4", ">=", "4*x*y*z*u", ()),
    "Cauchy and Schwarz":
        ("(x*u + y*v + z*w)^2", "<=", "(x^2 + y^2 + z^2)*(u^2 + v^2 + w^2)", ()),
    "Motzkin":             ("x^4*y^2 + x^2*y^4 + 1", ">=", "3*x^2*y^2", ()),
    "Muirhead":            ("a^2*b + b^2*c + c^2*a", "<=", "a^3 + b^3 + c^3", ()),
    "strictly":            ("x^2 + x*y + y^2 + 1", ">", "0", ()),
    "an odd power rises":  ("x^3", "<", "y^3", ("x < y",)),
    "two known lines":     ("x + y", "<=", "5", ("2*x + y <= 8", "x + 2*y <= 7")),
    "two lines, strictly": ("x + 2*y", "<", "5", ("x + y < 4", "x + 3*y <= 6")),
    "with a known product": ("(1 + a)*(1 + b)*(1 + c)", ">=", "8", ("a*b*c = 1",)),
    "with a known sum":    ("a*b*c", "<=", "1/27", ("a + b + c = 1",)),
    "unit vectors":        ("x*u + y*v", "<=", "1", ("x^2 + y^2 = 1", "u^2 + v^2 = 1")),
    "a wave":              ("u*sin(x) + v*cos(x)", "<=", "sqrt(u^2 + v^2)", ()),
    "a value that is told": ("f(x)^2", "<=", "u^2 + v^2", ("f(x) = u*cos(x) + v*sin(x)",)),
    "convexity":           ("(u*x + (1 - u)*y)^2", "<=", "u*x^2 + (1 - u)*y^2",
                            ("0 <= u", "u <= 1")),
}  # fmt: skip
ROWS = ("before", "relation", "after", "assume")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_inequalities_are_refuted(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_inequalities_are_proved(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())


def _rows(*rows: tuple[int, ...]) -> list[list[fmpq]]:
    return [list(map(fmpq, row)) for row in rows]


PROGRAMS = {
    "none but negative":    (_rows((1, 1, -1)), (), None),
    "none at all":          (_rows((1, 1, 2), (1, 1, 3)), (), None),
    "only zero":            (_rows((1, 1, 0)), (0,), None),
    "one":                  (_rows((1, 1, 2), (1, -1, 0)), (), [1, 1]),
    "an equation twice":    (_rows((1, 1, 2), (2, 2, 4), (1, -1, 2)), (), [2, 0]),
    "what is wanted rises": (_rows((1, 2, 1, 4)), (1,), [0, 2, 0]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted", "found"), PROGRAMS.values(), ids=PROGRAMS)
def test_linear_programs_are_solved_exactly(
    rows: list[list[fmpq]], wanted: tuple[int, ...], found: list[int] | None
) -> None:
    assert nonnegative(rows, wanted, 20) == found


def test_a_line_that_is_met_is_not_below() -> None:
    known = ["2*x + y <= 8", "x + 2*y <= 7"]
    assert check_step("x + y", "5", "<", SYMBOLS, known).name != "proved"
