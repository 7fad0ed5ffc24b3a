"""Steps that hold for positive numbers only, under declarations that were guessed."""

from __future__ import annotations

import pytest

from derivcheck.checking.check import check_derivation
from derivcheck.documents.loading import load
from derivcheck.verdicts.settings import Settings

FOUND = {
    # formula: (verdicts, what the last step is told of)
    r"\sqrt{x^2} = x": (["given", "undecided"], "it is proved for x > 0"),
    r"\sqrt{x^2} = 2x": (["given", "refuted"], ""),
    r"C e^{-kt} = C/2 \implies e^{-kt} = 1/2": (["given", "undecided"], "it is proved for C > 0"),
    r"x < 0 \implies x = 3": (["given", "refuted"], ""),  # under x > 0 from what is never true
    r"u^\top A v = v^\top A u": (["given", "undecided"], "it is proved for A.T = A"),
    r"u^\top A v = 2 v^\top A u": (["given", "refuted"], ""),
    r"u^\top A v = (u^\top A v)^\top": (["given", "proved"], ""),
    r"\sqrt{x^2} = |x|": (["given", "proved"], ""),
}


@pytest.mark.parametrize("formula", FOUND)
def test_what_holds_for_positive_numbers_is_no_mistake_of_the_author(formula: str) -> None:
    verdicts, told = FOUND[formula]
    (derivation,) = load("a.tex", f"\\[ {formula} \\]", infer=True)
    steps = check_derivation(derivation, Settings()).steps
    assert [s.verdict.name if s.verdict else "given" for s in steps] == verdicts
    last = steps[-1].verdict
    assert last is not None
    assert any(reason.startswith(told) for reason in last.reasons) or not told


def test_what_is_declared_is_taken_at_its_word() -> None:
    text = "% derivcheck: x real\n\\[ \\sqrt{x^2} = x \\]"
    (derivation,) = load("a.tex", text, infer=True)
    (_, step) = check_derivation(derivation, Settings()).steps
    assert step.verdict is not None
    assert step.verdict.name == "refuted"


def test_where_it_fails_is_told() -> None:
    (derivation,) = load("a.tex", r"\[ \sqrt{x^2} = x \]", infer=True)
    (_, step) = check_derivation(derivation, Settings()).steps
    assert step.verdict is not None
    assert step.verdict.reasons[0] == "it fails at x = -1"
