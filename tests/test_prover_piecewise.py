"""Cases whose statements are decided: what has no value or another one, and what is proved."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

NOT_PROVED = (
    "Piecewise((1, -3 >= 0), (2, -3 < 0)) = 1",
    "Piecewise((1, 0 > 3), (2, 0 > 4)) = 2",
    "Piecewise((1, x > 0), (2, x <= 0)) = 2",
    "Piecewise((1, x > 0), (2, x <= 0)) = Piecewise((1, x > 0), (2, x < 0))",
    "f(-3) = 9",
    "Piecewise((x^2 + 1, x >= 0), (-x^2, True)) = -Piecewise((x^2 - 1, -x >= 0), (-x^2, True))",
    "Piecewise((x^2, x >= 0), (-x^2, True)) = Piecewise((x^2, -x >= 0), (-x^2, True))",
)
PROVED = (
    "Piecewise((1, -3 >= 0), (2, -3 < 0)) = 2",
    "Piecewise((1, x^2 < 0), (2, x^2 >= 0)) = 2",
    "Piecewise((1, -3 < 0), (2, -3 >= 0)) = 1",
    "f(-3) = 3",
    "Piecewise((x^2, x >= 0), (-x^2, True)) = -Piecewise((x^2, -x >= 0), (-x^2, True))",
    "Piecewise((x, x >= 1), (1, True)) = Piecewise((1, 1 >= x), (x, True))",
    "f(2) + f(-3) = 7",
)


def verdict(claim: str) -> str:
    text = f"""
symbols: {{x: real}}
define:
  f(t): Piecewise((t^2, t >= 0), (-t, t < 0))
steps:
  - claim: {claim}
"""
    (derivation,) = load("a.yaml", text)
    found = check_derivation(derivation, Settings()).steps[-1].verdict
    assert found is not None
    return found.name


@pytest.mark.parametrize("claim", NOT_PROVED)
def test_what_is_not_the_value_of_cases_is_not_proved(claim: str) -> None:
    assert verdict(claim) != "proved"


@pytest.mark.parametrize("claim", PROVED)
def test_the_value_of_cases_whose_statements_are_decided(claim: str) -> None:
    assert verdict(claim) == "proved"
