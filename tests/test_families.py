"""Lines with constants are families: a point at which two of them differ need not refute them."""

from __future__ import annotations

import pytest

from derivcheck import check_step

NAMES = {"x": "real", "a": "real", "C": "constant", "f": "function"}

STEPS: dict[str, tuple[str, str, str]] = {
    # the same families, or not known to be different ones
    "another multiple":        ("x + C", "x + 2*C", "undecided"),
    "a number more":           ("x + C", "x + C + 1", "undecided"),
    "a factor that may be 0":  ("x + C", "x + a*C", "undecided"),
    "under a function":        ("f(x + C)", "f(x + 2*C)", "undecided"),
    "a number for a constant": ("(x + 1)^2/2 + C", "x^2/2 + x + C", "undecided"),
    # different families
    "another power":           ("x + C", "x^2 + C", "refuted"),
    "another factor":          ("x^2/2 + C", "x^2 + C", "refuted"),
    "a lost summand":          ("(x + 1)^2/2 + C", "x^2/2 + C", "refuted"),
    # the same
    "written otherwise":       ("2*x + C", "x + C + x", "proved"),
    # without a constant
    "no constant":             ("x + a", "x + 2*a", "refuted"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "verdict"), STEPS.values(), ids=STEPS)
def test_families(before: str, after: str, verdict: str) -> None:
    assert check_step(before, after, symbols=NAMES).name == verdict
