"""Polynomials by products of known differences: first what is false, then what holds."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "x": "real in (-1, 1)", "y": "real in (-1, 1)", "p": "real in [0, 1]", "q": "real in [0, 1]",
    "r": "real in [0, 1]", "c": "positive real", "u": "real", "v": "real", "a": "real", "b": "real",
}  # fmt: skip
SLOW = ("-c < u", "u < c", "-c < v", "v < c")
WRONG = {
    "of either sign":      ("x*y", "<", "1/2", ()),
    "the other corner":    ("x + y", "<", "1 - x*y", ()),
    "strict at a corner":  ("p + q", "<", "1 + p*q", ()),
    "no common sign":      ("u*v", "<", "a*b", ("u < a", "v < b")),
    "above one speed":     ("(u + v)/(1 + u*v/c^2)", "<", "u", SLOW),
}  # fmt: skip
RIGHT = {
    "two forms":           ("1 + x*y", ">", "0", ()),
    "as a divisor":        ("1/(1 + x*y)", ">", "0", ()),
    "a quotient":          ("(x + y)/(1 + x*y)", "<", "1", ()),
    "the addition of speeds": ("(u + v)/(1 + u*v/c^2)", "<", "c", SLOW),
    "a rearrangement":     ("u*b + a*v", "<", "u*v + a*b", ("u < a", "v < b")),
    "of a higher degree":  ("p*(1 - q) + q*(1 - r) + r*(1 - p)", "<=", "1", ()),
    "between bars":        ("1 + u*v/c^2", ">", "0", ("abs(u) < c", "abs(v) < c")),
    "a root beside what it is of": ("c*a - sqrt(a)*u", ">=", "0", ("a > 0", "u <= c*sqrt(a)")),
}  # fmt: skip
ROWS = ("before", "relation", "after", "assume")


@pytest.mark.parametrize(ROWS, WRONG.values(), ids=WRONG)
def test_wrong_bounds_are_refuted(
    before: str, relation: str, after: str, assume: tuple[str, ...]
) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert verdict.name == "refuted"


@pytest.mark.parametrize(ROWS, RIGHT.values(), ids=RIGHT)
def test_bounds_are_proved(before: str, relation: str, after: str, assume: tuple[str, ...]) -> None:
    verdict = check_step(before, after, relation=relation, symbols=SYMBOLS, assume=assume)
    assert (verdict.name, verdict.conditions) == ("proved", ())


def test_rounding_does_not_make_a_bound_hopeless() -> None:
    """At a point that says whether a question is hopeless the difference is 0, but for rounding."""
    symbols = {"a, b, c": "real", "s": "positive real", "t": "real", "u, v": "nonnegative real"}
    given = ("0 <= t", "t <= 1", "u <= s", "v <= s")
    verdict = check_step("s - t*u - (1 - t)*v", "0", relation=">=", symbols=symbols, assume=given)
    assert verdict.name == "proved"
