"""Products, finite and infinite, of what are quotients one step apart: the wrong values first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"n": "positive integer", "m": "integer"} | dict.fromkeys("ax", "positive real")
WRONG = {
    "a wrong value":         ("prod(1 - 1/k^2, k = 2..oo)", "1/4"),
    "what goes to zero":     ("prod(1 - 1/k, k = 2..oo)", "1"),
    "its logarithms":        ("sum(log(1 - 1/k^2), k = 2..oo)", "log(2)"),
    "one factor more":       ("prod(1 - 1/k^2, k = 2..n)", "(n + 2)/(2*n + 2)"),
    "an empty product":      ("prod(k/(k + 1), k = 1..m)", "1/(m + 1)"),
}  # fmt: skip
OPEN = {
    "a factor that is not there": ("prod((k - 3)/(k - 2), k = 1..oo)", "0"),
    "a root at a factor":    ("prod((k - 5)/(k - 4), k = 1..n)", "-4/(n - 4)"),
    "the first one too":     ("prod(1 - 1/k^2, k = 1..oo)", "1/2"),
    "what grows":            ("prod(1 + 1/k, k = 1..oo)", "1"),
    "what oscillates":       ("prod(-1, k = 1..oo)", "1"),
}  # fmt: skip
RIGHT = {
    "squares":               ("prod(1 - 1/k^2, k = 2..oo)", "1/2"),
    "up to n":               ("prod(1 - 1/k^2, k = 2..n + 1)", "(n + 2)/(2*n + 2)"),
    "cubes":                 ("prod((k^3 - 1)/(k^3 + 1), k = 2..oo)", "2/3"),
    "to zero":               ("prod(1 - 1/k, k = 2..oo)", "0"),
    "Wallis":                ("prod(4*k^2/(4*k^2 - 1), k = 1..oo)", "pi/2"),
    "as a limit":            ("lim(prod(1 + 1/(k*(k + 2)), k = 1..i), i -> oo)", "2"),
    "partial products":      (
        "prod(1 - 1/k^2, k = 2..oo)", "lim(prod(1 - 1/k^2, k = 2..n), n -> oo)"),
    "logarithms":            ("sum(log(1 - 1/k^2), k = 2..oo)", "-log(2)"),
    "a parameter":           ("prod((k + a)/(k + a + 1), k = 1..n)", "(a + 1)/(a + n + 1)"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WRONG.values(), ids=WRONG)
def test_wrong_values_are_refuted(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), OPEN.values(), ids=OPEN)
def test_products_without_a_value_are_not_proved(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name != "proved"


@pytest.mark.parametrize(("before", "after"), RIGHT.values(), ids=RIGHT)
def test_products_have_their_values(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "proved"


def test_an_infinite_product_converges_where_its_partial_products_do() -> None:
    converges = "converges(prod(1 - 1/k^2, k = 2..oo))"
    assert check_step(converges, "True", "iff", SYMBOLS).name == "proved"
