"""Bounds through other names, quotients and roots as bounds: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "positive real", "b": "positive real", "R": "real", "r": "real", "x": "real",
    "u": "real", "v": "real", "w": "real", "t": "real",
}  # fmt: skip
WRONG = {
    "bounds the other way":     ("a - b*u", ">", "0", ("v < u", "v < a/b")),
    "one bound is no chain":    ("a - b*u", ">", "0", ("v < u", "u > a/b")),
    "strict, of weak ones":     ("a - b*u", ">", "0", ("u <= v", "v <= a/b")),
    "a divisor of either sign": ("a - t*u", ">", "0", ("u < v", "v < a/t", "t != 0")),
    "no square, below zero":    ("a - b*u^2", ">", "0", ("u < v", "v < sqrt(a/b)")),
    "behind a negative factor": ("t*sqrt(b/a)", "<", "-1", ("t < 0", "t > -sqrt(a/b)")),
    "squares of either sign":   ("R^2 - x^2", ">=", "0", ("x < R", "r < x")),
}  # fmt: skip
RIGHT = {
    "a quotient":               ("a - b*u", ">", "0", ("u < v", "v < a/b")),
    "through two names":        ("a - b*u", ">", "0", ("u < v", "v < w", "w < a/b")),
    "weak ones":                ("a - b*u", ">=", "0", ("u <= v", "v <= a/b")),
    "from below":               ("b*u - a", ">", "0", ("v < u", "a/b < v")),
    "a root":                   ("a - b*u^2", ">", "0", ("0 < u", "u < v", "v < sqrt(a/b)")),
    "in a quotient":            ("v*(a - b*u)/(u*(a - b*v))", ">", "0",
                                 ("0 < u", "u < v", "v < a/b")),
    "behind a factor":          ("u*sqrt(b/a)", "<", "1", ("0 < u", "u < sqrt(a/b)")),
}  # fmt: skip
INTEGRALS = {
    "a root that ends there":   ("int(x*sqrt(R^2 - x^2), x = r..R)", "(R^2 - r^2)^(3/2)/3",
                                 ("0 < r", "r < R")),
    "from infinity":            ("int(-a/x^2, x = oo..b)", "a/b", ()),
    "to minus infinity":        ("int(exp(x), x = 0..-oo)", "-1", ()),
}  # fmt: skip
ROWS = ("before", "relation", "after", "assume")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_bounds_are_refuted(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


def test_an_integral_from_infinity_changes_its_sign() -> None:
    assert check_step("int(a/x^2, x = oo..b)", "a/b", symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_bounds_are_proved(before: str, relation: str, after: str, assume: tuple[str, ...]) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())


@pytest.mark.parametrize(("before", "after", "assume"), INTEGRALS.values(), ids=INTEGRALS)
def test_integrals_are_proved_by_them(before: str, after: str, assume: tuple[str, ...]) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())
