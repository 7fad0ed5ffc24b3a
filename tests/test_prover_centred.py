"""Gaussians beside waves, anywhere on the line: first what is false of them."""

from __future__ import annotations

import pytest

from derivcheck import check_step

SYMBOLS = {"x, m": "real", "s": "positive real"}
WAVE = "int(exp(-(k - m)^2)*cos(k*x), k = -oo..oo)"
CASES = {
    "not moved":           (WAVE, "sqrt(pi)*exp(-x^2/4)", "refuted"),
    "moved the other way": (WAVE, "sqrt(pi)*exp(-x^2/4)*cos(m*x + 1)", "refuted"),
    "moved by the middle": (WAVE, "sqrt(pi)*exp(-x^2/4)*cos(m*x)", "proved"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "verdict"), CASES.values(), ids=CASES)
def test_gaussians_beside_waves(before: str, after: str, verdict: str) -> None:
    assert check_step(before, after, symbols=SYMBOLS).name == verdict
