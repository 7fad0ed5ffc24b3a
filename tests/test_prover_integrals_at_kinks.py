"""Integrals over ranges with kinks and jumps: wrong values first, then what is proved."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {
    "x": "real", "a": "real in [0, 1]", "b": "real", "c": "real", "y": "real", "t": "real in [0, 1]"
}  # fmt: skip

REFUTED = {
    "outside of the range": ("int(|x - b|, x = 0..1)", "b^2 - b + 1/2"),
    "a kink that is passed over": ("int(|x - a|, x = 0..1)", "1/2 - a"),
    "the other part": ("int(1{x < a}, x = 0..1)", "1 - a"),
    "right at both ends of a range alone": (
        "int(Piecewise((x*(1 - t), x <= t), (t*(1 - x), True)), x = 0..1)", "t*(1 - t)"),
    "one jump of three": ("int(floor(2*x), x = 0..2)", "4"),
    "no jumps": ("int(mod(x, 1), x = 0..3)", "9/2"),
    "rounded the other way": ("int(ceiling(x/2), x = 0..4)", "2"),
    "levels of an exponential": ("int(floor(exp(x)), x = 0..1)", "1"),
    "no kink": ("int(|exp(x) - 2|, x = 0..1)", "E - 3"),
    "one zero of a logarithm": ("int(|log(x)|, x = 1/E..E)", "2"),
}  # fmt: skip
PROVED = {
    "a kink that may be an end": ("int(|x - a|, x = 0..1)", "a^2 - a + 1/2"),
    "where one may be the other": ("int(|x - b| + |x - c|, x = b..c)", "(c - b)^2"),
    "a case up to a parameter": ("int(1{x < a}, x = 0..1)", "a"),
    "the greater": ("int(max(x, a), x = 0..1)", "(1 + a^2)/2"),
    "Green's function": (
        "int(Piecewise((x*(1 - t), x <= t), (t*(1 - x), True)), x = 0..1)", "t*(1 - t)/2"),
    "jumps at halves": ("int(floor(2*x), x = 0..2)", "3"),
    "jumps backwards": ("int(floor(1 - 2*x), x = 0..1)", "-1/2"),
    "jumps beside a factor": ("int(x*floor(3*x), x = 0..1)", "13/18"),
    "remainders": ("int(mod(x, 2), x = 0..4)", "4"),
    "rounded up": ("int(ceiling(x/2), x = 0..4)", "6"),
    "levels of a root": ("int(floor(sqrt(x)), x = 0..9)", "13"),
    "a zero of an exponential": ("int(|exp(x) - 2|, x = 0..1)", "4*log(2) - 5 + E"),
    "a zero of a logarithm": ("int(|log(x)|, x = 1/E..E)", "2 - 2/E"),
    "a zero of a root": ("int(|sqrt(x) - 1|, x = 0..4)", "2"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), REFUTED.values(), ids=REFUTED)
def test_wrong_values(before: str, after: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == "refuted"


@pytest.mark.parametrize(("before", "after"), PROVED.values(), ids=PROVED)
def test_values(before: str, after: str) -> None:
    found = check_step(before, after, symbols=SYMBOLS, assume=["b <= c"])
    assert (found.name, found.conditions) == ("proved", ())
