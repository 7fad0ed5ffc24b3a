r"""Notes at braces in documents: what they state is judged, and nothing of them is dropped."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

MARK = "% derivcheck: x, y real\n"
CASES = {
    # formula: the verdicts of its steps
    r"\[ \underbrace{x - x}_{= 1} + y = y \]": "given proved refuted",
    r"\[ \underbrace{x - x}_{= z} + y = y \]": "given proved invalid",
    r"\[ \underbrace{x - x}_{\to 0} + y = y \]": "invalid given",
    r"\[ \underbrace{x - x}_{=: z} + y = y \]": "invalid given",
    r"\[ \underbrace{x - x}_{= 0} + y = y \]": "given proved proved",
    r"\[ x^2 + 1 > \overbrace{x^2}^{\ge 0} \]": "given proved proved",
    r"\[ y = \underbrace{y + \underbrace{x - x}_{= 0}}_{= y} \]": "given proved proved proved",
    r"\[ \underbrace{x + x}_{\text{twice}} = 2x \]": "given proved",
}


@pytest.mark.parametrize(("formula", "wanted"), CASES.items(), ids=CASES)
def test_what_a_note_states_is_judged(formula: str, wanted: str) -> None:
    (derivation,) = load("notes.tex", MARK + formula)
    judged = check_derivation(derivation, Settings()).steps
    assert " ".join(s.verdict.name if s.verdict else "given" for s in judged) == wanted


def test_the_claim_has_its_place() -> None:
    (derivation,) = load("notes.tex", MARK + r"\[ \underbrace{x - x}_{= 0} + y = y \]")
    place = derivation.steps[-1].text.place
    assert (place.line, place.column) == (2, 16)
