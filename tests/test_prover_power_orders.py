"""Comparisons of powers by logarithms: first what is wrong or left open, then what follows."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "p": "positive real", "q": "positive real", "x": "positive real", "y": "positive real",
    "g": "real", "r": "real", "n": "positive integer",
}  # fmt: skip
REFUTED = {
    "an exponent of no sign":   (("x < y",), "(y/x)^g", ">=", "1"),
    "a negative exponent":      (("x < y", "g < 0"), "x^g", "<", "y^g"),
    "an exponent that may be 0": (("x < y", "g >= 0"), "x^g", "<", "y^g"),
    "the other way round":      (("p*x^g = q*y^g", "x < y", "g > 1"), "p", "<", "q"),
}  # fmt: skip
NEVER = {
    "a base of no sign":        (("r < y", "g > 0"), "r^g", "<", "y^g"),
}  # fmt: skip
RIGHT = {
    "a greater base":           (("x < y", "g > 0"), "x^g", "<", "y^g"),
    "a quotient":               (("x < y", "g > 1"), "(y/x)^g", ">", "1"),
    "by induction all the same": (("q = 1/(1 + p)",), "(1 + p)^n", ">=", "1 + n*p"),
    "by a known product":       (("p*x^g = q*y^g", "x < y", "g > 1"), "p", ">", "q"),
}  # fmt: skip


@pytest.mark.parametrize(("known", "before", "rel", "after"), REFUTED.values(), ids=REFUTED)
def test_what_is_wrong_is_refuted(
    known: tuple[str, ...], before: str, rel: str, after: str
) -> None:
    assert check_step(before, after, rel, SYMBOLS, assume=list(known)).name == "refuted"


@pytest.mark.parametrize(("known", "before", "rel", "after"), NEVER.values(), ids=NEVER)
def test_what_does_not_follow_is_not_proved(
    known: tuple[str, ...], before: str, rel: str, after: str
) -> None:
    assert check_step(before, after, rel, SYMBOLS, assume=list(known)).name != "proved"


@pytest.mark.parametrize(("known", "before", "rel", "after"), RIGHT.values(), ids=RIGHT)
def test_what_follows_is_proved(known: tuple[str, ...], before: str, rel: str, after: str) -> None:
    verdict = check_step(before, after, rel, SYMBOLS, assume=list(known))
    assert (verdict.name, verdict.conditions) == ("proved", ())
