"""Comparisons of what known equations determine: first what they leave open, then what follows."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "a": "real", "N": "real", "g": "positive real", "m": "positive real", "mu": "nonnegative real",
    "b": "positive real", "c": "positive real", "d": "positive real", "t": "real in (0, pi/2)",
    "u": "real in (0, pi)",
}  # fmt: skip
SLOPE = ("m*a = m*g*sin(t) - mu*N", "N = m*g*cos(t)")
LAW = ("c^2 = b^2 + d^2 - 2*b*d*cos(u)",)
REFUTED = {
    "a flat slope":        (SLOPE, "a", ">", "0"),
    "held by friction":    ((*SLOPE, "tan(t) < mu"), "a", ">", "0"),
    "more than the sides": (LAW, "c^2", ">", "(b + d)^2"),
    "a factor of no sign": ((), "b*cos(u)", ">", "0"),
}  # fmt: skip
NEVER = {
    "not determined":      (("a*N = m",), "a", ">", "0"),
}  # fmt: skip
RIGHT = {
    "downhill":            ((*SLOPE, "tan(t) > mu"), "a", ">", "0"),
    "at one remove":       (("a = g*(sin(t) - mu*cos(t))", "tan(t) > mu"), "a", ">", "0"),
    "below both sides":    (LAW, "c^2", "<", "(b + d)^2"),
    "without an equation": ((), "b^2 + d^2 - 2*b*d*cos(u)", "<", "(b + d)^2"),
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
