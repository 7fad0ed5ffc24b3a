"""Equations by logarithms of known products of powers: what does not follow first."""

from __future__ import annotations

import pytest

from derivcheck import check_step

POSITIVE = dict.fromkeys(("p", "q", "t", "u", "x", "y", "z", "w"), "positive real")
SYMBOLS = {**POSITIVE, "g": "real", "a": "real in (0, 1)", "r": "real"}
ADIABATIC = ("p*x^g = q*y^g", "p*x = t", "q*y = u", "g > 1")
REFUTED = {
    "an exponent that may be 0": (("x^g = y^g",), "x", "y"),
    "the other exponent":        (ADIABATIC, "t*x^g", "u*y^g"),
    "the other quotient":        (ADIABATIC, "t/u", "(x/y)^(g - 1)"),
    "an inverse exponent":       (("z = x^a*y^(1 - a)",), "x/y", "(z/y)^a"),
}  # fmt: skip
NEVER = {
    "a base of unknown sign":    (("r^g = x^g", "g > 1"), "r", "x"),
}  # fmt: skip
RIGHT = {
    "one exponent":              (("x^(g - 1) = y^(g - 1)", "g > 1"), "x", "y"),
    "between two adiabats":      (
        ("t*x^(g - 1) = u*y^(g - 1)", "t*z^(g - 1) = u*w^(g - 1)", "g > 1"), "x/z", "y/w",
    ),
    "in place of the pressure":  (ADIABATIC, "t*x^(g - 1)", "u*y^(g - 1)"),
    "as a logarithm":            (("t*x^g = u*y^g",), "g*log(x/y)", "log(u/t)"),
    "in proportion":             (("z = w*x^a*y^(1 - a)",), "x/y", "(z/(w*y))^(1/a)"),
}  # fmt: skip


@pytest.mark.parametrize(("known", "before", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_wrong_is_refuted(known: tuple[str, ...], before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=list(known)).name == "refuted"


@pytest.mark.parametrize(("known", "before", "after"), NEVER.values(), ids=NEVER)
def test_what_does_not_follow_is_not_proved(
    known: tuple[str, ...], before: str, after: str
) -> None:
    assert check_step(before, after, symbols=SYMBOLS, assume=list(known)).name != "proved"


@pytest.mark.parametrize(("known", "before", "after"), RIGHT.values(), ids=RIGHT)
def test_what_follows_is_proved(known: tuple[str, ...], before: str, after: str) -> None:
    verdict = check_step(before, after, symbols=SYMBOLS, assume=list(known))
    assert (verdict.name, verdict.conditions) == ("proved", ())
