"""Remainders that follow from an equation between integers, and those that do not."""

from __future__ import annotations

import pytest

from derivcheck import check_step

WHOLE = {"p": "integer", "q": "integer", "x": "real"}
UNTOLD = {
    "what may be odd": ("p^2 = 2*q^2 + q", "mod(p, 2)", "0"),
    "the other parity": ("p^2 = 4*q + 1", "mod(p, 2)", "0"),
    "a power too high": ("p^2 = 4*q^2", "mod(p, 4)", "0"),
    "no integers": ("p^2 = 2*x^2", "mod(p, 2)", "0"),
    "about others": ("q^2 = 4*q + 4", "mod(p, 2)", "0"),
}
TOLD = {
    "the root of 2":       ("p^2 = 2*q^2", "mod(p, 2)", "0"),
    "and its denominator": ("p^2 = 2*q^2", "mod(q, 2)", "0"),
    "the root of 3":       ("p^2 = 3*q^2", "mod(p, 3)", "0"),
    "odd squares":         ("p^2 = 4*q + 1", "mod(p, 2)", "1"),
    "two terms":           ("p^2 = 4*q + 2*q^2", "mod(p, 2)", "0"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "before", "after"), UNTOLD.values(), ids=UNTOLD)
def test_what_an_equation_does_not_tell(given: str, before: str, after: str) -> None:
    assert check_step(before, after, symbols=WHOLE, assume=(given,)).name != "proved"


@pytest.mark.parametrize(("given", "before", "after"), TOLD.values(), ids=TOLD)
def test_what_an_equation_tells(given: str, before: str, after: str) -> None:
    assert check_step(before, after, symbols=WHOLE, assume=(given,)).name == "proved"


def test_premises_are_equations_too() -> None:
    found = check_step("p^2 = 2*q^2", "mod(p, 2) = 0", "implies", WHOLE)
    assert found.name == "proved"
