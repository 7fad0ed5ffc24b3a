"""Integrals of unknown functions with a symmetry over ranges it maps: first what is false."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"f": "function", "a": "positive real", "T": "positive real"}
EVEN, ODD = "for all x: f(-x) = f(x)", "for all x: f(-x) = -f(x)"
PERIODIC = "for all x: f(x + T) = f(x)"
WHOLE, HALF = "int(f(x), x = -a..a)", "int(f(x), x = 0..a)"
TWICE, ONCE = "int(f(x), x = 0..2*T)", "int(f(x), x = 0..T)"
NEVER = {
    "an even function is not odd":    (WHOLE, "0", EVEN),
    "an odd function is not even":    (WHOLE, f"2*{HALF}", ODD),
    "half of two periods":            (TWICE, ONCE, PERIODIC),
}  # fmt: skip
SHOWN = {
    "even":                           (WHOLE, f"2*{HALF}", EVEN),
    "odd":                            (WHOLE, "0", ODD),
    "two periods":                    (TWICE, f"2*{ONCE}", PERIODIC),
    "the next period":                ("int(f(x), x = T..2*T)", ONCE, PERIODIC),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "given"), NEVER.values(), ids=NEVER)
def test_another_symmetry_shows_nothing(before: str, after: str, given: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=[given]).name != "proved"


@pytest.mark.parametrize(("before", "after", "given"), SHOWN.values(), ids=SHOWN)
def test_what_symmetry_shows(before: str, after: str, given: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=[given]).name == "proved"
