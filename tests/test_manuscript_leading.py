r"""Calculations of documents that open with a name that nobody declares."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.documents.manuscripts.leading import is_name
from derivcheck.verdicts.settings import Settings

MARK = "% derivcheck: x real; f function\n"
CASES = {
    # formula: the verdicts of its steps
    r"\[ \text{Area} = 2x \]": "invalid given",
    r"\[ \text{Area} \le x + x = 2x \]": "invalid given proved",
    r"\[ 2 z = x + x = 2x \]": "invalid given proved",
    r"\[ f(h) = x + x = 2x \]": "invalid given proved",
    r"\[ z + x = x + x = 2x \]": "invalid given proved",
    r"\[ \text{Area} = x + x = 3x \]": "given refuted",
    r"\[ \text{Area} = x + x = 2x \]": "given proved",
    r"\[ \bar{A}(h \mid x) = x + x = 2x = 3x - x \]": "given proved proved",
}


@pytest.mark.parametrize(("formula", "wanted"), CASES.items(), ids=CASES)
def test_what_is_judged(formula: str, wanted: str) -> None:
    (derivation,) = load("notes.tex", MARK + formula)
    judged = check_derivation(derivation, Settings()).steps
    assert " ".join(s.verdict.name if s.verdict else "given" for s in judged) == wanted


def test_it_is_told() -> None:
    (derivation,) = load("notes.tex", MARK + r"\[ \text{Area} = x + x = 2x \]")
    assert derivation.steps[0].note == r"\text{Area} is not declared, and stands for this"


@pytest.mark.parametrize(
    "latex", [r"2L", r"L + 1", r"L^2 x", r"(L)", r"L(x)(y)", "", r"\frac{L}{2}"]
)
def test_what_is_no_name(latex: str) -> None:
    assert not is_name(latex)


@pytest.mark.parametrize(
    "latex",
    ["L", "a_n", r"\gamma(h)", r"\text{Area}", r"\bar{A}(h | x)", r"\mathbb{E}[X^2]", "b_n'",
     r"\mathrm{Cov}\left(X, Y\right)", r"l(\mathbf{y}, \hat{\mathbf{y}})"],
)  # fmt: skip
def test_what_is_a_name(latex: str) -> None:
    assert is_name(latex)
